"""Settings of the tests: those of operation, with a data folder that goes away with the process."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # where there is one, servers of tests lie in memory: 900 files each, made and removed
PLACE = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
FOLDER = Path(tempfile.mkdtemp(prefix="counterpart-", dir=PLACE))
FOLDER.chmod(0o711)  # a server that root starts runs as another user, who must reach it
_MADE_BY = os.getpid()


def _remove() -> None:
    if os.getpid() == _MADE_BY:
        shutil.rmtree(FOLDER, ignore_errors=True)


atexit.register(_remove)
for _name in [name for name in os.environ if name.startswith(("COUNTERPART_", "DATABASE_"))]:
    if _name != "COUNTERPART_TEST_DATABASE":
        del os.environ[_name]
os.environ["COUNTERPART_PLAIN_HTTP"] = "1"
os.environ["COUNTERPART_DATA"] = str(FOLDER / "data")
if os.environ.get("COUNTERPART_TEST_DATABASE", "embedded") == "url":
    _server = f"counterpart?host={FOLDER / 'server'}&port=5432"
    os.environ["DATABASE_URL"] = f"postgresql://counterpart_app:a-password-of-tests@/{_server}"
    os.environ["DATABASE_OWNER_URL"] = f"postgresql://counterpart_owner:another-of-tests@/{_server}"

from counterpart.settings import *  # noqa: E402, F403  the environment had to be made first
