from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import datetime

import pytest

from tutor.library.text import clean as library_clean
from tutor.progress import Event, Log, cards, export_lines, import_lines, undoing
from tutor.progress.event import clean
from tutor.progress.transfer import LONGEST_LINE, Fault, Imported

Answer = Callable[..., Event]
Day = Callable[[float], datetime]

# Written by hand: what another machine may send.
LINE = {
    "question": "rnn/order",
    "time": "2026-03-01T12:00:00.000000+00:00",
    "kind": "answer",
    "mode": "quiz",
    "revision": 1,
    "variant": 7,
    "right": True,
    "credit": 1.0,
    "misconception": None,
    "hints": 0,
    "certainty": "sure",
    "seconds": 4.5,
    "scheduled": True,
    "target": None,
    "id": "0e6a3b0c-1111-4222-8333-444455556666",
    "machine": "00ff00ff00ff00ff00ff00ff00ff00ff",
    "effective": "2026-03-01T12:00:00.000000+00:00",
}


def sent(*lines: object) -> io.BytesIO:
    return io.BytesIO(
        b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)
    )


def test_a_line_is_one_event_with_every_field_but_the_raw_answer(log: Log, answer: Answer) -> None:
    log.append(answer(0, answer="my own words", variant=7, certainty="sure", seconds=4.5))
    (line,) = export_lines(log.events())
    assert line.endswith("}\n")
    values = json.loads(line)
    assert values == {**LINE, "id": values["id"], "machine": log.machine}
    (line,) = export_lines(log.events(), with_answers=True)
    assert json.loads(line)["answer"] == "my own words"


def test_a_line_becomes_the_event_it_says(log: Log, day: Day) -> None:
    assert import_lines(log, sent(LINE)) == Imported(added=1)
    (event,) = log.events()
    assert event == Event(
        question="rnn/order",
        time=day(0),
        effective=day(0),
        variant=7,
        answer=None,
        right=True,
        credit=1.0,
        certainty="sure",
        seconds=4.5,
        id="0e6a3b0c-1111-4222-8333-444455556666",
        machine="00ff00ff00ff00ff00ff00ff00ff00ff",
    )


def test_importing_twice_is_harmless(log: Log) -> None:
    import_lines(log, sent(LINE))
    assert import_lines(log, sent(LINE)) == Imported(known=1)
    assert import_lines(log, sent(LINE, LINE)) == Imported(known=2)
    assert log.count() == 1


def test_a_raw_answer_that_was_left_out_is_filled_in_and_never_taken_away(log: Log) -> None:
    import_lines(log, sent(LINE))
    import_lines(log, sent({**LINE, "answer": "b"}))
    import_lines(log, sent(LINE))
    import_lines(log, sent({**LINE, "answer": "another"}))
    assert [event.answer for event in log.events()] == ["b"]


def test_an_undo_that_arrives_before_its_answer_still_counts(log: Log, answer: Answer, day: Day) -> None:
    with Log.in_memory() as other:
        slip = other.append(answer(0))
        undo = other.append(undoing(slip, day(1)))
    for event in (undo, slip):
        import_lines(log, io.BytesIO("".join(export_lines([event])).encode()))
        assert cards(log) == {}
    assert log.count() == 0


