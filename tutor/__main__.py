"""`python -m tutor` is the same as `tutor`."""

from tutor.cli import main

if __name__ == "__main__":  # a lab's worker that is spawned imports this file under another name
    main()
