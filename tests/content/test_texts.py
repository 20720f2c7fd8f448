"""What every shipped text must be: of the agreed length, in our voice, typeset as Taiwan does, and complete.

The lists of words are those of the project's style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.library import Shelf, shipped
from tutor.library.build import plain
from tutor.library.language import simplify
from tutor.library.model import SECTIONS
from tutor.library.reader import read

SHELF = Shelf([shipped()])
PLACES = sorted((Path(__file__).parent / "places").glob("*.yaml"))
SEEDS = {f"S{part}.{number}" for part, last in enumerate((5, 26, 22, 23, 25)) for number in range(1, last + 1)}

FORBIDDEN_EN = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "crucial": r"\bcrucial\w*",
        "powerful": r"\bpowerful\w*",
        "delve": r"\bdelv(e|es|ed|ing)\b",
        "leverage": r"\bleverag(e|es|ed|ing)\b",
        "essentially": r"\bessentially\b",
        "simply": r"\bsimply\b",
        "in conclusion": r"\bin\s+conclusion\b",
        "an exclamation mark": r"(?<=[\w)”’])!",  # alone it is a key to press
    }.items()
}
FORBIDDEN_ZH = {
    name: re.compile(pattern)
    for name, pattern in {
        "信息": "信息",
        "網絡": "網絡",
        "視頻": "視頻",
        "計算機": "計算機",
        "默認": "默認",
        "優化": "優化",
        "質量": "質量",
        "進行": "進行",
        "對於……來說": "對於[^，。；：！？\n]{1,40}來說",
        "當……的時候": "當[^，。；：！？\n]{1,40}的時候",
        "總而言之": "總而言之",
        "非常重要": "非常重要",
    }.items()
}
OPENINGS = {
    "en": re.compile(r"(yes|right|correct|exactly)\b", re.IGNORECASE),
    "zh-Hant": re.compile("(對[，。！]|沒錯|答對|正確[，。！])"),
}

CJK = r"[\u3400-\u9fff]"
NO_SPACE = re.compile(f"{CJK}[A-Za-z0-9]|[A-Za-z0-9]{CJK}")
HALF_WIDTH = re.compile(
    rf"{CJK}[,;:?!()\"']|[()\"']{CJK}"  # touching; `F(x) 的`, `是 (1, 0)` and the key `?` are no punctuation of Chinese
    rf"|(?<=[\w)\ufffc])[,;:?!]\s?{CJK}|{CJK}\.(?!\w)|{CJK}\s\([A-Za-z]{{2,}}"
)
READING = re.compile(r"^\s*: ", re.MULTILINE)
APART = re.compile(r"`[^`]*`|\$\$.*?\$\$|\$[^$]*\$|\{\w+\}", re.DOTALL)  # code, formulas, slots


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Every text of a language with its file and path; diagrams and rubrics (which hold learners' words) left out."""
    root = shipped()
    for path in sorted(root.rglob(f"{language}.yaml")):
        if path.name == f"{language}.yaml":
            tree = plain(read(path))
            yield from walked(tree, str(path.relative_to(root)))


