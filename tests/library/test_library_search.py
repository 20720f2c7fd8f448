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
        ("pre norm or post norm", "transformer-norms"),
        ("為什麼 RNN 會忘記", "vanishing-gradients"),
        ("为什么RNN会忘记", "vanishing-gradients"),
        ("LSTM vs RNN, which is better?", "rnn-vs-lstm"),
        ("how do I normalise a transformer", "transformer-norms"),
        ("what does the forget gate do", "lstm"),
    ],
)
def test_a_question_finds_its_topic(words: str, topic: str) -> None:
    assert understand(SHIPPED, words, "en").topic == topic


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("recurent neural network", "rnn"),  # and not the neural network in it
        ("reccurent neural network", "rnn"),
        ("recurrent nueral network", "rnn"),
        ("recurrent neural netwrok?", "rnn"),
        ("循還神經網路", "rnn"),
        ("循还神经网络是什么", "rnn"),
        ("layernrom", "layernorm"),
        ("Layer Nrom", "layernorm"),
        ("prenrom", "pre-norm"),
        ("RSMNorm", "rmsnorm"),
        ("batch normalizaton", "batchnorm"),
        ("tranformer norms", "transformer-norms"),
        ("LSMT 是什麼", "lstm"),
        ("LSMT是什么", "lstm"),
        ("forgot gate", "lstm"),
        ("長短期記億", "lstm"),
        ("bidirectinal lstm", "bidirectional"),  # and not the LSTM in it
        ("atention", "attention"),
        ("back propogation through time", "bptt"),
        ("why do gradeints vanish", "vanishing-gradients"),
        ("feed foward network", "feedforward"),
        ("neutral network", "feedforward"),
        ("why is lsmt better than rnn", "rnn-vs-lstm"),
        ("difference between recurent and feed forward", "rnn-vs-feedforward"),
        ("skip conections", "residual"),
        ("残差链接", "residual"),
    ],
)
def test_a_slip_in_a_word_leads_where_the_word_does(words: str, topic: str) -> None:
    found = understand(SHIPPED, words, "en")
    assert (found.topic, found.named or words == "残差链接") == (topic, words == "残差链接")


@pytest.mark.parametrize(
    ("words", "topic", "pair"),
    [
        ("rnn vs ordinary network", "rnn-vs-feedforward", "rnn feedforward"),
        ("rnn vs normal nn", "rnn-vs-feedforward", "rnn feedforward"),
        ("rnn vs ann", "rnn-vs-feedforward", "rnn feedforward"),
        ("is an RNN better than a regular neural net", "rnn-vs-feedforward", "rnn feedforward"),
        ("RNN 和一般網路差在哪", "rnn-vs-feedforward", "rnn feedforward"),
        ("RNN跟DNN的差別", "rnn-vs-feedforward", "rnn feedforward"),
        ("RNN和普通网络有啥区别", "rnn-vs-feedforward", "rnn feedforward"),
        ("lstm compared to rnn", "rnn-vs-lstm", "rnn lstm"),
        ("LSTM比RNN強在哪", "rnn-vs-lstm", "rnn lstm"),
        ("pre norm or post norm", "transformer-norms", "post-norm pre-norm"),
        ("post-ln vs pre-ln", "transformer-norms", "post-norm pre-norm"),
        ("Post-Norm 和 Pre-Norm 差別", "transformer-norms", "post-norm pre-norm"),
        ("PreNorm和PostNorm差異", "transformer-norms", "post-norm pre-norm"),
        ("後正規化跟前正規化哪個好", "transformer-norms", "post-norm pre-norm"),
        ("layernorm vs rmsnorm", "transformer-norms", "layernorm rmsnorm"),
        ("LayerNorm 和 RMSNorm 的差別", "transformer-norms", "layernorm rmsnorm"),
        ("RMS-Norm or layer norm?", "transformer-norms", "layernorm rmsnorm"),
        ("is layernorm a post-norm", "transformer-norms", ""),
        ("layernorm vs batchnorm", "layernorm", "layernorm batchnorm"),  # no topic compares these and what follows
        ("batch norm 跟 layer norm 差在哪", "batchnorm", "layernorm batchnorm"),
        ("lstm vs gru", "gru", "lstm gru"),  # the one that stands on the other
        ("GRU和LSTM的区别", "gru", "lstm gru"),
        ("rnn or attention", "rnn", "rnn attention"),
    ],
)
def test_two_topics_in_a_question_lead_to_what_compares_them(words: str, topic: str, pair: str) -> None:
    found = understand(SHIPPED, words, "en")
    assert (found.topic, " ".join(found.pair)) == (topic, pair)


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("How does an LSTM differ from an RNN?", "rnn-vs-lstm"),
        ("pre-norm vs post-norm", "transformer-norms"),
        ("RNN vs Transformer", "attention"),
        ("遞歸神經網路", "rnn"),
        ("递归神经网络", "rnn"),
        ("where is the norm placed in a transformer", "transformer-norms"),
        ("where is the norm placed in a tranformer", "transformer-norms"),
        ("正規化放在哪裡", "transformer-norms"),
        ("what is a transformer", "transformer-block"),
        ("Transformer 是什麼", "transformer-block"),
        ("what is teacher forcing", "seq2seq"),
        ("my lstm outputs nan", "lstm"),
    ],
)
def test_other_questions_find_their_topics(words: str, topic: str) -> None:
    assert understand(SHIPPED, words, "zh-Hant").topic == topic


@pytest.mark.parametrize(
    "words",
    [
        *("dropout", "the cat sat on the mat", "qqqq", "how do I bake bread", "banana", "network security"),
        *("cnn", "CNN 是什麼", "what is a CNN", "explain CNN", "lstm vs attention"),  # one letter beside a name
        *("samba", "later", "black box", "kids games", "lsmt", "x", "?", "是什麼"),
        "pernorm",  # near to pre-norm and peri-norm
    ],
)
def test_what_no_topic_is_about_is_not_answered(words: str) -> None:
    with pytest.raises(NotFoundError):
        understand(SHIPPED, words, "en")


def test_what_is_near_to_several_topics_is_refused_with_their_names(tutor: Tutor) -> None:
    ran = tutor("explain", "pernorm")
    assert (ran.code, ran.stdout) == (2, "") and "near it are peri-norm, pre-norm" in ran.stderr


def test_a_mended_slip_is_told(tutor: Tutor) -> None:
    ran = tutor("explain", "recurent", "neural", "network")
    assert ran.code == 0 and "Nothing has this name" in ran.stdout and "What is an RNN?" in ran.stdout


def test_two_topics_in_a_question_lead_to_their_comparison(tutor: Tutor) -> None:
    ran = tutor("explain", "rmsnorm or layernorm?")
    assert ran.code == 0 and "tutor compare layernorm rmsnorm" in ran.stdout


@pytest.mark.parametrize(("language", "names"), [("zh-Hant", "隱狀態"), ("zh-Hans", "隐状态")])
def test_other_names_stand_in_one_script_and_once(language: str, names: str, tutor: Tutor) -> None:
    assert f"也叫：{names}。" in tutor("define", "隱藏狀態", "--lang", language).stdout
