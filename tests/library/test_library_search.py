"""Search, the glossary and questions as people type them."""

from __future__ import annotations

import csv
import io
import json

import pytest
from packs import topic

from tests.conftest import Tutor
from tutor.library import NotFoundError, Shelf, glossary, shipped
from tutor.library.passages import sentences
from tutor.library.query import query
from tutor.library.question import understand
from tutor.library.search import search

SHIPPED = Shelf([shipped()])
TERMS = glossary.terms(SHIPPED)


def top(words: str, language: str = "en") -> tuple[str, str]:
    hit = search(SHIPPED, words, language)[0]
    return hit.id, hit.kind


@pytest.mark.parametrize(
    ("words", "language", "topic"),
    [
        ("exploding gradients", "en", "vanishing-gradients"),
        ("root mean square", "en", "rmsnorm"),
        ("梯度爆炸", "zh-Hant", "vanishing-gradients"),
        ("梯度爆炸", "zh-Hans", "vanishing-gradients"),
        ("残差连接", "zh-Hant", "residual"),
        ("殘差連接", "zh-Hans", "residual"),
        ("殘差連接", "en", "residual"),
        ("normalization", "en", "transformer-norms"),
    ],
)
def test_the_best_hit_of_a_topic_is_the_one_about_it(words: str, language: str, topic: str) -> None:
    hits = [hit for hit in search(SHIPPED, words, language) if hit.kind != "term"]
    assert hits[0].id == topic


def test_a_hit_is_a_whole_sentence_with_the_word_in_it() -> None:
    for hit in search(SHIPPED, "carousel", "en"):
        assert "carousel" in hit.text.casefold()
        assert hit.text.rstrip("*”")[-1] in ".?", hit.text


def test_traditional_and_simplified_find_the_same() -> None:
    one, other = (search(SHIPPED, words, "zh-Hant") for words in ("隱藏狀態", "隐藏状态"))
    assert [hit.text for hit in one] == [hit.text for hit in other]
    hans = search(SHIPPED, "隐藏状态", "zh-Hans")
    assert any("隐藏状态" in hit.text for hit in hans) and not any("隱藏" in hit.text for hit in hans)


def test_mainland_words_find_what_taiwan_calls_otherwise() -> None:
    assert any("正規化" in hit.text for hit in search(SHIPPED, "归一化", "zh-Hant"))


def test_answers_of_questions_are_not_given_away(tmp_path) -> None:
    place = topic(tmp_path, "box", "Box")
    text = (place / "en.yaml").read_text(encoding="utf-8")
    asked = "{q: {ask: what is hidden, options: {a: {text: marble, feedback: the marble}}, hints: [round]}}"
    (place / "en.yaml").write_text(text.replace("questions: {}", f"questions: {asked}"), encoding="utf-8")
    shelf = Shelf([tmp_path])
    assert [hit.kind for hit in search(shelf, "hidden", "en")] == ["questions"]
    assert search(shelf, "marble", "en") == []


def test_a_word_is_found_by_its_beginning_and_a_short_one_only_whole() -> None:
    assert query("explodes").found("it will be exploding") == [True]
    assert query("rnn").found("a birnn reads") == [False]
    assert query("rnn").found("both rnns read") == [True]
    assert query("what is an lstm").parts == ["lstm"]
    assert query("為什麼會忘記").parts == ["忘记"]


def test_sentences_end_where_a_reader_ends_them() -> None:
    text = "One thing. Then $x_t$ is 0.5 and falls.\n\n$$y$$\n: read aloud\n\n- *A point.* Another one"
    told = ["One thing.", "Then $x_t$ is 0.5 and falls.", "read aloud", "*A point.*", "Another one"]
    assert list(sentences(text)) == told
    assert list(sentences("他說\n好。「真的。」她問")) == ["他說好。", "「真的。」", "她問"]


def test_rows_carry_an_id_a_place_and_a_command(tutor: Tutor) -> None:
    (row,) = json.loads(tutor("search", "carousel", "-n", "1", "--json").stdout)
    assert set(row) == {"id", "kind", "level", "text", "command"}
    assert tutor(*row["command"].split()[1:]).code == 0


