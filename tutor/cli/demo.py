"""`tutor demo NAME`: numbers, step by step; without NAME the list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tutor.cli.look import Look, Refused

if TYPE_CHECKING:
    from tutor.demos import Demo

Name = Annotated[str, typer.Argument(help="The demo; leave it out for the list.", show_default=False)]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="Your own number, e.g. x=3,4.", show_default=False),
]
Input = Annotated[
    Path | None, typer.Option("--input", metavar="FILE", help="Inputs from .json, .yaml or .npz.", show_default=False)
]
Seed = Annotated[int | None, typer.Option("--seed", min=0, help="Draw every input not given.", show_default=False)]


def demo(look: Look, name: Name = "", set: Sets = None, input: Input = None, seed: Seed = None) -> None:
    """Compute an example step by step, with your numbers if you like.

    Example: tutor demo rmsnorm --set x=3,4
    """
    if not name:
        if set or input or seed is not None:
            raise Refused(look.say("demo-name-missing"))
        return _list(look)
    from tutor import demos
    from tutor.cli.inputs import gather
    from tutor.show import demo as page

    chosen = _load(look, name)
    try:
        inputs = demos.resolve(chosen, gather(set or [], input, look.say), seed)
    except demos.InputError as error:
        raise Refused(page.fault(chosen.id, error, look.say)) from None
    trace = demos.run(chosen, inputs)
    if look.is_json:
        look.data(page.data(trace))
    else:
        look.show(page.screen(chosen, trace, look.shelf.demo_words(chosen.id, look.language), look.say))


def _load(look: Look, name: str) -> Demo:
    from difflib import get_close_matches

    from tutor import demos
    from tutor.library.names import fold

    known = {fold(known): known for known in demos.names()}
    if fold(name) not in known:
        near = [known[match] for match in get_close_matches(fold(name), known, 3)] or list(known.values())
        raise Refused(look.say("demo-unknown", name=name[:80], names=", ".join(near)))
    return demos.load(known[fold(name)])


def _list(look: Look) -> None:
    from tutor import demos
    from tutor.show import demo as page

    titles = {}
    for name in demos.names():
        words = look.shelf.demo_words(name, look.language)
        titles[name] = words.title if words else name
    if look.is_json:
        look.data([{"demo": name, "title": title} for name, title in titles.items()])
    else:
        look.show(page.listing(titles, look.say))
