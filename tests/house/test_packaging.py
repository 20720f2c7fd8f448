"""The program stands by itself: built as a wheel, and installed editable, in new environments away from the checkout.

The new environments borrow the third-party packages of this one through a .pth file, so that the tests need no
network; what is installed is ours alone.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.conftest import environment

ROOT = Path(__file__).parents[2]


def new_environment(folder: Path) -> Path:
    """Make a virtual environment that sees the third-party packages of this one; return its Python."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    # Lines of a .pth file are only added to the path: an editable install of tutor in this environment stays behind.
    Path(site, "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return python


def install(python: Path, *what: str) -> None:
    flags = ["--no-deps", "--no-index", "--no-build-isolation", "--quiet", "--disable-pip-version-check"]
    subprocess.run([python, "-m", "pip", "install", *flags, *what], check=True, cwd=python.parent)


def explains(python: Path, away: Path) -> str:
    """Run the installed command in another folder; return where its code and its content lie."""
    env = environment(away / "home")
    command = python.with_name("tutor")
    done = subprocess.run([command, "explain", "lstm"], cwd=away, env=env, capture_output=True, text=True, check=True)
    assert "Long short-term memory (LSTM)" in done.stdout
    code = "import tutor; from tutor.library import shipped; print(tutor.__file__, shipped())"
    return subprocess.run([python, "-c", code], cwd=away, env=env, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def away(tmp_path: Path) -> Path:
    folder = tmp_path / "away from 結帳"
    folder.mkdir()
    return folder


def test_a_wheel_carries_code_and_content(tmp_path: Path, away: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path / "dist", ROOT]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    python = new_environment(tmp_path / "env")
    install(python, str(wheel))
    where = explains(python, away)
    assert str(ROOT / "tutor") not in where
    assert str(tmp_path / "env") in where.split()[0] and where.split()[1].endswith("content")


def test_an_editable_install_uses_the_checkout(tmp_path: Path, away: Path) -> None:
    python = new_environment(tmp_path / "env")
    install(python, "--editable", str(ROOT))
    code, content = explains(python, away).split()
    assert (code, content) == (str(ROOT / "tutor" / "__init__.py"), str(ROOT / "content"))
