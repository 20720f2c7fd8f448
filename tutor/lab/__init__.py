"""The lab: one file an experiment, which measures a claim and gives a verdict.

Words: a *claim* is a sentence of an explanation that can be measured; its *verdict* is holds, mixed, does not hold or
not decided. No experiment stands here yet; topics may name none.
"""


def names() -> list[str]:
    """Return the ids of all labs."""
    return []
