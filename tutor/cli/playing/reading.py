"""Puts a question in front of the learner and reads the answer: by keys, by lines typed in a terminal, or from a pipe.

Keys only where stdin and stdout are both terminals that can draw; a screen reader (`--plain`) and a dumb terminal get
lines. Every way to end (Ctrl-C, Ctrl-D, end of file) arrives as KeyboardInterrupt or EOFError.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Literal

from tutor.cli.look import Look, rendered
from tutor.cli.playing.picking import ENTER, KINDS, RIGHT_AFTER_ALL, Picking, keys, plain
from tutor.cli.playing.suspending import CTRL_Z, suspend
from tutor.library.text import clean
from tutor.quiz import CERTAINTIES, Asked, Certainty, read_certainty
from tutor.show import blocks as b
from tutor.show import quiz as page

Ending = Literal["finished", "stopped", "interrupted"]
TOGETHER = 0.25  # seconds within which a key and Enter are typed as one
SPARE = 3  # lines that a list of options leaves free, so that moving up never leaves the screen
YES = ("", "y", "yes", "是", "好")


class Reader:
    """How this session reads. `interactive`: somebody types; `by_keys`: single keys count."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.interactive = sys.stdin.isatty()
        drawn = sys.stdout.isatty() and look.format == "text" and os.environ.get("TERM") not in (None, "", "dumb")
        self.by_keys = self.interactive and drawn
        self._pending: list[str] = []
        if hasattr(sys.stdin, "reconfigure") and sys.stdin.errors != "replace":  # once: not after the first read
            sys.stdin.reconfigure(errors="replace")
        if self.interactive:
            with suppress(ImportError):  # without it, backspace over a Chinese character leaves half of it behind
                import readline  # noqa: F401

    def put(self, asked: Asked, items: Sequence[b.Block], prompt: str) -> None:
        """Show a question; its options too, unless the marker is going to move over them."""
        if self.look.format == "plain":
            print()  # a plain screen brings no empty line of its own
        if self._picks(asked):
            return self.look.show(items)
        asks = [b.Note(prompt)] if self.interactive else []
        self.look.show([*items, *page.choices(asked), *asks], error=self.look.is_json)

    def answer(self, asked: Asked, prompt: str) -> str:
        """Return one raw line: an answer, or a command."""
        return self._pick(asked) if self._picks(asked) else self.line(prompt)

    def line(self, prompt: str) -> str:
        """Return one line. From a pipe, the prompt goes to stderr; in a terminal it stands on the screen already."""
        self._pending.clear()
        if self.interactive and sys.stdout.isatty() and not self.look.is_json:
            return clean(input(f"{self._sign} "))
        if self.interactive:  # input() would write its prompt into what stdout is kept for
            print(self._sign, end=" ", file=sys.stderr, flush=True)
        else:
            print(prompt, file=sys.stderr)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return clean(line.rstrip("\r\n"))

    @property
    def _sign(self) -> str:
        return ">" if self.look.ascii else "›"

    def tell(self, text: str) -> None:
        """Print one remark, without the empty lines of a screen."""
        lines = [line for line in rendered(self.look, [b.Note(text)], sys.stderr).split("\n") if line.strip()]
        print("\n".join(lines), file=sys.stderr, flush=True)

    def certainty(self) -> Certainty | None:
        """Ask how sure the learner is; None where they would rather not say."""
        say = self.look.say
        self.tell(say("certainty-ask"))
        names = {say(f"certainty-{name}").casefold(): name for name in CERTAINTIES}
        return self._until(lambda text: read_certainty(text) or names.get(text.strip().casefold()))

    def _until(self, read: Callable[[str], Certainty | None]) -> Certainty | None:
        while True:
            text = self.key() if self.by_keys else self.line("")
            found = read(text)
            if found or not text.strip():
                return found

    def pause(self, text: str) -> bool:
        """Wait until the learner goes on; True if they say that they were right after all.

        Only Enter and space go on: whatever else is typed must not reach the next question unseen.
        """
        self.tell(text)
        if not self.by_keys:
            return plain(self.line("").strip()) == RIGHT_AFTER_ALL
        while True:
            key = plain(self.key())
            if key in (*ENTER, " ", RIGHT_AFTER_ALL):
                self._pending.clear()
                return key == RIGHT_AFTER_ALL

    def ended_by(self, stop: BaseException) -> Ending:
        """Leave the line on which the learner ended the session, and say how it ended.

        The end of input stops a session in a terminal; a pipe has then said all it had to say.
        """
        if self.interactive:
            print(file=sys.stderr)
        if isinstance(stop, KeyboardInterrupt):
            return "interrupted"
        return "stopped" if self.interactive else "finished"

    def yes(self, question: str) -> bool:
        """Ask a question that is answered by yes or no."""
        self.tell(question)
        return self.line("").strip().casefold() in YES

    def _picks(self, asked: Asked) -> bool:
        if not self.by_keys or asked.question.kind not in KINDS:
            return False
        columns, rows = shutil.get_terminal_size()
        return self.look.width <= columns and self._options(asked, Picking("", 0)).count("\n") + SPARE <= rows

    def _pick(self, asked: Asked) -> str:
        state = Picking(asked.question.kind, len(asked.order))
        above, size = 0, shutil.get_terminal_size()
        while True:
            text = self._options(asked, state)
            if size != shutil.get_terminal_size():  # the terminal has broken the lines anew: draw below them
                above, size = 0, shutil.get_terminal_size()
            back = f"\r\x1b[{above}A\x1b[J" if above else "\r"
            sys.stdout.write(f"{back}{text}{self._sign} {state.typed()}")
            sys.stdout.flush()
            above = text.count("\n") if self.look.width <= size.columns else 0
            key = self.key()
            if key == CTRL_Z:
                suspend("\n")
                above = 0  # what the shell has written stands between
            pressed = state.press(key)
            if isinstance(pressed, str):
                if key not in ENTER:
                    self._pass_over_enter()
                print(f"\r\x1b[K{self._sign} {pressed}")
                return pressed
            state = pressed

    def _options(self, asked: Asked, state: Picking) -> str:
        signs = page.signs(asked, state.marked, sorted(state.ticked))
        told = [b.Note(self.look.say(state.told))] if state.told else []
        items = [*page.choices(asked, signs), b.Note(self.look.say(f"keys-{asked.question.kind}")), *told]
        return self.look.rendered(items).partition("\n")[2]  # the screen before has left a line free

    def _pass_over_enter(self) -> None:
        """Forget an Enter right behind a key that counts at once, which would go on past what is said to it."""
        if self._pending:
            self._pending = self._pending[self._pending[0] in ENTER :]
            return
        with suppress(ImportError):  # Windows
            import select
            import termios

            if select.select([sys.stdin], [], [], TOGETHER)[0]:
                termios.tcflush(sys.stdin, termios.TCIFLUSH)

    def key(self) -> str:
        """Wait for one key. Raises KeyboardInterrupt for Ctrl-C, EOFError for Ctrl-D."""
        import typer

        while not self._pending:
            self._pending = keys(typer.getchar())
        return self._pending.pop(0)
