"""Which dates, clocks and tracks a deadline hangs on, so that it is counted again when one of them changes."""

from __future__ import annotations

from counterpart.core.definitions.due import AfterDate, Due, OfClock, OnDate, WithTrack, single_parts


def dates_behind(due: Due | None) -> frozenset[str]:
    """Return the names of the dates behind a deadline (`exchange.agreed_on`)."""
    return frozenset(part.name for part in _parts(due) if isinstance(part, AfterDate | OnDate))


def clocks_behind(due: Due | None) -> frozenset[str]:
    """Return the clocks behind a deadline."""
    return frozenset(part.clock for part in _parts(due) if isinstance(part, OfClock))


def tracks_behind(due: Due | None) -> frozenset[str]:
    """Return the tracks behind a deadline."""
    return frozenset(part.track for part in _parts(due) if isinstance(part, WithTrack))


def _parts(due: Due | None) -> tuple[Due, ...]:
    return single_parts(due) if due is not None else ()
