"""The mathematics: pure functions over NumPy arrays, and nothing else.

Conventions, the same everywhere:

- Cells (`cells`) work in columns: one vector `[F]` or a batch `[F, B]`, with biases `[H]` or `[H, 1]`; the line is the
  paper's `W @ x + U @ h + b`.
- Layers without time (`feedforward`), norms and placements act on the last axis, `[..., d]`.
- Names are the paper's: `x, h, c`; gates `i, f, o` and candidate `g`; `gamma, beta, eps`.
- Variance is that of the population (it divides by d), in two passes; eps stands inside the root.
- A GRU is `h' = (1 - z) * n + z * h`, with the reset after the matrix product (PyTorch's form).
- Every function keeps the dtype of its input, and returns all intermediate values as a NamedTuple: a demo tells
  them, a backward pass reuses them. eps is a Python float (a NumPy scalar would turn float32 into float64).

Import from the modules: `from tutor.engine.cells import lstm_step`.
"""
