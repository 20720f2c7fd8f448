"""What is fuzzed. Each target takes one mutated case and raises nothing but what a command turns into a sentence."""

from __future__ import annotations

import io
import json
import random
import sqlite3
import tempfile
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import numpy as np

from tests.fuzz.mutating import mutated
from tests.quiz import questions
from tutor import demos, lab, quiz, show
from tutor.cli.inputs import gather
from tutor.cli.look import Refused
from tutor.library import ContentError, Interface, NotFoundError, Shelf, shipped
from tutor.library.build import Builder
from tutor.library.check import check as check_library
from tutor.library.model import Topic, Words
from tutor.library.reader import parse
from tutor.library.text import clean
from tutor.progress import Event, Log, LogError, export_lines, import_lines
from tutor.quiz import UnreadableError, grade
from tutor.quiz.rubric import grade_text, sound_rubric
from tutor.show import demo as demo_page
from tutor.show import lesson as lesson_page
from tutor.show import markdown, plain, saving, text
from tutor.show import quiz as quiz_page
from tutor.show.document import pieces

KNOWN = (ContentError, NotFoundError, Refused, demos.InputError, LogError, UnreadableError)
MOMENT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
PACK = Path(__file__).parents[1] / "library" / "good"
FILES = ("topic.yaml", "en.yaml", "zh-Hant.yaml")


@dataclass(frozen=True)
class Target:
    """A kind of input from strangers: its sound examples, and what is done with a damaged one."""

    seeds: list[bytes]
    run: Callable[[bytes, Path], None]


def case(target: Target, dice: random.Random) -> bytes:
    """One damaged example."""
    return mutated(dice.choice(target.seeds), dice)


