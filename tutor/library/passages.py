"""What can be found in the words of a topic: sentences, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tutor.library.model import SECTIONS
from tutor.library.places import texts
from tutor.library.reader import Mapping
from tutor.library.record import record

_SENTENCE = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?][*”)]))\s+(?=[\W_]{0,9}[A-Z0-9$`])|(?<=[。！？])(?![」』）*])|(?<=[。！？][」』）*])(?![」』）*])"
)
_MARKER = re.compile(r"^\s*(?:- |\d+\. |: )\s*")
_WEIGHTS = {"summary": 2.5, "key_points": 2.0, "correction": 1.5, "claim": 1.2, "questions": 0.8}
SECTION = 1.0


@record
class Passage:
    """A sentence. `kind` is a section, `summary`, `key_points`, `claim` (of a misconception: it is wrong), `correction`
    or `questions`; `level` 0 is none.
    """

    kind: str
    level: int
    text: str

    @property
    def weight(self) -> float:
        """Return what a sentence of its kind counts beside one of a section."""
        return _WEIGHTS.get(self.kind, SECTION)


def passages(words: Mapping, wanted: Callable[[str], bool] = bool) -> Iterator[Passage]:
    """Yield the sentences of a topic's words, those of the texts that are `wanted`.

    Of questions there is only what is asked, since the rest gives answers away.
    """
    for path, scalar in texts(words):
        kind, _, rest = path.partition(".")
        if kind == "questions" and not rest.endswith(".ask"):
            continue
        if kind == "misconceptions":
            kind = rest.rpartition(".")[2]
        if (kind in SECTIONS or kind in _WEIGHTS) and wanted(scalar.text):
            level = int(rest) if kind in SECTIONS and rest.isdecimal() else 0
            yield from (Passage(kind, level, sentence) for sentence in sentences(scalar.text))


def sentences(markdown: str) -> Iterator[str]:
    """Yield the sentences of a text, without display formulas and the marks of lists."""
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:- |\d+\. |: |\$\$))", markdown):
        if paragraph.strip().startswith("$$"):
            continue
        joined = _joined(_MARKER.sub("", paragraph))
        yield from (part.strip() for part in _SENTENCE.split(joined) if part and part.strip(" *"))


def _joined(paragraph: str) -> str:
    """Return one line; a line end between two Chinese characters is no space."""
    joined = ""
    for line in paragraph.splitlines():
        words = " ".join(line.split())
        joined += words if _is_chinese(joined[-1:]) and _is_chinese(words[:1]) else f" {words}"
    return joined.strip()


def _is_chinese(sign: str) -> bool:
    return "\u3000" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef"
