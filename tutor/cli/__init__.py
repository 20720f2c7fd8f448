"""The command line: one file a command, which parses, makes one call and prints one screen.

`edge.py` is where every error ends; `options.py` holds what all commands share; `look.py` prints. Modules that
compute or keep are imported inside a command, so that each command starts with what it needs and nothing else.
"""


def main() -> None:
    """Run `tutor` with the arguments of the process and exit."""
    from tutor.cli.edge import run

    run()
