"""The screens of `tutor demo`: the list, and one computation step by step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.demos import Backward, Demo, InputError, Remark, Trace, remarks
from tutor.library import Interface
from tutor.library.model import DemoWords
from tutor.show import blocks as b
from tutor.show import numbers, steps
from tutor.show.document import jsonable
from tutor.show.timeline import first_moments, timelines


def listing(titles: Mapping[str, str], say: Interface) -> list[b.Block]:
    """Return the list of demos."""
    links = [b.Link(f"tutor demo {name}", title) for name, title in titles.items()]
    return [b.Title(say("demos-title"), say("demos-summary")), b.Links(links)]


def screen(
    demo: Demo, trace: Trace, words: DemoWords | None, say: Interface, backward: Backward | None = None
) -> list[b.Block]:
    """Return one demo: what goes in, each step with formula and numbers, over time a line a moment, the gradients
    where they are asked for, what to notice.
    """
    title = b.Title(words.title, words.intro) if words else b.Title(trace.demo)
    items: list[b.Block] = [title, b.Heading(say("heading-inputs")), inputs(trace, words)]
    moments = any(step.t is not None for step in trace.steps)
    first = first_moments(trace)
    begins = moments and all(t in (None, 1) for _, t in first)
    items.append(b.Heading(say("heading-first-moment") if begins else say("heading-steps")))
    items.append(b.Steps([steps.line(step, words) for step in trace.steps if (step.name, step.t) in first], "="))
    over_time = list(timelines(trace, backward, say)) if moments else []
    if over_time:
        items += [b.Heading(say("heading-time")), *over_time]
    items += [b.Note(_remark(remark, say)) for remark in remarks(trace)]
    if backward:
        items += _gradients(backward, words, say)
    if words:
        own = "heading-notice" if _is_own(demo, trace) else "heading-notice-own"
        items += [b.Heading(say(own)), b.Prose(words.notice)]
    return [*items, b.Links(_links(demo, backward, say))]


def inputs(trace: Trace, words: DemoWords | None) -> b.Block:
    """Return what goes in, a line an input."""
    said = words.inputs if words else {}
    rows = [[f"`{name}`", numbers.given(value), said.get(name, "")] for name, value in trace.inputs.items()]
    return b.Table(["", "", ""], rows)


def _gradients(backward: Backward, words: DemoWords | None, say: Interface) -> list[b.Block]:
    said = words.inputs if words else {}
    lines = [
        b.StepLine(name, f"dL/d{name}", "", numbers.array(value), said.get(name, ""))
        for name, value in backward.gradients.items()
    ]
    loss = say("reading-loss", loss=numbers.exact(backward.loss))
    return [b.Heading(say("heading-gradients")), b.Prose(loss), b.Steps(lines, "=")]


def _links(demo: Demo, backward: Backward | None, say: Interface) -> list[b.Link]:
    command = f"tutor demo {demo.id}"
    if backward:
        return [b.Link(f"{command} --backward --json", say("link-json"))]
    told = {"--step": "link-step", "--predict": "link-cover"}
    if demo.backward is not None:
        told["--backward"] = "link-backward"
    return [b.Link(f"{command} {option}", say(name)) for option, name in {**told, "--json": "link-json"}.items()]


def _is_own(demo: Demo, trace: Trace) -> bool:
    """True for the demo's own numbers: its words tell of those."""
    own = {name: demo.inputs[name].default for name in trace.inputs}
    return all(
        getattr(value, "tolist", lambda value=value: value)() == own[name] for name, value in trace.inputs.items()
    )


def _remark(remark: Remark, say: Interface) -> str:
    step = remark.step if remark.t is None else f"{remark.step}, t={remark.t}"
    return say(f"note-{remark.kind}", step=step, count=remark.count, total=remark.total)


def data(trace: Trace, backward: Backward | None = None) -> dict[str, object]:
    """Return a trace, and the gradients where they are asked for, as CONTRACT's JSON at full precision, in which the
    arrays still stand as they are (`document.pieces` writes them).
    """
    told: dict[str, object] = {
        "demo": trace.demo,
        "inputs": {name: _in_json(value) for name, value in trace.inputs.items()},
        "steps": [
            {
                "name": s.name,
                "t": s.t,
                "formula": s.formula,
                "value": _in_json(s.value),
                "shape": list(getattr(s.value, "shape", ())),
            }
            for s in trace.steps
        ],
        "outputs": {name: _in_json(value) for name, value in trace.outputs.items()},
    }
    if backward:
        told["gradients"] = {name: _in_json(value) for name, value in backward.gradients.items()}
        told["loss"] = _in_json(backward.loss)
    return told


def _in_json(value: Any) -> Any:
    return value if getattr(value, "shape", ()) else jsonable(value)


def fault(demo: str, error: InputError, say: Interface) -> str:
    """Return the sentence for an input that a demo refuses."""
    return say(f"input-{error.kind}", demo=demo, name=error.name, expected=error.expected, got=error.got)
