"""How long a search among a hundred thousand entries of a repository takes.

`.venv/bin/python -m benchmarks.registers` lays the entries into a database of its own and searches them in every way
that the page offers. Ends with 1 when the target is missed. A part of `make bench`; with `--write` the lines go into
benchmarks/README.md.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks.apart import measured_apart


def main(options: Sequence[str]) -> int:
    """Measure in a process that has a data folder of its own; return its exit code."""
    return measured_apart("benchmarks.finding_entries", options)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
