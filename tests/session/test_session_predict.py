"""Predict, then look. The numbers of `demo rmsnorm` are worked by hand: x = 3, 4 has ms 12.5 and rms 3.5355."""

from __future__ import annotations

import json

import pytest

from tests.session.test_session_piped import after
from tutor import demos
from tutor.library.model import QuestionWords
from tutor.quiz import ask_step, grade, hidden_count, hide

X = ("--set", "x=3,4")  # [3, 4] / 3.5355 = 0.8485, 1.1314


def trace_of(name: str, **inputs: object) -> tuple[demos.Demo, demos.Trace]:
    demo = demos.load(name)
    return demo, demos.run(demo, demos.resolve(demo, inputs))


def asked_of(name: str, step: str, t: int | None = None, **inputs: object):
    demo, trace = trace_of(name, **inputs)
    found = trace.step(step, t)
    assert found is not None
    return ask_step(demo, trace.inputs, trace, found, 0, QuestionWords("?"))


@pytest.mark.parametrize(("successes", "hidden"), [(0, 2), (1, 2), (2, 3), (7, 5), (8, 6), (100, 6)])
def test_more_is_hidden_as_the_learner_succeeds(successes: int, hidden: int) -> None:
    assert hidden_count(successes) == hidden


def test_what_is_hidden_comes_in_order_and_the_seed_fixes_it() -> None:
    _, trace = trace_of("lstm")
    places = [trace.steps.index(step) for step in hide(trace, 6, seed=5)]
    assert places == sorted(set(places)) and len(places) == 6
    assert places == [trace.steps.index(step) for step in hide(trace, 6, seed=5)]
    assert len({tuple(step.name for step in hide(trace, 2, seed)) for seed in range(20)}) > 5


def test_numbers_without_a_value_are_not_hidden() -> None:
    _, trace = trace_of("forget", f=1.0)  # half_life is Infinity
    assert {step.name for seed in range(20) for step in hide(trace, 2, seed)} == {"kept"}


def test_a_question_is_named_after_its_demo_step_and_time() -> None:
    assert asked_of("lstm", "c", 2).id == "demo:lstm/c/2"
    assert asked_of("rmsnorm", "ms").id == "demo:rmsnorm/ms"


@pytest.mark.parametrize(
    ("demo", "step", "t", "answer", "misconception"),
    [
        ("rmsnorm", "ms", None, "25", "sum-not-mean"),  # 9 + 16, not halved
        ("rmsnorm", "rms", None, "12.5", "forgot-the-root"),
        ("rmsnorm", "rms", None, "0.5", "rms-subtracts-mean"),  # of −½ and ½
        ("lstm", "written", 1, "0.50", "sigmoid-for-tanh"),  # 0.6457 · σ(1.2) = 0.6457 · 0.7685 = 0.4962
        ("lstm", "c", 1, "0.90", "forgot-to-write"),
        ("lstm", "kept", 1, "0.095", "forget-gate-erases"),  # 1 − 0.9047
    ],
)
def test_the_slips_of_the_demo_are_recognised(
    demo: str, step: str, t: int | None, answer: str, misconception: str
) -> None:
    inputs: dict[str, object] = {"x": [3, 4]} if demo == "rmsnorm" else {}
    assert grade(asked_of(demo, step, t, **inputs), answer).misconception == misconception


def test_a_prediction_takes_two_digits_and_a_count_takes_all() -> None:
    rms = asked_of("rmsnorm", "rms", x=[3, 4])
    assert grade(rms, "3.5").right and grade(rms, "sqrt(12.5)").right and not grade(rms, "3.7").right
    weights = asked_of("size", "parameters")
    assert grade(weights, "128").right and not grade(weights, "127").right and not grade(weights, "130").right


def played(run, *answers: str, seed: str = "", more: tuple[str, ...] = (), lang: str = "en"):
    arguments = ["demo", "rmsnorm", *X, *more, *(("--seed", seed) if seed else ())]
    return run(*arguments, "--predict", stdin="".join(f"{answer}\n" for answer in answers), lang=lang)


