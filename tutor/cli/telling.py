"""One sentence on stderr: why something was refused, or how the program ended."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from tutor.cli.columns import columns


def tell(sentence: str) -> None:
    """Print a sentence: one line, which programs read; broken between words where somebody reads it.

    Where stderr is full or gone, the exit code alone has to say it.
    """
    from tutor.cli.naming import shortened
    from tutor.library.text import clean

    line = shortened(" ".join(clean(sentence).split()), sys.argv[1:])
    try:
        print("\n".join(_broken(line, columns(sys.stderr))) if sys.stderr.isatty() else line, file=sys.stderr)
        sys.stderr.flush()
    except OSError:
        with suppress(OSError, ValueError):  # else Python tries once more at the end, and changes the exit code
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _broken(line: str, width: int) -> list[str]:
    from rich.text import Text

    from tutor.show.wrap import wrap

    return [piece.plain for piece in wrap(Text(line), width)]
