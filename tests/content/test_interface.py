# ruff: noqa: E501 - tables of words
"""The program's own sentences: the same in both languages, one term for one thing, no English left inside Chinese."""

from __future__ import annotations

import re

import pytest

from tests.content.test_texts import APART, HALF_WIDTH, NO_SPACE, found, listed, running
from tutor.library import shipped
from tutor.library.build import plain
from tutor.library.reader import read

FOLDER = shipped() / "interface"
SLOT = re.compile(r"\{\w+\}")


def sentences(name: str) -> dict[str, str]:
    tree = plain(read(FOLDER / name))
    assert isinstance(tree, dict)
    return {key: str(text) for key, text in tree.items()}


EN, ZH = sentences("en.yaml"), sentences("zh-Hant.yaml")
HELP = sentences("help.zh-Hant.yaml")

# English word -> what stands for it in Chinese, everywhere
TERMS = {
    r"\btopics?\b(?!/)": "主題",
    r"\bkey points?\b": "重點",
    r"\bmisconceptions?\b": "誤解",
    r"\bdemos?\b(?! [a-z]+ --)": "示範",
    r"\blabs?\b": "實驗",
    r"\bhints?\b": "提示",
    r"\bschedule": "日程",
}
# what means the same and is not used, so that one thing has one name
STRAYS_ZH = (
    "默認",
    "信息",
    "文件",
    "數據",
    "支持",
    "程序",
    "屏幕",
    "字符",
    "命令",
    "例題",
    "知識點",
    "迷思",
    "關鍵點",
    "範例",
    "暗示",
    "話題",
)
STRAYS_EN = (
    r"\bflashcards?\b",
    r"\blessons?\b",
    r"\bexercises?\b",
    r"\bcolor\b",
    r"normalization",
    r"\bclue",
    r"\btask\b",
)
NAMES = {  # of things, formats, commands, inputs: written alike in every language
    "RNN", "LSTM", "GRU", "Transformer", "LayerNorm", "RMSNorm", "NaN", "Infinity", "JSON", "Lines", "Markdown", "Anki",
    "Enter", "Ctrl-C", "Ctrl-D", "Esc", "FSRS", "SQLite", "UTF-8", "YAML", "CSV", "ASCII", "PyTorch", "ONNX",
    "shell", "text", "plain", "json", "markdown", "how-good", "bash", "fish", "Hant", "Hans", "zh-Hant", "zh-Hans", "float64",
    "float32", "x_hat", "sqrt", "tanh", "needs", "sure", "topics", "completion", "export", "import", "undo", "doctor", "quiz",
    "what", "genanki", "tutor",
}  # fmt: skip
CODE = re.compile(r"`[^`]*`|tutor [a-z][\w .<>|=,-]*|--?[a-z][\w-]*|\.[a-z0-9]+\b|\{\w+\}|\$[^$]*\$|[A-Z_]{2,}\b")


def test_both_languages_say_the_same_things() -> None:
    assert set(EN) == set(ZH)


def test_both_languages_fill_the_same_slots() -> None:
    assert not [key for key in EN if set(SLOT.findall(EN[key])) != set(SLOT.findall(ZH[key]))]


def test_a_translated_fault_keeps_its_slots() -> None:
    assert not [key for key, text in HELP.items() if not set(SLOT.findall(text)) <= set(SLOT.findall(key))]


@pytest.mark.parametrize("pattern", TERMS)
def test_one_term_for_one_thing(pattern: str) -> None:
    faults = [
        f"{key}: {ZH[key]}"
        for key, text in EN.items()
        if re.search(pattern, APART.sub(" ", text)) and TERMS[pattern] not in ZH[key]
    ]
    assert not faults, listed(faults)


@pytest.mark.parametrize(("words", "twice"), [(EN, "twice"), (ZH, "兩次")])
def test_only_with_keys_does_giving_up_take_enter_twice(words: dict[str, str], twice: str) -> None:
    """As `tests/session` plays it: an empty line gives up at once, Enter alone asks first."""
    said = {key for key, text in words.items() if twice in text and key.startswith(("prompt-", "keys-"))}
    assert said == {"keys-choice", "keys-multiple", "keys-true-false"}


def test_no_stray_terms() -> None:
    faults = [f"{key}: {text}" for key, text in {**ZH, **HELP}.items() for stray in STRAYS_ZH if stray in text]
    faults += [f"{key}: {text}" for key, text in EN.items() for stray in STRAYS_EN if re.search(stray, text)]
    assert not faults, listed(faults)


def test_nothing_is_left_in_english_inside_a_chinese_sentence() -> None:
    faults = []
    for key, text in {**ZH, **HELP}.items():
        words = {word for word in re.findall(r"[A-Za-z][A-Za-z0-9_-]*", CODE.sub(" ", text)) if len(word) > 3}
        if re.search("[\u3400-\u9fff]", text) and words - NAMES:
            faults.append(f"{key}: {sorted(words - NAMES)} in {text}")
    assert not faults, listed(faults)


def test_help_is_typeset_as_taiwan_does() -> None:
    faults = [
        fault
        for key, text in HELP.items()
        for look in (NO_SPACE, HALF_WIDTH)
        for fault in found(look, key, running(text))
    ]
    assert not faults, listed(faults)
