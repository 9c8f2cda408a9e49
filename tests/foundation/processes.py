"""Another process of the same installation, to be killed: the same data folder and database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CALL = """
import importlib, sys
import django
django.setup()
room, _, act = sys.argv[1].partition(":")
getattr(importlib.import_module(room), act)(*sys.argv[2:])
"""
KILLED = -signal.SIGKILL


def in_process(act: str, *words: str) -> int:
    """Call `module:function` with words in a process of its own; return 0, or KILLED when it was killed.

    Raises AssertionError with what it said when it ended otherwise.
    """
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "counterpart.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    command = [sys.executable, "-c", CALL, act, *words]
    called = subprocess.run(command, env=environment, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT)
    assert called.returncode in (0, KILLED), f"{act} ended with {called.returncode}:\n{called.stderr[-5_000:]}"
    return called.returncode


def die() -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)
