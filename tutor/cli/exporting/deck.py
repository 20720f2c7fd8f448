"""`tutor export anki`: an .apkg file, which Anki imports, and imports again without losing intervals.

What makes that work: a note's guid comes from the question's first id, a deck's and the note type's id never change,
and the time of writing grows. genanki writes the file; `tests.oracle.anki_import` holds it against Anki itself.
"""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli import standing as at
from tutor.cli.exporting.sheets import put
from tutor.cli.exporting.writing import write
from tutor.cli.leaving import tell_left_out
from tutor.cli.look import Look, Refused
from tutor.library import ContentError
from tutor.show import anki as page

if TYPE_CHECKING:
    from genanki import Deck, Model

NOTE_TYPE = 1_783_214_903  # drawn once; another number would be another note type, and every note new
VARIANT = 1  # of the numbers and of the order of options


def deck(look: Look, topic: str, file: Path | None, *, force: bool) -> None:
    """Write the questions of `topic`, or of all, each topic a deck of its own. Raises Refused."""
    try:
        from genanki import Package
    except ImportError:
        raise Refused(look.say("genanki-missing")) from None
    model = _note_type(look)
    notes = {topic: _notes(look, topic)} if topic else _all_notes(look)
    decks = [_deck(name, its, model) for name, its in notes.items()]
    now = at.now().timestamp()
    file = file or Path(f"tutor-{topic}.apkg" if topic else "tutor.apkg")

    def make(half: Path) -> None:
        before = tempfile.tempdir
        with tempfile.TemporaryDirectory() as own:
            tempfile.tempdir = own  # genanki leaves its temporary file behind
            try:
                Package(decks).write_to_file(half, timestamp=now)
            finally:
                tempfile.tempdir = before

    write(look, file, make, force=force)


def _all_notes(look: Look) -> dict[str, list[page.Note]]:
    """Return the notes of every topic that can be used; a faulty one is told and left out."""
    notes = {}
    for name in at.facts(look):
        try:
            notes[name] = _notes(look, name)
        except ContentError as error:  # a question that cannot be put, such as one of a demo that is none
            look.shelf.leave_out(name, error)
    tell_left_out(look)
    return notes


def _notes(look: Look, topic: str) -> list[page.Note]:
    questions, lesson = put(look, topic, VARIANT)
    return [page.note(asked, lesson, look.say) for asked in questions]


def _note_type(look: Look) -> Model:
    from genanki import Model

    back = '{{FrontSide}}<hr id="answer">{{Back}}'
    templates = [{"name": "Card", "qfmt": "{{Front}}", "afmt": back}]
    return Model(NOTE_TYPE, "tutor", [{"name": "Front"}, {"name": "Back"}], templates, css=page.STYLE)


def _deck(topic: str, notes: Sequence[page.Note], model: Model) -> Deck:
    from genanki import Deck, Note, guid_for

    made = Deck(deck_id(topic), f"tutor::{topic}")
    for one in notes:
        made.add_note(Note(model, [one.front, one.back], guid=guid_for("tutor", one.name), tags=one.tags))
    return made


def deck_id(topic: str) -> int:
    """Return a number that a topic's deck has for ever; Anki's own begin with a time, which is larger."""
    return 2**31 + zlib.crc32(topic.encode())
