"""What all verdicts share: results by variant, how many were solved and when, who won, and what nobody can decide."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.lab.claim import Lab, Result, Settings, Verdict


def judged(lab: Lab, results: Sequence[Result], settings: Settings, seeds: int) -> Verdict:
    """The lab's verdict if every trial came to its end, else *not decided*, whatever the finished ones suggest."""
    wanted = len(lab.variants(settings)) * seeds
    finished = [result for result in results if result.measured is not None]
    if len(finished) < wanted:
        return Verdict("not decided", {"finished": len(finished), "wanted": wanted}, "stopped")
    return lab.verdict(finished, settings)


def by_variant(results: Sequence[Result]) -> dict[str, list[Result]]:
    """Finished trials of each variant, in the order in which variants first occur."""
    grouped: dict[str, list[Result]] = {}
    for result in results:
        if result.measured is not None:
            grouped.setdefault(result.variant, []).append(result)
    return grouped


def solved_steps(results: Sequence[Result]) -> list[int]:
    """After how many steps each of those was solved that were: the measure `solved_at`, ascending."""
    at = (result.measured["solved_at"] for result in results if result.measured is not None)
    return sorted(step for step in at if step is not None)


def share(results: Sequence[Result]) -> float:
    """Which part of these finished trials was solved."""
    return len(solved_steps(results)) / len(results)


def told(results: Sequence[Result]) -> str:
    """`4/4`."""
    return f"{len(solved_steps(results))}/{len(results)}"


def won(results: Sequence[Result], settings: Settings) -> list[str]:
    """Who solved most; among those, who needed the fewest steps (the median); several where that is equal."""
    ranks = {}
    for variant, own in by_variant(results).items():
        steps = solved_steps(own)
        ranks[variant] = (-len(steps) / len(own), steps[len(steps) // 2] if steps else 0)
    best = min(ranks.values(), default=None)
    return [variant for variant, rank in ranks.items() if rank == best]
