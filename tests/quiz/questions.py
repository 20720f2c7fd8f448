"""Questions as they are put, made by hand, so that the letters on the screen and the right answers are known."""

from __future__ import annotations

from tutor.library.model import (
    Ask,
    Choice,
    Explain,
    Fill,
    Multiple,
    Number,
    OptionWords,
    Order,
    Question,
    QuestionWords,
    TrueFalse,
)
from tutor.quiz import Asked

HEAD = {"level": 2, "section": "what", "tests": []}


def words(*options: str) -> QuestionWords:
    return QuestionWords("?", {name: OptionWords(f"text of {name}", f"said to {name}") for name in options})


def put(question: Question, order: list[str], **more: object) -> Asked:
    return Asked("t/q", "t", question, words(*order), 0, "?", order, **more)


CHOICE = put(  # a the-root, b centring, c the-gain, d the-mean
    Choice(
        id="q",
        kind="choice",
        **HEAD,
        options={
            "centring": "right",
            "the-root": "forgot-the-root",
            "the-gain": "forgot-the-gain",
            "the-mean": "moves-the-mean",
        },
    ),
    ["the-root", "centring", "the-gain", "the-mean"],
)
MULTIPLE = put(  # a photos, b songs, c tables, d sentences, e films
    Multiple(
        id="q",
        kind="multiple",
        **HEAD,
        options={
            "songs": "right",
            "films": "right",
            "sentences": "right",
            "photos": "pixels-come-in-time",
            "tables": "rows-come-in-time",
        },
    ),
    ["photos", "songs", "tables", "sentences", "films"],
)
TRUE_FALSE = put(  # the statement is false; a divides-by-mean, b they-agree, c out-of-bounds
    TrueFalse(
        id="q",
        kind="true-false",
        **HEAD,
        answer=False,
        options={
            "they-agree": "right",
            "divides-by-mean": "zero-mean-is-dangerous",
            "out-of-bounds": "squeezes-into-a-range",
        },
    ),
    ["divides-by-mean", "they-agree", "out-of-bounds"],
)
ORDER = put(  # a divide, b square, c root, d mean; right is b, d, c, a
    Order(id="q", kind="order", **HEAD, items=["square", "mean", "root", "divide"]),
    ["divide", "square", "root", "mean"],
)
ORDER_ALSO = put(  # a sum, b keep, c write; keep and write may change places
    Order(id="q", kind="order", **HEAD, items=["keep", "write", "sum"], also=[["write", "keep", "sum"]]),
    ["sum", "keep", "write"],
)
FILL = put(
    Fill(
        id="q",
        kind="fill",
        **HEAD,
        accept={"en": ["hidden state", "state vector"], "zh-Hant": ["隱藏狀態", "狀態向量"]},
        wrong={"cell state": "cell-state-is-shown", "單元狀態": "cell-state-is-shown", "bâton": "nothing-is-rewritten"},
    ),
    [],
)


def number(right: float | list[float], digits: int = 3, **slips: float | list[float]) -> Asked:
    """A number question; `_` in the name of a slip stands for a hyphen."""
    named = {slip.replace("_", "-"): value for slip, value in slips.items()}
    question = Number(id="q", kind="number", **HEAD, demo="d", ask=Ask("y"), digits=digits, slips=list(named))
    text = QuestionWords("?", slips={slip: f"said to {slip}" for slip in named})
    return Asked("t/q", "t", question, text, 0, "?", right=right, slips=named)


# FACTS N10: RMSNorm of [3, 4] is [0.8485, 1.1314]
NUMBER = number(0.8485281374, forgot_the_root=0.24, sum_not_mean=0.6, rms_subtracts_mean=-1.0)
VECTOR = number([0.8485281374, 1.1313708499], forgot_the_root=[0.24, 0.32], rms_subtracts_mean=[-1.0, 1.0])
# FACTS N7 by hand: f .9 c 2 i .5 g −.4
CELL = number(1.6, 3, swapped_forget_and_input=0.64, forgot_to_write=1.8, ignored_the_sign=2.0, forget_gate_erases=0.0)
NEGATIVE = number(-0.4472135955, 3, forgot_the_root=-0.4, forgot_the_sign=0.4472135955)
TINY = number(2.656139889e-5, 3, applied_once=0.9)  # N5: 0.9^100
COUNT = number(128.0, 4, forgot_the_bias=112.0)  # LSTM with 3 inputs and 4 units
ZERO = number(0.0, 3, forgot_the_mean=1.0)
EXPLAIN = put(Explain(id="q", kind="explain", **HEAD), [])
