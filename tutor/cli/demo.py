"""`tutor demo NAME`: numbers, step by step; without NAME the list."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tutor.cli import completion
from tutor.cli.look import Look, Refused
from tutor.cli.naming import shown

if TYPE_CHECKING:
    from tutor.demos import Backward, Demo, Trace
    from tutor.library.model import DemoWords

Name = Annotated[
    str,
    typer.Argument(
        metavar="[NAME]",
        help="The demo; leave it out for the list.",
        show_default=False,
        autocompletion=completion.demos,
    ),
]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="Your own number, e.g. x=3,4.", show_default=False),
]
Input = Annotated[
    Path | None, typer.Option("--input", metavar="FILE", help="Inputs from .json, .yaml or .npz.", show_default=False)
]
Seed = Annotated[
    int | None, typer.Option("--seed", metavar="N", min=0, help="Draw every input not given.", show_default=False)
]
Dtype = Annotated[str, typer.Option("--dtype", metavar="TYPE", help="float64 or float32.")]
Back = Annotated[bool, typer.Option("--backward", help="Show the gradients on the way back, too.")]
Steps = Annotated[bool, typer.Option("--step", help="Walk through it, one step a key, forwards and back.")]
Predict = Annotated[bool, typer.Option("--predict", help="Hide some values: say what comes out before you look.")]


def demo(
    look: Look,
    name: Name = "",
    set: Sets = None,
    input: Input = None,
    seed: Seed = None,
    dtype: Dtype = "float64",
    backward: Back = False,
    step: Steps = False,
    predict: Predict = False,
) -> None:
    """Compute an example step by step, with your numbers if you like.

    Example: tutor demo rmsnorm --set x=3,4
    """
    if not name:
        if set or input or backward or step or predict or seed is not None or dtype != "float64":
            raise Refused(look.say("demo-name-missing"))
        return _list(look)
    from tutor import demos
    from tutor.cli.inputs import gather
    from tutor.show import demo as page

    chosen = _load(look, name)
    if dtype not in demos.PRECISIONS:
        raise Refused(look.say("dtype-unknown", dtype=shown(dtype)))
    if backward and chosen.backward is None:
        names = [other for other in demos.names() if demos.load(other).backward]
        raise Refused(look.say("demo-no-backward", demo=chosen.id, names=", ".join(names)))
    try:
        inputs = demos.resolve(chosen, gather(set or [], input, look.say), seed, dtype)
    except demos.InputError as error:
        raise Refused(page.fault(chosen.id, error, look.say)) from None
    if predict and (backward or step):
        raise Refused(look.say("predict-step" if step else "predict-backward"))
    if step and look.file:
        raise Refused(look.say("step-save", demo=chosen.id))
    if predict:
        from tutor.cli.playing.predict import predict as play

        return play(look, chosen, inputs, seed)
    trace = demos.run(chosen, inputs)
    gradients = demos.backward(chosen, inputs) if backward else None
    words = look.shelf.demo_words(chosen.id, look.language)
    if look.is_json:
        look.data(page.data(trace, gradients))
    elif step and _somebody_there(look):
        _walk(look, trace, words, gradients)
    else:
        look.show(page.screen(chosen, trace, words, look.say, gradients))


def _somebody_there(look: Look) -> bool:
    """False in a pipe, where nothing may wait."""
    return sys.stdin.isatty() and sys.stdout.isatty() and look.format in ("text", "plain")


def _walk(look: Look, trace: Trace, words: DemoWords | None, gradients: Backward | None) -> None:
    from tutor.cli.playing.walking import walk
    from tutor.show.walk import stops

    walk(look, stops(trace, words, gradients), words.title if words else trace.demo)


def _load(look: Look, name: str) -> Demo:
    from difflib import get_close_matches

    from tutor import demos
    from tutor.library.names import fold

    known = {fold(known): known for known in demos.names()}
    if fold(name) not in known:
        near = [known[match] for match in get_close_matches(fold(name), known, 3)] or list(known.values())
        raise Refused(look.say("demo-unknown", name=shown(name), names=", ".join(near)))
    return demos.load(known[fold(name)])


def _list(look: Look) -> None:
    from tutor import demos
    from tutor.show import demo as page

    titles = {}
    for name in demos.names():
        words = look.shelf.demo_words(name, look.language)
        titles[name] = words.title if words else name
    if look.is_rows:
        look.rows([{"demo": name, "title": title} for name, title in titles.items()])
    else:
        look.show(page.listing(titles, look.say))
