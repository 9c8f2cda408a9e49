"""How long the page of a search takes: 13,000 authorities, a web server, one client that asks again when answered.

`.venv/bin/python -m benchmarks.search` lays the demonstration network in a database of its own, grown to its full size,
signs somebody in and looks for authorities as people do (`searches.py`). Beside it a page without a search is measured:
the ratio says the same on another machine. Ends with 1 when the target is missed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ON_DISK = Path("/var/tmp")  # where memory is taken for a disk, nothing is measured


def main() -> int:
    """Measure in a process that has a data folder of its own; return its exit code."""
    on = str(ON_DISK) if os.access(ON_DISK, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="counterpart-search-", dir=on))
    folder.chmod(0o711)  # a server that root starts runs as another user, who must reach it
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("COUNTERPART_", "DATABASE_"))}
    environment |= {"COUNTERPART_DATA": str(folder), "COUNTERPART_PLAIN_HTTP": "1"}
    try:
        return subprocess.run([sys.executable, "-m", "benchmarks.searching"], env=environment, check=False).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
