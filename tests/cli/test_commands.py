"""What the commands print, and what they load for it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Tutor, environment


def test_explain_prints_contract_json(tutor: Tutor) -> None:
    ran = tutor("explain", "lstm", "--level", "4", "--json")
    told = json.loads(ran.stdout)
    assert (told["topic"], told["language"], told["level"], told["requested_level"]) == ("lstm", "en", 3, 4)
    assert told["title"] == "Long short-term memory (LSTM)"
    assert list(told["sections"]) == ["why", "what", "how", "how_good"]
    assert "$$c_t = f_t \\odot c_{t-1} + i_t \\odot g_t$$" in told["sections"]["what"]
    assert {"id", "claim", "correction"} == set(told["misconceptions"][0])
    assert {"id", "text"} == set(told["key_points"][0])
    assert told["demos"][0] == "lstm" and "rnn" in told["needs"] and "recall" in told["labs"]
    assert any("Neural Computation 9(8)" in source for source in told["sections"] and told["sources"])


def test_explain_of_one_section_leaves_the_others_out(tutor: Tutor) -> None:
    told = json.loads(tutor("explain", "lstm", "--section", "how-good", "--json").stdout)
    assert list(told["sections"]) == ["how_good"]


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        (["LSTM"], "lstm"),
        (["long", "short-term", "memory"], "lstm"),
        (["長短期記憶"], "lstm"),
        (["长短期记忆"], "lstm"),
        (["what is an RNN?"], "rnn"),
        (["什麼是", "RNN"], "rnn"),
        (["什么是RNN"], "rnn"),
        (["RNN和LSTM有什么区别"], "rnn-vs-lstm"),
        (["How does an LSTM differ from an RNN?"], "rnn-vs-lstm"),
        (["RNN 和傳統神經網路有什麼不同"], "rnn-vs-feedforward"),
        (["Transformer 有幾種正規化"], "transformer-norms"),
        (["Transformer有几种归一化"], "transformer-norms"),
        (["ＲＭＳＮｏｒｍ"], "rmsnorm"),
    ],
)
def test_the_questions_as_people_type_them_find_their_topic(words: list[str], topic: str, tutor: Tutor) -> None:
    ran = tutor("explain", *words, "--json")
    assert ran.code == 0, ran.stderr
    assert json.loads(ran.stdout)["topic"] == topic


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"TUTOR_LANG": "", "LANG": "zh_TW.UTF-8"}, "zh-Hant"),
        ({"TUTOR_LANG": "", "LC_ALL": "en_US.UTF-8", "LANG": "zh_TW.UTF-8"}, "en"),
        ({"TUTOR_LANG": "", "LANG": "zh_CN.UTF-8"}, "zh-Hans"),
        ({"TUTOR_LANG": "zh-Hant", "LANG": "C"}, "zh-Hant"),
        ({"TUTOR_LANG": "", "LANG": "C"}, "en"),
    ],
)
def test_the_language_comes_from_the_environment(variables: dict[str, str], language: str, tutor: Tutor) -> None:
    assert json.loads(tutor("explain", "lstm", "--json", **variables).stdout)["language"] == language


def test_a_demo_prints_contract_json_at_full_precision(tutor: Tutor) -> None:
    told = json.loads(tutor("demo", "lstm", "--json").stdout)
    assert set(told) == {"demo", "inputs", "steps", "outputs"}
    first = [step["name"] for step in told["steps"] if step["t"] == 1]
    assert first == ["i", "f", "g", "o", "kept", "written", "c", "h"]
    c = next(step for step in told["steps"] if (step["name"], step["t"]) == ("c", 1))
    assert c["value"] == pytest.approx([1.4429, -0.9628], abs=5e-5)  # FACTS N7, by hand
    assert len(str(c["value"][0])) > 12
    assert c["shape"] == [2] and set(c) == {"name", "t", "formula", "value", "shape"}
    assert set(told["outputs"]) == {"h", "c_T"}


def test_numbers_outside_of_json_become_words(tutor: Tutor) -> None:
    told = json.loads(tutor("demo", "rmsnorm", "--set", "x=1e300,1e300", "--json").stdout)
    assert told["steps"][0]["value"] == "Infinity"


def test_plain_has_no_boxes_colours_or_two_dimensional_formulas(tutor: Tutor) -> None:
    for arguments in (["explain", "layernorm", "--level", "3"], ["demo", "lstm"], ["topics"], ["demo"], []):
        ran = tutor(*arguments, "--plain", FORCE_COLOR="1")
        assert ran.code == 0, ran.stderr
        assert not set(ran.stdout) & set("─│┌┐└┘├┤┬┴┼▁▂▃▄▅▆▇█░╶╴╭╮\x1b"), arguments


def test_piped_output_has_no_escape_codes(tutor: Tutor) -> None:
    for arguments in (["explain", "lstm"], ["demo", "lstm"], ["topics"], ["progress"], ["quiz", "lstm"]):
        assert "\x1b" not in tutor(*arguments).stdout


def test_ascii_has_only_ascii_in_english(tutor: Tutor) -> None:
    for arguments in (["explain", "lstm", "--level", "3"], ["demo", "lstm"], ["topics"]):
        assert tutor(*arguments, "--ascii").stdout.isascii()


def test_an_ascii_only_terminal_gets_text_and_no_traceback(tutor: Tutor) -> None:
    ran = tutor("explain", "lstm", "--level", "3", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert ran.code == 0 and "Traceback" not in ran.stderr


def test_markdown_keeps_the_formulas(tutor: Tutor) -> None:
    text = tutor("explain", "rmsnorm", "--level", "3", "--format", "markdown").stdout
    assert text.startswith("# Root mean square normalisation (RMSNorm)")
    assert "\n## " in text and "$$" in text


LOADED = """
import atexit, sys
def told():
    print("LOADED", *sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
atexit.register(told)
sys.argv = ["tutor", *{arguments!r}]
from tutor.cli import main
main()
"""


def loaded(arguments: list[str], home: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(arguments=arguments)],
        capture_output=True,
        text=True,
        env=environment(home),
        check=True,
    )
    return set(done.stderr.rpartition("LOADED")[2].split())


def test_explain_loads_neither_numpy_nor_sqlite3_nor_pydantic(home: Path) -> None:
    assert not loaded(["explain", "lstm", "--level", "3"], home) & {"numpy", "sqlite3", "pydantic", "fsrs", "opencc"}


def test_help_loads_no_yaml_and_no_rich(home: Path) -> None:
    assert not loaded(["--help"], home) & {"yaml", "rich", "numpy", "sqlite3", "texicode"}


def test_a_demo_loads_no_database(home: Path) -> None:
    assert not loaded(["demo", "rmsnorm"], home) & {"sqlite3", "fsrs", "opencc"}


def test_a_closed_pipe_is_no_fault(home: Path) -> None:
    code = f"{sys.executable} -m tutor explain lstm | head -n 3; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, env=environment(home), check=False)
    assert done.returncode == 0 and done.stderr == ""


def test_our_own_fault_is_one_sentence_with_the_traceback_saved(home: Path) -> None:
    divides = "(lambda look, topic, level=2, section='': 1 / 0).__code__"
    broken = f"import tutor.cli.explain as e; e.explain.__code__ = {divides}\n"
    code = broken + "import sys; sys.argv = ['tutor', 'explain', 'lstm']\nfrom tutor.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment(home), check=False
    )
    assert done.returncode == 70
    assert len(done.stderr.strip().splitlines()) == 1 and "ZeroDivisionError" in done.stderr
    saved = list(home.glob("fault-*.txt"))
    assert len(saved) == 1 and "Traceback" in saved[0].read_text()


def test_topics_that_need_each_other_in_a_circle_are_told_and_listed(tutor: Tutor, tmp_path: Path) -> None:
    good = Path(__file__).parents[1] / "library" / "good" / "topics" / "fading"
    for name, need in (("one", "two"), ("two", "one")):
        folder = tmp_path / "pack" / "topics" / name
        shutil.copytree(good, folder)
        facts = (folder / "topic.yaml").read_text(encoding="utf-8")
        (folder / "topic.yaml").write_text(f"{facts}needs: [{need}]\n", encoding="utf-8")
    ran = tutor("topics", "--content", "pack", "--json")
    assert ran.code == 0
    assert "need each other in a circle" in ran.stderr and len(ran.stderr.strip().splitlines()) == 1
    assert {"one", "two", "lstm"} <= {row["id"] for row in json.loads(ran.stdout)}
