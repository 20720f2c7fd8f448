"""The lab: experiments that measure a claim and give an honest verdict, without a word of any human language.

- **Claim**: a sentence of an explanation that can be measured. A **lab** measures one; its id is its file's name.
- **Variant**: what is compared: a cell, a placement, an initialisation. **Seed**: which draw of data and weights.
- **Trial**: one variant with one seed; independent of all others, whatever runs beside it. **Result**: what came of it.
- **Point**: where a trial stands on its way, for curves. **Measured**: the numbers that a finished trial ends with.
- **Setting**: what a learner may change. `steps` is one like the others.
- **Verdict**: *holds*, *mixed*, *does not hold* or *not decided*; a pure function of the results.

Every module in `catalog/` is a lab and holds `LAB`: add a lab by adding a file. This door opens without NumPy; it is
imported when a lab is loaded. Time comes in as an argument: `trial.clock` for what is timed, `clock` for the runner.
"""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from tutor.lab.claim import (
    VERDICTS,
    Curve,
    Heatmap,
    HowMuch,
    Lab,
    Measure,
    Measured,
    Point,
    Result,
    Setting,
    Trial,
    Verdict,
    Which,
)
from tutor.lab.judging import by_variant, judged, solved_steps, won
from tutor.lab.settings import SettingError, UnknownLab, limits, resolved

__all__ = [
    "VERDICTS",
    "Curve",
    "Heatmap",
    "HowMuch",
    "Lab",
    "Measure",
    "Measured",
    "Point",
    "Result",
    "Setting",
    "SettingError",
    "Trial",
    "UnknownLab",
    "Verdict",
    "Which",
    "by_variant",
    "judged",
    "limits",
    "load",
    "names",
    "resolved",
    "solved_steps",
    "won",
]

CATALOG = Path(__file__).with_name("catalog")


def names() -> list[str]:
    """The ids of all labs, sorted; none of them is imported."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules([str(CATALOG)]))


def load(name: str) -> Lab:
    """The lab with the id `name`. Raises UnknownLab (a KeyError)."""
    if name not in names():
        raise UnknownLab(name)
    lab: Lab = importlib.import_module(f"tutor.lab.catalog.{name.replace('-', '_')}").LAB
    return lab
