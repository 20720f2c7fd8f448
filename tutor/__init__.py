"""Understand sequence networks and Transformer normalisation from a terminal.

The rooms, from the bottom: `engine` computes; `demos`, `lab`, `library`, `progress` and `quiz` each know one thing;
`show` turns what they know into screens; `cli` takes the words typed and prints one screen.
"""
