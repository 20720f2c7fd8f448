"""Training: initial weights, tasks, and one step of learning, for what the lab trains.

Nothing here draws by itself: a `numpy.random.Generator` comes in wherever chance is wanted. All weights of a network
lie in one flat vector, so that clipping and Adam are a few operations, whatever the network.
"""
