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
    """Call `module:function` with words in a process of its own; return its exit code, KILLED when it was killed."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "counterpart.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    called = subprocess.run([sys.executable, "-c", CALL, act, *words], env=environment, check=False, cwd=ROOT)
    return called.returncode


def die() -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)
