"""Damaged and malicious content, answers, inputs and logs: nothing may end in a traceback, hang or eat the memory.

`python -m tests.fuzz` is the long form, 20,000 cases a target, and prints its counts; `test_fuzz.py` is the short one.
Words: a *target* takes one mutated case and raises only what a command turns into a sentence; a *finding* is anything
else. What was found became a fixture in `found/`, named by its fault.
"""
