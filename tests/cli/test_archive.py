"""A stranger's .npz: bombs, lying headers, pickles and torn ends end in one sentence, before anything is allocated."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tutor.cli.archive import MAX_UNPACKED, arrays


def npy(array: np.ndarray, **kwargs: bool) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, **kwargs)
    return stream.getvalue()


def archive(folder: Path, entries: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> Path:
    file = folder / "a.npz"
    with zipfile.ZipFile(file, "w", kind) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return file


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3), np.asfortranarray(np.arange(6.0).reshape(2, 3)), np.float32(1.5),
        np.zeros((0, 2)),
        np.arange(3, dtype=">i4"),
    ],
)  # fmt: skip
def test_what_numpy_writes_comes_back(tmp_path: Path, array: np.ndarray) -> None:
    np.savez_compressed(tmp_path / "a.npz", x=array)
    found = arrays(tmp_path / "a.npz")["x"]
    assert found.shape == np.shape(array) and found.dtype == array.dtype and np.array_equal(found, array)


def saying(shape: bytes) -> bytes:
    """Three numbers whose header says that they have another shape; the header keeps its length."""
    sound = npy(np.zeros(3))
    return sound.replace(b"(3,), }" + b" " * (len(shape) - 4), shape + b", }")


LIES = {
    "a header that says a terabyte": saying(b"(1000000000000,)"),
    "a negative shape": saying(b"(-3,)"),
    "objects": npy(np.array([{}], dtype=object), allow_pickle=True),
    "no array at all": b"hello",
    "nothing": b"",
    "a torn end": npy(np.zeros(30))[:-8],
    "a version of the future": b"\x93NUMPY\x09\x00" + npy(np.zeros(3))[8:],
    "a shape of truths": saying(b"(True, 3)"),
    "a shape of halves": saying(b"(1.5, 2)"),
    "nothing, very often": saying(b"(0, 1" + b"0" * 30 + b")"),
    "text that holds no characters": npy(np.array(["abcd"])).replace("abcd".encode("utf-32-le"), b"\xff" * 16),
    "a record": npy(np.array([(1.0, 2), (3.0, 4)], dtype=[("a", "<f8"), ("b", "<i4")])),
    "an array in an array": npy(np.zeros(3)).replace(b"'<f8', ", b"('<f8', (3,)), "),
    "a dtype that is none": npy(np.zeros(3)).replace(b"'<f8'", b"(1,) "),
    "dates": npy(np.zeros(3, "M8[D]")),
    "a header that is a program": npy(np.zeros(3)).replace(b"{'descr'", b"exit(1)#"),
}


@pytest.mark.parametrize("data", LIES.values(), ids=LIES)
def test_what_is_no_sound_array_is_refused_before_it_costs_anything(tmp_path: Path, data: bytes) -> None:
    file = archive(tmp_path, {"x.npy": data})
    tracemalloc.start()
    try:
        with pytest.raises(ValueError):
            arrays(file)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    file = archive(tmp_path, {f"{n}.npy": b"\0" * (MAX_UNPACKED // 4) for n in range(5)})
    assert file.stat().st_size < 1_000_000  # it is small as long as nobody unpacks it
    with pytest.raises(ValueError, match="more than 100 arrays or 100 MB"):
        arrays(file)


def test_a_thousand_entries_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="more than 100 arrays"):
        arrays(archive(tmp_path, {f"{n}.npy": b"" for n in range(1000)}))


def test_the_command_says_so_in_one_sentence(tutor, tmp_path: Path) -> None:
    file = archive(tmp_path, {"x.npy": LIES["objects"]})
    ran = tutor("demo", "rmsnorm", "--input", str(file))
    assert ran.code == 2 and not ran.stdout and len(ran.stderr.strip().splitlines()) == 1
    assert "cannot be used" in ran.stderr


def test_a_name_that_stands_twice_is_refused_as_yaml_does(tmp_path: Path) -> None:
    one, two = npy(np.array([3.0, 4.0])), npy(np.array([5.0, 12.0]))
    with pytest.raises(ValueError, match="holds the name x twice"):
        arrays(archive(tmp_path, {"x": one, "x.npy": two}))


def test_ten_million_numbers_are_the_most_however_small_they_are(tmp_path: Path) -> None:
    half = npy(np.zeros(6_000_000, np.int8))  # as float64 both together would be 96 MB
    with pytest.raises(ValueError, match="more than 10000000 numbers"):
        arrays(archive(tmp_path, {"x.npy": half, "gamma.npy": half}))
