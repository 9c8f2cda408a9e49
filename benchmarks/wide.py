"""An alert to every member of the network that is passed on to 13,000 authorities: its steps, its mails and its pages.

`.venv/bin/python -m benchmarks.wide` lays the authorities in a database of its own, tells the alert by the real
actions, lets the worker tell everybody of it, and asks for the pages as a web server does. Targets: a list shows it in
less than 2 seconds, its page takes whoever warned at most 6 ms of CPU of Python, there are at most four rows for each
who received it. A part of `make bench`; with `--write` the table goes into the README. What can be counted is a test
without a clock (`tests/exchanges/test_wide_alert.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks.apart import measured_apart


def main(options: Sequence[str]) -> int:
    """Measure in a process that has a data folder of its own; return its exit code."""
    return measured_apart("benchmarks.widening", options)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
