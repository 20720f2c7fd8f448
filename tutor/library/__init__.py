"""The library: YAML -> topics. It reads, finds and checks content; it never prints and never computes.

Words: a *topic* has *sections* (why, what, how, how_good) at *levels* (1 picture, 2 everyday, 3 student, 4 engineer),
*key points*, *misconceptions* and *questions*. Facts stand once in `topic.yaml`; *words* stand in a file a language.
A *lesson* is a topic with its words. A *pack* is somebody else's folder of content; the *shelf* is all folders in the
order in which they win.
"""

from tutor.library.interface import Interface, fill
from tutor.library.names import NotFoundError
from tutor.library.problems import ContentError, Problem
from tutor.library.shelf import Lesson, Shelf, shipped

__all__ = ["ContentError", "Interface", "Lesson", "NotFoundError", "Problem", "Shelf", "fill", "shipped"]
