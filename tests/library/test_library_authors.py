"""What authors get: a skeleton, schemas, links that are tried, sources that are looked for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from faults import GOOD
from packs import topic

from tests.conftest import Tutor
from tutor import demos
from tutor.cli import links
from tutor.library import Shelf
from tutor.library.check import check
from tutor.library.check_written import check_cited, first_author
from tutor.library.schema import SHAPES, schema


def test_a_new_topic_is_refused_until_every_todo_is_filled_in(tutor: Tutor, tmp_path: Path) -> None:
    assert tutor("new", "topic", "rise-and-fall", "--in", "pack").code == 0
    ran = tutor("check", "pack", "--json")
    problems = json.loads(ran.stdout)["problems"]
    written = list((tmp_path / "pack" / "topics" / "rise-and-fall").glob("*.yaml"))
    todos = sum(len(re.findall(r"TODO", path.read_text(encoding="utf-8"))) for path in written)
    assert (ran.code, len(problems), {p["message"][:15] for p in problems}) == (1, todos, {"still says TODO"})
    for path in written:
        path.write_text(path.read_text(encoding="utf-8").replace("TODO", "Some words"), encoding="utf-8")
    assert tutor("check", "pack").code == 0
    assert tutor("explain", "rise-and-fall", "--content", "pack").code == 0


def test_a_new_topic_never_writes_over_an_old_one(tutor: Tutor, tmp_path: Path) -> None:
    tutor("new", "topic", "rise", "--in", "pack")
    facts = tmp_path / "pack" / "topics" / "rise" / "topic.yaml"
    facts.write_text("mine", encoding="utf-8")
    ran = tutor("new", "topic", "rise", "--in", "pack")
    assert ran.code == 2 and "is there already" in ran.stderr
    assert facts.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("arguments", [["topic"], ["topic", "Rise"], ["topic", "../rise"], ["schema", "rise"]])
def test_what_cannot_be_begun_is_refused(arguments: list[str], tutor: Tutor, tmp_path: Path) -> None:
    assert tutor("new", *arguments, "--in", "pack").code == 2
    assert not (tmp_path / "pack").exists()


def test_the_modeline_leads_to_the_schema(tutor: Tutor, tmp_path: Path) -> None:
    tutor("new", "topic", "rise", "--in", "pack")
    for path in (tmp_path / "pack" / "topics" / "rise").glob("*.yaml"):
        line = path.read_text(encoding="utf-8").splitlines()[0]
        found = path.parent / line.removeprefix("# yaml-language-server: $schema=")
        assert json.loads(found.read_text(encoding="utf-8"))["type" if "type" in line else "$schema"]


def test_a_schema_says_what_is_required_what_is_known_and_what_a_question_needs() -> None:
    told = schema("topic")
    facts = told["definitions"]["Topic"]
    assert told["$ref"] == "#/definitions/Topic"
    assert facts["required"] == ["names", "key_points", "misconceptions", "sources"]
    assert facts["additionalProperties"] is False and facts["properties"]["needs"]["type"] == "array"
    assert len(facts["properties"]["questions"]["items"]["oneOf"]) == 7
    assert told["definitions"]["Choice"]["properties"]["kind"] == {"const": "choice"}
    assert "options" in told["definitions"]["Choice"]["required"]
    assert "zh-Hant" in schema("glossary")["definitions"]["Term"]["properties"]


@pytest.mark.parametrize("name", SHAPES)
def test_every_reference_of_a_schema_is_defined(name: str) -> None:
    told = schema(name)
    for reference in re.findall(r'"#/definitions/(\w+)"', json.dumps(told)):
        assert told["definitions"][reference]["properties"]


# --- links ------------------------------------------------------------------------------------------------------


def dead(tmp_path: Path, command: str) -> list[str]:
    place = topic(tmp_path, "box", "Box", "a box")
    words = (place / "en.yaml").read_text(encoding="utf-8")
    (place / "en.yaml").write_text(words.replace("en box 2}", f"'see `{command}`'}}", 1), encoding="utf-8")
    return [str(problem) for problem in links.check(Shelf([tmp_path]))]


@pytest.mark.parametrize(
    "command",
    [
        "tutor",
        "tutor --help",
        "tutor explain box",
        "tutor explain LSTM --level 3 --section how-good",
        "tutor demo lstm --set b_f=-9,-9 --backward",
        'tutor demo rnn --set "x=[[-1],[0.5],[1]]"'.replace('"', ""),
        "tutor compare rnn lstm",
        "tutor quiz box -n 3",
        "tutor define forget gate",
        "tutor search bread",
        "tutor export recap",
    ],
)
def test_a_living_command_is_no_problem(command: str, tmp_path: Path) -> None:
    assert dead(tmp_path, command) == []


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("tutor exlpain lstm", "there is no command exlpain"),
        ("tutor explain lsmt", "no topic is called lsmt; near it are lstm"),
        ("tutor explain box --level 3", "box has no level 3"),
        ("tutor explain lstm --depth 3", "No such option: --depth"),
        ("tutor demo lsmt", "there is no demo lsmt"),
        ("tutor demo rmsnorm --set y=3", "y is "),
        ("tutor demo rmsnorm --set x=3,,4", "--set x=3,,4 cannot be read"),
        ("tutor lab no-such", "there is no lab no-such"),
        ("tutor compare lstm layernorm", "layernorm are not compared"),
        ("tutor quiz lsmt", "no topic is called lsmt"),
        ("tutor teach box", "box has no rubric"),
        ("tutor define zeppelin", "the glossary has no zeppelin"),
    ],
)
def test_a_dead_command_is_a_problem_with_its_place(command: str, why: str, tmp_path: Path) -> None:
    (told,) = dead(tmp_path, command)
    assert told.startswith("topics/box/en.yaml:2:") and why in told, told


# --- sources ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("authors", "surname"),
    [("Xiong et al.", "Xiong"), ("Zhang & Sennrich", "Zhang"), ("He, Zhang, Ren & Sun", "He"), ("OLMo team", "OLMo")],
)
def test_the_first_author_of_a_source(authors: str, surname: str) -> None:
    assert first_author(authors) == surname


@pytest.mark.parametrize(
    ("english", "chinese", "missing"),
    [
        ("He et al. (2015) say so.", "He 等人（2015）這樣說。", ""),
        ("The year 2015.\n\n    He says so.", "He 等人（2015）這樣說。", "en"),
        ("He et al. (2015) say so.", "有人這樣說。", "zh-Hant"),
        ("Here, in 2015.", "二〇一五年。", "en and zh-Hant"),
    ],
)
def test_a_source_is_named_in_a_paragraph_of_each_language(
    english: str, chinese: str, missing: str, tmp_path: Path
) -> None:
    place = topic(tmp_path, "box", languages=("en", "zh-Hant"))
    facts = (place / "topic.yaml").read_text(encoding="utf-8")
    (place / "topic.yaml").write_text(facts.replace("[s]", '["He et al. (2015). Deep."]'), encoding="utf-8")
    for language, text in (("en", english), ("zh-Hant", chinese)):
        words = (place / f"{language}.yaml").read_text(encoding="utf-8")
        (place / f"{language}.yaml").write_text(f"{words}extra: |\n    {text}\n", encoding="utf-8")
    told = [str(problem) for problem in check_cited(tmp_path)]
    place_of = "topics/box/topic.yaml:2:11: sources.1: "
    assert told == (
        [f"{place_of}is cited nowhere in {missing}; name He and 2015 in the paragraph that rests on it"]
        if missing
        else []
    )


# --- glossary ---------------------------------------------------------------------------------------------------


def test_faults_of_a_glossary_are_told_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_text(
        "terms:\n"
        "  one: {topic: nowhere, en: {name: One, text: t}}\n"
        "  two: {en: {name: Two, also: [one], text: t}}\n"
        "  Three: {trap: true, en: {name: one, text: t}}\n",
        encoding="utf-8",
    )
    told = [str(problem) for problem in check(Shelf([tmp_path]), demos.names(), [])]
    assert told == [
        "glossary.yaml:2:16: terms.one.topic: is nowhere, which does not exist",
        "glossary.yaml:3:8: terms.two: has the name 'one', as one has; drop it or say `trap: true`",
        "glossary.yaml:4:10: terms.Three: is not kebab-case; use small letters, digits and single hyphens",
    ]


def test_the_good_pack_is_good() -> None:
    assert links.check(Shelf([GOOD])) == []
