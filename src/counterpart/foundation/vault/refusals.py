"""What the vault says when it does not open something."""

from __future__ import annotations

from counterpart.core.errors import Conflict, CounterpartError, NotFound


class KeyGone(NotFound):
    """There is no key: the data were erased, or never written. Nothing brings them back."""


class Damaged(CounterpartError):
    """What was stored does not verify: changed, cut, or moved here. It is never shown as if it were right."""


class MasterRetired(Conflict):
    """The master of this process is not the current one any more, or not registered: load the masters anew."""
