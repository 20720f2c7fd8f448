"""Playing: everything in which the learner answers: the quiz, a prediction, an explanation in their own words.

`session.py` asks one question after the other; `planning.py` and `candidates.py` say which; `reading.py` reads keys,
lines or a pipe (`picking.py` is what each key changes, `ticking.py` a list to tick, `editing.py` a text to write);
`replying.py` turns what was typed into hints, commands and verdicts; `keeping.py` writes each answer into the log
before its feedback appears; `unfinished.py` remembers a session that was interrupted.
"""