def seed_for(*names: str) -> str:
    """Return the seed with which these steps of x = 3, 4 are hidden."""
    demo = demos.load("rmsnorm")
    for seed in range(200):
        trace = demos.run(demo, demos.resolve(demo, {"x": [3, 4]}, seed))
        if [step.name for step in hide(trace, 2, seed)] == list(names):
            return str(seed)
    raise AssertionError(names)


def test_each_value_is_asked_for_then_shown_and_the_end_is_a_score(run, events) -> None:
    ran = played(run, "12.5", "12.5", seed=seed_for("ms", "rms"), more=("--plain", "--set", "gamma=1,1"))
    assert ran.code == 0
    after(
        ran.stdout,
        "2 of the values below are hidden.",
        "Question 1 of 2",
        "ms: mean(x²)",
        "What comes out for ms?",
        "✓ Right.",
        "(3² + 4²) / 2 = 12.5",
        "Question 2 of 2",
        "What comes out for rms?",
        "✗ Not right.",
        "Behind it stands an idea:",
        "√(12.5 + 1e−5) = 3.5355",
        "1 of 2 predicted.",
        "rms",
        "3.5355",
    )
    before = ran.stdout.partition("What comes out for ms?")[0]
    assert "12.5" not in before and "3.5355" not in before  # neither is given away
    assert [(e.mode, e.question, e.right, e.misconception, e.scheduled) for e in events()] == [
        ("predict", "demo:rmsnorm/ms", True, None, False),
        ("predict", "demo:rmsnorm/rms", False, "forgot-the-root", False),
    ]


def test_values_between_two_hidden_ones_are_shown(run) -> None:
    said = played(run, "", "", seed=seed_for("ms", "x_hat"), more=("--plain", "--set", "gamma=1,1")).stdout
    after(
        said, "What comes out for ms?", "Here is how it goes.", "rms: √(ms + eps)", "3.5355", "x_hat, the first number"
    )


def test_predict_tells_json_like_the_quiz(run) -> None:
    ran = played(run, "12.5", "3.5", seed=seed_for("ms", "rms"), more=("--json",))
    told = json.loads(ran.stdout)
    assert (told["demo"], told["asked"], told["right"]) == ("rmsnorm", 2, 2)
    assert [row["question"] for row in told["answers"]] == ["demo:rmsnorm/ms", "demo:rmsnorm/rms"]
    assert "What comes out for ms?" in ran.stderr


def test_predict_in_chinese_names_the_misconception_in_chinese(run) -> None:
    said = played(run, "25", seed=seed_for("ms", "rms"), more=("--plain",), lang="zh-Hant").stdout
    after(said, "ms 會算出多少？", "不對。", "這背後有一個想法：「", "1 個猜中 0 個。")


def test_two_right_predictions_bring_a_third_hidden_value(run) -> None:
    played(run, "12.5", "3.5", seed=seed_for("ms", "rms"))
    assert "3 of the values below are hidden." in played(run, seed="1", more=("--plain",)).stdout


def test_a_hint_is_the_sentence_of_the_step(run) -> None:
    ran = played(run, "?", "1", seed=seed_for("ms", "rms"), more=("--plain",))
    assert "Square every feature and average the squares." in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["--predict"], "name one"), (["lstm", "--predict", "--backward"], "leave --backward out")],
)
def test_predict_without_a_demo_or_with_the_way_back_is_refused(arguments: list[str], says: str, run) -> None:
    ran = run("demo", *arguments)
    assert ran.code == 2 and ran.stdout == "" and says in ran.stderr


def test_predictions_are_never_due(run, told) -> None:
    played(run, "12.5", "3.5", seed=seed_for("ms", "rms"))
    assert json.loads(run("progress", "--json").stdout)["due"] == 0
