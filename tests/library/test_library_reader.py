"""What gets out of a YAML file, what is refused, and where the refusal points."""

from pathlib import Path

import pytest

from tutor.library.build import plain
from tutor.library.problems import ContentError
from tutor.library.reader import MAX_BYTES, Mapping, parse, read


def tree(text: str) -> object:
    return plain(parse(text.encode(), "f.yaml"))


def refusal(data: str | bytes) -> str:
    with pytest.raises(ContentError) as caught:
        parse(data.encode() if isinstance(data, str) else data, "f.yaml")
    assert len(caught.value.problems) == 1
    return str(caught.value.problems[0])


def texts(text: str) -> dict[str, str]:
    return {key.text: node.text for key, node in parse(text.encode(), "f.yaml").pairs}


@pytest.mark.parametrize(
    "written", ["no", "on", "010", "1e-5", "12:30", "12:30:45", "0x10", "~", "null", "1_000", ".inf", "2026-01-01"]
)
def test_a_plain_scalar_keeps_its_text(written: str) -> None:
    assert texts(f"a: {written}\n") == {"a": written}


def test_numbers_and_truths_are_read_and_other_words_stay_words() -> None:
    written = "[1, -2, 1.5, 1e-5, .5, true, false, no, 010, '7', null, 12:30]"
    assert tree(f"a: {written}") == {"a": [1, -2, 1.5, 1e-5, 0.5, True, False, "no", 10, "7", "null", "12:30"]}


def test_whole_numbers_stay_whole() -> None:
    assert [type(value) for value in tree("a: [3, 3.0]")["a"]] == [int, float]


def test_every_node_knows_its_line_and_column() -> None:
    root = parse("a: 1\n中文: [x,\n   {b: y}]\n".encode(), "f.yaml")
    key, value = root.pairs[1]
    assert (key.line, key.column, value.line, value.column) == (2, 1, 2, 5)
    assert (value.items[1].line, value.items[1].column) == (3, 4)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_block_keeps_its_lines_whatever_the_line_end(ending: str) -> None:
    assert texts(ending.join(["a: |", "  x", "  y", ""])) == {"a": "x\ny\n"}


def test_a_byte_order_mark_at_the_start_is_no_part_of_the_first_key() -> None:
    assert texts("\ufeffa: 1\n") == {"a": "1"}


# --- size and depth ---------------------------------------------------------------------------------------------


def test_a_file_of_exactly_the_limit_is_read() -> None:
    text = "a: " + "x" * (MAX_BYTES - 3)
    assert len(texts(text)["a"]) == MAX_BYTES - 3


def test_a_larger_file_is_refused_before_anything_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    def parsed(*_: object, **__: object) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr("tutor.library.reader._events", parsed)
    assert refusal("[" * (MAX_BYTES + 1)) == "f.yaml:1:1: : is larger than 1,000,000 bytes; split it"


def test_no_more_than_the_limit_is_read_from_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"#" * (3 * MAX_BYTES))
    sizes = []
    monkeypatch.setattr("tutor.library.reader.parse", lambda data, *_: sizes.append(len(data)))
    read(path)
    assert sizes == [MAX_BYTES + 1]


def test_fifty_levels_are_read() -> None:
    assert refusal("a: " + "[" * 50 + "]" * 50) == "f.yaml:1:53: : is nested deeper than 50 levels; make it flatter"
    node = parse(("a: " + "[" * 49 + "]" * 49).encode(), "f.yaml")
    depth = 0
    inner = node.pairs[0][1]
    while inner:
        depth, inner = depth + 1, inner.items[0] if inner.items else None
    assert depth == 49  # and the mapping around them


@pytest.mark.parametrize("brackets", ["[", "{"])
def test_thirty_thousand_brackets_do_not_crash_the_parser(brackets: str) -> None:
    # libyaml gives up at the 1,000th bracket before it tells of the first; older ones let us count
    found = refusal("a: " + brackets * 30_000)
    assert found in [f"f.yaml:1:{column}: : is nested deeper than 50 levels; make it flatter" for column in (53, 1003)]


def test_thirty_thousand_nested_dashes_do_not_crash_the_parser() -> None:
    assert refusal("a:\n  " + "- " * 30_000) == "f.yaml:2:101: : is nested deeper than 50 levels; make it flatter"


