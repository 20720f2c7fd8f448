"""Every lab has its words in both languages: each variant, measure, setting, and each reading that it can name."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

from tutor import lab as room

CONTENT = Path(__file__).parents[2] / "content" / "labs"
CATALOG = Path(room.__file__).with_name("catalog")
LANGUAGES = ("en", "zh-Hant")


def words(name: str, language: str) -> dict[str, dict[str, str]]:
    return yaml.safe_load((CONTENT / name / f"{language}.yaml").read_text(encoding="utf-8"))


def readings(name: str) -> set[str]:
    """What a lab's verdicts can be read by: the word of a verdict, or the reading that is given for it."""
    found: set[str] = set()
    tree = ast.parse((CATALOG / f"{name.replace('-', '_')}.py").read_text(encoding="utf-8"))
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Verdict"):
            continue
        if len(call.args) > 2:
            found.add(ast.literal_eval(call.args[2]))
        else:
            constants = [node.value for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)]
            found |= {word.replace(" ", "-") for word in constants if word in room.VERDICTS}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", room.names())
def test_everything_has_words(name: str, language: str) -> None:
    if not (CONTENT / name / f"{language}.yaml").exists():
        pytest.skip("its words are being written")
    said, lab = words(name, language), room.load(name)
    assert set(lab.variants(room.resolved(lab, {}))) <= set(said["variants"])
    assert set(said["settings"]) == set(lab.settings)
    assert set(lab.measures) <= set(said["measures"])
    assert set(said["readings"]) == readings(name)


@pytest.mark.parametrize("name", room.names())
def test_readings_name_the_same_figures_in_both_languages(name: str) -> None:
    if not (CONTENT / name / "zh-Hant.yaml").exists():
        pytest.skip("its words are being written")
    english, chinese = (words(name, language)["readings"] for language in LANGUAGES)
    for reading, text in english.items():
        assert set(re.findall(r"\{(\w+)\}", text)) == set(re.findall(r"\{(\w+)\}", chinese[reading])), reading
