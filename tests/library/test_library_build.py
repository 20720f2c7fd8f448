# ruff: noqa: E501 - tables
"""YAML nodes become dataclasses: what each type accepts, and every fault with its exact words and place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pytest

from tutor.library.build import Builder, level_of, number_of
from tutor.library.model import Choice, Fill, Multiple, Number, Order, Question, TrueFalse
from tutor.library.reader import parse


@dataclass
class Inner:
    name: str
    weight: float = 1.0


@dataclass
class Outer:
    title: str
    count: int
    side: Literal["left", "right"] = "left"
    open: bool = False
    inner: Inner | None = None
    many: list[Inner] = field(default_factory=list)
    levels: dict[int, str] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    free: dict[str, object] = field(default_factory=dict)


def built(text: str, kind: type = Outer) -> tuple[object, list[str]]:
    builder = Builder("f.yaml")
    value = builder.build(parse(text.encode(), "f.yaml"), kind)
    return value, [str(problem) for problem in builder.problems]


def problems(text: str, kind: type = Outer) -> list[str]:
    value, found = built(text, kind)
    assert (value is None) == bool(found)
    return found


def test_a_scalar_is_read_as_the_type_of_its_field() -> None:
    value, found = built("title: 010\ncount: 010\nopen: true\ninner: {name: no, weight: 1e-5}\n")
    assert found == []
    assert value == Outer("010", 10, "left", True, Inner("no", 1e-5))


def test_everything_nests() -> None:
    value, _ = built(
        "title: t\ncount: 2\nmany: [{name: a}, {name: b, weight: 2}]\nlevels: {1: x, 4: y}\nwords: {en: [p, q]}\n"
    )
    assert value == Outer("t", 2, many=[Inner("a"), Inner("b", 2.0)], levels={1: "x", 4: "y"}, words={"en": ["p", "q"]})


def test_free_values_keep_their_own_types() -> None:
    value, _ = built("title: t\ncount: 2\nfree: {x: [1, 2.5], norm: rmsnorm, flag: true}\n")
    assert value.free == {"x": [1, 2.5], "norm": "rmsnorm", "flag": True}


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_an_optional_value_may_be_null(nothing: str) -> None:
    value, found = built(f"title: t\ncount: 2\ninner: {nothing}\n")
    assert (value.inner, found) == (None, [])


GOOD = "title: t\ncount: 2\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("count: 2\n", "1:1: title: is missing; add it"),
        ("\n\n  count: 2\n", "3:3: title: is missing; add it"),
        (GOOD + "inner: {weight: 2}\n", "3:8: inner.name: is missing; add it"),
        (GOOD + "many:\n  - name: a\n  - weight: 1\n", "5:5: many.2.name: is missing; add it"),
        (GOOD + "titel: u\n", "3:1: titel: is an unknown key; did you mean `title`"),
        (GOOD + "inner: {name: n, wieght: 2}\n", "3:18: inner.wieght: is an unknown key; did you mean `weight`"),
        (GOOD + "inner: {name: n, zzz: 2}\n", "3:18: inner.zzz: is an unknown key; known are name, weight"),
        (GOOD + "inner: 3\n", "3:8: inner: is not a mapping; write `key: value` lines"),
        (GOOD + "inner: [name]\n", "3:8: inner: is not a mapping; write `key: value` lines"),
        (GOOD + "levels: [x]\n", "3:9: levels: is not a mapping; write `key: value` lines"),
        (GOOD + "many: {name: a}\n", "3:7: many: is not a list; write [a, b] or lines that begin with `- `"),
        (GOOD + "many: a\n", "3:7: many: is not a list; write [a, b] or lines that begin with `- `"),
        (GOOD + "words:\n  en: [p]\n  zh: q\n", "5:7: words.zh: is not a list; write [a, b] or lines that begin with `- `"),
        ("title: [t]\ncount: 2\n", "1:8: title: is a list or mapping where one value belongs"),
        ("title: ''\ncount: 2\n", "1:8: title: is empty; write it or take the key out"),
        ("title: '  '\ncount: 2\n", "1:8: title: is empty; write it or take the key out"),
        ("title: null\ncount: 2\n", "1:8: title: is empty; write it or take the key out"),
        ('title: "\\u202e\\x1b"\ncount: 2\n', "1:8: title: is empty; write it or take the key out"),
        ("title: t\ncount: two\n", "2:8: count: is 'two'; write a whole number"),
        ("title: t\ncount: 2.5\n", "2:8: count: is '2.5'; write a whole number"),
        ("title: t\ncount: 12:30\n", "2:8: count: is '12:30'; write a whole number"),
        ("title: t\ncount: 0x10\n", "2:8: count: is '0x10'; write a whole number"),
        ("title: t\ncount: 1_000\n", "2:8: count: is '1_000'; write a whole number"),
        (GOOD + "inner: {name: n, weight: heavy}\n", "3:26: inner.weight: is 'heavy'; write a number"),
        (GOOD + "inner: {name: n, weight: .inf}\n", "3:26: inner.weight: is '.inf'; write a number"),
        (GOOD + "inner: {name: n, weight: 1e400}\n", "3:26: inner.weight: is '1e400'; write a number"),
        (GOOD + "open: yes\n", "3:7: open: is 'yes'; write true or false"),
        (GOOD + "open: True\n", "3:7: open: is 'True'; write true or false"),
        (GOOD + "side: up\n", "3:7: side: is 'up'; write one of left, right"),
        (GOOD + "side: [left]\n", "3:7: side: is ''; write one of left, right"),
        (GOOD + "levels: {two: x}\n", "3:10: levels.two: is not a level; levels are 1 to 4"),
        (GOOD + "levels: {5: x}\n", "3:10: levels.5: is not a level; levels are 1 to 4"),
        (GOOD + "levels: {1: x, 01: y}\n", "3:16: levels.01: is not a level; levels are 1 to 4"),
        (GOOD + "levels: {２: x}\n", "3:10: levels.２: is not a level; levels are 1 to 4"),
        (GOOD + "levels: {2: ''}\n", "3:13: levels.2: is empty; write it or take the key out"),
    ],
)  # fmt: skip
def test_a_fault_has_its_place_its_path_and_what_to_do(text: str, problem: str) -> None:
    assert problems(text) == [f"f.yaml:{problem}"]


def test_a_level_of_five_thousand_digits_is_a_fault_like_any_other() -> None:
    assert len(problems(GOOD + f"levels:\n  ? {'9' * 5000}\n  : x\n")) == 1


def test_all_faults_are_told_at_once() -> None:
    text = "titel: t\ncount: two\nside: up\nmany:\n  - {name: ''}\n  - {weight: x}\nlevels: {0: a}\n"
    assert problems(text) == [
        "f.yaml:1:1: titel: is an unknown key; did you mean `title`",
        "f.yaml:2:8: count: is 'two'; write a whole number",
        "f.yaml:3:7: side: is 'up'; write one of left, right",
        "f.yaml:5:12: many.1.name: is empty; write it or take the key out",
        "f.yaml:6:14: many.2.weight: is 'x'; write a number",
        "f.yaml:6:5: many.2.name: is missing; add it",
        "f.yaml:7:10: levels.0: is not a level; levels are 1 to 4",
        "f.yaml:1:1: title: is missing; add it",
    ]


def test_a_later_fault_is_placed_at_the_nearest_key_above_it() -> None:
    builder = Builder("f.yaml")
    builder.build(parse(b"title: t\ncount: 2\nwords:\n  en: [p, q]\n", "f.yaml"), Outer)
    for path in ("words.en.2", "words.en.9.deep", "words.zh", "nowhere.at.all"):
        builder.problem(path, "x")
    assert [str(problem) for problem in builder.problems] == [
        "f.yaml:4:11: words.en.2: x",
        "f.yaml:4:7: words.en.9.deep: x",
        "f.yaml:4:3: words.zh: x",
        "f.yaml:1:1: nowhere.at.all: x",
    ]


def test_a_problem_is_one_line_even_if_a_key_has_two() -> None:
    assert problems(GOOD + '"a\\nf.yaml:1:1: b": 1\n')[0].startswith("f.yaml:3:1: a f.yaml:1:1: b: is an unknown key")


# --- kinds of question ------------------------------------------------------------------------------------------

KINDS = "choice, multiple, true-false, order, fill, number, explain"
HEAD = "id: q\nlevel: 2\nsection: what\ntests: [p]\n"


@dataclass
class Quiz:
    questions: list[Question]


def quiz(text: str) -> str:
    lines = (HEAD + text).splitlines()
    return "questions:\n- " + "\n  ".join(lines) + "\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("kind: choice\noptions: {a: right}\n", Choice),
        ("kind: multiple\noptions: {a: right}\n", Multiple),
        ("kind: true-false\nanswer: true\noptions: {a: right}\n", TrueFalse),
        ("kind: order\nitems: [a, b]\n", Order),
        ("kind: fill\naccept: {en: [a]}\n", Fill),
        ("kind: number\ndemo: cell\nask: {step: h}\n", Number),
    ],
)
def test_the_kind_of_a_question_chooses_its_shape(text: str, kind: type) -> None:
    value, found = built(quiz(text), Quiz)
    assert found == []
    assert type(value.questions[0]) is kind


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", f"2:3: questions.1.kind: is missing; write one of {KINDS}"),
        ("kind: chioce\n", f"6:9: questions.1.kind: is not a kind of question; write one of {KINDS}"),
        ("kind: [choice]\n", f"6:9: questions.1.kind: is not a kind of question; write one of {KINDS}"),
        ("kind: choice\nitems: [a]\noptions: {a: right}\n", "7:3: questions.1.items: is an unknown key; did you mean `tests`"),
        ("kind: choice\n", "2:3: questions.1.options: is missing; add it"),
        ("kind: true-false\noptions: {a: right}\n", "2:3: questions.1.answer: is missing; add it"),
        ("kind: number\ndemo: cell\nask: {}\n", "8:8: questions.1.ask.step: is missing; add it"),
        ("kind: number\ndemo: cell\nask: {step: h, t: first}\n", "8:21: questions.1.ask.t: is 'first'; write a whole number"),
        ("kind: number\ndemo: cell\nask: {step: h}\ndraw: {x: {values: [1, two]}}\n", "9:26: questions.1.draw.x.values.2: is 'two'; write a number"),
    ],
)  # fmt: skip
def test_a_fault_in_a_question_is_placed_in_it(text: str, problem: str) -> None:
    assert problems(quiz(text), Quiz) == [f"f.yaml:{problem}"]


def test_an_unknown_section_is_refused() -> None:
    text = quiz("kind: choice\noptions: {a: right}\n").replace("what", "whence")
    assert problems(text, Quiz) == [
        "f.yaml:4:12: questions.1.section: is 'whence'; write one of why, what, how, how_good"
    ]


# --- numbers and levels -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3.0), ("-1.5", -1.5), ("+2", 2.0), ("1e-5", 1e-5), ("1E5", 1e5), (".5", 0.5), ("5.", 5.0), ("010", 10.0)],
)
def test_decimal_numbers_are_read(text: str, value: float) -> None:
    assert number_of(text) == value


@pytest.mark.parametrize(
    "text", ["", "1e400", "-1e400", "nan", "inf", "1_0", "0x1", "1,5", "1 2", "--1", ".", "e5", "9" * 101]
)
def test_other_texts_are_no_numbers(text: str) -> None:
    assert number_of(text) is None


def test_levels_are_the_digits_one_to_four_and_nothing_else() -> None:
    assert [level_of(text) for text in ("1", "2", "3", "4")] == [1, 2, 3, 4]
    assert {level_of(text) for text in ("0", "5", "02", "+2", "2.0", "２", "²", "two", "", "9" * 5000)} == {None}
