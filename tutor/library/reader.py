"""YAML text -> a tree of nodes that know their place; nothing else of YAML gets in.

Content packs come from strangers. The size is limited before anything is parsed; the parser's events are then read
one by one, so that depth, count, aliases, tags, merges and duplicate keys are refused before a tree exists. (PyYAML's
own loaders resolve types, expand aliases and, in C, crash at 30,000 nested brackets.) Scalars stay text: the field
they are for decides what they mean, so `no`, `010` and `1e-5` hold no surprise.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from tutor.library.problems import ContentError, Problem
from tutor.library.text import clean

MAX_BYTES = 1_000_000
MAX_DEPTH = 50
MAX_NODES = 100_000
KINDS_OF_CONTENT = ("topics", "comparisons", "demos", "labs", "interface")
_PACKAGE = Path(__file__).parents[1]
_OURS = (f"{_PACKAGE}{os.sep}", f"{_PACKAGE.parent / 'content'}{os.sep}")
TOO_DEEP = f"is nested deeper than {MAX_DEPTH} levels; make it flatter"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml is there


@dataclass(eq=False, repr=False, match_args=False)
class Scalar:
    """A piece of text. `plain` tells `null` and `true` from the quoted words."""

    text: str
    line: int
    column: int
    plain: bool


@dataclass(eq=False, repr=False, match_args=False)
class Sequence:
    """A list of nodes."""

    items: list[Node]
    line: int
    column: int


@dataclass(eq=False, repr=False, match_args=False)
class Mapping:
    """Keys with their nodes, in the order written."""

    pairs: list[tuple[Scalar, Node]]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


class _FaultError(Exception):
    def __init__(self, message: str, event: yaml.Event) -> None:
        super().__init__(message)
        self.line, self.column = _place(event)


def read(
    path: Path, file: str = "", stop_after: str = "", skip: Collection[str] = (), *, of_pack: bool = True
) -> Mapping:
    """Read one file: only as far as the top-level key `stop_after`, and without those in `skip`.

    A file `of_pack` is no link and lies in no linked folder of its pack. Raises ContentError with one problem that
    names `file` (or the path): unreadable, a link, too large, not UTF-8, not a mapping, or a construct that is refused.
    """
    return parse(contents(path, file, of_pack=of_pack), file or clean(str(path)), stop_after, skip)


def contents(path: Path, file: str = "", *, of_pack: bool = True) -> bytes:
    """Return the bytes of one file, as `read` takes them in. Raises ContentError."""
    name = file or clean(str(path))
    try:
        if not (of_pack and _is_linked(path)):
            return _bytes(path)
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise ContentError(
            [Problem(name, 1, 1, "", f"cannot be read ({reason}); check the path and its permissions")]
        ) from None
    raise ContentError([Problem(name, 1, 1, "", "is a link, which may lead out of its folder; put a file there")])


def _bytes(path: Path) -> bytes:
    """Read a regular file as far as is allowed; a pipe or a device, which might never end, is not opened for long."""
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no file")
        return stream.read(MAX_BYTES + 1)


def _is_linked(path: Path) -> bool:
    """True for a link in a pack. What comes with the program may be a farm of links, as some installers make it."""
    if str(path).startswith(_OURS):
        return False
    folders = path.parents[:2] if len(path.parents) > 2 and path.parents[1].name in KINDS_OF_CONTENT else ()
    return any(part.is_symlink() for part in (path, *folders))


def parse(data: bytes, file: str, stop_after: str = "", skip: Collection[str] = ()) -> Mapping:
    """Parse the bytes of one YAML file. Raises ContentError as `read` does.

    The keys in `skip` are cut out unread where they begin a line, as they nearly always do; elsewhere they stay.
    """
    if len(data) > MAX_BYTES:
        raise ContentError([Problem(file, 1, 1, "", f"is larger than {MAX_BYTES:,} bytes; split it")])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ContentError([Problem(file, line, 1, "", "is not UTF-8 text; save it as UTF-8")]) from None
    try:
        node = _document(_events(_without(skip, text) if skip else text), stop_after)
    except _FaultError as fault:
        raise ContentError([Problem(file, fault.line, fault.column, "", str(fault))]) from None
    except yaml.YAMLError as error:
        raise ContentError([_syntax_problem(error, text, file)]) from None
    if not isinstance(node, Mapping):
        raise ContentError([Problem(file, 1, 1, "", "is not a mapping of keys to values; begin it with `key: value`")])
    return node


def _without(keys: Collection[str], text: str) -> str:
    """Return a file with empty lines where top-level keys stood; parsing what nobody reads is half of a lesson's time.

    What belongs to such a key is indented, a list's item, a comment or empty.
    """
    entry = rf"^(?:{'|'.join(map(re.escape, keys))}):.*(?:\n(?:[ #].*|- .*|-?\r?)$)*"
    return re.sub(entry, lambda found: "\n" * found[0].count("\n"), text, flags=re.MULTILINE)


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else _unprintable(text)
    if "nesting depth" in str(getattr(error, "problem", "")):  # libyaml 0.2.6 and newer counts for itself, too
        return Problem(file, line, column, "", TOO_DEEP)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be parsed"
    return Problem(file, line, column, "", clean(f"is not valid YAML: {what}; check quotes and indentation here"))


def _unprintable(text: str) -> tuple[int, int]:
    """Place of the first character that YAML refuses; libyaml does not tell it in characters."""
    match = yaml.reader.Reader.NON_PRINTABLE.search(text)
    before = text[: match.start()] if match else ""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _events(text: str) -> Iterator[yaml.Event]:
    """Yield the events of `yaml.parse`, which asks twice for each and takes half as long again."""
    loader = _LOADER(text)
    try:
        while (event := loader.get_event()) is not None:
            yield event
    finally:
        loader.dispose()


def _document(events: Iterator[yaml.Event], stop_after: str) -> Node | None:
    root: Node | None = None
    stack: list[_Open] = []
    count = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise _FaultError("has a second document; keep one document a file", event)
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            node: Node = stack.pop().node
        elif isinstance(event, yaml.NodeEvent):
            count += 1
            _refuse(event, len(stack), count)
            if not isinstance(event, yaml.ScalarEvent):
                stack.append(_Open(event))
                continue
            node = _scalar(event)
        else:
            continue
        if not stack:
            root = node
            continue
        finished = stack[-1].take(node, event)
        if stop_after and len(stack) == 1 and finished == stop_after:
            return stack[0].node
    return root


def _refuse(event: yaml.NodeEvent, depth: int, count: int) -> None:
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise _FaultError("uses a YAML anchor or alias (& or *); write the value out", event)
    tag = getattr(event, "tag", None)
    if tag:
        raise _FaultError(f"uses the YAML tag {clean(str(tag))[:60]}; plain values only", event)
    if depth >= MAX_DEPTH:
        raise _FaultError(TOO_DEEP, event)
    if count > MAX_NODES:
        raise _FaultError(f"has more than {MAX_NODES:,} values; split the file", event)


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    return Scalar(clean(event.value), *_place(event), event.style in (None, ""))


class _Open:
    """A mapping or list whose end has not been seen yet."""

    def __init__(self, event: yaml.Event) -> None:
        line, column = _place(event)
        self.node: Mapping | Sequence
        self.node = (
            Mapping([], line, column) if isinstance(event, yaml.MappingStartEvent) else Sequence([], line, column)
        )
        self.key: Scalar | None = None
        self.seen: set[str] = set()

    def take(self, node: Node, event: yaml.Event) -> str:
        """Put a finished node in its place; returns the key whose value it was, else the empty string."""
        if isinstance(self.node, Sequence):
            self.node.items.append(node)
            return ""
        if self.key is None:
            self._take_key(node, event)
            return ""
        key, self.key = self.key, None
        self.node.pairs.append((key, node))
        return key.text

    def _take_key(self, node: Node, event: yaml.Event) -> None:
        if not isinstance(node, Scalar):
            raise _FaultError("uses a list or mapping as a key; keys are plain words", event)
        if node.text == "<<" and node.plain:
            raise _FaultError("uses a YAML merge (<<); write the values out", event)
        if node.text in self.seen:
            raise _FaultError(f"has the key {node.text!r} twice; keep one", event)
        self.seen.add(node.text)
        self.key = node