def test_too_many_values_are_refused() -> None:
    found = refusal("a: [" + "1," * 100_000 + "]")
    assert found == "f.yaml:1:199999: : has more than 100,000 values; split the file"


# --- constructs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x 1\n", "1:4: : uses a YAML anchor or alias (& or *); write the value out"),
        ("a: 1\nb: *x\n", "2:4: : uses a YAML anchor or alias (& or *); write the value out"),
        ("a: [1, &x [2]]\n", "1:8: : uses a YAML anchor or alias (& or *); write the value out"),
        ("a: 1\n<<: {b: 2}\n", "2:1: : uses a YAML merge (<<); write the values out"),
        ("a: !!python/none x\n", "1:4: : uses the YAML tag tag:yaml.org,2002:python/none; plain values only"),
        ("a: ! x\n", "1:4: : uses the YAML tag !; plain values only"),
        ("!x {a: 1}\n", "1:1: : uses the YAML tag !x; plain values only"),
        ("a: 1\nb: 2\na: 3\n", "3:1: : has the key 'a' twice; keep one"),
        ('a: 1\n"\\x61": 2\n', "2:1: : has the key 'a' twice; keep one"),
        ("a:\n  b: 1\n  b: 2\n", "3:3: : has the key 'b' twice; keep one"),
        ("? [a]\n: 1\n", "1:5: : uses a list or mapping as a key; keys are plain words"),
        ("a: 1\n---\nb: 2\n", "2:1: : has a second document; keep one document a file"),
        ("- a\n", "1:1: : is not a mapping of keys to values; begin it with `key: value`"),
        ("a\n", "1:1: : is not a mapping of keys to values; begin it with `key: value`"),
        ("", "1:1: : is not a mapping of keys to values; begin it with `key: value`"),
        ("# nothing\n", "1:1: : is not a mapping of keys to values; begin it with `key: value`"),
    ],
)  # fmt: skip
def test_a_construct_is_refused_at_its_place(text: str, problem: str) -> None:
    assert refusal(text) == f"f.yaml:{problem}"


def test_a_chain_of_merges_is_refused_at_once() -> None:
    chain = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 100))
    assert refusal(chain) == "f.yaml:1:5: : uses a YAML anchor or alias (& or *); write the value out"


def test_a_quoted_merge_sign_is_a_key_like_any_other() -> None:
    assert tree("'<<': 1\n") == {"<<": 1}


def test_a_long_tag_does_not_flood_the_screen() -> None:
    assert len(refusal("a: !" + "x" * 10_000 + " y")) < 200


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ('中文: "錯誤" x\n', "1:10", "did not find expected key"),
        ("a: [1\nb: 2\n", "2:2", "did not find expected ',' or ']'"),
        ("a:\n\tb: 1\n", "2:1", "found character that cannot start any token"),
        ("a: 'x\n", "2:1", "found unexpected end of stream"),
        ('a: "\\ud800"\n', "1:7", "found invalid Unicode character escape code"),
        ("a: 1\n中文: x\x1by\n", "2:6", "control characters are not allowed"),
        ("a: \x00\n", "1:4", "control characters are not allowed"),
        ("a: 1\nb: \x9b\n", "2:4", "control characters are not allowed"),
    ],
)
def test_a_syntax_error_points_to_line_and_column(text: str, place: str, what: str) -> None:
    assert refusal(text) == f"f.yaml:{place}: : is not valid YAML: {what}; check quotes and indentation here"


@pytest.mark.parametrize(
    ("data", "line"),
    [("a: 1\nb: caf\xe9\n".encode("latin-1"), 2), ("a: 1\n".encode("utf-16"), 1), ("記憶: 一".encode("big5"), 1)],
)
def test_text_that_is_not_utf8_is_refused_with_its_line(data: bytes, line: int) -> None:
    assert refusal(data) == f"f.yaml:{line}:1: : is not UTF-8 text; save it as UTF-8"


