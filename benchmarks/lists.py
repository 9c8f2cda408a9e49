"""How long a list of 13,000 authorities takes to be imported, and to be imported again, when nothing changes.

`.venv/bin/python -m benchmarks.lists` writes the demonstration network, grown to its full size, into a list, with a
first person for each authority, and imports it into a database of its own. Ends with 1 when the target is missed. It is
a part of `make bench`; with `--write` the lines go into benchmarks/README.md.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks.apart import measured_apart


def main(options: Sequence[str]) -> int:
    """Measure in a process that has a data folder of its own; return its exit code."""
    return measured_apart("benchmarks.listing", options)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
