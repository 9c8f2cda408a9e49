"""How much of a processor the pages of a very large exchange take: 300 questions, 200 messages, 100 files.

`.venv/bin/python -m benchmarks.large` lays one in a database of its own, and asks the WSGI application for every page
of it, as a web server does. Target: 40 ms of CPU of Python for each. How many statements a page takes is a test without
a clock (`tests/web/test_large_exchange.py`). A part of `make bench`; with `--write` the table goes into the README.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks.apart import measured_apart


def main(options: Sequence[str]) -> int:
    """Measure in a process that has a data folder of its own; return its exit code."""
    return measured_apart("benchmarks.enlarging", options)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
