"""What needs what, as a tree: each topic once, under the need that the longest way leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A topic in the tree, `depth` below its root; `parent` is empty for a root, `others` are its further needs."""

    topic: str
    depth: int
    parent: str
    others: list[str]


def tree(needs: Mapping[str, Sequence[str]]) -> list[Step]:
    """Return every topic of `needs` (topic -> those it needs, in study order) as a tree is drawn, parents first.

    A need that comes later, as in a circle, or that is unknown, is no parent; it is named all the same.
    """
    parents: dict[str, str] = {}
    depths: dict[str, int] = {}
    for topic, wanted in needs.items():
        known = [need for need in wanted if need in depths]
        parents[topic] = max(known, key=lambda need: (depths[need], list(depths).index(need)), default="")
        depths[topic] = depths[parents[topic]] + 1 if parents[topic] else 0
    children: dict[str, list[str]] = {}
    for topic, parent in parents.items():
        children.setdefault(parent, []).append(topic)
    order: list[Step] = []
    waiting = list(reversed(children.get("", [])))
    while waiting:
        topic = waiting.pop()
        others = [need for need in needs[topic] if need != parents[topic]]
        order.append(Step(topic, depths[topic], parents[topic], others))
        waiting += reversed(children.get(topic, []))
    return order


def stands_on(topic: str, needs: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the topics that need `topic`, directly or through others, in the order of `needs`."""
    found = {topic}
    while more := {name for name, wanted in needs.items() if name not in found and found & set(wanted)}:
        found |= more
    return [name for name in needs if name in found and name != topic]
