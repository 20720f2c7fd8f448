"""Measuring: what `tutor lab` does between the command and the screen.

`interrupts` turns Ctrl-C into a wish that the run grants at its next tick, so that nothing is left half done;
`watch` shows a run while it runs; `session` runs one lab; `guess` asks for a prediction first; `whole` runs all and
writes reports.
"""