def test_a_missing_file_and_a_folder_say_why_they_cannot_be_read(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none.yaml", "No such file or directory"), (tmp_path, "Is a directory")):
        with pytest.raises(ContentError) as caught:
            read(path, "f.yaml")
        expected = f"f.yaml:1:1: : cannot be read ({reason}); check the path and its permissions"
        assert [str(problem) for problem in caught.value.problems] == [expected]


# --- control characters -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("escape", "left"),
    [
        (r"\x1b[31m", "[31m"),  # colour
        (r"\x1b]0;title\x07", "]0;title"),
        (r"\x9b2J", "2J"),  # C1
        (r"\r", ""),
        (r"\b", ""),
        (r"\0", ""),
        (r"\x7f", ""),
        (r"\N", ""),  # next line
        (r"\L", ""),  # line separator
        (r"\P", ""),
        (r"\u202e", ""),  # right-to-left override
        (r"\u2066", ""),
        (r"\u200f", ""),
        (r"\u061c", ""),
        (r"\ufeff", ""),
        (r"\t", "\t"),
        (r"\n", "\n"),
        (r"\U0001f600", "\U0001f600"),
        (r"\u200d", "\u200d"),  # joins emoji
        (r"\xa0", "\xa0"),
    ],
)
def test_what_could_drive_a_terminal_is_stripped_from_escapes(escape: str, left: str) -> None:
    assert texts(f'a: "x{escape}y"\n') == {"a": f"x{left}y"}
    assert texts(f'"x{escape}y": a\n') == {f"x{left}y": "a"}


@pytest.mark.parametrize("control", ["\u202e", "\u2069", "\u200e"])
def test_what_reorders_text_is_stripped_where_it_stands_plainly(control: str) -> None:
    assert texts(f"a: |\n  x{control}y\n") == {"a": "xy\n"}


def test_keys_that_differ_in_a_stripped_character_only_are_the_same_key() -> None:
    assert refusal('a: 1\n"a\\x1b": 2\n') == "f.yaml:2:1: : has the key 'a' twice; keep one"


# --- the head of a file -----------------------------------------------------------------------------------------


def test_reading_stops_behind_the_named_key() -> None:
    root = parse(b"a: {b: 1}\nc: [2]\nd: [unfinished\n", "f.yaml", stop_after="c")
    assert plain(root) == {"a": {"b": 1}, "c": [2]}


def test_only_the_top_level_counts_for_stopping() -> None:
    assert plain(parse(b"a: {c: 1}\nb: 2\nc: 3\nd: 4\n", "f.yaml", stop_after="c")) == {"a": {"c": 1}, "b": 2, "c": 3}


def test_a_key_that_is_not_there_does_not_stop_anything() -> None:
    assert plain(parse(b"a: 1\nb: 2\n", "f.yaml", stop_after="z")) == {"a": 1, "b": 2}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_skipped_keys_leave_their_neighbours_whole_and_where_they_were(end: str) -> None:
    text = "a: 1\nb:\n- 2\n-\n  y: 2\n\n# of b\n  # too\n- '3\n   4'\nc: [4]\nd: |\n  5\n\n  b: 6\n"
    text += "e:\n  b: 7\nbe: 8\nb: 9"
    root = parse(text.replace("\n", end).encode(), "f.yaml", skip=("b", "d"))
    assert plain(root) == {"a": 1, "c": [4], "e": {"b": 7}, "be": 8}
    assert [key.line for key, _ in root.pairs] == [1, 11, 16, 18]


@pytest.mark.parametrize("text", ["{a: 1, b: 2}\n", "'b': 2\na: 1\n", "a: 1\n? b\n: 2\n", "  b: 2\n  a: 1\n"])
def test_a_key_that_is_written_in_another_way_is_read_like_any_other(text: str) -> None:
    assert plain(parse(text.encode(), "f.yaml", skip=("b",))) == {"a": 1, "b": 2}


def test_what_is_skipped_is_not_parsed_and_still_has_to_be_text_of_some_size() -> None:
    assert plain(parse(b"a: [*x, " + b"[" * 900 + b"\nb: 1\n", "f.yaml", skip=("a",))) == {"b": 1}
    for data in (b"b: 1\na: \xff\n", b"b: 1\na: " + b"x" * MAX_BYTES):
        with pytest.raises(ContentError):
            parse(data, "f.yaml", skip=("a",))


def test_the_tree_is_a_mapping_with_its_own_place() -> None:
    root = parse(b"\n\n  a: 1\n", "f.yaml")
    assert isinstance(root, Mapping)
    assert (root.line, root.column) == (3, 3)
