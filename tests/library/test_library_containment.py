"""No path leaves a pack: links, devices and pipes are refused, and nothing of what they lead to is shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.library import packs
from tutor.library import ContentError, Shelf, shipped
from tutor.library.check import check

SECRET = "summary: the password is 1234\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    packs.topic(tmp_path / "pack", "kettle", "Kettle")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.yaml").write_text(SECRET, encoding="utf-8")
    return tmp_path / "pack"


def refused(pack: Path, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(ContentError) as caught:
        Shelf([shipped(), pack]).lesson("kettle", "en")
    told = "\n".join(map(str, [*caught.value.problems, *check(Shelf([pack]), [], [])]))
    assert "1234" not in told and "password" not in told
    return told


def test_a_file_that_is_a_link(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = pack / "topics" / "kettle" / "en.yaml"
    words.unlink()
    words.symlink_to(pack.parent / "outside" / "secret.yaml")
    assert "topics/kettle/en.yaml:1:1: : is a link" in refused(pack, capsys)


@pytest.mark.parametrize("linked", ["topics", "topics/kettle"])
def test_a_folder_that_is_a_link(pack: Path, linked: str, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / linked).rename(pack.parent / "elsewhere")
    (pack / linked).symlink_to(pack.parent / "elsewhere")
    assert "is a link, which may lead out of its folder" in refused(pack, capsys)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_that_nobody_writes_to_does_not_hang(pack: Path) -> None:
    words = pack / "topics" / "kettle" / "en.yaml"
    words.unlink()
    os.mkfifo(words)
    assert "it is no file" in "\n".join(map(str, check(Shelf([pack]), [], [])))


def test_the_pack_itself_may_be_a_link(pack: Path) -> None:
    (pack.parent / "mine").symlink_to(pack)
    assert Shelf([shipped(), pack.parent / "mine"]).lesson("kettle", "en").words.summary == "en kettle"


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "..", "kettle/../../outside", "kettle\x00"])
def test_a_name_is_no_path(pack: Path, name: str) -> None:
    with pytest.raises(ContentError, match="is not a topic of any content folder"):
        Shelf([pack]).lesson(name, "en")
    assert name not in Shelf([pack]).ids()
