"""`tutor lab --all`, and the report that one lab or all of them leave behind."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tutor import lab as room
from tutor import progress
from tutor.cli.exporting.writing import write
from tutor.cli.helping import reason
from tutor.cli.look import Look, Refused
from tutor.cli.measuring.session import measure
from tutor.cli.naming import shown
from tutor.library import ContentError
from tutor.show import blocks as b
from tutor.show import lab as page
from tutor.show import ledger as ledger_page
from tutor.show import markdown
from tutor.show.lab import Outcome

SUFFIXES = (".md", ".json")


def run_all(look: Look, seeds: int | None, steps: int | None, seconds: float | None) -> list[Outcome]:
    """Run every lab, one after the other, until one is interrupted; say each verdict as it comes. Raises Refused before
    any of them is run.
    """
    outcomes: list[Outcome] = []
    labs = [room.load(name) for name in room.names()]
    settings = [_settings(look, lab, steps) for lab in labs]
    for number, (lab, own) in enumerate(zip(labs, settings, strict=True), 1):
        outcome = measure(look, lab, own, seeds or lab.seeds, seconds, f"{number}/{len(labs)} · ")
        outcomes.append(outcome)
        if look.format in ("text", "plain", "markdown") and look.file is None:
            look.show(_brief(look, outcome))
        if outcome.interrupted:
            break
    return outcomes


def _settings(look: Look, lab: room.Lab, steps: int | None) -> dict[str, Any]:
    """Return a lab's own settings, with so many `steps` where it has any. Raises Refused."""
    try:
        return room.resolved(lab, {"steps": steps} if steps is not None and "steps" in lab.settings else {})
    except room.SettingError as error:
        raise Refused(page.fault(lab, error, look.say)) from None


def _brief(look: Look, outcome: Outcome) -> list[b.Block]:
    words = look.shelf.lab_words(outcome.lab.id, look.language)
    line = page.verdict_line(outcome, look.say, f"`{outcome.lab.id}`")
    return [line, b.Prose(page.reading(outcome.verdict, words, look.say))]


def counted(look: Look, outcomes: Sequence[Outcome]) -> list[b.Block]:
    """Return how many claims hold, and how many do not: the ledger in one line."""
    words = [outcome.verdict.word for outcome in outcomes]
    counts = look.say("comma").join(
        f"{words.count(word)} {page.word(word, look.say)}" for word in room.VERDICTS if word in words
    )
    seconds = f"{sum(outcome.seconds for outcome in outcomes):.0f}"
    return [b.Heading(look.say("lab-title")), b.Prose(look.say("lab-counted", counts=counts, seconds=seconds))]


def screen(look: Look, outcome: Outcome) -> list[b.Block]:
    """Return the whole screen of one lab."""
    words = look.shelf.lab_words(outcome.lab.id, look.language)
    titles = {name: look.shelf.title(name, look.language) for name in _topics(look, outcome.lab)}
    return page.screen(outcome, words, titles, look.say)


def _topics(look: Look, lab: room.Lab) -> list[str]:
    """Return the topics whose sentences the lab backs: those that it names, then those that name it."""
    known, naming = look.shelf.ids(), []
    for name in known:
        with suppress(ContentError):  # which `tutor check` tells
            if lab.id in look.shelf.topic(name, skip=("questions", "numbers")).labs:
                naming.append(name)
    return list(dict.fromkeys([*(name for name in lab.topics if name in known), *naming]))


def data(look: Look, outcome: Outcome) -> dict[str, object]:
    """Return one run as JSON has it."""
    return page.data(outcome, look.shelf.lab_words(outcome.lab.id, look.language), look.say)


def refuse_report(look: Look, file: Path) -> None:
    """Refuse a report that could not be written, before minutes are spent on it. Raises Refused."""
    if file.suffix.lower() not in SUFFIXES:
        raise Refused(look.say("report-kind", file=shown(str(file))))
    if os.path.lexists(file):
        raise Refused(look.say("report-there", file=shown(str(file))))
    refuse_folder(look, file)


def refuse_folder(look: Look, file: Path) -> None:
    """Refuse a file whose name is too long, or whose folder does not exist or lets nobody in. Raises Refused."""
    try:
        if not stat.S_ISDIR(os.stat(file.absolute().parent).st_mode):
            raise NotADirectoryError
        with suppress(FileNotFoundError):
            os.lstat(file.with_name(f".{file.name}.{os.getpid()}.half"))  # it is written under this name first
    except (FileNotFoundError, NotADirectoryError):
        raise Refused(look.say("folder-of-file-missing", file=shown(str(file)))) from None
    except (OSError, ValueError) as error:
        why = reason(error, look.language)
        raise Refused(look.say("save-failed", file=shown(str(file)), why=why)) from None


def report(look: Look, file: Path, outcomes: Sequence[Outcome]) -> None:
    """Write what was measured: Markdown to read, or JSON with every measurement. Raises Refused."""
    if file.suffix.lower() == ".json":
        text = json.dumps([data(look, outcome) for outcome in outcomes], ensure_ascii=False, indent=2, allow_nan=False)
    else:
        screens = [markdown.screen(screen(look, outcome)) for outcome in outcomes]
        text = "\n".join([markdown.screen(counted(look, outcomes)), *screens])
    write(look, file, lambda half: half.write_text(f"{text.rstrip()}\n", encoding="utf-8"), force=False)


def ledger(look: Look) -> None:
    """Show every claim with its last verdict."""
    home = progress.home(os.environ)
    rows = []
    for name in room.names():
        last = progress.read_verdict(home, name) if home else None
        rows.append(ledger_page.Row(room.load(name), look.shelf.lab_words(name, look.language), last))
    if look.is_rows:
        look.rows(ledger_page.ledger_data(rows))
    else:
        look.show(ledger_page.ledger(rows, look.say))
