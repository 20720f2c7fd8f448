"""The five-minute tour of README.md, played from the first command to the last, in one home, in a terminal."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.session.terminal import CTRL_D, ENTER, Terminal

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
SAID = "The forget gate says how much of the old cell state is kept, and something new is added to it."
# What must come to the screen, in this order, and after it what is typed.
EXPECTED: dict[str, list[tuple[str, str]]] = {
    "tutor": [("You have not answered anything yet.", ""), ("Next: Feed-forward networks", "")],
    'tutor explain "what is an RNN"': [("What is an RNN?", ""), ("Why", ""), ("How good", "")],
    "tutor explain lstm --level 1": [("Long short-term memory (LSTM)", ""), ("notebook", "")],
    "tutor demo lstm --step": [("step 1 of", "nn"), ("step 2 of", "d"), ("q: quit", "q")],
    "tutor demo rmsnorm --set x=3,4": [("(3² + 4²) / 2 = 12.5", "")],
    "tutor compare lstm gru": [("LSTM · GRU", ""), ("When to choose which", "")],
    "tutor define forget gate": [("The LSTM's dial for keeping", "")],
    "tutor search exploding gradients": [
        ("exploding gradient · glossary", ""),
        ("tutor define exploding-gradient", ""),
    ],
    "tutor lab gradient-flow --predict": [
        ("Whose gradient comes nearest", "h" + ENTER),
        ("holds", ""),
        ("LSTM, bias 2", ""),
    ],
    "tutor lab adding --seeds 1 --steps 100": [
        ("Add two numbers, far apart", ""),
        ("not decided", ""),
        ("Sources", ""),
    ],
    "tutor quiz lstm -n 2": [("1/2", ENTER + ENTER), ("The answer:", ENTER), ("2/2", CTRL_D), ("What you did", "")],
    "tutor teach lstm": [
        ("in your own words", SAID + ENTER + ENTER),
        ("because you said", ""),
        ("Did you say this?", CTRL_D),
    ],
    "tutor progress": [("Long short-term memory (LSTM)", ""), ("Falling due", "")],
}


def commands() -> list[str]:
    """Return what the tour tells to type."""
    tour = README.partition("## A tour of five minutes")[2].partition("\n## ")[0]
    return re.findall(r"^\| `(tutor[^`]*)` \|", tour, re.MULTILINE)


def test_the_tour_of_the_readme_can_be_walked(home: Path) -> None:
    """Every command ends with 0, but a claim that was not decided: a lab ends with 0 only where its claim holds."""
    assert commands() == list(EXPECTED)
    for command, steps in EXPECTED.items():
        terminal = Terminal(home, *shlex.split(command)[1:], pack=None)
        for shown, typed in steps:
            terminal.shows(shown) if "--step" in command else terminal.see(shown)
            terminal.press(typed) if typed else None
        assert terminal.end() == ("not decided" in terminal.text()), f"{command}\n{terminal.text()}"
        assert "Traceback" not in terminal.text()
