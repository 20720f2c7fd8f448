"""`tutor progress export|import|undo|doctor`: what is done with the log itself."""

from __future__ import annotations

import os
import re
import stat
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from tutor import progress
from tutor.cli import standing as at
from tutor.cli.exporting.recalling import Recalling
from tutor.cli.exporting.writing import out
from tutor.cli.look import Look, Refused
from tutor.show import log as page

_SENT = re.compile(r"/dev/(stdin|fd/[0-9]+)")  # `… | tutor progress import /dev/stdin`, or <(…) of a shell


def export(look: Look, file: Path | None, *, with_answers: bool, force: bool) -> None:
    """Write every event as a line of JSON; this is no screen, so a format has no meaning."""
    if look.format != "text" or look.file:
        raise Refused(look.say("progress-export-format"))
    with readable(look) as log:
        events = log.events()
    lines = progress.export_lines(events, with_answers=with_answers)
    out(look, file, lines, force=force, private=with_answers)


def add(look: Look, file: Path | None) -> None:
    """Add the events of a file that the log does not hold; exit 2 where no line of it is one."""
    if file is None:
        raise Refused(look.say("import-file-missing"))
    try:
        with _opened(file) as stream, _writable(look) as log:
            result = progress.import_lines(log, stream)
    except OSError as error:
        raise Refused(look.say("import-unreadable", file=file, why=error.strerror)) from None
    if result.refused and not result.added and not result.known:
        raise Refused(look.say("import-nothing", file=file, why=page.fault(result.faults[0], look.say)))
    if look.is_json:
        look.data(page.imported_data(result))
    else:
        look.show(page.imported(result, look.say))


def undo(look: Look) -> None:
    """Cancel this machine's last answer and say which it was."""
    with _writable(look) as log:
        last = log.last_answer()
        if last:
            log.append(progress.undoing(last, at.now()))
    if look.is_json:
        look.data(page.undone_data(last))
    else:
        found = Recalling(look, at.facts(look)).asked(last) if last else None
        look.show(page.undone(last, found[0].prompt if found else "", look.say))


def doctor(look: Look) -> None:
    """Check every page, index and entry of the log, derive the cards anew, list the backups."""
    with _writable(look) as log:
        facts = at.facts(look)
        kept = at.cards(log, facts)
        health = progress.examine(log)
        cards = progress.rebuild(log, at.revisions(facts), at.renamed(facts))
    found = page.Checkup(health, len(cards), log.repaired, kept == cards)
    if look.is_json:
        look.data(page.checkup_data(found))
    else:
        look.show(page.checkup(found, look.say))


def readable(look: Look) -> AbstractContextManager[progress.Log]:
    """Open the log for what is made of it: a copy where nothing can be written, and never an empty one where it cannot
    be read, which would be put over a good export. Raises Refused or LogError.
    """
    folder = _folder(look)
    try:
        return at.telling(look, progress.Log.open(folder, at.now()))
    except progress.LogError as error:
        if error.kind != "unwritable":
            raise
    try:
        return at.telling(look, progress.Log.copy_of(folder))
    except progress.LogError as error:
        if error.kind != "unwritable":
            raise
        raise Refused(look.say("log-unreadable", path=error.path, detail=error.detail)) from None


def _writable(look: Look) -> AbstractContextManager[progress.Log]:
    """Open the log for a command that has no meaning without it. Raises Refused or LogError."""
    try:
        return at.telling(look, progress.Log.open(_folder(look), at.now()))
    except progress.LogError as error:
        if error.kind != "unwritable":
            raise
        raise Refused(look.say("log-needed", path=error.path, detail=error.detail)) from None


def _folder(look: Look) -> Path:
    folder = progress.home(os.environ)
    if folder is None:
        raise Refused(look.say("log-needed-no-home"))
    return folder


def _opened(file: Path) -> BinaryIO:
    """Open what is imported: a file, or what another program sends. Raises OSError, as for a pipe with a name, where
    nobody may ever write.
    """
    if _SENT.fullmatch(str(file)) and stat.S_ISFIFO(file.stat().st_mode):
        return file.open("rb")
    return progress.open_file(file)
