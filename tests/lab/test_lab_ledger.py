"""The whole ledger in its quick form: every lab runs to its end, tells what its measures promise, has words for it."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest

from tutor import lab as room
from tutor.lab import Curve, Heatmap, HowMuch, Result, Which, running
from tutor.lab.board import Board, summary
from tutor.library import Interface, Shelf, shipped
from tutor.show import lab as page
from tutor.show import lab_words, plain, text
from tutor.show.lab import Outcome

SHELF = Shelf([shipped()])
LANGUAGES = ("en", "zh-Hant")


@pytest.fixture(scope="module", params=room.names())
def run(request: pytest.FixtureRequest) -> tuple[Board, room.Verdict]:
    """One lab with its quick settings, once for all tests of this file."""
    lab = room.load(request.param)
    quick = dict(lab.quick)
    seeds = int(quick.pop("seeds", 1))
    settings = room.resolved(lab, quick)
    board = Board(lab, settings, seeds)
    for news in running.run(lab, settings, seeds, workers=2, clock=time.perf_counter, seconds=60):
        if news is not None:
            board.hear(news)
    return board, room.judged(lab, board.results(), settings, seeds)


def finished(board: Board) -> list[Result]:
    assert board.finished() == len(board.order)
    return board.results()


def test_every_trial_measures_what_the_lab_promises(run: tuple[Board, room.Verdict]) -> None:
    board, verdict = run
    for result in finished(board):
        assert result.measured is not None
        assert set(board.lab.measures) <= set(result.measured)
    assert verdict.word in room.VERDICTS
    told: dict[str, Any] = summary(board.lab, board.results())
    assert set(told) == set(board.lab.variants(board.settings))


def test_a_trial_is_the_same_when_it_is_run_alone(run: tuple[Board, room.Verdict]) -> None:
    board, _ = run
    if board.lab.timed:
        pytest.skip("it measures time")
    first = finished(board)[0]
    assert running.alone(board.lab, first.variant, first.seed, board.settings, time.perf_counter) == first


def test_the_picture_has_something_to_draw(run: tuple[Board, room.Verdict]) -> None:
    board, _ = run
    if isinstance(board.lab.picture, Curve):
        points = [point for result in board.results() for point in result.points if point.value is not None]
        assert points and all(0 < point.step <= point.of for point in points)
    if isinstance(board.lab.picture, Heatmap):
        assert len(board.lab.picture.across(board.settings)) >= 1


def test_the_prediction_has_an_answer(run: tuple[Board, room.Verdict]) -> None:
    board, _ = run
    asks = board.lab.asks
    if isinstance(asks, Which):
        assert set(asks.winners(board.results(), board.settings)) <= set(board.lab.variants(board.settings))
    if isinstance(asks, HowMuch):
        value = asks.value(board.results(), board.settings)
        assert value is None or isinstance(float(value), float)
        assert asks.within > 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 100])
def test_its_screen_tells_the_verdict_with_every_figure_filled(
    run: tuple[Board, room.Verdict], language: str, width: int
) -> None:
    board, verdict = run
    words = SHELF.lab_words(board.lab.id, language)
    say = Interface(shipped(), language)
    assert words is not None
    key = verdict.reading or verdict.word.replace(" ", "-")
    assert key in words.readings or key == "stopped"
    outcome = Outcome(board, verdict, 1.0, own=True)
    items = page.screen(outcome, words, {}, say)
    told = plain.screen(items, width)
    assert words.title in told and page.word(verdict.word, say) in told
    assert not re.findall(r"\{\w+\}", told)
    assert (
        max(len(line.plain) for part in text.screen(items, width) if hasattr(part, "split") for line in part.split())
        <= width
    )


@pytest.mark.parametrize("name", room.names())
def test_every_lab_has_words_in_both_languages_and_topics_that_know_it(name: str) -> None:
    lab = room.load(name)
    assert lab.id == name
    for language in LANGUAGES:
        assert (Path(shipped()) / "labs" / name / f"{language}.yaml").is_file(), language
    assert lab.topics and lab.source and lab.cost <= 30 and lab.budget > lab.cost
    for topic in lab.topics:
        if topic in SHELF.ids():
            assert name in SHELF.topic(topic).labs, topic


def test_the_words_of_the_labs_are_complete() -> None:
    assert lab_words.check(SHELF) == []


def test_all_labs_together_take_at_most_five_minutes() -> None:
    assert sum(room.load(name).cost for name in room.names()) <= 300


def test_a_variant_that_was_left_out_is_said_to_be_so() -> None:
    words, say = SHELF.lab_words("recall", "en"), Interface(shipped(), "en")
    verdict = room.Verdict("does not hold", {"bias_1": "0/4", "chrono": "4/4", "chrono_steps": "220"})
    told = page.reading(verdict, words, say)
    assert "Bias 1 has solved 0/4" in told and "bias 5 in (not run)" in told and "{" not in told
