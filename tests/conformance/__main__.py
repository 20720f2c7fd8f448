"""`python -m tests.conformance`: the table; exit 1 if anything disagrees. `--markdown` prints it for README.md."""

from __future__ import annotations

import sys

from tests.conformance import Row, nodes, pytorch, runtime


def main() -> int:
    """Print a line a row."""
    rows = [*pytorch.rows(), *runtime.rows(), *nodes.rows()]
    markdown = "--markdown" in sys.argv
    cells = [("operation", "cases", "largest difference", "allowed", "oracle"), *map(_cells, rows)]
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    for number, line in enumerate(cells):
        padded = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
        print(f"| {' | '.join(padded)} |" if markdown else "  ".join(padded).rstrip())
        if markdown and not number:
            print(f"|{'|'.join('-' * (width + 2) for width in widths)}|")
    wrong = [row for row in rows if not row.agrees]
    print(f"\n{sum(row.cases for row in rows)} cases, {len(wrong)} of {len(rows)} rows disagree.")
    return 1 if wrong else 0


def _cells(row: Row) -> tuple[str, str, str, str, str]:
    return row.operation, str(row.cases), f"{row.largest:.1e}", f"{row.tolerance:.0e}", row.oracle


if __name__ == "__main__":
    sys.exit(main())
