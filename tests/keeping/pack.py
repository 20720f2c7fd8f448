"""A pack of one small topic, written anew with what a test changes in it: words, revisions, ids."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOPIC = "halving"


@dataclass(frozen=True)
class Item:
    """A choice question: `halve` is right, `take` shows `takes-one`."""

    id: str = "of-eight"
    ask: str = "What does halving make of $x^2 = 8$?"
    revision: int = 1
    formerly: str = ""


def write(folder: Path, items: Sequence[Item] = (Item(),)) -> Path:
    """Write the pack into `folder` and return it. JSON is YAML too, and keeps the order of keys."""
    place = folder / "topics" / TOPIC
    place.mkdir(parents=True, exist_ok=True)
    facts: dict[str, Any] = {
        "names": {"en": ["Halving"], "zh-Hant": ["減半"]},
        "key_points": {"halves": 2},
        "misconceptions": {"takes-one": 2},
        "numbers": [{"shown": shown, "given": "a share that is kept"} for shown in ("0.5", "0.125")],
        "sources": ["Made up for a test."],
        "demos": ["forget"],
        "questions": [*map(_facts, items), NUMBER],
    }
    (place / "topic.yaml").write_text(json.dumps(facts), encoding="utf-8")
    for language, words in (("en", _english(items)), ("zh-Hant", _chinese(items))):
        (place / f"{language}.yaml").write_text(json.dumps(words), encoding="utf-8")
    return folder


NUMBER = {
    "id": "what-is-left",
    "kind": "number",
    "level": 3,
    "section": "how",
    "tests": ["halves"],
    "demo": "forget",
    "ask": {"step": "kept"},
    "set": {"f": 0.5, "n": 3},
    "digits": 3,
}


def _facts(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": "choice",
        "level": 2,
        "section": "how_good",
        "tests": ["halves"],
        "revision": item.revision,
        "options": {"halve": "right", "take": "takes-one"},
        **({"formerly": item.formerly} if item.formerly else {}),
    }


def _english(items: Sequence[Item]) -> dict[str, Any]:
    options = {
        "halve": {"text": "Four < eight", "feedback": "Half of eight is four."},
        "take": {"text": "Seven", "feedback": "That takes one away."},
    }
    questions = {item.id: {"ask": item.ask, "options": options, "hints": ["Share with a friend."]} for item in items}
    questions["what-is-left"] = {
        "ask": "Half is kept, three times. What is left of 1?",
        "solution": "0.5 × 0.5 × 0.5 is 0.125.",
        "hints": ["What is left after one step?"],
    }
    claim = {"claim": "Halving takes one away.", "correction": "It divides by two."}
    return {**_sections("Halves."), "key_points": {"halves": "Halving divides by two."}} | {
        "misconceptions": {"takes-one": claim},
        "questions": questions,
    }


def _chinese(items: Sequence[Item]) -> dict[str, Any]:
    options = {
        "halve": {"text": "四", "feedback": "八的一半是四。"},
        "take": {"text": "七", "feedback": "那是減一。"},
    }
    questions: dict[str, Any] = {
        item.id: {"ask": "八減半是多少？", "options": options, "hints": ["分給朋友。"]} for item in items
    }
    questions["what-is-left"] = {
        "ask": "每次留一半，三次之後，1 還剩多少？",
        "solution": "0.5 × 0.5 × 0.5 = 0.125。",
        "hints": ["一步之後呢？"],
    }
    claim = {"claim": "減半就是減一。", "correction": "減半是除以二。"}
    return {**_sections("減半。"), "key_points": {"halves": "減半就是除以二。"}} | {
        "misconceptions": {"takes-one": claim},
        "questions": questions,
    }


def _sections(text: str) -> dict[str, Any]:
    return {"summary": text, **{name: {2: text} for name in ("why", "what", "how", "how_good")}}
