"""Checks against Anki itself, each in an environment of its own: the AGPL package `anki` is an oracle, no dependency.

`python -m tests.oracle.fsrs_anki` and `python -m tests.oracle.anki_import`; both need a package index.
"""
