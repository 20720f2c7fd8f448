"""What a written answer is worth: several hundred of them, and anything at all for every kind of question."""

from __future__ import annotations

import pytest
import questions
import written_answers as written
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.quiz import Asked, UnreadableError, grade

KINDS = (
    "CHOICE",
    "MULTIPLE",
    "TRUE_FALSE",
    "ORDER",
    "FILL",
    "NUMBER",
    "CELL",
    "NEGATIVE",
    "TINY",
    "COUNT",
    "ZERO",
    "VECTOR",
)
GRADED = [(kind, *line) for kind in KINDS for line in getattr(written, kind)]
REFUSED = [(kind, *line) for kind in KINDS for line in getattr(written, f"{kind}_REFUSED", [])]


def named(value: object) -> str | None:
    """Ids of the cases: the answer as ASCII, cut."""
    return ascii(value)[:40] if isinstance(value, str) and value not in KINDS else None


@pytest.mark.parametrize(("kind", "answer", "credit", "misconception"), GRADED, ids=named)
def test_an_answer_is_worth(kind: str, answer: str, credit: float, misconception: str | None) -> None:
    verdict = grade(getattr(questions, kind), answer)
    assert (verdict.right, verdict.misconception) == (credit == 1, misconception)
    assert verdict.credit == pytest.approx(credit, abs=1e-12)


@pytest.mark.parametrize(("kind", "answer", "sentence"), REFUSED, ids=named)
def test_an_answer_of_another_form_is_asked_for_again(kind: str, answer: str, sentence: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        grade(getattr(questions, kind), answer)
    assert str(caught.value) == sentence


def test_the_tables_hold_what_they_promise() -> None:
    assert len(GRADED) + len(REFUSED) > 400
    for kind in ("CHOICE", "MULTIPLE", "TRUE_FALSE", "ORDER", "FILL", "NUMBER", "VECTOR"):
        answers = [line[1] for line in [*GRADED, *REFUSED] if line[0] == kind]
        assert len(answers) == len(set(answers)) > 20, kind


def test_the_other_right_order_counts_too_and_the_nearer_one_gives_the_credit() -> None:
    # a sum, b keep, c write: keep→write is of the one, write→keep and keep→sum are of the other
    graded = {answer: grade(questions.ORDER_ALSO, answer).credit for answer in ("bca", "cba", "abc", "acb", "bac")}
    assert graded == {"bca": 1, "cba": 1, "abc": 0.5, "acb": 0.5, "bac": 0.5}


def test_an_explanation_is_not_judged_here() -> None:
    verdict = grade(questions.EXPLAIN, "because")
    assert (verdict.right, verdict.credit, verdict.misconception) == (False, 0.0, None)


# --- what is said -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "answer", "said"),
    [
        (questions.CHOICE, "a", "said to the-root"),
        (questions.CHOICE, "b", "said to centring"),
        (questions.CHOICE, "", ""),
        (questions.TRUE_FALSE, "f b", "said to they-agree"),
        (questions.TRUE_FALSE, "f a", "said to divides-by-mean"),
        (questions.TRUE_FALSE, "t a", "said to divides-by-mean"),
        (questions.TRUE_FALSE, "t b", ""),  # the right reason is told with the right answer, not twice
        (questions.MULTIPLE, "bde", ""),
        (questions.NUMBER, "0.849", ""),
        (questions.NUMBER, "0.24", "said to forgot-the-root"),
        (questions.NUMBER, "0.5", ""),
        (questions.FILL, "cell state", ""),
        (questions.ORDER, "abcd", ""),
    ],
)
def test_the_feedback_is_that_of_the_option_or_slip(asked: Asked, answer: str, said: str) -> None:
    assert grade(asked, answer).said == said


def test_every_wrong_and_every_missed_option_is_answered_the_wrong_ones_first() -> None:
    assert grade(questions.MULTIPLE, "d,c,a").said.splitlines() == [
        "- text of tables: said to tables",
        "- text of photos: said to photos",
        "- text of songs: said to songs",
        "- text of films: said to films",
    ]


def test_a_slip_without_words_is_recognised_and_says_nothing() -> None:
    asked = questions.number(1.0, 3, forgot_the_root=2.0)
    asked.words.slips.clear()
    verdict = grade(asked, "2")
    assert (verdict.misconception, verdict.said) == ("forgot-the-root", "")


# --- anything at all --------------------------------------------------------------------------------------------

ANYTHING = st.text(max_size=80) | st.text("abcdeft,; 、()[].0123456789+-*/^√²%=\x1b\u202e\ud800", max_size=30)
ALL = [name for name in dir(questions) if isinstance(getattr(questions, name), Asked)]


@pytest.mark.parametrize("kind", ALL)
@settings(max_examples=60, deadline=None)
@given(answer=ANYTHING)
def test_any_text_is_graded_or_asked_for_again(kind: str, answer: str) -> None:
    try:
        verdict = grade(getattr(questions, kind), answer)
    except UnreadableError as error:
        assert str(error).startswith("answer-")
        return
    assert 0 <= verdict.credit <= 1
    assert verdict.right == (verdict.credit == 1)
    assert not (verdict.right and verdict.misconception)


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from("abcde"), min_size=1), st.randoms())
def test_the_credit_of_several_choices_does_not_depend_on_their_order(chosen: set[str], dice: object) -> None:
    letters = sorted(chosen)
    dice.shuffle(letters)
    credit = 1 - len(chosen ^ set("bde")) / 5
    assert grade(questions.MULTIPLE, ",".join(letters)).credit == pytest.approx(credit)
