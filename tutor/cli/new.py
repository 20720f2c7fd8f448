"""`tutor new topic ID`, `tutor new schema`: what an author begins with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from tutor.cli.look import Look, Refused
from tutor.library.text import clean

Kind = Annotated[
    Literal["topic", "schema"],
    typer.Argument(
        metavar="topic|schema", help="A topic to fill in, or only what editors check it by.", show_default=False
    ),
]
Name = Annotated[str, typer.Argument(metavar="[ID]", help="The topic's id, in kebab-case.", show_default=False)]
Folder = Annotated[Path, typer.Option("--in", metavar="DIR", help="The pack's folder; made if it is not there.")]


def new(look: Look, kind: Kind, name: Name = "", folder: Folder = Path()) -> None:
    """Begin a topic of your own: files of the right shape, which the check refuses until they are filled in.

    Example: tutor new topic sourdough --in my-pack
    """
    from tutor.library import skeleton
    from tutor.library.folders import ID

    if (kind == "topic") != bool(name):
        raise Refused(look.say("new-id"))
    if name and not ID.fullmatch(name):
        raise Refused(look.say("new-id-form", name=clean(name)[:80]))
    try:
        if name:
            skeleton.write(folder, skeleton.files(name), over=False)
        skeleton.write(folder, skeleton.schemas(), over=True)  # they are ours, and newer than what is there
    except FileExistsError as error:
        raise Refused(look.say("new-there", file=error)) from None
    except OSError as error:
        raise Refused(look.say("save-failed", file=clean(str(folder)), why=error.strerror)) from None
    written = [*(skeleton.files(name) if name else []), *skeleton.schemas()]
    if look.is_rows:
        return look.rows([{"id": file, "file": str(folder / file)} for file in written])
    for file in written:
        print(folder / file)
    if name:
        print(look.say("new-next", folder=folder))
