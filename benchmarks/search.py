"""How long the page of a search takes: 13,000 authorities, a web server, one client that asks again when answered.

`.venv/bin/python -m benchmarks.search` lays the demonstration network in a database of its own, grown to its full size,
signs somebody in and looks for authorities as people do (`searches.py`), each of the 26 languages of names as often as
the others. Beside it a page without a search is measured: the ratio says the same on another machine. Ends with 1 when
the target is missed. A part of `make bench`; with `--write` the line goes into benchmarks/README.md.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks.apart import measured_apart


def main(options: Sequence[str]) -> int:
    """Measure in a process that has a data folder of its own; return its exit code."""
    return measured_apart("benchmarks.searching", options)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
