"""The library: YAML -> topics. It reads, finds and checks content; it never prints and never computes.

Words: a *topic* has *sections* (why, what, how, how_good) at *levels* (1 picture, 2 everyday, 3 student, 4 engineer),
*key points*, *misconceptions* and *questions*. Facts stand once in `topic.yaml`; *words* stand in a file a language.
A *lesson* is a topic with its words. A *comparison* sets two topics side by side. A *pack* is somebody else's folder of
content; the *shelf* is all folders in the order in which they win.

Names are loaded when first used, so that `tutor --help` never loads YAML.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.library.folders import shipped
    from tutor.library.interface import Interface, fill, translations
    from tutor.library.names import NotFoundError
    from tutor.library.problems import ContentError, Problem
    from tutor.library.shelf import Lesson, Shelf

_MODULE_OF = {
    "ContentError": "problems",
    "Interface": "interface",
    "Lesson": "shelf",
    "NotFoundError": "names",
    "Problem": "problems",
    "Shelf": "shelf",
    "fill": "interface",
    "shipped": "folders",
    "translations": "interface",
}

__all__ = [
    "ContentError",
    "Interface",
    "Lesson",
    "NotFoundError",
    "Problem",
    "Shelf",
    "fill",
    "shipped",
    "translations",
]


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
