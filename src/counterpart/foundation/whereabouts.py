"""What may be said of an error: its kind and its place in the program, never its message, which may quote a value."""

from __future__ import annotations

import traceback
from pathlib import PurePath

from counterpart.core.errors import CounterpartError

LONGEST = 200


def kind_of(error: BaseException) -> str:
    """Return the kind of an error: `ValueError`, or the code of one of ours: `Refused not_today`."""
    name = type(error).__name__
    return f"{name} {error.code}" if isinstance(error, CounterpartError) else name


def whereabouts(error: BaseException) -> str:
    """Return kind and place: `ValueError at exchanges/handlers.py:31`. The place is the last one in Counterpart."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "counterpart" in PurePath(frame.filename).parts[:-1]]
    if not (ours or frames):
        return kind_of(error)[:LONGEST]
    frame = (ours or list(frames))[-1]
    file = "/".join(PurePath(frame.filename).parts[-2:])
    return f"{kind_of(error)} at {file}:{frame.lineno}"[:LONGEST]