def test_nothing_found_is_one_sentence_and_json_an_empty_list(tutor: Tutor) -> None:
    ran = tutor("search", "zeppelin")
    assert (ran.code, ran.stdout) == (2, "") and "Nothing holds zeppelin" in ran.stderr
    assert json.loads(tutor("search", "zeppelin", "--json").stdout) == []


def test_tables_come_as_csv_and_pages_do_not(tutor: Tutor) -> None:
    for arguments in (
        ["topics"],
        ["search", "gate"],
        ["define", "gate"],
        ["compare", "rnn", "lstm"],
        ["progress"],
        ["demo"],
    ):
        read = list(csv.DictReader(io.StringIO(tutor(*arguments, "--format", "csv").stdout)))
        assert read and all(len(row) == len(read[0]) and None not in row for row in read), arguments
    for arguments in (["explain", "lstm"], ["demo", "lstm"], ["quiz", "lstm"], ["teach", "lstm"]):
        ran = tutor(*arguments, "--format", "csv")
        assert (ran.code, ran.stdout) == (2, ""), arguments


# --- the glossary -----------------------------------------------------------------------------------------------


def test_the_glossary_has_a_hundred_terms_in_both_languages() -> None:
    assert len(TERMS) >= 100
    assert all({"en", "zh-Hant"} <= set(term.words()) for term in TERMS.values())


@pytest.mark.parametrize(
    ("word", "terms"),
    [
        ("正規化", {"normalisation", "regularisation"}),
        ("行", {"row", "column"}),
        ("列", {"row", "column"}),
        ("遞迴", {"recursion", "recurrent"}),
        ("递归", {"recursion"}),
        ("Forget Gate", {"forget-gate"}),
        ("遗忘门", {"forget-gate"}),
        ("归一化", {"normalisation"}),
    ],
)
def test_a_word_finds_all_that_it_may_mean(word: str, terms: set[str]) -> None:
    assert set(glossary.named(word, TERMS)) >= terms


def test_the_trap_of_rows_and_columns_is_told_the_right_way_round() -> None:
    hant, hans = TERMS["row"].said("zh-Hant"), TERMS["row"].said("zh-Hans")
    assert (hant.name, hans.name) == ("列", "行")
    assert (TERMS["column"].said("zh-Hant").name, TERMS["column"].said("zh-Hans").name) == ("行", "列")
    assert glossary.named("行", TERMS, "zh-Hant")[0] == "column"
    assert glossary.named("行", TERMS, "zh-Hans")[0] == "row"


def test_define_says_it_and_suggests_what_is_near(tutor: Tutor) -> None:
    ran = tutor("define", "hidden", "state")
    assert ran.code == 0 and "running summary" in ran.stdout and "隱藏狀態" in ran.stdout
    missed = tutor("define", "hiden", "state")
    assert (missed.code, missed.stdout) == (2, "") and "near it are hidden state" in missed.stderr


# --- questions --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("why does my loss explode", "vanishing-gradients"),
        ("pre norm or post norm", "pre-norm"),
        ("為什麼 RNN 會忘記", "vanishing-gradients"),
        ("为什么RNN会忘记", "vanishing-gradients"),
        ("LSTM vs RNN, which is better?", "rnn-vs-lstm"),
        ("how do I normalise a transformer", "transformer-norms"),
        ("what does the forget gate do", "lstm"),
    ],
)
def test_a_question_finds_its_topic(words: str, topic: str) -> None:
    assert understand(SHIPPED, words, "en").topic == topic


@pytest.mark.parametrize("words", ["dropout", "the cat sat on the mat", "qqqq", "how do I bake bread"])
def test_what_no_topic_is_about_is_not_answered(words: str) -> None:
    with pytest.raises(NotFoundError):
        understand(SHIPPED, words, "en")


def test_two_topics_in_a_question_lead_to_their_comparison(tutor: Tutor) -> None:
    ran = tutor("explain", "rmsnorm or layernorm?")
    assert ran.code == 0 and "tutor compare layernorm rmsnorm" in ran.stdout
