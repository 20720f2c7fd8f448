"""Decks as Anki itself takes them: `python -m tests.oracle.anki_import`.

A pack is exported and imported, a card is answered so that it has an interval, a text is changed, and the deck is
exported and imported again: the same notes, the new text, the interval kept. The same once more in Chinese. Then every
shipped topic, in both languages.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.keeping.pack import Item, write
from tests.oracle.environment import anki_python, ask, tutor

Notes = list[dict[str, Any]]


def main() -> int:
    """Print what was found; an assertion fails where Anki sees something else than we mean."""
    with tempfile.TemporaryDirectory() as temporary, anki_python() as python:
        folder = Path(temporary)
        changed(python, folder)
        shipped(python, folder)
    return 0


def changed(python: Path, folder: Path) -> None:
    """Import a deck, change a text, import again, in the other language too."""
    decks = []
    for ask_now, language in (("What does halving make of $x^2 = 8$?", "en"), ("Halve eight.", "en"), ("-", "zh-Hant")):
        pack = write(folder / "pack", [Item(ask=ask_now), Item("of-two", "And of two?")])
        decks.append(_deck(folder, f"{len(decks)}", ["halving", "--content", str(pack), "--lang", language]))
        time.sleep(1.1)  # Anki counts seconds, and an update must be newer
    answer = ask(python, "inside_import.py", {"decks": decks, "answer": "What does halving"})
    first, second, chinese = answer["told"]
    assert [len(notes) for notes in answer["told"]] == [3, 3, 3]
    assert _guids(first) == _guids(second) == _guids(chinese)
    before, after, later = (_answered(notes) for notes in answer["told"])
    assert "What does halving" in before["fields"][0] and "x² = 8" in before["fields"][0]
    assert "Halve eight." in after["fields"][0] and "What does" not in after["fields"][0]
    assert "八減半是多少？" in later["fields"][0] and "四" in later["fields"][1]
    assert before["interval"] == after["interval"] == later["interval"] > 0
    assert before["reviews"] == after["reviews"] == later["reviews"] == 1
    assert {note["deck"] for notes in answer["told"] for note in notes} == {"tutor::halving"}
    kept = later["interval"]
    print(
        f"anki {answer['version']}: 3 notes imported 3 times, the text changed twice, an interval of {kept} days kept"
    )


def shipped(python: Path, folder: Path) -> None:
    """Import all shipped topics, in English and then in Chinese."""
    decks = [_deck(folder, f"all-{language}", ["--lang", language]) for language in ("en", "zh-Hant")]
    told = ask(python, "inside_import.py", {"decks": decks, "answer": "In the relay picture"})["told"]
    english, chinese = told
    questions = _count()
    assert len(english) == len(chinese) == questions
    assert _guids(english) == _guids(chinese)
    for notes in told:
        for note in notes:
            assert all(field.strip() for field in note["fields"])
            assert "$" not in "".join(note["fields"]), note  # a formula that was not set
    print(f"{questions} questions of {len({note['deck'] for note in english})} topics imported in both languages")


def _deck(folder: Path, name: str, arguments: list[str]) -> str:
    path = folder / f"{name}.apkg"
    tutor(["export", "anki", *arguments, str(path)], folder / "home")
    return str(path)


def _guids(notes: Notes) -> set[str]:
    return {note["guid"] for note in notes}


def _answered(notes: Notes) -> dict[str, Any]:
    (found,) = [note for note in notes if note["reviews"]]
    return found


def _count() -> int:
    from tutor.library import Shelf, shipped

    shelf = Shelf([shipped()])
    return sum(len(shelf.topic(name).questions) for name in shelf.ids())


if __name__ == "__main__":
    sys.exit(main())
