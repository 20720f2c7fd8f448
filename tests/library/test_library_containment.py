"""No path leaves a pack: links, devices and pipes are refused, and nothing of what they lead to is shown."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Tutor
from tests.library import packs
from tutor.library import ContentError, Shelf, glossary, shipped
from tutor.library.check import check
from tutor.library.search import search

ROOT = Path(__file__).parents[2]
SECRET = "summary: the password is 1234\n"
TERM = "terms:\n  password: {en: {name: password, text: It is 1234.}}\n"


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


@pytest.mark.parametrize("file", ["glossary.yaml", "topics/kettle/en.yaml", "topics/kettle/topic.yaml"])
def test_search_shows_nothing_through_a_link_and_says_so(pack: Path, file: str) -> None:
    secret = pack.parent / "outside" / "secret.yaml"
    secret.write_text(TERM if file == "glossary.yaml" else SECRET, encoding="utf-8")
    (pack / file).unlink(missing_ok=True)
    (pack / file).symlink_to(secret)
    shelf = Shelf([shipped(), pack])
    assert not [hit for hit in search(shelf, "password", "en") if "1234" in hit.text]
    assert "password" not in glossary.terms(shelf)
    assert {f"{told.file} {told.message[:9]}" for told in shelf.left_out.values()} == {f"{file} is a link"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize("file", ["glossary.yaml", "topics/kettle/en.yaml", "topics/kettle/topic.yaml"])
def test_search_waits_for_no_pipe(pack: Path, file: str, tutor: Tutor) -> None:
    (pack / file).unlink(missing_ok=True)
    os.mkfifo(pack / file)
    ran = tutor("search", "forget", "gate", "--content", str(pack))
    assert ran.code == 0 and f"({file}:1:1: : cannot be read (it is no file)" in ran.stderr


DROPPED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
GOES_ON = """
import sys
from pathlib import Path
from tutor.library import glossary, shipped
from tutor.library.check import check
from tutor.library.search import search
from tutor.library import Shelf
from tutor.library.rubric import topics_with_rubric

pack, told = Path(sys.argv[1]), sys.argv[2]
shelf = Shelf([shipped(), pack])
assert search(shelf, "forget gate", "en")
assert [name for name in shelf.ids() if shelf.sound(name, "en")] == Shelf([shipped()]).ids()
assert told in "\\n".join(map(str, shelf.left_out.values())), shelf.left_out
shelf.title("kettle", "en"), shelf.outline("kettle", "en"), shelf.names()
assert "kettle" not in topics_with_rubric(shelf) and glossary.terms(shelf)
assert told in "\\n".join(map(str, check(Shelf([pack]), [], [])))
"""


def unprivileged() -> list[str]:
    """What a command begins with so that modes hold for it: root may read anything unless it gives that up."""
    if os.geteuid() != 0:
        return []
    return DROPPED if shutil.which("setpriv") else pytest.skip("root reads what nobody may")


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
@pytest.mark.parametrize(
    ("closed", "mode", "told"),
    [
        ("topics/kettle", 0o000, "topics/kettle/topic.yaml:1:1: : cannot be read (Permission denied)"),
        ("topics", 0o444, "topics/kettle/topic.yaml:1:1: : cannot be read (Permission denied)"),
        ("topics", 0o000, "topics:1:1: : cannot be read (Permission denied)"),
        ("", 0o000, "topics:1:1: : cannot be read (Permission denied)"),
    ],
)
def test_a_folder_that_nobody_may_read_is_told_and_the_rest_goes_on(
    closed: str, mode: int, told: str, tmp_path: Path
) -> None:
    packs.topic(tmp_path, "kettle", "Kettle")
    (tmp_path / closed).chmod(mode)
    try:
        command = [*unprivileged(), sys.executable, "-c", GOES_ON, str(tmp_path), told]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    finally:
        (tmp_path / closed).chmod(0o755)
    assert ran.returncode == 0, ran.stderr
