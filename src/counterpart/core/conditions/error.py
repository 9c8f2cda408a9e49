"""The one error of this room: a condition that cannot be understood, with the column inside it."""

from __future__ import annotations

from counterpart.core.errors import CounterpartError


class ConditionError(CounterpartError):
    """A condition is misspelt or compares what cannot be compared.

    `column` counts from 1 inside the condition, `message` says in plain words what is wrong, `hint` what to write
    instead (or is empty). All three are written for the author of a module, in English like every finding.
    """

    def __init__(self, column: int, message: str, hint: str = "") -> None:
        """Keep the place, the message and the hint."""
        self.column = column
        self.message = message
        self.hint = hint
        super().__init__("condition_invalid", column=column, message=message, hint=hint)

    @property
    def sentence(self) -> str:
        """Return message and hint as one line, as a finding prints them."""
        return f"{self.message}; {self.hint}" if self.hint else self.message
