"""Measuring in a process with a data folder of its own, on the disk; nothing of it stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ON_DISK = Path("/var/tmp")  # where memory is taken for a disk (/dev/shm, often /tmp), nothing is measured


def measured_apart(module: str, options: Sequence[str] = ()) -> int:
    """Run a module of this folder with an empty data folder, and return its exit code."""
    on = str(ON_DISK) if os.access(ON_DISK, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="counterpart-bench-", dir=on))
    folder.chmod(0o711)  # a server that root starts runs as another user, who must reach it
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("COUNTERPART_", "DATABASE_"))}
    environment |= {"COUNTERPART_DATA": str(folder), "COUNTERPART_PLAIN_HTTP": "1"}
    try:
        return subprocess.run([sys.executable, "-m", module, *options], env=environment, check=False).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)
