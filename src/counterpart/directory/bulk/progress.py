"""How far an import has come, for whoever wants to be told; inside an action nobody can be handed down."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Stage(enum.IntEnum):
    """What is being done; the numbers are stored."""

    READING = 1
    CHECKING = 2
    WRITING = 3


Tell = Callable[[Stage, int, int], None]
"""Called with the stage, how many rows are done and of how many (0 while that is not known)."""
_TELL: ContextVar[Tell | None] = ContextVar("import_progress", default=None)


@contextmanager
def told_to(listener: Tell | None) -> Iterator[None]:
    """Have a listener told in a block."""
    token = _TELL.set(listener)
    try:
        yield
    finally:
        _TELL.reset(token)


def tell(stage: Stage, done: int, total: int) -> None:
    """Say how far it has come."""
    listener = _TELL.get()
    if listener is not None:
        listener(stage, done, total)
