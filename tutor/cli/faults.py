"""Known faults -> one sentence each: what is wrong, where, what to do. Anything else is a bug and gets None."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tutor.cli.look import Refused
from tutor.cli.naming import shown

if TYPE_CHECKING:
    from tutor.cli.look import Look
    from tutor.library import NotFoundError


def sentence_for(error: Exception, look: Look | None) -> str | None:
    """Return the sentence for `error`, or None where it is not one that we know."""
    if isinstance(error, Refused):
        return str(error)
    if look is None:
        return None
    fault: Any = error
    if _is("tutor.library.names", "NotFoundError", error):
        return _not_found(fault, look)
    if _is("tutor.library.problems", "ContentError", error):
        more = len(fault.problems) - 1
        first = str(fault.problems[0])
        return look.say("content-fault", problem=first) + (look.say("content-more", more=more) if more else "")
    if _is("tutor.progress.errors", "LogError", error):
        return look.say(f"log-{fault.kind}", path=shown(str(fault.path)), detail=fault.detail)
    return None


def _is(module: str, name: str, error: Exception) -> bool:
    """True if `error` is of a class whose module has been imported; asking must not import it."""
    loaded = sys.modules.get(module)
    return loaded is not None and isinstance(error, getattr(loaded, name))


def _not_found(error: NotFoundError, look: Look) -> str:
    words = shown(error.words)
    names = ", ".join(error.candidates)
    if error.ambiguous:
        return look.say("topic-ambiguous", words=words, names=names)
    return look.say("topic-unknown-near", words=words, names=names) if names else look.say("topic-unknown", words=words)
