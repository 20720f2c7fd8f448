"""`tutor` with another clock: `python -m tests.keeping.clock 2026-03-01T12:00:00+00:00 quiz rnn …`."""

from __future__ import annotations

import sys
from datetime import datetime

from tutor.cli import main, standing

moment = datetime.fromisoformat(sys.argv.pop(1)).astimezone(standing.UTC)
standing.now = lambda: moment
main()
