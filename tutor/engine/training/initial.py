"""Initial weights, each from a generator `dice`; float32 unless said otherwise."""

from __future__ import annotations

from typing import Any

import numpy as np

from tutor.engine.activations import Array


def orthogonal(dice: np.random.Generator, n: int, dtype: Any = np.float32) -> Array:  # -> [n, n]
    """A rotation (or reflection), each as likely as any: Saxe et al. (2014), arXiv:1312.6120.

    Q of a QR of normal numbers, with the signs of R's diagonal, without which some are likelier (Mezzadri 2007).
    """
    Q, R = np.linalg.qr(dice.normal(size=(n, n)))
    return np.asarray(Q * np.sign(np.diag(R)), dtype)


def uniform(dice: np.random.Generator, shape: tuple[int, ...], bound: float, dtype: Any = np.float32) -> Array:
    """U(−bound, bound). With bound = 1/√H it is what PyTorch gives recurrent layers and, with 1/√n, linear ones."""
    return dice.uniform(-bound, bound, shape).astype(dtype)


def xavier(dice: np.random.Generator, m: int, n: int, dtype: Any = np.float32) -> Array:  # -> [m, n]
    """U(±√(6 / (m + n))): Glorot & Bengio (2010), eq. 16."""
    return uniform(dice, (m, n), float((6 / (m + n)) ** 0.5), dtype)


def chrono(dice: np.random.Generator, H: int, longest: int, dtype: Any = np.float32) -> Array:  # -> [H]
    """Biases of a forget gate for memories of 1 … `longest` − 1 steps, log U[1, T − 1]; the input gate takes −b.

    Tallec & Ollivier (2018), arXiv:1804.11188, eq. 16.
    """
    return np.log(dice.uniform(1, max(longest - 1, 1), H)).astype(dtype)
