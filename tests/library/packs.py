"""Builds content folders for tests: packs with as much of a topic as a test needs."""

from __future__ import annotations

from pathlib import Path

FACTS = """\
names: {{en: [{names}]}}
sources: [s]
key_points: {{}}
misconceptions: {{}}
questions: []
"""
WORDS = """\
summary: {summary}
why: {{{levels}}}
what: {{{levels}}}
how: {{{levels}}}
how_good: {{{levels}}}
key_points: {{}}
misconceptions: {{}}
questions: {{}}
"""


def topic(
    folder: Path, name: str, *names: str, levels: tuple[int, ...] = (2,), languages: tuple[str, ...] = ("en",)
) -> Path:
    """Write a topic into `folder`; each section says `<language> <topic> <level>`. Returns the topic's folder."""
    place = folder / "topics" / name
    place.mkdir(parents=True)
    (place / "topic.yaml").write_text(FACTS.format(names=", ".join(names or [name])), encoding="utf-8")
    for language in languages:
        texts = ", ".join(f"{level}: {language} {name} {level}" for level in levels)
        words = WORDS.format(summary=f"{language} {name}", levels=texts)
        (place / f"{language}.yaml").write_text(words, encoding="utf-8")
    return place
