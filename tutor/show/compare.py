"""The screen of `tutor compare`, and the same as data."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.library import Interface
from tutor.library.comparison import Compared
from tutor.show import blocks as b

_FULL_STOPS = ".。"


def screen(pair: Compared, language: str, titles: Mapping[str, str], say: Interface) -> list[b.Block]:
    """Return what two topics share, where they differ, when to choose which, and the computed number."""
    words, names = pair.words, pair.words.names
    items: list[b.Block] = [b.Title(say("compare-title", first=names.first, second=names.second), words.summary)]
    if pair.spoken != language:
        items.append(b.Note(say("note-language")))
    items += [b.Heading(say("heading-shared")), b.Entries([b.Entry(words.shared[name]) for name in pair.facts.shared])]
    items += [b.Heading(say("heading-different")), _different(pair, say)]
    choose = [b.Entry(names.first, words.choose.first), b.Entry(names.second, words.choose.second)]
    items += [b.Heading(say("heading-choose")), b.Entries(choose)]
    items += [b.Heading(say("heading-number")), b.Prose(words.number)]
    return [*items, *_after(pair, titles, say)]


def _different(pair: Compared, say: Interface) -> b.Versus:
    names, rows = pair.words.names, []
    for name in pair.facts.rows:
        row = pair.words.rows[name]
        one, two = row.first.rstrip().rstrip(_FULL_STOPS), row.second
        says = say("compare-row", aspect=row.aspect, first=names.first, one=one, second=names.second, two=two)
        rows.append(b.VersusRow(row.aspect, row.first, row.second, says))
    return b.Versus(names.first, names.second, rows)


def _after(pair: Compared, titles: Mapping[str, str], say: Interface) -> list[b.Block]:
    demos = dict.fromkeys(shown.demo for shown in pair.facts.numbers if shown.demo)
    links = [b.Link(f"tutor explain {topic}", titles[topic]) for topic in pair.facts.topics]
    links += [b.Link(f"tutor demo {name}", say("link-demo")) for name in demos]
    sources = [b.Entry(source) for source in pair.facts.sources]
    return [b.Heading(say("heading-next")), b.Links(links), b.Heading(say("heading-sources")), b.Entries(sources)]


def data(pair: Compared, say: Interface) -> list[dict[str, object]]:
    """Return the rows as CONTRACT's JSON: a `text` where one sentence holds for both, else a text for each topic."""
    words, (one, two) = pair.words, pair.facts.topics
    rows = [_row(name, "shared", None, words.shared[name], None) for name in pair.facts.shared]
    for name in pair.facts.rows:
        row = words.rows[name]
        rows.append(_row(name, "different", row.aspect, None, {one: row.first, two: row.second}))
    sides = {one: words.choose.first, two: words.choose.second}
    rows.append(_row("choose", "choose", say("heading-choose"), None, sides))
    return [*rows, _row("number", "number", say("heading-number"), words.number, None)]


def _row(
    name: str, kind: str, aspect: str | None, text: str | None, sides: Mapping[str, str] | None
) -> dict[str, object]:
    return {"id": name, "kind": kind, "aspect": aspect, "text": text, "sides": sides}
