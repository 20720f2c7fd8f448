"""The steps of a computation as lines: formula, numbers in place, value, sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.demos import Step, Trace
from tutor.library.model import Ask, DemoWords
from tutor.show import blocks as b
from tutor.show import numbers


def line(step: Step, words: DemoWords | None) -> b.StepLine:
    """Return one step as a line."""
    sentence = words.steps.get(step.name, "") if words else ""
    inplace = step.inplace() if step.inplace else ""
    told = inplace and not getattr(step.value, "shape", ())  # the line with the numbers in place ends with the value
    return b.StepLine(step.name, step.formula, inplace, "" if told else numbers.array(step.value), sentence)


def name_at(step: Step) -> str:
    """Return a step's name, over time with its moment: `c, t=2`."""
    return step.name if step.t is None else f"{step.name}, t={step.t}"


def lines(steps: Sequence[Step], words: DemoWords | None) -> b.Steps:
    """Return steps, over time each with its moment; a sentence stands only where its step comes first."""
    told: set[str] = set()
    items = []
    for step in steps:
        item = line(step, words)
        sentence = "" if step.name in told else item.sentence
        items.append(b.StepLine(name_at(step), item.formula, item.inplace, item.value, sentence))
        told.add(step.name)
    return b.Steps(items, "=")


def until(trace: Trace, asked: Ask) -> list[Step]:
    """Return the steps of `trace` up to the one that was asked for."""
    at = next((place for place, step in enumerate(trace.steps) if (step.name, step.t) == (asked.step, asked.t)), -1)
    return trace.steps[: at + 1]
