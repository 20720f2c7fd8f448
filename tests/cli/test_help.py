"""Help in every language: nothing of it is left in English, no line is too wide, and the examples run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from rich.cells import cell_len

from tests.conftest import Tutor
from tutor.cli.app import COMMANDS, app_for
from tutor.cli.helping import EXAMPLE, catalog_of

GOOD = Path(__file__).parents[1] / "library" / "good"
EVERY = [[], *[[name] for name in COMMANDS]]


def texts() -> set[str]:
    """Every sentence that the help of a command holds, in English."""
    group = typer.main.get_command(app_for([]))
    found = set()
    for command in [group, *group.commands.values()]:
        paragraphs = [" ".join(text.split()) for text in (command.help or "").split("\n\n")]
        found |= {text for text in paragraphs if not text.startswith(EXAMPLE)}
        found |= {parameter.help for parameter in command.params if getattr(parameter, "help", None)}
    return found


def test_every_help_text_has_a_translation_and_none_is_left_over() -> None:
    catalog = catalog_of("zh-Hant")
    assert texts() - set(catalog) == set()
    sentences = {key for key in catalog if key.endswith(".") and "{" not in key and key[0].isalnum()}
    assert sentences - texts() == {"Show this message and exit.", "COMMAND [ARGS]..."}


@pytest.mark.parametrize("command", EVERY, ids=lambda command: command[0] if command else "tutor")
@pytest.mark.parametrize("columns", ["40", "60", "100"])
def test_chinese_help_fits_and_speaks_chinese(tutor: Tutor, command: list[str], columns: str) -> None:
    ran = tutor(*command, "--help", "--lang", "zh-Hant", COLUMNS=columns)
    assert ran.code == 0 and "用法：" in ran.stdout
    for line in ran.stdout.splitlines():
        assert cell_len(line) <= int(columns), line
    words = set(re.findall(r"[a-z]+", ran.stdout.casefold()))
    assert not words & {"the", "an", "of", "and", "or", "is", "your", "show", "usage", "options", "default"}


@pytest.mark.parametrize("command", [[], ["lab"], ["quiz"], ["progress"], ["completion"]], ids=" ".join)
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_narrow_help_cuts_no_word_and_no_line(tutor: Tutor, command: list[str], language: str) -> None:
    words = set(tutor(*command, "-h", "--lang", language, "--width", "400").stdout.split())
    signs = "".join(tutor(*command, "-h", "--lang", language, "--width", "400").stdout.split())
    for columns in ("32", "40", "50", "80"):
        ran = tutor(*command, "-h", "--lang", language, COLUMNS=columns)
        assert max(map(cell_len, ran.stdout.splitlines())) <= int(columns)
        if columns == "80" and language == "en":
            continue  # which Click sets; it shortens sentences of the list of commands, between words
        assert ran.stdout == tutor(*command, "-h", "--lang", language, "--width", columns).stdout
        assert "".join(ran.stdout.split()) == signs
        assert language != "en" or set(ran.stdout.split()) <= words


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example_that_runs(tutor: Tutor, command: str) -> None:
    shown = tutor(command, "--help", COLUMNS="200").stdout
    examples = re.findall(r"Example: tutor (.+)", shown)
    assert len(examples) == 1
    arguments = examples[0].split(" >> ")[0].split()
    if arguments[:1] == ["check"]:
        arguments = ["check", str(GOOD)]  # `my-pack` is the reader's own
    if arguments[:2] == ["progress", "export"]:
        assert tutor("quiz", "rnn", "-n", "1", "--cram", stdin="a\n").code == 0
    if command == "lab":
        arguments += ["--steps", "2", "--seeds", "1"]  # it may run, not decide
    assert tutor(*arguments, stdin="\n\n\n\n\n").code == (command == "lab")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["explian"], "沒有 'explian' 這個指令，你要的是不是 'explain'；輸入 `tutor --help` 可以看到能寫什麼。"),
        (["explain", "lstm", "--colour"], "沒有 --colour 這個選項；輸入 `tutor explain --help` 可以看到能寫什麼。"),
        (["explain", "lstm", "--level", "two"], "'--level' 的值不對：'two' 不是有效的 int；"),
        (["quiz", "-n", "0"], "'-n' 的值不對：0 不在 1<=x<=1000 的範圍內；"),
        (["explain"], "少了引數 'TOPIC...'；"),
        (["compare", "rnn"], "少了引數 'B'；"),
        (["topics", "rnn"], "多了引數 (rnn)；"),
        (["demo", "lstm", "--input"], "選項 '--input' 後面要有值；"),
        (["completion", "csh"], "'csh' 不是 'bash', 'zsh', 'fish' 其中之一；"),
    ],
)
def test_a_wrong_call_is_answered_in_the_language_of_the_call(
    tutor: Tutor, arguments: list[str], sentence: str
) -> None:
    ran = tutor(*arguments, TUTOR_LANG="zh-TW")
    assert ran.code == 2 and sentence in ran.stderr and len(ran.stderr.strip().splitlines()) == 1
