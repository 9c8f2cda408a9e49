"""The errors that rooms raise and doors translate.

Rooms never speak HTTP and never speak a human language: an error carries a stable code and parameters, and the
door renders it in the reader's language. Parameters never hold personal data.
"""

from __future__ import annotations


class CounterpartError(Exception):
    """Something a person or a system asked for cannot be done; says why by `code` and `parameters`.

    `code` is stable and addresses a translated text; `parameters` fill its placeholders.
    """

    def __init__(self, code: str, **parameters: object) -> None:
        """Keep the code and the parameters; the plain message is for logs and tests only."""
        self.code = code
        self.parameters = parameters
        details = ", ".join(f"{name}={value}" for name, value in sorted(parameters.items()))
        super().__init__(f"{code}({details})" if details else code)


class Refused(CounterpartError):
    """Not you: the actor has access, but not this right, or a condition that the actor can mend is not met."""


class OutOfTurn(CounterpartError):
    """Not now: the action exists, but not from the state that the exchange is in."""


class NotFound(CounterpartError):
    """There is no such thing; also said when it exists, but not for this actor."""


class Invalid(CounterpartError):
    """A value cannot be accepted; `field` names where."""

    def __init__(self, code: str, *, field: str, **parameters: object) -> None:
        """Keep the address of the field beside the code."""
        self.field = field
        super().__init__(code, field=field, **parameters)


class Conflict(CounterpartError):
    """Somebody else was faster, or the same request id came with another content."""
