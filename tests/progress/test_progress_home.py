from __future__ import annotations

from pathlib import Path

import pytest

from tutor.progress import home


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"TUTOR_HOME": "/t", "XDG_DATA_HOME": "/x", "HOME": "/h"}, Path("/t")),
        ({"XDG_DATA_HOME": "/x", "HOME": "/h"}, Path("/x/tutor")),
        ({"HOME": "/h"}, Path("/h/.local/share/tutor")),
        ({"TUTOR_HOME": "", "XDG_DATA_HOME": "", "HOME": "/h"}, Path("/h/.local/share/tutor")),
        ({"XDG_DATA_HOME": "not/absolute", "HOME": "/h"}, Path("/h/.local/share/tutor")),
        ({"TUTOR_HOME": "/家 的/進度"}, Path("/家 的/進度")),
        ({"HOME": ""}, None),
        ({}, None),
    ],
)
def test_home_is_the_first_place_that_the_environment_names(environ: dict[str, str], expected: Path | None) -> None:
    assert home(environ, windows=False) == expected


def test_home_on_windows_is_the_local_application_data() -> None:
    assert home({"LOCALAPPDATA": "/Local", "HOME": "/h"}, windows=True) == Path("/Local/tutor")
    assert home({"TUTOR_HOME": "/t", "LOCALAPPDATA": "/Local"}, windows=True) == Path("/t")
    assert home({"HOME": "/h"}, windows=True) is None
