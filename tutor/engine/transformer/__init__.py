"""A small causal Transformer for training: tokens `[B, T]` in, scores for the next token `[B T, V]` out, and back.

It is made of the engine's other pieces (`norms`, `feedforward`, `activations`), so what it trains is what the demos
show; the placements are tested equal to `placement`. What it adds: several heads over a batch (`heads`), a norm before,
at the end of, or after a branch (`sublayer`), all weights as views of one flat vector (`weights`), Xavier's
initialisation with DeepNorm's factors (`initial`), and the way through all layers (`model`).

The rows of all sequences stand below each other, `[B T, d]`: so each product is one product, not one a sequence.

    plan = Plan(layers=2, d=32, ff=64, heads=2, vocabulary=16, length=16, placement="pre", norm="layer")
    flat = initial_weights(plan, rng, np.float32)
    trace = forward(cut(flat, plan), tokens, plan)
    loss = cross_entropy(trace.logits, targets)
    gradient = backward(cut(flat, plan), trace, loss.gradient, plan)        # flat too, for Adam
"""
