"""What `tutor check` finds in the words of labs: names that are missing or that no lab has, readings that differ
between languages, texts that do not set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor import lab as labs
from tutor.lab import Lab
from tutor.library import ContentError, Problem, Shelf
from tutor.library.folders import ids_in
from tutor.library.language import WRITTEN
from tutor.library.model import LabWords
from tutor.library.places import located
from tutor.library.shelf import load

TEXTS = ("title", "claim", "expected", "decided", "notice", "question", "picture")
_SLOT = re.compile(r"\{\w+\}")


def check(shelf: Shelf) -> list[Problem]:
    """Return the problems of the words of every lab that exists, in every content folder."""
    problems: list[Problem] = []
    for folder in shelf.folders:
        for name in ids_in(folder / "labs"):
            if name not in labs.names():
                continue  # which the library's check says
            english: LabWords | None = None
            for language in WRITTEN:
                file = f"labs/{name}/{language}.yaml"
                try:
                    words = load(folder / file, file, LabWords)
                except ContentError:
                    continue
                problems += located(folder, file, _faults(labs.load(name), words, english))
                english = english or words
    return sorted(problems)


def _faults(lab: Lab, words: LabWords, english: LabWords | None) -> Iterator[tuple[str, str]]:
    from tutor.show.checking import faults

    settings = {name: wanted.default for name, wanted in lab.settings.items()}
    measures = {*lab.measures, *([lab.picture.name] if lab.picture else [])}
    known = {"variants": set(lab.variants(settings)), "measures": measures, "settings": set(lab.settings)}
    for field, names in known.items():
        told = set(getattr(words, field))
        for missing in sorted(names - told):
            yield field, f"has no words for {missing}; add them"
        if field != "variants":  # some variants are there only with other settings
            yield from (
                (f"{field}.{name}", "is nothing that the lab has; take it out") for name in sorted(told - names)
            )
    for path in TEXTS:
        yield from ((path, message) for message in faults(getattr(words, path)))
    for name, text in words.readings.items():
        yield from ((f"readings.{name}", message) for message in faults(text))
    if english is not None:
        yield from _differences(english, words)


def _differences(english: LabWords, words: LabWords) -> Iterator[tuple[str, str]]:
    for name in sorted(set(english.readings) ^ set(words.readings)):
        yield "readings", f"has {name} in one language only; write it in both"
    for name in sorted(set(english.readings) & set(words.readings)):
        ours, theirs = (set(_SLOT.findall(spoken.readings[name])) for spoken in (english, words))
        if ours != theirs:
            odd = ", ".join(sorted(ours ^ theirs))
            yield f"readings.{name}", f"has other figures than the English text: {odd}"
