"""Runs where `anki` is installed: histories of reviews in, the memory states that Anki computes from them out.

A history is a list of [milliseconds since 1970, button (1 again, 2 hard, 3 good)].
"""

import json
import sys
import tempfile
from pathlib import Path

from anki.buildinfo import version
from anki.collection import Collection


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder, "collection.anki2")))
        collection.set_config("fsrs", True)
        states = [memory(collection, history) for history in json.load(sys.stdin)]
        collection.close()
    json.dump({"version": version, "states": states}, sys.stdout)


def memory(collection: Collection, history: list[list[int]]) -> list[float]:
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"] = "?"
    collection.add_note(note, 1)
    (card,) = note.card_ids()
    for number, (moment, button) in enumerate(history):
        kind = 0 if number == 0 else 1  # learned, then reviewed
        collection.db.execute(
            "INSERT INTO revlog VALUES (?, ?, -1, ?, 1, 1, 2500, 1000, ?)", moment, card, button, kind
        )
    state = collection._backend.compute_memory_state(card).state
    return [state.stability, state.difficulty]


main()