def tried(target: Target, data: bytes) -> None:
    """Run one case in an empty folder. Raises what is a finding."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        try:
            target.run(data, Path(folder))
        except KNOWN as error:
            assert clean(str(error)) == str(error), f"the sentence carries control characters: {error!r}"


def _yaml(data: bytes, folder: Path) -> None:
    node = parse(data, "f.yaml")
    for kind in (Topic, Words):
        Builder("f.yaml").build(node, kind)


@cache
def _say() -> Interface:
    return Interface(shipped(), "en")


def _pack(data: bytes, folder: Path) -> None:
    """Put one damaged file into a sound pack; check the pack, and read it as a learner would all the same."""
    number, _, content = data.partition(b"\x00")
    place = folder / "topics" / "fading"
    place.mkdir(parents=True)
    damaged = FILES[int(number) % len(FILES)] if number.isdigit() and len(number) < 5 else FILES[0]
    for name in FILES:
        sound = (PACK / "topics" / "fading" / name).read_bytes()
        (place / name).write_bytes(content if name == damaged else sound)
    shelf = Shelf([folder])
    problems = [*check_library(shelf, demos.names(), lab.names()), *quiz.check(shelf), *show.check(shelf)]
    for problem in problems:
        assert clean(str(problem)) == str(problem)
    for language in ("en", "zh-Hant"):
        _read(shelf, language)


def _read(shelf: Shelf, language: str) -> None:
    try:
        lesson = shelf.lesson("fading", language, questions=False)
        titles = {name: shelf.title(name, language) for name in ["fading", *lesson.topic.next, *lesson.topic.needs]}
        blocks = lesson_page.screen(lesson, 2, "", language, titles, _say())
    except KNOWN:
        return
    for told in (plain.screen(blocks, 40), markdown.screen(blocks), saving.saved(blocks, 60, ".txt", "t")):
        assert clean(told) == told
    list(text.screen(blocks, 32))
    try:
        whole = shelf.lesson("fading", language)
        for question in whole.topic.questions:
            asked = quiz.ask("fading", question, whole.words.questions[question.id], 3)
            plain.screen([*quiz_page.choices(asked)], 40)
            grade(asked, "a")
    except KNOWN:
        return


def _answer(data: bytes, folder: Path) -> None:
    raw = clean(data.decode("utf-8", "replace"))
    for asked in ASKED:
        try:
            grade(asked, raw)
        except UnreadableError:
            continue


@cache
def _rubrics() -> list[object]:
    shelf = Shelf([shipped()])
    found = [sound_rubric(shelf, "lstm", language) for language in ("en", "zh-Hant")]
    return [one[0] for one in found if one]


def _explanation(data: bytes, folder: Path) -> None:
    for rubric in _rubrics():
        grade_text(rubric, clean(data.decode("utf-8", "replace")))  # type: ignore[arg-type]


def _input(suffix: str, demo: str) -> Callable[[bytes, Path], None]:
    def run(data: bytes, folder: Path) -> None:
        file = folder / f"input{suffix}"
        file.write_bytes(data)
        _compute(demo, gather([], file, _say()))

    return run


def _set(data: bytes, folder: Path) -> None:
    name, _, rest = data.decode("utf-8", "surrogateescape").partition(" ")
    _compute(name if name in demos.names() else "lstm", gather(rest.split(";"), None, _say()))


def _compute(demo: str, given: dict[str, object]) -> None:
    chosen = demos.load(demo)
    try:
        trace = demos.run(chosen, demos.resolve(chosen, given))
    except demos.InputError as error:
        raise Refused(clean(demo_page.fault(demo, error, _say()))) from None
    deque(pieces(demo_page.data(trace)), maxlen=0)
    plain.screen(demo_page.screen(chosen, trace, None, _say()), 40)


def _lines(data: bytes, folder: Path) -> None:
    with Log.in_memory() as log:
        import_lines(log, io.BytesIO(data))
        _told(log)


def _database(data: bytes, folder: Path) -> None:
    (folder / "progress.sqlite3").write_bytes(data)
    for name in {path.name for path in folder.iterdir()} - {_log_name()}:
        (folder / name).rename(folder / _log_name())
    with Log.open(folder, MOMENT) as log:
        log.append(_event("rnn/kept"))
        _told(log)


def _told(log: Log) -> None:
    from tutor import progress

    events = log.events()
    log.count()
    progress.replay(list(progress.standing(events)))
    for line in export_lines(events, with_answers=True):
        assert clean(line.strip()) == line.strip()


def _log_name() -> str:
    from tutor.progress.store import FILE

    return str(FILE)


def _event(question: str) -> Event:
    return Event(
        kind="answer",
        time=MOMENT,
        mode="quiz",
        question=question,
        revision=1,
        variant=7,
        answer="b",
        right=True,
        credit=1.0,
    )


def _npz(**arrays: object) -> bytes:
    stream = io.BytesIO()
    np.savez(stream, **arrays)  # type: ignore[arg-type]
    return stream.getvalue()


def _zipped() -> bytes:
    stream = io.BytesIO()
    np.savez_compressed(stream, x=np.zeros((30, 1)), b_f=np.ones(2))
    return stream.getvalue()


def _log_seeds() -> tuple[bytes, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        with Log.open(Path(folder), MOMENT) as log:
            for number in range(12):
                log.append(_event(f"rnn/q-{number}"))
            lines = "".join(export_lines(log.events(), with_answers=True)).encode()
        connection = sqlite3.connect(Path(folder, _log_name()))
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.close()
        return lines, Path(folder, _log_name()).read_bytes()


ASKED = [
    questions.CHOICE, questions.MULTIPLE, questions.TRUE_FALSE, questions.ORDER, questions.ORDER_ALSO, questions.FILL,
    questions.NUMBER, questions.VECTOR, questions.CELL, questions.TINY, questions.COUNT, questions.ZERO,
    questions.EXPLAIN,
]  # fmt: skip
ANSWERS = [
    "b", "a,c", "b,d,c,a", "t b", "f a", "hidden state", "隱藏狀態", "0.8485", "1/3", "[0.8485, 1.1314]", "sqrt(12.5)",
    "2.66e-5", "10⁻³", "１．６", "1,600", "50%", "tanh(1.2)", "sigmoid(0.6)", "2^3", "−0.4472", "?", "",
]  # fmt: skip
SAID = [
    "The cell state is a memory of its own. The forget gate says how much of it is kept, the input gate how much is "
    "written; it is added, not multiplied, so the gradient does not vanish. It never looks back.",
    "單元狀態是自己的一份記憶。遺忘閘決定保留多少，輸入閘決定寫入多少；它用加的，不是用乘的，所以梯度不會消失。",
]
SETS = [
    "lstm x=1,0.5,-1;b_f=2,2", "rmsnorm x=3,4;eps=0", 'postnorm norm=rmsnorm;x=[1,2];W=[[1,0],[0,1]]', "gru h_0=0.5",
    "attention q=[[1,0]];k=[[1,0],[0,1]];v=[[1],[2]]", "size cell=lstm;n=3;m=4", "forget f=0.9;n=10",
    "clipping limit=1",
    "bptt x=1,2,3;w=0.5", "layernorm x=1e300,-1e300;eps=1e-5",
]  # fmt: skip
_LINES, _DATABASE = _log_seeds()
_JSON = json.dumps({"x": [[1.0], [0.5], [-1.0]], "h_0": [0.5, -0.5], "b_f": [1, 1]}).encode()
_WORDS = [(PACK / "topics" / "fading" / name).read_bytes() for name in FILES]

TARGETS = {
    "yaml": Target(_WORDS, _yaml),
    "pack": Target([b"%d\x00" % number + content for number, content in enumerate(_WORDS)], _pack),
    "answer": Target([text.encode() for text in ANSWERS], _answer),
    "explanation": Target([text.encode() for text in SAID], _explanation),
    "input.json": Target([_JSON], _input(".json", "lstm")),
    "input.yaml": Target([b"x: [[1], [0.5], [-1]]\nh_0: [0.5, -0.5]\nb_f: [1, 1]\n"], _input(".yaml", "lstm")),
    "input.npz": Target([_npz(x=np.zeros((3, 1)), h_0=np.ones(2)), _zipped()], _input(".npz", "lstm")),
    "set": Target([text.encode() for text in SETS], _set),
    "log-lines": Target([_LINES], _lines),
    "log-file": Target([_DATABASE], _database),
}
