"""The command line: one file a command, which parses, makes one call and prints one screen.

`edge.py` is where every error ends; `options.py` holds what all commands share; `look.py` prints. Modules that
compute or keep are imported inside a command, so that each command starts with what it needs and nothing else.
"""


def main() -> None:
    """Run `tutor` with the arguments of the process and exit."""
    import gc
    import os

    gc.set_threshold(50_000)  # a start makes much and frees nothing: collecting meanwhile costs it 7 %
    os.environ.setdefault(
        "OPENBLAS_NUM_THREADS", "1"
    )  # a demo's arrays are small; starting BLAS threads is half of NumPy's start

    from tutor.cli.edge import run

    run()
