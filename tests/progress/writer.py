"""A program that appends answers to the log of a home and says so: `writer.py HOME COUNT [BYTES]`.

After each commit it prints the answer's id. BYTES limits the size of its files, as a full disk would, from then on; a
LogError is printed as `error KIND`.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from tutor.progress import Event, Log, LogError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def main(home: str, count: str, limit: str = "") -> None:
    try:
        with Log.open(Path(home), NOW) as log:
            if limit:
                import resource

                resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
            for number in range(int(count)):
                event = Event(question=f"rnn/{number % 7}", time=NOW, right=True, credit=1.0, answer="x" * 300)
                log.append(event)
                print(event.id, flush=True)
    except LogError as error:
        print("error", error.kind, flush=True)


main(*sys.argv[1:])
