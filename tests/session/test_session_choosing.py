"""What is asked, and in which order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.session.conftest import PACK
from tutor.quiz import Candidate, choose, interleave

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAIRS = {"lstm": ["rnn"], "rmsnorm": ["layernorm"], "post": ["pre"], "tea": []}


def of(*topics: str) -> list[Candidate]:
    return [Candidate(f"{topic}/{number}", topic, 2) for number, topic in enumerate(topics)]


def topics(chosen: list[Candidate]) -> list[str]:
    return [candidate.topic for candidate in chosen]


def test_questions_of_two_confusable_topics_take_turns() -> None:
    mixed = interleave(of("lstm", "lstm", "lstm", "rnn", "rnn"), PAIRS)
    assert topics(mixed) == ["lstm", "rnn", "lstm", "rnn", "lstm"]
    assert [c.id for c in mixed] == ["lstm/0", "rnn/3", "lstm/1", "rnn/4", "lstm/2"]


def test_a_pair_declared_by_one_side_counts_for_both() -> None:
    assert topics(interleave(of("rnn", "rnn", "lstm"), PAIRS)) == ["rnn", "lstm", "rnn"]


def test_what_is_not_confusable_stays_where_it_is() -> None:
    assert topics(interleave(of("tea", "tea", "lstm", "lstm"), PAIRS)) == ["tea", "tea", "lstm", "lstm"]
    mixed = interleave(of("layernorm", "tea", "layernorm", "rmsnorm", "rmsnorm"), PAIRS)
    assert topics(mixed) == ["layernorm", "tea", "rmsnorm", "layernorm", "rmsnorm"]


def test_a_topic_takes_turns_with_one_other_only_the_first_that_comes() -> None:
    pairs = {"rnn": ["lstm", "feedforward"]}
    mixed = interleave(of("rnn", "rnn", "feedforward", "lstm"), pairs)
    assert topics(mixed) == ["rnn", "feedforward", "rnn", "lstm"]


def test_two_pairs_are_interleaved_each_for_itself() -> None:
    mixed = interleave(of("lstm", "lstm", "rnn", "post", "post", "pre"), PAIRS)
    assert topics(mixed) == ["lstm", "rnn", "lstm", "post", "pre", "post"]


def test_due_comes_first_then_weak_key_points_then_new_along_the_order() -> None:
    due = Candidate("b/due", "b", 3, due=NOW - timedelta(days=1), strength=0.8)
    longer = Candidate("b/longer", "b", 3, due=NOW - timedelta(days=2), strength=0.9)
    weak = Candidate("b/weak", "b", 3, point=0.2)
    weaker = Candidate("b/weaker", "b", 3, point=0.0)
    strong = Candidate("a/strong", "a", 2, point=0.9)
    new = Candidate("a/new", "a", 3)
    later = Candidate("b/later", "b", 2, due=NOW + timedelta(days=1), strength=0.1)
    everything = [new, later, strong, weak, due, weaker, longer]
    chosen = choose(everything, ["a", "b"], NOW, 9, seed=0)
    assert [c.id for c in chosen] == ["b/longer", "b/due", "b/weaker", "b/weak", "a/strong", "a/new"]
    ahead = choose(everything, ["a", "b"], NOW, 9, seed=0, ahead=True)
    assert ahead[-1].id == "b/later" and len(ahead) == 7


def test_a_key_point_that_was_missed_brings_its_other_questions_before_new_ones(run, told) -> None:
    """`judge` missed: lids-help is weak, so its other questions come before those of water-boils at a lower level."""
    first = told("kettle", "--seed", "1", "-n", "3", stdin="hot\nfill-it,heat-it,pour-it,drink-it\nt b\n")
    assert [row["question"] for row in first["answers"]] == ["kettle/pick", "kettle/sort", "kettle/judge"]
    after = told("kettle", "--seed", "1", "-n", "3", stdin="1\n1\n1\n")
    assert [row["question"] for row in after["answers"][:3]] == ["kettle/count", "kettle/several", "kettle/name"]


def test_missed_asks_what_was_last_answered_wrong_and_nothing_else(told, quiz) -> None:
    answers = "cold\nfill-it,heat-it,pour-it,drink-it\nt keeps-heat\none,two\n"
    told("kettle", "--cram", "--seed", "1", "-n", "4", stdin=answers)
    missed = told("--missed", "--seed", "2", stdin="zzz\nzzz\n")
    assert {row["question"] for row in missed["answers"]} == {"kettle/pick", "kettle/judge"}
    told("--missed", "--seed", "2", stdin="hot\nhot\n")  # one of the two is pick; the other cannot read `hot`
    assert [row["question"] for row in told("--missed", stdin="f keeps-heat\n")["answers"]] == ["kettle/judge"]
    assert "Nothing is left that you last answered wrong." in quiz("--missed").stdout


def test_cram_asks_beyond_what_is_due_and_leaves_the_schedule_alone(told, home) -> None:
    right = "hot\nfill-it,heat-it,pour-it,drink-it\nf keeps-heat\none,two\n2\nsteam\n"
    asked = told("kettle", "--seed", "1", stdin=right)["answers"]
    due = {row["question"]: row["due"] for row in asked}
    assert None not in due.values()
    assert told("kettle", stdin="")["asked"] == 0 and told("kettle", stdin="hot\n")["answers"] == []
    again = told("kettle", "--cram", "--seed", "1", stdin="1\n1\n1\n1\n1\n1\n")["answers"][:6]
    assert {row["question"]: row["due"] for row in again} == due


def test_a_session_over_all_topics_interleaves_the_pair_that_the_pack_declares(run, told) -> None:
    wrong = "\n".join(["zz"] * 6) + "\n"
    told("kettle", "--cram", "--seed", "1", "-n", "3", stdin=wrong)
    told("pan", "--cram", "--seed", "1", "-n", "2", stdin=wrong)
    asked = [row["question"].partition("/")[0] for row in told("--missed", "--seed", "4", stdin=wrong)["answers"][:5]]
    assert asked in (["kettle", "pan", "kettle", "pan", "kettle"], ["pan", "kettle", "pan", "kettle", "kettle"])


def test_the_seed_fixes_choice_order_and_numbers(told) -> None:
    one, other, third = (told("lstm", "--cram", "--seed", seed, "-n", "5", stdin="\n" * 5) for seed in ("7", "7", "8"))
    key = lambda document: [(row["question"], row["variant"]) for row in document["answers"]]  # noqa: E731
    assert key(one) == key(other) != key(third)


def test_the_pack_itself_is_sound() -> None:
    from tutor.library import Shelf
    from tutor.quiz import check

    assert [p for p in check(Shelf([PACK]), seeds=1) if not p.file.startswith("demos/")] == []
