"""Questions as Anki notes: HTML for the front and the back; formulas in Unicode, as a deck is read without LaTeX."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from tutor.library import Interface, Lesson
from tutor.quiz import Asked
from tutor.show import prose
from tutor.show.formula import FormulaError, inline, rows
from tutor.show.sheet import answer, instruction, reasons

STYLE = """
.card { font-family: sans-serif; font-size: 18px; text-align: left; max-width: 42em; margin: auto; }
.math, pre { font-family: "DejaVu Sans Mono", monospace; }
.note { opacity: 0.7; }
"""
_TAGS = {"strong": "b", "em": "i", "code": "code"}


@dataclass(frozen=True, slots=True)
class Note:
    """One question: `name` never changes, so that a later deck updates the note and keeps its intervals."""

    name: str
    front: str
    back: str
    tags: list[str]


def note(asked: Asked, lesson: Lesson, say: Interface) -> Note:
    """Return a question with its options, and the answer with its reasons."""
    told = instruction(asked, say)
    front = html(asked.prompt) + _options(asked) + f'<p class="note">{escape(told)}</p>'
    parts = [html(f"**{answer(asked, lesson, say)}**")]
    if asked.words.solution:
        parts.append(html(asked.words.solution))
    listed = [f"<li>{escape(reason.start)} {line(reason.text)}</li>" for reason in reasons(asked, lesson)]
    if listed:
        parts.append(f"<ul>{''.join(listed)}</ul>")
    former = asked.question.formerly
    name = asked.id if not former else former if "/" in former else f"{asked.topic}/{former}"
    tags = [f"tutor::{asked.topic}", f"tutor::level-{asked.question.level}"]
    return Note(name, front, "".join(parts), tags)


def _options(asked: Asked) -> str:
    words = asked.words
    texts = [words.items[name] if name in words.items else words.options[name].text for name in asked.order]
    return f'<ol type="a">{"".join(f"<li>{line(text)}</li>" for text in texts)}</ol>' if texts else ""


def html(markdown: str) -> str:
    """Return the content's Markdown as HTML; a formula that cannot be set stands as its LaTeX."""
    parts: list[str] = []
    for block in prose.parse(markdown):
        if isinstance(block, prose.Display):
            parts.append(_display(block))
        elif block.marker:
            parts.append(f"<p>{'•' if block.marker == '-' else block.marker} {_runs(block.runs)}</p>")
        else:
            parts.append(f"<p>{_runs(block.runs)}</p>")
    return "".join(parts)


def line(markdown: str) -> str:
    """Return one paragraph of the content's Markdown as HTML."""
    return _runs(prose.runs(prose.reflow(markdown)))


def _runs(runs: list[prose.Run]) -> str:
    return "".join(_run(style, text) for style, text in runs)


def _run(style: str, text: str) -> str:
    if style == "math":
        return f'<span class="math">{escape(_set(text))}</span>'
    tag = _TAGS.get(style, "")
    return f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text)


def _set(latex: str) -> str:
    try:
        return inline(latex)
    except FormulaError:
        return latex


def _display(formula: prose.Display) -> str:
    try:
        lines = rows(formula.latex)
    except FormulaError:
        lines = (formula.latex,)
    reading = f"<p><i>{line(formula.reading)}</i></p>" if formula.reading else ""
    return f"<pre>{escape(chr(10).join(lines))}</pre>{reading}"
