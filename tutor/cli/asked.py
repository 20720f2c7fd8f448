"""The options that every command takes, and the environment, made into a Look."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tutor.cli.columns import columns
from tutor.cli.look import Look, Refused
from tutor.cli.naming import shown
from tutor.library.language import LANGUAGES, choose

FORMATS = ("text", "plain", "json", "markdown", "csv")
NARROWEST, WIDEST = 32, 400


def make(options: Mapping[str, Any], environ: Mapping[str, str]) -> Look:
    """Build the look from a command's options. Raises Refused for values and combinations that have no meaning."""
    wanted = options["lang"]
    language = wanted if wanted in LANGUAGES else choose(environ)
    if wanted is not None and wanted not in LANGUAGES:
        raise _refused(language, "lang-unknown", lang=shown(wanted), names=", ".join(LANGUAGES))
    form, file = _format(options, language), options["save"]
    if file is not None:
        from tutor.show.saving import kind_of

        if form != "text" or not kind_of(file):
            raise _refused(language, "save-kind", file=shown(str(file)))
    ascii_only = options["ascii"] or not _speaks_unicode()
    width, folders = _width(options["width"], language), _folders(options, environ, language)
    return Look(language, form, width, folders, ascii_only, file)


def _refused(language: str, key: str, **values: object) -> Refused:
    """A refusal before there is a look that could say it."""
    from tutor.library import Interface, shipped

    return Refused(Interface(shipped(), language)(key, **values))


def _format(options: Mapping[str, Any], language: str) -> str:
    chosen = [name for name in ("plain", "json") if options[name]]
    if options["format"] is not None:
        chosen.insert(0, options["format"])
    if len(set(chosen)) > 1:
        raise _refused(language, "formats-together", first=shown(chosen[0]), second=shown(chosen[1]))
    if chosen and chosen[0] not in FORMATS:
        raise _refused(language, "format-unknown", format=shown(chosen[0]), names=", ".join(FORMATS))
    return chosen[0] if chosen else "text"


def _width(wanted: int | None, language: str) -> int:
    if wanted is None:
        return min(max(columns(sys.stdout), NARROWEST), WIDEST)
    if not NARROWEST <= wanted <= WIDEST:
        raise _refused(language, "width-range", width=shown(str(wanted)), low=NARROWEST, high=WIDEST)
    return wanted


def _folders(options: Mapping[str, Any], environ: Mapping[str, str], language: str) -> tuple[Path, ...]:
    from tutor.library import shipped

    packs = [Path(part) for part in environ.get("TUTOR_CONTENT", "").split(os.pathsep) if part]
    packs = [*(options["content"] or []), *packs]
    for pack in packs:
        refuse_no_folder(pack, language)
    return (shipped(), *packs)


def refuse_no_folder(folder: Path, language: str) -> None:
    """Refuse what is no folder, or cannot be looked at (`Path.is_dir` fails on the latter). Raises Refused."""
    try:
        if stat.S_ISDIR(os.stat(folder).st_mode):
            return
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError) as error:
        from tutor.cli.helping import reason

        raise _refused(language, "folder-unreachable", folder=shown(str(folder)), why=reason(error, language)) from None
    raise _refused(language, "folder-missing", folder=shown(str(folder)))


def _speaks_unicode() -> bool:
    try:
        "─✓".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
