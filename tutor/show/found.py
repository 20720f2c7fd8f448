"""The screens of `tutor search` and `tutor define`, and the same as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tutor.library import Interface, Shelf
from tutor.library.glossary import Term
from tutor.library.model import SECTIONS
from tutor.library.names import is_simplified
from tutor.library.search import Hit
from tutor.show import blocks as b
from tutor.show.theme import WRONG


def command(hit: Hit) -> str:
    """Return the command that shows where a hit stands."""
    if hit.kind == "term":
        return f"tutor define {hit.id}"
    if hit.kind == "questions":
        return f"tutor quiz {hit.id}"
    if hit.kind in SECTIONS:
        level = f" --level {hit.level}" if hit.level != 2 else ""
        return f"tutor explain {hit.id} --section {hit.kind.replace('_', '-')}{level}"
    return f"tutor explain {hit.id}"


def title(shelf: Shelf, hit: Hit, language: str) -> str:
    """Return the name under which a hit is shown."""
    return hit.name or shelf.title(hit.id, language)


def search(words: str, hits: Sequence[Hit], count: int, titles: Mapping[str, str], say: Interface) -> list[b.Block]:
    """Return the first `count` hits, each in its sentence, and where it stands."""
    entries = []
    for hit in hits[:count]:
        wrong = hit.kind == "claim"  # a sentence that is not true must not stand there as if it were
        text = f"{WRONG} {hit.text}" if wrong else hit.text
        entries.append(b.Entry(f"**{titles[hit.id]}** · {say(f'hit-{hit.kind}')}", text, detail=f"`{command(hit)}`"))
    items: list[b.Block] = [b.Title(say("search-title", words=words)), b.Entries(entries)]
    return [*items, b.Note(say("search-more", count=3 * count))] if len(hits) > count else items


def search_data(hits: Sequence[Hit]) -> list[dict[str, object]]:
    """Return hits as rows."""
    return [
        {"id": hit.id, "kind": hit.kind, "level": hit.level or None, "text": hit.text, "command": command(hit)}
        for hit in hits
    ]


def define(terms: Mapping[str, Term], language: str, say: Interface) -> list[b.Block]:
    """Return what each term means, its name in the other language, other names, and where it is told at length."""
    items: list[b.Block] = []
    links = []
    for term in terms.values():
        words = term.said(language)
        abroad = term.words().get("zh-Hant") if language == "en" else term.en
        items += [b.Title(words.name, abroad.name if abroad else ""), b.Prose(words.text)]
        names = [name for name in dict.fromkeys(words.also) if name != words.name]
        also = [name for name in names if language != "zh-Hant" or not is_simplified(name)]
        if also:
            items.append(b.Prose(say("define-also", names=say("comma").join(also))))
        if term.topic:
            links.append(b.Link(f"tutor explain {term.topic}", say("link-at-length", name=words.name)))
    if len(terms) > 1:
        items.insert(0, b.Note(say("define-several", count=len(terms))))
    return [*items, b.Links(links)] if links else items


def define_data(terms: Mapping[str, Term], language: str) -> list[dict[str, object]]:
    """Return terms as rows; `names` holds the first name in each language."""
    rows: list[dict[str, object]] = []
    for name, term in terms.items():
        words = term.said(language)
        names = {spoken: said.name for spoken, said in term.words().items()}
        rows.append(
            {"id": name, "name": words.name, "text": words.text, "also": words.also, "topic": term.topic or None}
        )
        rows[-1] |= {"trap": term.trap, "names": names}
    return rows


def words(terms: Mapping[str, Term], language: str, say: Interface) -> list[b.Block]:
    """Return all terms by name, in both languages: `tutor define` takes either."""
    rows = []
    for term in terms.values():
        abroad = term.words().get("zh-Hant") if language == "en" else term.en
        rows.append([term.said(language).name, abroad.name if abroad else ""])
    return [b.Title(say("glossary-title"), say("glossary-summary", count=len(rows))), b.Table(["", ""], rows)]
