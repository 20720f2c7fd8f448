"""Which topic somebody's words mean, and which language they speak."""

import difflib

import pytest

from tutor.library.language import choose, from_tag, simplify, written
from tutor.library.names import Name, NotFoundError, find, fold, nearest


def names(*, pack: bool = False, **topics: list[str]) -> list[Name]:
    """Names of topics given as id=[title, alias, …]; `_` in an id stands for a hyphen."""
    found = []
    for key, texts in topics.items():
        topic, folder = key.replace("_", "-"), int(pack)
        found += [Name(topic, topic, 0, folder), Name(texts[0], topic, 1, folder)]
        found += [Name(text, topic, 2, folder) for text in texts[1:]]
    return found


SHIPPED = names(
    rnn=["What is an RNN?", "RNN", "循環神經網路", "recurrent network"],
    lstm=["Long short-term memory", "LSTM", "長短期記憶", "RNN和LSTM的区别里的后者"],
    pre_norm=["Pre-Norm", "norm first"],
    rmsnorm=["RMSNorm", "均方根正規化"],
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Pre-Norm", "prenorm"),
        ("  ＰＲＥ　ＮＯＲＭ！ ", "prenorm"),
        ("RNN vs. LSTM?", "rnnvslstm"),
        ("「均方根」正規化（RMSNorm）", "均方根正規化rmsnorm"),
        ("Straße", "strasse"),
        ("ﬁlter", "filter"),
        ("①", "1"),
        ("x²", "x2"),
        ("a\u200b\u00adb\x1b\n", "ab"),
        ("C++", "c++"),  # symbols make a difference, punctuation does not
        ("…?!", ""),
        ("\ud800", ""),
    ],
)
def test_case_width_spaces_and_punctuation_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("rnn", "rnn"),
        ("What is an RNN", "rnn"),
        ("what is an rnn ??", "rnn"),
        ("ＬＳＴＭ", "lstm"),
        ("prenorm", "pre-norm"),
        ("Pre Norm", "pre-norm"),
        ("循環神經網路", "rnn"),
        ("循环神经网路", "rnn"),  # Simplified for a Traditional name
        ("长短期记忆", "lstm"),
        ("RNN和LSTM的區別裡的後者", "lstm"),  # Traditional for a Simplified name
        ("均方根正规化", "rmsnorm"),
        ("循环神经网络", "rnn"),  # as zh-Hans shows it, with the mainland's words
        ("均方根归一化", "rmsnorm"),
    ],
)
def test_words_find_their_topic(words: str, topic: str) -> None:
    assert find(words, SHIPPED) == topic


def test_an_id_wins_over_a_title_and_a_title_over_an_alias() -> None:
    both = names(rnn=["Memory", "gate"], memory=["Gate", "x"], other=["y", "memory"])
    assert find("memory", both) == "memory"
    assert find("gate", both) == "memory"


def test_shipped_names_win_over_names_of_packs() -> None:
    pack = names(pack=True, my_rnn=["What is an RNN?", "LSTM"])
    assert find("what is an rnn", SHIPPED + pack) == "rnn"
    assert find("LSTM", pack + SHIPPED) == "lstm"


def test_a_title_of_a_pack_wins_over_a_shipped_alias_as_the_order_says() -> None:
    assert find("norm first", SHIPPED + names(pack=True, mine=["Norm first"])) == "mine"


def test_the_exact_script_is_tried_before_the_other_one() -> None:
    both = names(one=["發展"], other=["发展"])
    assert (find("發展", both), find("发展", both)) == ("one", "other")


def test_a_name_of_several_topics_is_refused_with_all_of_them() -> None:
    with pytest.raises(NotFoundError) as caught:
        find("gate", names(lstm=["a", "gate"], gru=["b", "gate"], rnn=["c", "gates"]))
    assert (caught.value.candidates, caught.value.ambiguous, caught.value.words) == (["gru", "lstm"], True, "gate")


def test_two_names_that_differ_in_script_only_are_ambiguous_for_a_third_writing() -> None:
    with pytest.raises(NotFoundError) as caught:
        find("後台", names(one=["后臺"], other=["後臺"]))
    assert (caught.value.candidates, caught.value.ambiguous) == (["one", "other"], True)


