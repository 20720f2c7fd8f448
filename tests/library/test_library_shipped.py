"""The shipped content: `tutor check` finds nothing, and every topic is found by all of its names."""

from __future__ import annotations

import pytest

from tutor import demos, lab, quiz, show
from tutor.library import Shelf, shipped
from tutor.library.check import check, coverage
from tutor.library.language import WRITTEN
from tutor.library.names import find

SHELF = Shelf([shipped()])
SEEDS = 50  # the command draws ten times as many


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(lambda: check(SHELF, demos.names(), lab.names()), id="shape-and-references"),
        pytest.param(lambda: quiz.check(SHELF, SEEDS), id="numbers-and-keys"),
        pytest.param(lambda: show.check(SHELF), id="formulas-and-pictures"),
    ],
)
def test_the_shipped_content_is_clean(found) -> None:
    problems = [str(problem) for problem in found()]
    assert not problems, "\n".join(problems)


FURTHER = {"deepnorm", "qk-norm", "peri-norm", "dynamic-tanh", "minlstm", "xlstm", "state-space"}
SEED = {"rnn", "rnn-vs-feedforward", "rnn-vs-lstm", "transformer-norms"}
CONCEPTS = {
    "feedforward", "hidden-state", "lstm", "gru", "vanishing-gradients", "residual", "layernorm", "rmsnorm",
    "post-norm",
    "pre-norm", "attention",
}  # fmt: skip
CORE = SEED | CONCEPTS


def test_every_topic_has_as_many_questions_as_its_place_asks_for() -> None:
    kinds = {"choice", "multiple", "true-false", "order", "fill", "number"}
    for topic in SHELF.ids():
        questions = SHELF.topic(topic).questions
        assert len(questions) >= (20 if topic in SEED else 10 if topic in CONCEPTS else 6), topic
        if topic in CORE:
            assert {question.level for question in questions} == {1, 2, 3, 4}, topic
            assert kinds <= {question.kind for question in questions}, topic


def test_every_topic_speaks_both_languages_at_the_same_levels() -> None:
    rows = {(row["topic"], row["language"]): row for row in coverage(SHELF)}
    assert set(rows) == {(topic, language) for topic in SHELF.ids() for language in WRITTEN}
    for topic in SHELF.ids():
        levels = set(rows[topic, "en"]["levels"])
        assert levels == {3} if topic in FURTHER else {2, 3} <= levels
        assert levels == {1, 2, 3, 4} or topic not in CORE
        assert rows[topic, "en"]["levels"] == rows[topic, "zh-Hant"]["levels"]


def test_every_name_of_a_topic_finds_it() -> None:
    names = SHELF.names()
    assert len(names) > 400
    for name in names:
        assert (find(name.text, names), name.text) == (name.topic, name.text)


def test_every_title_is_found_as_zh_hans_shows_it() -> None:
    names = SHELF.names()
    for topic in SHELF.ids():
        title = SHELF.title(topic, "zh-Hans")
        assert (find(title, names), title) == (topic, title)


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("RNN", "rnn"),
        ("what is an RNN", "rnn"),
        ("lstm", "lstm"),
        ("LSTM", "lstm"),
        ("RNN和LSTM有什么区别", "rnn-vs-lstm"),
        ("RMS Norm", "rmsnorm"),
        ("Layer Normalization", "layernorm"),
        ("pre norm", "pre-norm"),
        ("循環神經網路", "rnn"),
        ("循环神经网络", "rnn"),
    ],
)
def test_what_people_type_finds_its_topic(words: str, topic: str) -> None:
    assert SHELF.find(words) == topic
