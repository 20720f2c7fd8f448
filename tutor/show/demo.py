"""The screens of `tutor demo`: the list, and one computation step by step."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from tutor.demos import Demo, InputError, Step, Trace
from tutor.library import Interface
from tutor.library.model import DemoWords
from tutor.show import blocks as b
from tutor.show import numbers

GATES = ("i", "f", "o", "r", "z")
MINOR = ("kept", "written", "a")  # told step by step; left out of a time line that has no room


def listing(titles: Mapping[str, str], say: Interface) -> list[b.Block]:
    """Return the list of demos."""
    links = [b.Link(f"tutor demo {name}", title) for name, title in titles.items()]
    return [b.Title(say("demos-title"), say("demos-summary")), b.Links(links)]


def screen(demo: Demo, trace: Trace, words: DemoWords | None, say: Interface) -> list[b.Block]:
    """Return one demo: what goes in, each step with formula and numbers, over time a line a moment, what to notice."""
    title = b.Title(words.title, words.intro) if words else b.Title(trace.demo)
    items: list[b.Block] = [title, b.Heading(say("heading-inputs")), _inputs(trace, words)]
    moments = sorted({step.t for step in trace.steps if step.t is not None})
    first = [step for step in trace.steps if step.t in (None, 1)]
    items.append(b.Heading(say("heading-first-moment") if moments else say("heading-steps")))
    items.append(b.Steps([_line(step, words) for step in first], "="))
    if len(moments) > 1:
        items += [b.Heading(say("heading-time")), _timeline(trace, len(moments)), b.Prose(say("reading-bars"))]
    strange = [step.name for step in trace.steps if not _finite(step.value)]
    if strange:
        items.append(b.Note(say("note-not-finite", step=strange[0])))
    if words:
        items += [b.Heading(say("heading-notice")), b.Prose(words.notice)]
    return [*items, b.Links([b.Link(f"tutor demo {demo.id} --json", say("link-json"))])]


def _inputs(trace: Trace, words: DemoWords | None) -> b.Block:
    said = words.inputs if words else {}
    rows = [[f"`{name}`", numbers.given(value), said.get(name, "")] for name, value in trace.inputs.items()]
    return b.Table(["", "", ""], rows)


def _line(step: Step, words: DemoWords | None) -> b.StepLine:
    sentence = words.steps.get(step.name, "") if words else ""
    inplace = step.inplace() if step.inplace else ""
    told = inplace and not getattr(step.value, "shape", ())  # the line with the numbers in place ends with the value
    return b.StepLine(step.name, step.formula, inplace, "" if told else numbers.array(step.value), sentence)


def _timeline(trace: Trace, moments: int) -> b.Timeline:
    names = list(dict.fromkeys(step.name for step in trace.steps if step.t is not None))
    rows: list[list[list[float]]] = [[] for _ in range(moments)]
    for step in trace.steps:
        if step.t is not None:
            rows[step.t - 1].append(_vector(step.value))
    columns = names
    inputs: Any = trace.inputs.get("x")
    if inputs is not None and len(inputs) == moments:
        columns = ["x", *names]
        rows = [[_vector(x), *row] for x, row in zip(inputs, rows, strict=True)]
    return b.Timeline(columns, rows, list(GATES), list(MINOR))


def _vector(value: Any) -> list[float]:
    listed = value.tolist() if hasattr(value, "tolist") else value
    return numbers.flatten(listed) if isinstance(listed, list) else [float(listed)]


def _finite(value: Any) -> bool:
    return all(map(math.isfinite, _vector(value)))


def data(trace: Trace) -> dict[str, object]:
    """Return a trace as CONTRACT's JSON, at full precision."""
    return {
        "demo": trace.demo,
        "inputs": {name: jsonable(value) for name, value in trace.inputs.items()},
        "steps": [
            {
                "name": s.name,
                "t": s.t,
                "formula": s.formula,
                "value": jsonable(s.value),
                "shape": list(getattr(s.value, "shape", ())),
            }
            for s in trace.steps
        ],
        "outputs": {name: jsonable(value) for name, value in trace.outputs.items()},
    }


def jsonable(value: Any) -> Any:
    """Return numbers as JSON has them; what JSON has no number for becomes "Infinity", "-Infinity" or "NaN"."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list):
        return [jsonable(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def fault(demo: str, error: InputError, say: Interface) -> str:
    """Return the sentence for an input that a demo refuses."""
    return say(f"input-{error.kind}", demo=demo, name=error.name, expected=error.expected, got=error.got)
