"""The screen of `tutor explain`, and the same as data."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.library import Interface, Lesson
from tutor.library.found import Found
from tutor.library.model import SECTIONS
from tutor.library.shelf import nearest_level
from tutor.show import blocks as b
from tutor.show.theme import RIGHT, WRONG

PICTURE_IN = "what"
PICTURE_FROM = 2  # level 1 is a picture in words


def level_of(lesson: Lesson, requested: int) -> int:
    """Return the level that is shown when `requested` is asked for."""
    return nearest_level(lesson.levels(), requested)


def screen(
    lesson: Lesson, requested: int, section: str, language: str, titles: Mapping[str, str], say: Interface
) -> list[b.Block]:
    """Return the explanation: all sections, or the one named; `titles` gives the title of each topic it links to."""
    level = level_of(lesson, requested)
    items: list[b.Block] = [b.Title(titles[lesson.id], lesson.words.summary)]
    items += _notes(lesson, requested, level, language, say)
    for name in [section] if section else SECTIONS:
        items.append(b.Heading(say(f"section-{name}")))
        items.append(b.Prose(lesson.at(name, level)))
        if name == PICTURE_IN and lesson.words.picture and level >= PICTURE_FROM:
            items.append(b.Picture(lesson.words.picture.art, lesson.words.picture.says))
    if section:
        return [*items, b.Links([b.Link(f"tutor explain {lesson.id}", say("link-whole"))])]
    return items + _misconceptions(lesson, level, say) + _after(lesson, level, titles, say)


def understood(title: str, found: Found, say: Interface) -> list[b.Block]:
    """Return what to say where somebody's words were a question and no name."""
    notes: list[b.Block] = []
    if not found.named:
        notes.append(b.Note(say("note-understood", title=title)))
    if found.pair:
        notes.append(b.Note(say("note-pair", command=f"tutor compare {' '.join(found.pair)}")))
    return notes


def _notes(lesson: Lesson, requested: int, level: int, language: str, say: Interface) -> list[b.Block]:
    notes: list[b.Block] = []
    if lesson.spoken != language:
        notes.append(b.Note(say("note-language")))
    if level != requested:
        notes.append(b.Note(say("note-level", requested=requested, level=level)))
    return notes


def _misconceptions(lesson: Lesson, level: int, say: Interface) -> list[b.Block]:
    told = [name for name, lowest in lesson.topic.misconceptions.items() if lowest <= level]
    if not told:
        return []
    entries = []
    for name in told:
        words = lesson.words.misconceptions[name]
        entries.append(b.Entry(words.claim, f"{RIGHT} {words.correction}", sign=WRONG, style="claim"))
    return [b.Heading(say("heading-misconceptions")), b.Entries(entries)]


def _after(lesson: Lesson, level: int, titles: Mapping[str, str], say: Interface) -> list[b.Block]:
    links = [b.Link(f"tutor demo {name}", say("link-demo")) for name in lesson.topic.demos[:2]]
    links += [b.Link(f"tutor lab {name}", say("link-lab")) for name in lesson.topic.labs[:2]]
    links.append(b.Link(f"tutor quiz {lesson.id}", say("link-quiz")))
    higher = [other for other in lesson.levels() if other > level]
    if higher:
        links.append(b.Link(f"tutor explain {lesson.id} --level {higher[0]}", say(f"link-level-{higher[0]}")))
    links += [b.Link(f"tutor explain {name}", titles[name]) for name in lesson.topic.next]
    items: list[b.Block] = [b.Heading(say("heading-next")), b.Links(links)]
    if lesson.topic.needs:
        needs = [b.Link(f"tutor explain {name}", titles[name]) for name in lesson.topic.needs]
        items += [b.Heading(say("heading-needs")), b.Links(needs)]
    sources = [b.Entry(source) for source in lesson.topic.sources]
    return [*items, b.Heading(say("heading-sources")), b.Entries(sources)]


def data(lesson: Lesson, requested: int, section: str, title: str) -> dict[str, object]:
    """Return the explanation as CONTRACT's JSON: sections as Markdown with LaTeX."""
    level = level_of(lesson, requested)
    words = lesson.words
    return {
        "topic": lesson.id,
        "language": lesson.spoken,
        "level": level,
        "requested_level": requested,
        "title": title,
        "sections": {name: _markdown(lesson, name, level) for name in ([section] if section else SECTIONS)},
        "needs": lesson.topic.needs,
        "key_points": [{"id": name, "text": words.key_points[name]} for name in lesson.topic.key_points],
        "misconceptions": [
            {"id": name, "claim": words.misconceptions[name].claim, "correction": words.misconceptions[name].correction}
            for name in lesson.topic.misconceptions
        ],
        "sources": lesson.topic.sources,
        "demos": lesson.topic.demos,
        "labs": lesson.topic.labs,
    }


def _markdown(lesson: Lesson, section: str, level: int) -> str:
    text = lesson.at(section, level)
    picture = lesson.words.picture
    if section == PICTURE_IN and picture and level >= PICTURE_FROM:
        text = f"{text.rstrip()}\n\n```\n{picture.art.rstrip()}\n```\n\n{picture.says}\n"
    return text
