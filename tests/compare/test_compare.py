"""`tutor compare`: what it prints in every form, what it refuses, and the numbers that it tells."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from comparisons import pack
from rich.cells import cell_len

from tests.conftest import Tutor

PAIRS = [("rnn", "feedforward"), ("rnn", "lstm"), ("layernorm", "rmsnorm"), ("post-norm", "pre-norm")]
LANGUAGES = ("en", "zh-Hant")


def rows(tutor: Tutor, *arguments: str) -> dict[str, dict[str, object]]:
    ran = tutor("compare", *arguments, "--json")
    assert ran.code == 0, ran.stderr
    listed = json.loads(ran.stdout)
    assert isinstance(listed, list)
    found = {row["id"]: row for row in listed}
    assert len(found) == len(listed)
    return found


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_pair_has_rows_with_ids_and_a_text_for_each_side(
    pair: tuple[str, str], language: str, tutor: Tutor
) -> None:
    found = rows(tutor, *pair, "--lang", language)
    different = [row for row in found.values() if row["kind"] == "different"]
    assert 5 <= len(different) <= 8
    assert list(found)[-2:] == ["choose", "number"]
    for row in found.values():
        assert set(row) == {"id", "kind", "aspect", "text", "sides"}
        if row["kind"] in ("different", "choose"):
            assert row["text"] is None and row["aspect"]
            assert list(row["sides"]) == list(pair) and all(row["sides"].values())
        else:
            assert row["sides"] is None and row["text"]
    assert bool(re.search("[一-鿿]", str(found["number"]["text"]))) == (language == "zh-Hant")


def test_the_order_typed_does_not_turn_what_is_said(tutor: Tutor) -> None:
    """Its sentences lean on each other: "one …; the other …" names them by their places."""
    assert rows(tutor, "lstm", "rnn") == rows(tutor, "rnn", "lstm")
    screen = tutor("compare", "lstm", "rnn", "--width", "100").stdout
    assert screen == tutor("compare", "rnn", "lstm", "--width", "100").stdout
    assert re.search(r"^ +RNN +LSTM$", screen, re.MULTILINE)


# By hand or from a calculator: tanh(0.5), tanh(0.5 + 0.5·0.4621), …; 0.9⁹, 0.99⁹; −2/√2 with the mean of 5, 7, 7, 9
# at 7; 2/√18 and 5/√51; Post- and Pre-Norm of 1, 2, 3, 4 with x + F(x) = 3, 3, 11, 1 (standard deviation √14.75).
NUMBERS = {
    ("rnn", "feedforward"): ["0.4621", "0.6237", "0.6706"],
    ("rnn", "lstm"): ["0.0999", "0.1892", "0.3874", "0.9135"],
    ("layernorm", "rmsnorm"): ["−1.4142", "0.4714", "0.7001"],
    ("post-norm", "pre-norm"): ["1.6925", "5.6833", "3.8406", "0.2604"],
}


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_is_told_for_both_sides(pair: tuple[str, str], language: str, tutor: Tutor) -> None:
    text = str(rows(tutor, *pair, "--lang", language)["number"]["text"])
    for number in NUMBERS[pair]:
        assert number in text


def test_the_weights_of_the_rows_are_those_of_the_layers(tutor: Tutor) -> None:
    sides = rows(tutor, "rnn", "feedforward")["weights"]["sides"]
    assert f"{128 * 50 + 128 * 128 + 128:,}" in sides["rnn"]
    assert f"{128 * 50 * 100 + 128:,}" in sides["feedforward"]
    sides = rows(tutor, "rnn", "lstm")["cost"]["sides"]
    assert f"{128 * 100 + 128 * 128 + 128:,}" in sides["rnn"]
    assert f"{4 * (128 * 100 + 128 * 128 + 128):,}" in sides["lstm"]
    sides = rows(tutor, "layernorm", "rmsnorm")["learned"]["sides"]
    assert f"{2 * 768:,}" in sides["layernorm"] and "768" in sides["rmsnorm"]


@pytest.mark.parametrize(
    ("typed", "pair"),
    [
        (["RNN", "feed-forward network"], ["rnn", "feedforward"]),
        (["長短期記憶", "RNN 是什麼"], ["rnn", "lstm"]),
        (["长短期记忆", "ＲＮＮ"], ["rnn", "lstm"]),
        (["Pre-Norm", "post norm"], ["post-norm", "pre-norm"]),
    ],
)
def test_both_sides_are_found_like_any_topic(typed: list[str], pair: list[str], tutor: Tutor) -> None:
    assert list(rows(tutor, *typed)["choose"]["sides"]) == pair


def test_plain_says_each_row_in_one_sentence(tutor: Tutor) -> None:
    plain = " ".join(tutor("compare", "rnn", "lstm", "--plain").stdout.split())
    assert (
        "Memory. RNN: One vector, h. It is the memory and, at the same time, what the next layer gets to see; "
        "LSTM: Two vectors: the cell state c keeps, and h shows as much of it as is wanted now."
    ) in plain
    assert ".;" not in plain
    chinese = "".join(tutor("compare", "lstm", "rnn", "--plain", "--lang", "zh-Hant").stdout.split())
    assert "記憶。RNN：只有一個向量h，" in chinese
    assert "。；" not in chinese


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_has_no_boxes_and_no_colours(language: str, tutor: Tutor) -> None:
    for pair in PAIRS:
        ran = tutor("compare", *pair, "--plain", "--lang", language, FORCE_COLOR="1")
        assert ran.code == 0, ran.stderr
        assert not set(ran.stdout) & set("─│┌┐└┘▁█\x1b")


def test_markdown_has_one_table_with_a_line_a_row(tutor: Tutor) -> None:
    text = tutor("compare", "layernorm", "rmsnorm", "--format", "markdown").stdout
    assert text.startswith("# LayerNorm · RMSNorm\n")
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert table[:2] == ["|  | LayerNorm | RMSNorm |", "|---|---|---|"]
    assert table[3].startswith("| The mean | Is subtracted first. | Is never computed.")
    assert len(table) == 2 + 8 and all(line.count("|") == 4 for line in table)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [32, 40, 60, 69, 70, 71, 100, 200])
def test_no_line_is_too_long_and_no_word_is_lost(width: int, language: str, tutor: Tutor) -> None:
    found = rows(tutor, "post-norm", "pre-norm", "--lang", language)
    ran = tutor("compare", "post-norm", "pre-norm", "--lang", language, "--width", str(width))
    assert ran.code == 0, ran.stderr
    for line in ran.stdout.splitlines():
        assert cell_len(line) <= width, line
    seen = "".join(ran.stdout.split())
    for row in found.values():
        for text in [row["text"], *(row["sides"] or {}).values()] if row["kind"] in ("shared", "choose") else []:
            assert not text or "".join(str(text).split()) in seen


def told(screen: str, aspect: str) -> list[str]:
    """The lines of a row, from its aspect to the next empty line."""
    lines = screen.splitlines()
    start = next(number for number, line in enumerate(lines) if line.strip().startswith(aspect))
    end = next(number for number, line in enumerate(lines) if number > start and not line.strip())
    return lines[start:end]


def test_with_room_the_sides_stand_beside_the_aspect_and_without_below_it(tutor: Tutor) -> None:
    wide = told(tutor("compare", "rnn", "lstm", "--width", "70").stdout, "Memory")
    assert re.fullmatch(r"  Memory +One vector, h\..* {3,}Two vectors: .*", wide[0])
    narrow = told(tutor("compare", "rnn", "lstm", "--width", "69").stdout, "Memory")
    assert [line[:10] for line in narrow] == ["  Memory", "    RNN · ", "    what t", "    LSTM ·", "    of it "]
    assert " ".join(" ".join(narrow).split()) == (
        "Memory RNN · One vector, h. It is the memory and, at the same time, what the next layer gets to see. "
        "LSTM · Two vectors: the cell state c keeps, and h shows as much of it as is wanted now."
    )


def test_a_chinese_cell_breaks_between_characters_inside_its_column(tutor: Tutor) -> None:
    lines = told(tutor("compare", "rnn", "lstm", "--lang", "zh-Hant", "--width", "80").stdout, "到哪裡為止")
    cells = [re.split(r" {3,}", line.strip()) for line in lines]
    assert len(cells) == 2
    assert cells[0][1] + cells[1][0] == "輸入一長，開頭就丟了；訓練也很難讓它知道開頭值得留。"
    assert cells[0][2] + cells[1][1] == "忘得慢，不是不忘。當初沒寫下來的詞，之後也翻不回去。"


def test_a_pair_that_nobody_compares_is_refused_with_the_pairs_there_are(tutor: Tutor) -> None:
    ran = tutor("compare", "rnn", "rmsnorm")
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr == (
        "rnn and rmsnorm are not compared yet; write one of these pairs: "
        "gradient-clipping transformer-norms, layernorm batchnorm, layernorm rmsnorm, lstm gru, post-norm pre-norm, "
        "rnn attention, rnn feedforward, rnn lstm.\n"
    )
    ran = tutor("compare", "lstm", "lstm", "--lang", "zh-Hant")
    assert ran.code == 2
    assert ran.stderr == (
        "lstm 和 lstm 還沒有對照；目前有的是：gradient-clipping transformer-norms, layernorm batchnorm, "
        "layernorm rmsnorm, lstm gru, post-norm pre-norm, rnn attention, rnn feedforward, rnn lstm。\n"
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["rnn", "lsm"], "No topic is called lsm; near it are lstm, xlstm, bidirectional.\n"),
        (["rnn"], "Missing argument 'B'; `tutor compare --help` lists what can be given.\n"),
        (["rnn", "lstm", "rmsnorm"], "Got unexpected extra argument(s) (rmsnorm); `tutor compare --help` lists"),
    ],
)
def test_a_call_that_names_no_pair_is_refused_in_one_sentence(typed: list[str], sentence: str, tutor: Tutor) -> None:
    ran = tutor("compare", *typed)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.startswith(sentence) and ran.stderr.count("\n") == 1


def test_a_pack_can_compare_shipped_topics_and_falls_back_to_english_visibly(tutor: Tutor, tmp_path: Path) -> None:
    folder = pack(tmp_path / "pack")
    ran = tutor("compare", "hidden-state", "residual", "--content", str(folder), "--plain", "--lang", "zh-Hant")
    assert ran.code == 0, ran.stderr
    assert "Residual · State\nTwo ways to carry something on.\n" in ran.stdout
    assert "這個主題還沒有中文，先看英文版。" in ran.stdout
    assert "Two weeks are 14 days." in ran.stdout


def test_simplified_chinese_is_derived(tutor: Tutor) -> None:
    found = rows(tutor, "rnn", "lstm", "--lang", "zh-Hans")
    assert found["memory"]["aspect"] == "记忆"
    assert str(found["memory"]["sides"]["rnn"]).startswith("只有一个")


def test_the_screen_leads_on_to_both_topics_and_their_demos(tutor: Tutor) -> None:
    screen = tutor("compare", "post-norm", "pre-norm").stdout
    commands = re.findall(r"^ *→ (tutor [a-z]+ [a-z-]+)", screen, re.MULTILINE)
    assert commands == [
        "tutor explain post-norm",
        "tutor explain pre-norm",
        "tutor demo postnorm",
        "tutor demo prenorm",
    ]
    for command in commands:
        assert tutor(*command.split()[1:]).code == 0
