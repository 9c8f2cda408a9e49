"""What a command says when it was called wrongly, and the exit codes of all commands."""

from __future__ import annotations

ALL_WELL = 0
FOUND = 1
"""Something was found, failed, or could not be done."""

CALLED_WRONGLY = 2
INTERRUPTED = 130
PIPE_CLOSED = 141


class UsageError(Exception):
    """The command was called wrongly: a path that does not exist, a name that nothing has. `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep what is wrong and what to do about it."""
        super().__init__(message)
        self.message = message
        self.hint = hint
