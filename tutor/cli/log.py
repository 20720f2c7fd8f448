"""`tutor progress export|import|undo|doctor`: what is done with the log itself."""

from __future__ import annotations

import os
from pathlib import Path

from tutor import progress
from tutor.cli import standing as at
from tutor.cli.exporting.recalling import Recalling
from tutor.cli.exporting.writing import out
from tutor.cli.look import Look, Refused
from tutor.show import log as page


def export(look: Look, file: Path | None, *, with_answers: bool, force: bool) -> None:
    """Write every event as a line of JSON; this is no screen, so a format has no meaning."""
    if look.format != "text" or look.file:
        raise Refused(look.say("progress-export-format"))
    with at.open_log(look, at.now()) as log:
        events = log.events()
    out(look, file, progress.export_lines(events, with_answers=with_answers), force=force)


def add(look: Look, file: Path | None) -> None:
    """Add the events of a file that the log does not hold; exit 2 where no line of it is one."""
    if file is None:
        raise Refused(look.say("import-file-missing"))
    try:
        with file.open("rb") as stream, _writable(look) as log:
            result = progress.import_lines(log, stream)
            at.tell_notices(look, log)
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
        at.tell_notices(look, log)
    if look.is_json:
        look.data(page.undone_data(last))
    else:
        found = Recalling(look, at.facts(look)).asked(last) if last else None
        look.show(page.undone(last, found[0].prompt if found else "", look.say))


def doctor(look: Look) -> None:
    """Check every page, index and entry of the log, derive the cards anew, list the backups."""
    with _writable(look) as log:
        repaired = bool(log.notices)
        at.tell_notices(look, log)
        facts = at.facts(look)
        kept = at.cards(log, facts)
        health = progress.examine(log)
        cards = progress.rebuild(log, at.revisions(facts), at.renamed(facts))
        repaired = repaired or bool(log.notices)
        at.tell_notices(look, log)
    found = page.Checkup(health, len(cards), repaired, kept == cards)
    if look.is_json:
        look.data(page.checkup_data(found))
    else:
        look.show(page.checkup(found, look.say))


def _writable(look: Look) -> progress.Log:
    """Open the log for a command that has no meaning without it. Raises Refused or LogError."""
    folder = progress.home(os.environ)
    if folder is None:
        raise Refused(look.say("log-needed-no-home"))
    try:
        return progress.Log.open(folder, at.now())
    except progress.LogError as error:
        if error.kind != "unwritable":
            raise
        raise Refused(look.say("log-needed", path=error.path, detail=error.detail)) from None
