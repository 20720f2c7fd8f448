"""The shapes of content: what an author may write, as plain dataclasses.

One definition for three uses: `read.py` builds these from YAML, `check.py` reports what does not fit,
and editors get a JSON Schema from them. Field names are the keys of the YAML files.

- `Topic` is `topic.yaml`: facts, stated once for all languages.
- `Words` is `<language>.yaml` beside it: the sentences, under the same ids.
- `DemoWords` is `content/demos/<demo>/<language>.yaml`, `LabWords` is `content/labs/<lab>/<language>.yaml`.

Treat all of them as immutable. They are records because every start pays for each class: 0.03 ms, against 0.87 ms for
`@dataclass(frozen=True, slots=True)`.
"""

from __future__ import annotations

from dataclasses import field
from typing import ClassVar, Literal

from tutor.library.record import named_record, record

SECTIONS = ("why", "what", "how", "how_good")
Section = Literal["why", "what", "how", "how_good"]
LEVELS = (1, 2, 3, 4)
RIGHT = "right"  # the value of an option that is a right answer; any other value is a misconception's id


@record
class Ask:
    """Which number of a demo is meant: a step, the time step (from 1), the place in the value (from 0)."""

    step: str
    t: int | None = None
    index: list[int] = field(default_factory=list)


MOST_DRAWN = 100  # numbers for one input


@record
class Draw:
    """How a question draws one input of its demo: `shape` numbers out of `values`."""

    values: list[float]
    shape: list[int] = field(default_factory=list)
    distinct: bool = True


@record
class Question:
    """What every kind of question has. `tests` are key points; `section` is where the answer is told."""

    id: str
    kind: str
    level: int
    section: Section
    tests: list[str]
    revision: int = 1
    formerly: str = ""


@named_record
class Choice(Question):
    """One option is right; every other one names the misconception of those who pick it."""

    options: dict[str, str]


@named_record
class Multiple(Question):
    """Several options may be right."""

    options: dict[str, str]


@named_record
class TrueFalse(Question):
    """A statement, and the reason why it is true or false."""

    answer: bool
    options: dict[str, str]


@named_record
class Order(Question):
    """`items` in the right order; `also` lists other orders that are right too."""

    items: list[str]
    also: list[list[str]] = field(default_factory=list)


@named_record
class Fill(Question):
    """A term. `accept` lists what is right in each language; `wrong` maps a known wrong term to its misconception."""

    accept: dict[str, list[str]]
    wrong: dict[str, str] = field(default_factory=dict)


@named_record
class Number(Question):
    """One number of a demo, with drawn inputs. `digits` significant digits are asked for."""

    demo: str
    ask: Ask
    set: dict[str, object] = field(default_factory=dict)
    draw: dict[str, Draw] = field(default_factory=dict)
    digits: int = 3
    slips: list[str] = field(default_factory=list)


@named_record
class Explain(Question):
    """Free text, held against the topic's rubric; only the learner's own tick counts."""


KINDS: dict[str, type[Question]] = {
    "choice": Choice,
    "multiple": Multiple,
    "true-false": TrueFalse,
    "order": Order,
    "fill": Fill,
    "number": Number,
    "explain": Explain,
}


@record
class Shown:
    """A number that the words show, and where it comes from: exactly one of `demo`, `by`, `given`."""

    shown: str
    demo: str = ""
    step: str = ""
    t: int | None = None
    index: list[int] = field(default_factory=list)
    set: dict[str, object] = field(default_factory=dict)
    by: str = ""
    given: str = ""


@record
class Topic:
    """`topic.yaml`: the facts of one topic."""

    file_name: ClassVar[str] = "topic.yaml"

    names: dict[str, list[str]]
    key_points: dict[str, int]
    misconceptions: dict[str, int]
    sources: list[str]
    questions: list[Question] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    next: list[str] = field(default_factory=list)
    confusable: list[str] = field(default_factory=list)
    demos: list[str] = field(default_factory=list)
    labs: list[str] = field(default_factory=list)
    numbers: list[Shown] = field(default_factory=list)


@record
class Picture:
    """A diagram of at most 58 columns, and the sentence that says the same."""

    art: str
    says: str


@record
class Misconception:
    """What a learner believes, in their words, and the correction."""

    claim: str
    correction: str


@record
class OptionWords:
    """One option: what it says, and what is said to those who pick it."""

    text: str
    feedback: str


@record
class QuestionWords:
    """The words of a question; which of them are needed depends on its kind."""

    ask: str
    options: dict[str, OptionWords] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    slips: dict[str, str] = field(default_factory=dict)
    solution: str = ""
    hints: list[str] = field(default_factory=list)


@record
class Words:
    """`<language>.yaml`: the sentences of one topic; a section maps a level to its Markdown."""

    summary: str
    why: dict[int, str]
    what: dict[int, str]
    how: dict[int, str]
    how_good: dict[int, str]
    key_points: dict[str, str]
    misconceptions: dict[str, Misconception]
    questions: dict[str, QuestionWords] = field(default_factory=dict)
    picture: Picture | None = None

    def section(self, name: str) -> dict[int, str]:
        """Texts of one section by level. Raises AttributeError for an unknown name."""
        texts: dict[int, str] = getattr(self, name)
        return texts


@record
class DemoWords:
    """The sentences of a demo: a sentence for each step, and what to look at in the result."""

    title: str
    intro: str
    steps: dict[str, str]
    notice: str
    inputs: dict[str, str] = field(default_factory=dict)


@record
class LabWords:
    """The sentences of a lab. `readings` say in a paragraph what came out, one for each reading that its verdict can
    name (a verdict's word in kebab-case, or a reading's id); {figures} of the verdict are filled in.
    """

    title: str
    claim: str
    expected: str
    decided: str
    notice: str
    question: str
    readings: dict[str, str]
    variants: dict[str, str]
    measures: dict[str, str]
    settings: dict[str, str]
    picture: str = ""
