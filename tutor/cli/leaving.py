"""What of the content folders cannot be used: told in one note a folder, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

from tutor.cli.look import Look
from tutor.cli.naming import shown
from tutor.cli.telling import tell

MOST_NAMES = 5  # beside the first; `tutor check` lists all


def tell_left_out(look: Look) -> None:
    """Say in one sentence a pack what of it was met and left out, and why the first one is."""
    faulty: dict[Path, list[str]] = {}
    for (folder, name), problem in look.shelf.left_out.items():
        faulty.setdefault(folder, []).append(f"{name} ({problem})")
    look.shelf.left_out.clear()
    for folder, names in faulty.items():
        first, *others = names
        listed = ", ".join(one.split(" ")[0] for one in others[:MOST_NAMES])
        rest = look.say("pack-more", names=listed) if others else ""
        tell(look.say("pack-left-out", pack=shown(str(folder)), count=len(names), first=first) + rest)