def test_another_machines_answer_is_not_what_undo_takes_back(log: Log, answer: Answer) -> None:
    mine = log.append(answer(-5))
    import_lines(log, sent(LINE))
    assert log.last_answer() == mine


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"id": "not a uuid"}, "id"),
        ({"id": 5}, "id"),
        ({"time": "2026-03-01T12:00:00"}, "time"),
        ({"time": "2026-03-01T12:00:00+08:00"}, "time"),
        ({"time": "2026-13-01T12:00:00+00:00"}, "time"),
        ({"time": "9999-01-01T00:00:00+00:00", "effective": "9999-01-01T00:00:00+00:00"}, "time"),
        ({"effective": None}, "effective"),
        ({"effective": "2026-02-01T12:00:00+00:00"}, "effective"),
        ({"machine": "my-laptop"}, "machine"),
        ({"kind": "shout"}, "kind"),
        ({"kind": ["answer"]}, "kind"),
        ({"kind": "undo"}, "target"),
        ({"target": "0e6a3b0c-1111-4222-8333-444455556666"}, "target"),
        ({"mode": "party"}, "mode"),
        ({"question": ""}, "question"),
        ({"question": "rnn/\x1b[31morder"}, "question"),
        ({"question": "rnn/\u202eredro"}, "question"),
        ({"question": "q" * 1001}, "question"),
        ({"revision": True}, "revision"),
        ({"revision": 1.0}, "revision"),
        ({"variant": 2**63}, "variant"),
        ({"variant": -1}, "variant"),
        ({"answer": 5}, "answer"),
        ({"right": 1}, "right"),
        ({"credit": "1"}, "credit"),
        ({"credit": 2}, "credit"),
        ({"credit": float("nan")}, "credit"),
        ({"credit": 0}, "credit"),
        ({"misconception": "a\nb"}, "misconception"),
        ({"hints": -1}, "hints"),
        ({"certainty": "perhaps"}, "certainty"),
        ({"seconds": float("inf")}, "seconds"),
        ({"seconds": False}, "seconds"),
        ({"scheduled": None}, "scheduled"),
    ],
)
def test_a_line_with_an_impossible_value_is_refused_by_number_and_name(
    log: Log, changes: dict[str, object], name: str
) -> None:
    good = {**LINE, "id": "0e6a3b0c-1111-4222-8333-999999999999"}
    result = import_lines(log, sent(good, {**LINE, **changes}))
    assert result == Imported(added=1, refused=1, faults=[Fault(2, "value", name)])
    assert [event.id for event in log.events()] == [good["id"]]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"{'a': 1}\n", Fault(1, "not-json")),
        (b"[1, 2]\n", Fault(1, "not-json")),
        (b"\xff\xfe\n", Fault(1, "not-json")),
        (b"[" * 60_000 + b"\n", Fault(1, "not-json")),
        (b'{"variant": ' + b"9" * 5000 + b"}\n", Fault(1, "not-json")),
        (b'"' + b"x" * 5_000_000 + b'"\n', Fault(1, "too-long")),
        (b"{}\n", Fault(1, "missing", "certainty")),
        (json.dumps({**LINE, "mood": "good"}).encode(), Fault(1, "unknown", "mood")),
    ],
)
def test_a_line_that_is_no_event_is_refused_and_the_next_one_read(log: Log, line: bytes, fault: Fault) -> None:
    result = import_lines(log, sent(line.rstrip(b"\n") + b"\n", LINE))
    assert (result.added, result.refused, result.faults) == (1, 1, [fault])


def test_blank_lines_a_byte_order_mark_and_windows_line_ends_do_no_harm(log: Log) -> None:
    text = b"\xef\xbb\xbf" + json.dumps(LINE).encode() + b"\r\n\r\n  \n"
    assert import_lines(log, io.BytesIO(text)) == Imported(added=1)


def test_only_the_first_hundred_faults_are_told_and_all_are_counted(log: Log) -> None:
    result = import_lines(log, io.BytesIO(b"nonsense\n" * 250))
    assert (result.refused, len(result.faults), result.faults[99].line) == (250, 100, 100)


def test_control_characters_in_an_answer_are_stripped(log: Log) -> None:
    import_lines(log, sent({**LINE, "answer": "a\x1b]0;owned\x07b\u2066c\ud800"}))
    assert [event.answer for event in log.events()] == ["a]0;ownedbc"]


def test_the_longest_answer_survives_the_journey(log: Log, answer: Answer) -> None:
    log.append(answer(0, answer='"🙂' * 10_000))
    lines = "".join(export_lines(log.events(), with_answers=True)).encode()
    assert len(lines) < LONGEST_LINE
    with Log.in_memory() as other:
        assert import_lines(other, io.BytesIO(lines)).added == 1
        assert other.events() == log.events()


def test_many_lines_go_in_by_batches_and_none_is_lost(log: Log) -> None:
    lines = [{**LINE, "id": f"0e6a3b0c-1111-4222-8333-{number:012}"} for number in range(2500)]
    assert import_lines(log, sent(*lines)).added == 2500
    assert log.count() == 2500


def test_a_line_without_an_end_is_not_read_to_its_end(log: Log) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            assert self.given < 2**27, "it reads and reads"
            self.given += len(buffer)
            buffer[:] = bytes(len(buffer))  # as /dev/zero
            return len(buffer)

    result = import_lines(log, io.BufferedReader(Endless(), 2**20))
    assert (result.refused, result.faults) == (1, [Fault(1, "endless")])


def test_both_cleaners_take_out_the_same_characters() -> None:
    # The rooms may not know each other, and a terminal is the same for both.
    every = "".join(map(chr, range(0x3000))) + "".join(map(chr, range(0xD7F0, 0x10000)))
    assert clean(every[:9000]) + clean(every[9000:18_000]) + clean(every[18_000:]) == library_clean(every)
