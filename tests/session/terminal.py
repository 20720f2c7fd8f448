"""A terminal with somebody at it: `tutor` in a pseudo-terminal, its screen kept by an emulator."""

from __future__ import annotations

import sys
import termios
import time
from pathlib import Path

import pexpect
import pyte

from tests.conftest import environment
from tests.session.conftest import PACK

UP, DOWN, ENTER, CTRL_C, CTRL_D = "\x1b[A", "\x1b[B", "\r", "\x03", "\x04"
PATIENCE = 30.0  # seconds, of a machine that does other things as well


class Terminal:
    """`press` types, `see` waits until a text stands on the screen, `end` waits for the exit code."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        columns: int = 80,
        lang: str = "en",
        term: str = "xterm",
        pack: Path | None = PACK,
    ) -> None:
        self.screen = pyte.HistoryScreen(columns, 30, history=5000, ratio=0.5)
        self.stream = pyte.ByteStream(self.screen)
        variables = environment(home, TUTOR_LANG=lang, TERM=term, LC_ALL="C.UTF-8")
        del variables["COLUMNS"]
        command = ["-m", "tutor", *arguments, *(["--content", str(pack)] if pack else [])]
        self.child = pexpect.spawn(sys.executable, command, env=variables, dimensions=(30, columns))
        self.at = 0
        self.before = termios.tcgetattr(self.child.child_fd)

    def text(self) -> str:
        """Everything shown so far, lines joined as they stand."""
        above = ["".join(line[x].data for x in range(self.screen.columns)) for line in self.screen.history.top]
        return "\n".join(line.rstrip() for line in [*above, *self.screen.display])

    def flat(self) -> str:
        """Everything shown so far, without the line breaks and spaces that a width brings."""
        return "".join(self.text().split())

    def see(self, *pieces: str, patience: float = PATIENCE) -> None:
        """Wait until every piece has been shown, after those seen before, however it was broken into lines."""
        for piece in pieces:
            self.at = self._await(piece, self.at, patience)

    def shows(self, *pieces: str) -> None:
        """Wait until the pieces stand on the screen, wherever: what is redrawn in place stands above what was seen."""
        for piece in pieces:
            self._await(piece, 0)

    def _await(self, piece: str, start: int, patience: float = PATIENCE) -> int:
        wanted, end = "".join(piece.split()), time.monotonic() + patience
        while (found := self.flat().find(wanted, start)) < 0:
            assert time.monotonic() < end, f"{piece!r} is not on:\n{self.text()}"
            self._read()
        return found + len(wanted)

    def _read(self) -> None:
        try:
            self.stream.feed(self.child.read_nonblocking(65536, 0.1))
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            time.sleep(0.02)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.child.send(key)

    def end(self) -> int:
        """Read to the end; return the exit code, after making sure that the terminal is as it was."""
        end = time.monotonic() + PATIENCE
        while self.child.isalive():
            assert time.monotonic() < end, self.text()
            self._read()
        self._read()
        assert termios.tcgetattr(self.child.child_fd)[:4] == self.before[:4]
        self.child.close()
        return int(self.child.exitstatus or 0)