def walked(node: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        if not path.endswith(" picture.art"):
            yield path, node
    elif isinstance(node, dict):
        for key, item in node.items():
            yield from walked(item, f"{path}{'.' if ' ' in path else ' '}{key}")
    elif isinstance(node, list):
        for number, item in enumerate(node, 1):
            yield from walked(item, f"{path}.{number}")


def running(text: str) -> str:
    """A text without marks of emphasis; code, formulas and slots stand as one neutral sign."""
    return READING.sub("", APART.sub("\ufffc", text)).replace("*", "")


def found(pattern: re.Pattern[str], place: str, text: str) -> Iterator[str]:
    """Each match with its place and what stands about it."""
    for match in pattern.finditer(text):
        around = text[max(match.start() - 8, 0) : match.end() + 8].replace("\n", " ")
        yield f"{place}: {around}"


def listed(faults: list[str]) -> str:
    return f"{len(faults)} places:\n" + "\n".join(faults)


# --- length -----------------------------------------------------------------------------------------------------


def word_count(text: str) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def test_words_are_counted_as_a_reader_would() -> None:
    assert word_count("**Two words** — and `three` more: $c_t$ = 1.") == 7


def test_level_two_sections_have_80_to_200_english_words() -> None:
    faults = []
    for topic in SHELF.ids():
        words = SHELF.lesson(topic, "en").words
        for section in SECTIONS if 2 in words.why else ():
            count = word_count(words.section(section).get(2, ""))
            if not 80 <= count <= 200:
                faults.append(f"{topic} {section}: {count} words")
    assert not faults, listed(faults)


# --- voice ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORBIDDEN_EN)
def test_english_texts_do_without(name: str) -> None:
    faults = [fault for place, text in texts("en") for fault in found(FORBIDDEN_EN[name], place, APART.sub(" ", text))]
    assert not faults, listed(faults)


@pytest.mark.parametrize("name", FORBIDDEN_ZH)
def test_chinese_texts_do_without(name: str) -> None:
    faults = [fault for place, text in texts("zh-Hant") for fault in found(FORBIDDEN_ZH[name], place, text)]
    assert not faults, listed(faults)


@pytest.mark.parametrize("language", OPENINGS)
def test_feedback_also_reads_well_beside_the_right_answer(language: str) -> None:
    """It is shown after giving up, too: it says why, and does not begin with praise."""
    faults = [
        f"{place}: {text[:30]}"
        for place, text in texts(language)
        if place.endswith(".feedback") and OPENINGS[language].match(text)
    ]
    assert not faults, listed(faults)


# --- Chinese typesetting ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("有 LSTM 和 3 個閘", ""),
        ("有LSTM", "有L"),
        ("3個", "3個"),
        ("**LSTM**的閘", "M的"),
        ("`tutor`的 $c_t$是", ""),  # code and formulas are exempt
        ("「LSTM」，RNN。3 個（GRU）", ""),
        ("把 {x}相加", ""),
    ],
)
def test_a_missing_space_is_seen(text: str, place: str) -> None:
    match = NO_SPACE.search(running(text))
    assert (match[0] if match else "") == place


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("閘,", True),
        ("閘 (gate)", True),
        ("(閘)", True),
        ("閘.", True),
        ("閘...", True),
        ('"閘"', True),
        ("閘: 是", True),
        ("RNN, 閘", True),
        ("$x$; 閘", True),
        ("閘，門。「是」（gate）：？", False),
        ("RNN, LSTM 的閘", False),
        ("值是 0.5, 0.3。", False),
        ("`f(閘, 門)`，$(閘)$", False),
        ("把 F(x) 加到 (1, 0) 上", False),
        ("（? 看提示，! 改正）", False),
        ("$$c = d$$\n: 新的 = 舊的", False),
    ],
)
def test_half_width_punctuation_beside_chinese_is_seen(text: str, seen: bool) -> None:
    assert bool(HALF_WIDTH.search(running(text))) == seen


def test_chinese_and_latin_are_a_space_apart() -> None:
    faults = [fault for place, text in texts("zh-Hant") for fault in found(NO_SPACE, place, running(text))]
    assert not faults, listed(faults)


def test_chinese_has_full_width_punctuation() -> None:
    faults = [fault for place, text in texts("zh-Hant") for fault in found(HALF_WIDTH, place, running(text))]
    assert not faults, listed(faults)


def test_no_term_becomes_another_one_in_simplified_chinese() -> None:
    """OpenCC alone reads normalisation as a normal form (范式), a sequence as serial (串行), a vector as 矢量."""
    wrong = re.compile("范式|串行|矢量|产在线|内核")
    faults = [fault for place, text in texts("zh-Hant") for fault in found(wrong, place, simplify(text))]
    assert not faults, listed(faults)


# --- nothing of the seed is lost --------------------------------------------------------------------------------


def places() -> Iterator[tuple[str, str, dict[str, object]]]:
    """(topic, seed item, where it is told)."""
    for path in PLACES:
        for seed, place in plain(read(path)).items():
            yield path.stem, seed, place


def test_every_item_of_the_seed_is_told_somewhere() -> None:
    assert len(SEEDS) == 101
    told = {seed for _, seed, _ in places()}
    assert sorted(SEEDS - told) == []
    assert sorted(told - SEEDS) == []


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_every_place_of_a_seed_item_exists(language: str) -> None:
    faults = []
    lessons = {path.stem: SHELF.lesson(path.stem, language) for path in PLACES}
    assert {lesson.spoken for lesson in lessons.values()} == {language}
    for topic, seed, place in places():
        assert set(place) == {"section", "level"}, (topic, seed)
        if place["section"] not in SECTIONS or place["level"] not in lessons[topic].words.section(
            str(place["section"])
        ):
            faults.append(f"{seed}: {topic} {place['section']} {place['level']}")
    assert not faults, listed(faults)
