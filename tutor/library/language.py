"""Which language to speak. Three are known; zh-Hans is derived from zh-Hant."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any, TypeVar

T = TypeVar("T")

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
WRITTEN = ("en", "zh-Hant")  # languages that authors write; the rest is derived
_SIMPLIFIED = ("zh-cn", "zh-sg", "zh-hans")
# terms of the field that tw2sp reads as something else (a database's normal form, a serial port) or does not know
_TERMS = {
    "正規化": "归一化",
    "序列": "序列",
    "向量": "向量",
    "變異數": "方差",
    "過度擬合": "过拟合",
    "雜訊": "噪声",
    "查詢": "查询",
    "核心": "核心",
    "殘差連結": "残差连接",
    "閘門": "门",
    "閘": "门",
    "產線": "产线",
    "便利貼": "便利贴",
    "預設": "默认",
    "激勵函數": "激活函数",
    "推論": "推理",
    "暖身": "预热",
    "平行": "并行",
    "自迴歸": "自回归",
}
_VARIABLES = ("TUTOR_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def choose(environ: Mapping[str, str]) -> str:
    """Return the language of the first variable that is set (`locale` answers wrongly in containers)."""
    value = next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    return from_tag(value)


def from_tag(tag: str) -> str:
    """Return the language for a tag such as `zh_TW.UTF-8`; English for everything unknown."""
    plain = tag.split(".")[0].split("@")[0].replace("_", "-").casefold()
    if plain.startswith(_SIMPLIFIED):
        return "zh-Hans"
    return "zh-Hant" if plain == "zh" or plain.startswith("zh-") else "en"


def written(language: str) -> str:
    """Return the language whose files are read for `language`."""
    return "zh-Hant" if language == "zh-Hans" else language


@functools.lru_cache(1024)
def simplify(text: str) -> str:
    """Traditional Chinese with Taiwan's words -> Simplified with the mainland's.

    Kept within a run only: a whole explanation takes 8 ms, most of which a file on the disk would cost too.
    """
    from opencc import OpenCC

    if not hasattr(simplify, "converter"):
        simplify.converter = OpenCC("tw2sp")  # type: ignore[attr-defined]  # loading it costs 18 ms: once
    parts = re.split(f"({'|'.join(_TERMS)})", text)
    return "".join(_TERMS.get(part) or simplify.converter.convert(part) for part in parts)  # type: ignore[attr-defined]


def simplified(value: T) -> T:
    """Return a copy of a dataclass, mapping or list in which every text but the keys is simplified."""
    return _simplified(value)  # type: ignore[no-any-return]


def _simplified(value: Any) -> Any:
    import dataclasses

    if isinstance(value, str):
        return simplify(value)
    if isinstance(value, dict):
        return {key: _simplified(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_simplified(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: _simplified(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return type(value)(**fields)
    return value
