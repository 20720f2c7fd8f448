"""What `tutor new topic` writes: a topic of the right shape in which every sentence is still to be written.

The check refuses it until no TODO is left. What is written is what an author changes anyway; nothing of it is a
sentence that could be forgotten.
"""

from __future__ import annotations

import json
from pathlib import Path

from tutor.library.language import WRITTEN
from tutor.library.schema import SHAPES, modeline, schema

FACTS = """\
{modeline}
names:                       # the first is the title; the others are what people type
  en: ["TODO title of {id}"]
  zh-Hant: ["TODO {id} 的標題"]
needs: []                    # topics to know first
sources: ["TODO Surname (year). Title. Where it appeared."]  # each is named in a paragraph that rests on it
key_points:                  # id: the lowest level at which one is expected to know it
  first-point: 2
misconceptions:              # the id states the mistake
  first-mistake: 2
questions:                   # ids never change; the kinds are in CONTRIBUTING.md
  - id: first-question
    kind: choice
    level: 2
    section: what
    tests: [first-point]
    options: {{right-one: right, wrong-one: first-mistake}}
  - id: second-question
    kind: true-false
    level: 2
    section: how
    tests: [first-point]
    answer: true
    options: {{right-reason: right, wrong-reason: first-mistake}}
"""
WORDS = """\
{modeline}
summary: "TODO one sentence for lists."
why:
  2: |
    TODO a moment that the reader has lived.
what:
  2: |
    TODO the idea first, the term after it.
how:
  2: |
    TODO one example, step by step.
how_good:
  2: |
    TODO what changes, what it costs, where it stops.
key_points:
  first-point: "TODO one sentence."
misconceptions:
  first-mistake: {{claim: "TODO what a learner believes.", correction: "TODO what is so instead."}}
questions:
  first-question:
    ask: "TODO a question?"
    options:
      right-one: {{text: "TODO", feedback: "TODO why."}}
      wrong-one: {{text: "TODO", feedback: "TODO why not."}}
    hints: ["TODO"]
  second-question:
    ask: "TODO a statement."
    options:
      right-reason: {{text: "TODO", feedback: "TODO why."}}
      wrong-reason: {{text: "TODO", feedback: "TODO why not."}}
    hints: ["TODO"]
"""


def files(topic: str) -> dict[str, str]:
    """Return the files of a new topic by name, relative to the pack's folder."""
    folder = f"topics/{topic}"
    facts = {f"{folder}/topic.yaml": FACTS.format(id=topic, modeline=modeline("topic"))}
    return facts | {f"{folder}/{language}.yaml": WORDS.format(modeline=modeline("words")) for language in WRITTEN}


def schemas() -> dict[str, str]:
    """Return the schema of every kind of file by name, relative to the pack's folder."""
    return {f"schema/{name}.json": json.dumps(schema(name), ensure_ascii=False, indent=1) + "\n" for name in SHAPES}


def write(folder: Path, contents: dict[str, str], *, over: bool) -> None:
    """Write files into a folder, making it where needed. Raises OSError; FileExistsError unless `over` is True."""
    if not over and (found := next((name for name in contents if (folder / name).exists()), None)):
        raise FileExistsError(f"{folder / found}")
    for name, text in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