@pytest.mark.parametrize(
    ("words", "candidates"),
    [
        ("rmsnrom", ["rmsnorm"]),
        ("lstmm", ["lstm"]),
        ("the LSTM of Schmidhuber", ["lstm"]),  # contains a name
        ("xyzzy", []),
        ("", []),
        ("?!", []),
    ],
)
def test_unknown_words_are_refused_with_the_nearest_topics(words: str, candidates: list[str]) -> None:
    with pytest.raises(NotFoundError) as caught:
        find(words, SHIPPED)
    assert (caught.value.candidates, caught.value.ambiguous) == (candidates, False)


def test_at_most_three_topics_are_near_and_the_best_comes_first() -> None:
    alike = names(norm_a=["a"], norm_b=["b"], norm_c=["c"], norm_d=["d"], norma=["e"])
    assert nearest("norma", alike) == ["norm-a", "norma", "norm-b"]


def test_nobody_waits_for_the_neighbours_of_a_novel(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths = []

    class Matcher(difflib.SequenceMatcher):
        def __init__(self, junk: None, one: str, other: str) -> None:
            lengths.append(len(one))
            super().__init__(junk, one, other)

    monkeypatch.setattr(difflib, "SequenceMatcher", Matcher)
    assert nearest("the lstm " * 10_000, SHIPPED) == ["lstm"]
    assert set(lengths) == {100}  # at full length this takes seconds


# --- language ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_TW.UTF-8"}, "zh-Hant"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh-Hans"),
        ({"LC_MESSAGES": "zh_HK", "LANG": "zh_CN"}, "zh-Hant"),
        ({"LC_ALL": "C", "LC_MESSAGES": "zh_TW"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW"}, "zh-Hant"),
        ({"TUTOR_LANG": "en", "LC_ALL": "zh_TW"}, "en"),
        ({"TUTOR_LANG": "zh-Hans", "LANG": "zh_TW"}, "zh-Hans"),
        ({"TUTOR_LANG": "", "LANG": "zh_TW"}, "zh-Hant"),
        ({"LANGUAGE": "zh_TW"}, "en"),  # not one of ours
    ],
)
def test_the_first_variable_that_is_set_decides(environ: dict[str, str], language: str) -> None:
    assert choose(environ) == language


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh", "zh-Hant"),
        ("zh.UTF-8", "zh-Hant"),
        ("ZH_tw", "zh-Hant"),
        ("zh-Hant-CN", "zh-Hant"),
        ("zh_MO@radical", "zh-Hant"),
        ("zh_CN", "zh-Hans"),
        ("zh-cn.GB18030", "zh-Hans"),
        ("zh_SG", "zh-Hans"),
        ("zh-Hans", "zh-Hans"),
        ("zh_Hans_TW", "zh-Hans"),
        ("zha_CN", "en"),  # Zhuang
        ("en_GB", "en"),
        ("fr_FR.UTF-8", "en"),
        ("POSIX", "en"),
        ("", "en"),
    ],
)
def test_a_tag_means_a_language(tag: str, language: str) -> None:
    assert from_tag(tag) == language


def test_simplified_is_read_from_the_traditional_files() -> None:
    assert [written(language) for language in ("en", "zh-Hant", "zh-Hans")] == ["en", "zh-Hant", "zh-Hant"]


def test_simplifying_changes_script_and_words_of_taiwan_and_leaves_formulas() -> None:
    assert simplify("網路的資訊：$c_t$ 是記憶體，`tutor demo`") == "网络的信息：$c_t$ 是内存，`tutor demo`"


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("層正規化", "层归一化"),  # OpenCC alone: 层范式, a database's normal form
        ("時間序列", "时间序列"),  # 时间串行, serial
        ("狀態向量", "状态向量"),  # 状态矢量
        ("遺忘閘", "遗忘门"),
        ("三個閘門", "三个门"),
        ("閘控循環單元", "门控循环单元"),
        ("變異數和標準差", "方差和标准差"),
        ("過度擬合", "过拟合"),
        ("查詢和鍵", "查询和键"),
        ("殘差連結", "残差连接"),
        ("生產線上", "生产线上"),  # 生产在线, online
        ("便利貼上", "便利贴上"),
        ("核心想法", "核心想法"),
    ],
)
def test_terms_of_the_field_are_those_of_the_mainland(traditional: str, simplified: str) -> None:
    assert simplify(traditional) == simplified
