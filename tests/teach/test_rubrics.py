"""Every rubric that ships: its examples, one by one, and what the check says of a faulty one."""

from __future__ import annotations

import dataclasses

import pytest

from tutor.library import Shelf, shipped
from tutor.library.rubric import Flag, Point, Rubric, WrongExample, rubric_of, topics_with_rubric
from tutor.quiz.check_rubric import check_rubrics, rubric_faults
from tutor.quiz.rubric import grade_text

SHELF = Shelf([shipped()])
TOPICS = ["lstm", "rnn", "rnn-vs-feedforward", "rnn-vs-lstm", "transformer-norms"]
LANGUAGES = ["en", "zh-Hant", "zh-Hans"]


def rubric(topic: str, language: str) -> Rubric:
    found = rubric_of(SHELF, topic, language)
    assert found is not None
    assert found[1] == language
    return found[0]


def test_the_four_questions_and_the_lstm_can_be_explained_back() -> None:
    assert topics_with_rubric(SHELF) == TOPICS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_a_right_answer_holds_the_core_and_raises_nothing(topic: str, language: str) -> None:
    core = [name for name, level in SHELF.topic(topic).key_points.items() if level <= 2]
    one = rubric(topic, language)
    assert len(one.right) >= 4
    for text in [*one.right, one.model]:
        hints = grade_text(one, text)
        assert sum(hints.state(point) == "found" for point in core) >= len(core) - 1, text
        assert hints.flags == [], text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_a_wrong_answer_is_caught_at_what_is_wrong_with_it(topic: str, language: str) -> None:
    one = rubric(topic, language)
    assert len(one.wrong) >= 4
    for example in one.wrong:
        hints = grade_text(one, example.text)
        assert sorted(flag.misconception for flag in hints.flags if flag.sure) == sorted(example.flags), example.text
        assert [point for point in example.misses if hints.state(point) == "found"] == [], example.text


@pytest.mark.parametrize("topic", TOPICS)
def test_wrong_answers_are_full_of_the_right_words(topic: str) -> None:
    one = rubric(topic, "en")
    ticked = [sum(tick.state == "found" for tick in grade_text(one, w.text).ticks) for w in one.wrong]
    assert max(ticked) >= 4  # counting words alone would have let them pass


@pytest.mark.parametrize("topic", TOPICS)
def test_a_model_answer_has_the_length_of_an_answer(topic: str) -> None:
    assert 100 <= len(rubric(topic, "en").model.split()) <= 200
    assert 200 <= len(rubric(topic, "zh-Hant").model) <= 480


# Answers that speak of a misconception, most of them to deny it: (topic, language, text, sure flags).
HEARD = [
    (
        "rnn",
        "en",
        "An RNN does not store everything it reads; it keeps a summary and the same weights serve every step.",
        [],
    ),
    (
        "lstm",
        "en",
        "At 1 the forget gate does not erase anything, it keeps the line, whatever its name makes you think.",
        [],
    ),
    (
        "lstm",
        "en",
        "The gates are like switches that an engineer sets by hand, so the network knows what to keep from the text.",
        ["gates-are-switches"],
    ),
    (
        "rnn-vs-lstm",
        "en",
        "It is not that its memory is too small; the gradient vanishes, so the network is never taught to keep things.",
        [],
    ),
    (
        "transformer-norms",
        "en",
        "LayerNorm never averages over the batch. That would be BatchNorm, which is another thing altogether.",
        [],
    ),
    (
        "rnn",
        "zh-Hant",
        "RNN 並不會記住所有的東西，也不是每一步都有自己的權重，它共用同一組權重，手上只有一份摘要。",
        [],
    ),
    ("lstm", "zh-Hant", "遺忘閘是 1 的時候不是把東西忘掉，而是全部留著，所以名字很容易讓人搞混，要特別小心。", []),
    (
        "rnn-vs-lstm",
        "zh-Hant",
        "LSTM 沒有根治遺忘，它也不是永遠不會忘，只是忘得慢，梯度還是可能爆炸，要看距離來選。",
        [],
    ),
    (
        "transformer-norms",
        "zh-Hant",
        "RMSNorm 沒有減平均，LayerNorm 也不是拿整批資料的平均來算，只看一個詞元自己的數字。",
        [],
    ),
]


@pytest.mark.parametrize(("topic", "language", "text", "flags"), HEARD)
def test_an_answer_that_denies_a_misconception_does_not_hold_it(
    topic: str, language: str, text: str, flags: list[str]
) -> None:
    found = grade_text(rubric(topic, language), text).flags
    assert [flag.misconception for flag in found if flag.sure] == flags


def test_the_check_finds_no_fault_in_any_rubric_that_ships() -> None:
    assert check_rubrics(SHELF) == []


def faulty(**changes: object) -> list[tuple[str, str]]:
    return rubric_faults(dataclasses.replace(rubric("lstm", "en"), **changes), SHELF.topic("lstm"))


def test_the_check_names_each_fault_with_its_path() -> None:
    good = rubric("lstm", "en")
    extra = {**good.points, "flies": Point([["wings"]])}
    assert ("points.flies", "is not a key point of this topic") in faulty(points=extra)
    fewer = {name: point for name, point in good.points.items() if name != "gates-are-learned-dials"}
    assert ("points.gates-are-learned-dials", "is missing; say by which words it is known") in faulty(points=fewer)
    assert ("flags.flies", "is not a misconception of this topic") in faulty(
        flags={**good.flags, "flies": Flag(["wings"])}
    )
    assert ("right", "has 1 examples; write 4 or more") in faulty(right=good.right[:1])
    gap = {**good.flags, "never-forgets": Flag(["never …"])}
    assert (
        "flags.never-forgets.patterns",
        "holds 'never …', which has no word on one side of `…`, or none at all",
    ) in faulty(flags=gap)
    silent = [*good.wrong, WrongExample("An LSTM reads.")]
    assert (f"wrong.{len(silent)}", "names neither flags nor misses; say what is wrong with it") in faulty(wrong=silent)


