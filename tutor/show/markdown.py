"""Blocks -> Markdown with LaTeX, to paste into notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.show import blocks as b
from tutor.show import plain, prose
from tutor.show.inert import fence, inert

WIDE = 90  # columns of a picture in characters


def screen(items: Sequence[b.Block]) -> str:
    """Return the whole screen as one Markdown document."""
    return "\n\n".join("\n".join(_block(item)) for item in items) + "\n"


def _block(item: b.Block) -> Iterator[str]:
    match item:
        case b.Title(text=text, summary=summary):
            yield f"# {inert(text)}"
            if summary:
                yield f"\n{inert(summary)}"
        case b.Heading(text=text):
            yield f"## {inert(text)}"
        case b.Prose(markdown=markdown):
            yield readable(markdown)
        case b.Picture(art=art, says=says):
            yield from (fence(art), art.rstrip("\n"), fence(art), "", f"*{inert(says)}*")
        case b.Note(markdown=markdown):
            yield f"> {inert(markdown)}"
        case b.Entries(items=entries):
            for entry in entries:
                sign = f"{entry.sign} " if entry.sign else ""
                said = " ".join(prose.reflow(text) for text in (entry.body, entry.detail) if text)
                term = prose.reflow(entry.term)
                yield f"- {sign}{inert(f'**{term}** {said}' if said else term)}"
        case b.Tree(items=branches):
            for branch in branches:
                detail = f" · {prose.reflow(branch.detail)}" if branch.detail else ""
                yield f"{'  ' * branch.depth}- {inert(prose.reflow(branch.text) + detail)}"
        case b.Links(items=links):
            for link in links:
                yield f"- `{link.command}` {inert(link.purpose)}"
        case b.Table(columns=columns, rows=rows):
            yield f"| {' | '.join(map(inert, columns))} |"
            yield f"|{'---|' * len(columns)}"
            for row in rows:
                yield f"| {' | '.join(inert(cell).replace('|', '/') for cell in row)} |"
        case b.Steps(items=steps):
            for step in steps:
                yield f"- **{step.name}**: `{step.formula}`"
                if step.inplace:
                    yield f"  `{step.inplace}`"
                if step.value:
                    yield f"  {step.value}".replace("\n", "\n  ")
                if step.sentence:
                    yield f"  {inert(step.sentence)}"
        case b.Timeline():
            yield plain.screen([item], 10_000).rstrip("\n")
        case b.Curves() | b.Heat():
            from tutor.show import curves

            lines = curves.curves(item, WIDE) if isinstance(item, b.Curves) else curves.heat(item, WIDE)
            yield from ("```", *(line.plain.rstrip() for line in lines), "```")
        case b.Versus(first=first, second=second, rows=aspects):
            cells = [[prose.reflow(cell) for cell in (row.aspect, row.first, row.second)] for row in aspects]
            yield from _block(b.Table(["", first, second], cells))
        case b.Choices(items=options):
            for letter, text in options:
                yield f"- {letter}) {inert(text)}"


def readable(markdown: str) -> str:
    """Return content's Markdown with the reading of a formula as a line of its own, as other Markdown tools show it."""
    lines = [f"\n*{line.strip()[2:]}*" if line.strip().startswith(": ") else line for line in markdown.splitlines()]
    return inert("\n".join(lines)).strip()
