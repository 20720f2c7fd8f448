"""Simplified Chinese is derived: the words of the mainland, and the exceptions that OpenCC does not know."""

from __future__ import annotations

import pytest

from tests.conftest import Tutor
from tutor.library.language import simplify


@pytest.mark.parametrize(
    ("taiwan", "mainland"),
    [
        ("神經網路", "神经网络"),
        ("資訊", "信息"),
        ("影片", "视频"),
        ("預設", "默认"),
        ("層正規化", "层归一化"),
        ("變異數", "方差"),
        ("過度擬合", "过拟合"),
        ("序列", "序列"),
        ("遺忘閘", "遗忘门"),
        ("殘差連結", "残差连接"),
        ("隱藏狀態", "隐藏状态"),
        ("激勵函數", "激活函数"),
        ("最佳化", "优化"),
        ("學習率暖身", "学习率预热"),
        ("批次正規化", "批量归一化"),
        ("平行", "并行"),
        ("推論", "推理"),
    ],
)
def test_terms_are_those_of_the_mainland(taiwan: str, mainland: str) -> None:
    assert simplify(taiwan) == mainland


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain", "lstm"],
        ["demo", "lstm"],
        ["compare", "rnn", "lstm"],
        ["topics"],
        ["search", "梯度"],
        ["define", "梯度"],
        ["progress"],
        [],
    ],
)
def test_a_mainland_locale_just_works(arguments: list[str], tutor: Tutor) -> None:
    ran = tutor(*arguments, TUTOR_LANG="", LANG="zh_CN.UTF-8")
    assert ran.code == 0, ran.stderr
    body = "\n".join(line for line in ran.stdout.splitlines() if "也叫" not in line)
    assert "网络" in body or "梯度" in body or "回答" in body or "进度" in body
    if arguments[:1] not in (["define"],):  # other names of a term stand in every script
        assert not set(body) & set("網絡學習記憶個這層們說兩時數"), body
