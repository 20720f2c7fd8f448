"""The shelf: which folder wins, how little is read, which level and language are shown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from packs import topic

from tutor.library import ContentError, Interface, NotFoundError, Shelf, fill, shipped
from tutor.library import folders as folders_of_content
from tutor.library.check import check
from tutor.library.shelf import names_of, nearest_level


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Files opened from here on, as `topics/rnn/en.yaml`."""
    found: list[str] = []
    really_open = os.open

    def counted(path: Path, *arguments: int) -> int:
        found.append("/".join(Path(path).parts[-3:]))
        return really_open(path, *arguments)

    names_of.cache_clear()
    monkeypatch.setattr(os, "open", counted)
    yield found
    names_of.cache_clear()


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A first folder with `echo` and `fade`, and a pack with its own `echo` and `gate`."""
    first, pack = tmp_path / "first", tmp_path / "pack"
    topic(first, "echo", "Echo", "sound again", levels=(2, 3), languages=("en", "zh-Hant"))
    topic(first, "fade", "Fade away")
    topic(pack, "echo", "Echo of the pack", levels=(1,))
    topic(pack, "gate", "The gate", "sound again")
    return first, pack


# --- packs beside shipped content -------------------------------------------------------------------------------


def test_all_folders_give_their_topics_once(folders: tuple[Path, Path]) -> None:
    assert Shelf(folders).ids() == ["echo", "fade", "gate", "pack/echo"]
    assert Shelf(folders).lesson("pack/echo", "en").words.why == {1: "en echo 1"}


def test_the_first_folder_wins_for_an_id(folders: tuple[Path, Path]) -> None:
    first, pack = folders
    assert Shelf([first, pack]).lesson("echo", "en").words.why == {2: "en echo 2", 3: "en echo 3"}
    assert Shelf([pack, first]).lesson("echo", "en").words.why == {1: "en echo 1"}


def test_a_pack_topic_is_found_by_every_name_that_is_free(folders: tuple[Path, Path]) -> None:
    shelf = Shelf(folders)
    assert [shelf.find(words) for words in ("gate", "The Gate!", "fade away")] == ["gate", "gate", "fade"]
    assert shelf.find("sound again") == "echo"  # the shipped alias stands before the pack's


def test_a_title_wins_over_an_alias_of_the_same_folder(tmp_path: Path) -> None:
    topic(tmp_path, "a", "First", "Gate")
    topic(tmp_path, "b", "Gate")
    assert Shelf([tmp_path]).find("gate") == "b"


def test_a_pack_stands_beside_the_shipped_content(tmp_path: Path) -> None:
    topic(tmp_path, "my-topic", "Mine")
    shelf = Shelf([shipped(), tmp_path])
    assert shelf.find("mine") == "my-topic"
    assert shelf.find("RNN") == "rnn"
    assert set(shelf.ids()) == {*Shelf([shipped()]).ids(), "my-topic"}


def test_an_id_that_folds_like_a_shipped_one_is_still_reached_exactly(tmp_path: Path) -> None:
    topic(tmp_path, "r-n-n", "Mine")
    assert Shelf([shipped(), tmp_path]).find("r-n-n") == "r-n-n"


@pytest.mark.parametrize("name", ["../first/topics/echo", "echo/../echo", "ECHO", "echo\n", "", ".", "x" * 5000])
def test_an_id_never_leaves_its_folder(folders: tuple[Path, Path], name: str) -> None:
    with pytest.raises(ContentError) as caught:
        Shelf(folders).topic(name)
    assert [problem.message for problem in caught.value.problems] == ["is not a topic of any content folder"]


def test_words_as_long_as_a_novel_are_not_found_and_break_nothing(folders: tuple[Path, Path]) -> None:
    with pytest.raises(NotFoundError):
        Shelf(folders).find("x" * 5000)


def test_folders_that_are_no_topics_are_not_listed(tmp_path: Path) -> None:
    topic(tmp_path, "good")
    topic(tmp_path, "Bad Name")
    (tmp_path / "topics" / "README.md").write_text("hello", encoding="utf-8")
    assert Shelf([tmp_path, tmp_path / "nowhere"]).ids() == ["good"]


def test_two_packs_with_one_name_agree_on_what_an_id_means(tmp_path: Path) -> None:
    first, one, two = tmp_path / "first", tmp_path / "a" / "pack", tmp_path / "b" / "pack"
    for folder, names in ((first, ["echo"]), (one, ["echo", "gate"]), (two, ["echo", "gate", "own"])):
        for name in names:
            topic(folder, name)
    shelf = Shelf([first, one, two])
    assert {name: shelf.folder_of(name) for name in shelf.ids()} == {
        "echo": first / "topics" / "echo",
        "pack/echo": one / "topics" / "echo",
        "gate": one / "topics" / "gate",
        "pack/gate": two / "topics" / "gate",
        "own": two / "topics" / "own",
    }
    ((folder, name), problem), *others = shelf.left_out.items()
    assert (folder, name, others) == (two, "echo", [])
    assert problem.message == f"is called pack/echo, as one in {one}; rename a pack's folder"


def test_a_folder_that_is_given_twice_stands_there_once(folders: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "again").symlink_to(folders[1])
    shelf = Shelf([*folders, tmp_path / "again", folders[1]])
    assert shelf.ids() == Shelf(folders).ids() and not shelf.left_out


def test_a_folder_of_more_topics_than_are_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        topic(tmp_path, name)
    monkeypatch.setattr(folders_of_content, "MOST_TOPICS", 2)
    shelf = Shelf([tmp_path])
    told = "has 3 topics; those up to b, 2, are read; split it"
    assert shelf.ids() == ["a", "b"]
    assert [problem.message for problem in shelf.left_out.values()] == [told]
    assert f"topics:1:1: : {told}" in map(str, check(shelf, [], []))


def test_a_link_to_itself_takes_no_other_topic_away(tmp_path: Path) -> None:
    topic(tmp_path, "good")
    (tmp_path / "topics" / "loop").symlink_to("loop")
    assert Shelf([tmp_path]).ids() == ["good"]


# --- how little is read -----------------------------------------------------------------------------------------


def test_an_exact_id_opens_no_file_at_all(folders: tuple[Path, Path], opened: list[str]) -> None:
    shelf = Shelf(folders)
    assert [shelf.find("fade"), shelf.find("gate")] == ["fade", "gate"]
    assert opened == []


def test_a_lesson_opens_its_own_two_files_only(folders: tuple[Path, Path], opened: list[str]) -> None:
    Shelf(folders).lesson("echo", "zh-Hant")
    assert sorted(opened) == ["topics/echo/topic.yaml", "topics/echo/zh-Hant.yaml"]


def test_any_other_name_opens_the_facts_and_no_words(folders: tuple[Path, Path], opened: list[str]) -> None:
    Shelf(folders).find("fade away")
    assert sorted(opened) == [f"topics/{name}/topic.yaml" for name in ("echo", "echo", "fade", "gate")]


def test_names_are_read_from_the_head_of_the_file(tmp_path: Path) -> None:
    place = topic(tmp_path, "echo")
    (place / "topic.yaml").write_text("names: {en: [Echo, again]}\nrest: [is {not valid\n", encoding="utf-8")
    assert names_of(place / "topic.yaml") == {"en": ["Echo", "again"]}
    assert Shelf([tmp_path]).title("echo", "en") == "Echo"


def test_the_outline_is_read_from_the_head_of_the_words(tmp_path: Path) -> None:
    place = topic(tmp_path, "echo")
    text = "summary: In short.\nwhy: {3: c, 1: a, 05: x, 9999: y}\nwhat: [is {not valid\n"
    (place / "en.yaml").write_text(text, encoding="utf-8")
    outline = Shelf([tmp_path]).outline("echo", "en")
    assert (outline.summary, outline.levels) == ("In short.", [1, 3])


def test_a_level_of_five_thousand_digits_does_not_break_a_list(tmp_path: Path) -> None:
    place = topic(tmp_path, "echo")
    (place / "en.yaml").write_text(f"summary: s\nwhy:\n  ? {'9' * 5000}\n  : x\n", encoding="utf-8")
    assert Shelf([tmp_path]).outline("echo", "en").levels == []


@pytest.mark.parametrize("text", ["- not\n- a mapping\n", "summary: [a]\nwhy: b\n", "a: &x 1\n"])
def test_the_outline_of_faulty_words_is_empty(tmp_path: Path, text: str) -> None:
    place = topic(tmp_path, "echo")
    (place / "en.yaml").write_text(text, encoding="utf-8")
    outline = Shelf([tmp_path]).outline("echo", "en")
    assert (outline.summary, outline.levels) == ("", [])


@pytest.mark.parametrize("text", ["names: [Echo]\n", "names: {en: Echo}\n", "names: {en: [Echo, '']}\n", "[", ""])
def test_a_topic_with_faulty_names_is_called_by_its_id(tmp_path: Path, text: str) -> None:
    place = topic(tmp_path, "echo")
    (place / "topic.yaml").write_text(text, encoding="utf-8")
    names_of.cache_clear()
    assert Shelf([tmp_path]).title("echo", "en") == "echo"
    assert [name.text for name in Shelf([tmp_path]).names()] == ["echo"]


def test_explaining_does_not_read_the_questions(tmp_path: Path) -> None:
    place = topic(tmp_path, "echo")
    facts = (place / "topic.yaml").read_text(encoding="utf-8").replace("questions: []", "questions: [nonsense]")
    (place / "topic.yaml").write_text(facts, encoding="utf-8")
    assert Shelf([tmp_path]).lesson("echo", "en", questions=False).topic.questions == []
    with pytest.raises(ContentError):
        Shelf([tmp_path]).lesson("echo", "en")


# --- levels -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("levels", "wanted", "shown"),
    [([1, 2, 3], 2, 2), ([1, 3], 2, 1), ([1, 2], 4, 2), ([2, 3], 1, 2), ([3], 1, 3), ([2], 2, 2)],
)
def test_the_nearest_lower_level_stands_in_and_the_lowest_below_that(
    levels: list[int], wanted: int, shown: int
) -> None:
    assert nearest_level(levels, wanted) == shown


def test_a_section_is_shown_at_its_nearest_level(folders: tuple[Path, Path]) -> None:
    lesson = Shelf(folders).lesson("echo", "en")
    assert [lesson.at("how", level) for level in (1, 2, 3, 4)] == ["en echo 2", "en echo 2", "en echo 3", "en echo 3"]
    assert lesson.levels() == [2, 3]


# --- languages --------------------------------------------------------------------------------------------------


def test_words_are_spoken_in_the_language_asked_for(folders: tuple[Path, Path]) -> None:
    lesson = Shelf(folders).lesson("echo", "zh-Hant")
    assert (lesson.spoken, lesson.words.summary) == ("zh-Hant", "zh-Hant echo")


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans"])
def test_a_missing_language_falls_back_to_english_and_says_so(folders: tuple[Path, Path], language: str) -> None:
    shelf = Shelf(folders)
    lesson = shelf.lesson("fade", language)
    assert (lesson.spoken, lesson.words.summary) == ("en", "en fade")
    assert shelf.outline("fade", language).summary == "en fade"


def test_simplified_words_come_from_the_traditional_file(tmp_path: Path) -> None:
    place = topic(tmp_path, "echo", languages=("en", "zh-Hant"))
    path = place / "zh-Hant.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("zh-Hant echo 2", "網路的記憶體"), encoding="utf-8")
    lesson = Shelf([tmp_path]).lesson("echo", "zh-Hans")
    assert (lesson.spoken, lesson.words.why) == ("zh-Hans", {2: "网络的内存"})


def test_a_title_is_in_the_language_asked_for_else_english(tmp_path: Path) -> None:
    place = topic(tmp_path, "echo")
    (place / "topic.yaml").write_text("names: {en: [Echo], zh-Hant: [記憶體, 回聲]}\n", encoding="utf-8")
    topic(tmp_path, "fade", "Fade")
    shelf = Shelf([tmp_path])
    assert [shelf.title("echo", language) for language in ("en", "zh-Hant", "zh-Hans")] == ["Echo", "記憶體", "内存"]
    assert shelf.title("fade", "zh-Hans") == "Fade"


def test_demo_words_come_from_the_first_folder_that_has_them(tmp_path: Path) -> None:
    for number in (1, 2):
        place = tmp_path / str(number) / "demos" / "cell"
        place.mkdir(parents=True)
        (place / "en.yaml").write_text(f"title: t{number}\nintro: i\nsteps: {{}}\nnotice: n\n", encoding="utf-8")
    shelf = Shelf([tmp_path / "0", tmp_path / "1", tmp_path / "2"])
    assert shelf.demo_words("cell", "zh-Hant").title == "t1"
    assert shelf.demo_words("rnn", "en") is None


# --- the program's own sentences --------------------------------------------------------------------------------


def test_slots_are_filled_and_unknown_ones_stay() -> None:
    assert fill("{a} and {b}, {c}, {}", {"a": 1, "b": "{a}"}) == "1 and {a}, {c}, {}"


def test_the_interface_speaks_three_languages(tmp_path: Path) -> None:
    (tmp_path / "interface").mkdir()
    (tmp_path / "interface" / "en.yaml").write_text("near: 'near {words}'\n", encoding="utf-8")
    (tmp_path / "interface" / "zh-Hant.yaml").write_text("near: '網路 {words}'\n", encoding="utf-8")
    said = [Interface(tmp_path, language)("near", words="網路") for language in ("en", "zh-Hant", "zh-Hans")]
    assert said == ["near 網路", "網路 網路", "网络 網路"]  # what somebody typed stays as it is


def test_a_faulty_interface_is_a_content_error(tmp_path: Path) -> None:
    (tmp_path / "interface").mkdir()
    (tmp_path / "interface" / "en.yaml").write_text("near: [a]\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        Interface(tmp_path, "en")("near")
    problem = "interface/en.yaml:1:7: near: is a list or mapping where one value belongs"
    assert [str(problem) for problem in caught.value.problems] == [problem]
