"""What `tutor check` finds in the looks: formulas that do not set, pictures that are too wide; and its screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from tutor.library import ContentError, Interface, Problem, Shelf, comparison
from tutor.library.comparison import ComparisonWords
from tutor.library.folders import inside
from tutor.library.language import WRITTEN
from tutor.library.model import SECTIONS, Words
from tutor.library.places import located
from tutor.show import blocks as b
from tutor.show import lab_words, prose
from tutor.show.formula import FormulaError, inline, rows

PICTURE_WIDTH = 58
_FORBIDDEN = re.compile(r"^[^\S\n]*(#{1,6} |\||> |```)|<[a-zA-Z/]|\]\(", re.MULTILINE)


def check(shelf: Shelf) -> list[Problem]:
    """Return the problems of every readable text."""
    problems = []
    for topic in shelf.ids():
        for language in WRITTEN:
            try:
                words, spoken = shelf.words(topic, language)
            except ContentError:
                continue
            if spoken == language:
                folder = shelf.folder_of(topic).parents[1]
                problems += located(folder, f"{inside(topic)}/{language}.yaml", _words(words))
    return sorted(problems + _comparisons(shelf) + lab_words.check(shelf))


def _comparisons(shelf: Shelf) -> list[Problem]:
    problems: list[Problem] = []
    for name in comparison.ids(shelf):
        folder = comparison.folder_of(shelf, name).parents[1]
        for language in WRITTEN:
            try:
                pair = comparison.comparison(shelf, name, language)
            except ContentError:
                continue
            if pair.spoken == language:
                problems += located(folder, f"{comparison.FOLDER}/{name}/{language}.yaml", _sides(pair.words))
    return problems


def _sides(words: ComparisonWords) -> Iterator[tuple[str, str]]:
    cells = {"summary": words.summary, "choose.first": words.choose.first, "choose.second": words.choose.second}
    cells |= {f"shared.{name}": text for name, text in words.shared.items()}
    for name, row in words.rows.items():
        cells |= {f"rows.{name}.first": row.first, f"rows.{name}.second": row.second}
    for path, text in {**cells, "number": words.number}.items():
        yield from ((path, message) for message in faults(text))
    for path, text in cells.items():
        parts = prose.parse(text)
        if len(parts) > 1 or any(isinstance(part, prose.Display) or part.marker for part in parts):
            yield path, "is more than one paragraph; write one or two sentences"


def _words(words: Words) -> Iterator[tuple[str, str]]:
    for section in SECTIONS:
        for level, text in words.section(section).items():
            yield from ((f"{section}.{level}", message) for message in faults(text))
    for path, text in {"summary": words.summary, **{f"key_points.{k}": v for k, v in words.key_points.items()}}.items():
        yield from ((path, message) for message in faults(text))
    for name, believed in words.misconceptions.items():
        yield from (
            (f"misconceptions.{name}", message) for message in faults(f"{believed.claim}\n\n{believed.correction}")
        )
    for name, question in words.questions.items():
        texts = [question.ask, question.solution, *question.hints, *question.items.values(), *question.slips.values()]
        texts += [text for option in question.options.values() for text in (option.text, option.feedback)]
        yield from ((f"questions.{name}", message) for text in texts for message in faults(text))
    if words.picture:
        wide = max(map(cell_len, words.picture.art.split("\n")))
        if wide > PICTURE_WIDTH:
            yield "picture.art", f"is {wide} columns wide; {PICTURE_WIDTH} fit"


def faults(markdown: str) -> Iterator[str]:
    """Yield what is wrong with one text: marks outside of our Markdown, formulas that do not set, missing readings."""
    for match in _FORBIDDEN.finditer(markdown):
        yield f"uses {match[0].strip()!r}, which our Markdown does not have; see CONTRIBUTING.md"
    for block in prose.parse(markdown):
        if isinstance(block, prose.Display):
            if not block.reading:
                yield f"has no reading for {block.latex}; write it on the next line after `: `"
            yield from _set(block.latex, rows)
            runs = prose.runs(block.reading)
        else:
            runs = block.runs
        for kind, text in runs:
            if kind == "math":
                yield from _set(text, inline)
            elif "$" in text and kind != "code":
                yield f"has a lone $ in {text[:40]!r}"
            elif kind == "" and re.search(r"\*\*|(?<!\w)\*(?=\w)", text):
                yield f"has a lone * in {text[:40]!r}"


def _set(latex: str, setter: object) -> Iterator[str]:
    try:
        setter(latex)  # type: ignore[operator]
    except FormulaError as error:
        yield str(error)


def screen(problems: Sequence[Problem], coverage: Sequence[dict[str, object]], say: Interface) -> list[b.Block]:
    """Return the problems, one a line, then what each topic covers."""
    rows_of = []
    for row in coverage:
        levels = " ".join(map(str, row["levels"])) or "–"  # type: ignore[call-overload]
        kinds = ", ".join(f"{kind} {count}" for kind, count in row["questions"].items())  # type: ignore[attr-defined]
        rows_of.append([str(row["topic"]), str(row["language"]), levels, kinds])
    columns = [say("column-topic"), say("column-language"), say("column-levels"), say("column-questions")]
    verdict = say("check-problems", count=len(problems)) if problems else say("check-clean")
    return [*([b.Table(columns, rows_of)] if rows_of else []), b.Prose(verdict)]
