"""Numbers of weights against the fact base (N19), Keras and PyTorch."""

import pytest

from tutor.engine.counting import bias_weights, block_count, input_weights, recurrent_weights


def weights(layer: str, n: int, m: int, biases: int = 1) -> int:
    each = input_weights(layer, n, m) + recurrent_weights(layer, m) + bias_weights(layer, m, biases)
    return block_count(layer) * each


@pytest.mark.parametrize(
    ("n", "m", "biases", "rnn", "gru", "lstm"),
    [
        (10, 20, 1, 620, 1860, 2480),
        (10, 20, 2, 640, 1920, 2560),
        (3, 4, 1, 32, 96, 128),
        (100, 128, 1, 29312, 87936, 117248),
    ],
)
def test_recurrent_layers(n: int, m: int, biases: int, rnn: int, gru: int, lstm: int) -> None:
    assert [weights(layer, n, m, biases) for layer in ("rnn", "gru", "lstm")] == [rnn, gru, lstm]


def test_layers_without_time() -> None:
    assert weights("dense", 100 * 50, 128) == 640_128
    assert weights("dense", 512, 2048) + weights("dense", 2048, 512) == 2_099_712
    assert 2 * weights("layernorm", 1, 512) == 2_048
    assert 65 * weights("rmsnorm", 1, 4096) == 266_240
    assert weights("dense", 5, 7, biases=2) == 42  # a dense layer has one bias vector