def test_the_check_grades_the_examples() -> None:
    good = rubric("lstm", "en")
    path, message = faulty(
        right=[*good.right, "An LSTM never forgets, whatever comes and however long it takes to read the text."]
    )[-1]
    assert path == "right.5"
    assert message == "is right, but raises never-forgets by 'never forgets'; narrow its patterns"
    tame = [*good.wrong, WrongExample(good.right[0], flags=["never-forgets"], misses=["update-keeps-and-adds"])]
    number = len(tame)
    assert faulty(wrong=tame) == [
        (f"wrong.{number}", "must raise never-forgets, but does not; add a pattern that meets it"),
        (f"wrong.{number}", "must miss update-keeps-and-adds, but ticks it; narrow its phrases"),
    ]


# Answers in textbook words, which the first phrases did not understand:
# (topic, language, text, key points that they leave out, sure flags).
TEXTBOOK = [
    (
        "rnn",
        "en",
        "RNN stands for recurrent neural network. Imagine reading a book: you don't start over at each page, you "
        "remember the plot. "
        "It has a hidden vector, and at each time step the current token and the previous hidden vector go "
        "through one layer to give "
        "the next hidden vector. The layer is identical at all steps so you can process sentences of different "
        "length. However the "
        "vector has limited capacity, so old stuff gets squeezed out. It processes left to right so it has no "
        "idea about future tokens.",
        ["order-changes-the-result", "trained-unrolled"],
        [],
    ),
    (
        "transformer-norms",
        "en",
        "There are two things to keep apart: what the normalisation does and where you put it. LayerNorm "
        "computes mean and std over the "
        "features of each token, subtracts and divides, and then there's a learnable scale and bias. RMSNorm "
        "drops the mean subtraction "
        "and just divides by the root mean square. Post-LN, as in the original paper, applies the norm after the "
        "residual addition. "
        "Pre-LN applies it before each sublayer. It helps because activations stay in a reasonable range over "
        "many layers.",
        [],
        [],
    ),
    (
        "lstm",
        "en",
        "LSTM has gates that open and close like doors. When the forget gate is fully open (1) all the old "
        "information is thrown away and "
        "when it is closed the information stays. It was designed so that gradients do not disappear any more.",
        [
            "cell-state-is-a-memory-of-its-own",
            "update-keeps-and-adds",
            "input-gate-lets-the-draft-in",
            "output-gate-only-shows",
            "gates-are-learned-dials",
            "memory-fades-with-the-forget-gates",
            "adding-keeps-the-gradient-alive",
        ],
        ["forget-gate-erases", "solves-vanishing-for-good"],
    ),
    (
        "rnn-vs-lstm",
        "zh-Hant",
        "RNN 讀長文章的時候，前面的資訊會慢慢不見，因為每一步隱藏狀態都會更新，而且反向傳播的時候梯度會越來越小。"
        "LSTM 加了 cell state 和三個門："
        "forget gate 決定保留多少，input gate 決定加入多少，output gate 決定輸出多少。缺點是參數是 RNN 的四倍，比"
        "較慢。",
        ["eased-not-ended", "choose-by-need-not-by-name", "factor-is-set-at-each-step"],
        [],
    ),
    (
        "rnn",
        "zh-Hant",
        "RNN 是處理序列資料的網路，會把上一個時間點的隱藏狀態和現在的輸入一起丟進同一個網路，算出新的隱藏狀態。因"
        "為參數每個時間點都一樣，"
        "所以可以處理任意長度。但隱藏狀態的維度是固定的，久遠的資訊會被稀釋。",
        ["order-changes-the-result", "sees-only-the-past", "trained-unrolled"],
        [],
    ),
]


@pytest.mark.parametrize(("topic", "language", "text", "left_out", "flags"), TEXTBOOK)
def test_textbook_words_are_understood_too(
    topic: str, language: str, text: str, left_out: list[str], flags: list[str]
) -> None:
    """What stands at level 4 is no textbook matter: nobody is expected to say it here."""
    levels = SHELF.topic(topic).key_points
    hints = grade_text(rubric(topic, language), text)
    missed = [tick.point for tick in hints.ticks if tick.state != "found" and levels[tick.point] <= 3]
    assert sorted(missed) == sorted(left_out)
    assert sorted(flag.misconception for flag in hints.flags if flag.sure) == sorted(flags)


@pytest.mark.parametrize(
    ("said", "flags"),
    [
        ("遺忘閘看要留多少，再加上候選值。", []),
        ("舊的留多少，這由遺忘閘決定，然後加上新的草稿。", []),
        ("遺忘閘決定新的內容寫多少，輸入閘決定舊的記憶留多少。", ["swapped-forget-and-input"]),
    ],
)
def test_keeping_first_and_adding_then_is_no_swap_of_gates(said: str, flags: list[str]) -> None:
    text = "LSTM 有一份單元狀態，像筆記本一樣可以放著不動，隱藏狀態是現在說出來的。" + said
    assert [flag.misconception for flag in grade_text(rubric("lstm", "zh-Hant"), text).flags if flag.sure] == flags
