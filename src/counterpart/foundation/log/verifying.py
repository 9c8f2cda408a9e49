"""What is wrong with one stream, by name.

Each entry tells by its hash under which number it was written, wherever it stands now. From that follow the breaches:
an entry that fits no number was changed; a number that no entry was written under was deleted; of two under one
number the one that the chain does not lead through was inserted; entries that stand in another order were moved.
Whoever rewrites a stream to its end and changes the head too is not found here but by the anchors (`evidence.py`).
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from counterpart.core.errors import Invalid
from counterpart.foundation.log.breaches import Breach, BreachKind
from counterpart.foundation.log.entries import Entry, Head, beginning_of, hash_of

MOST_SEARCHES = 20
"""For so many entries every number is tried; after that only their own and the shift of the one before."""


class _Found(NamedTuple):
    """A row, the how-manieth it is, and the number that its entry was written under; None when its hash fits none."""

    place: int
    entry: Entry
    written: int | None


def verify_stream(stream: UUID, entries: Iterable[Entry], head: Head) -> tuple[Breach, ...]:
    """Return what is wrong with a stream, first by number: nothing, when it is as it was written.

    `entries` are all rows of the stream, `head` is the one on the exchange. Needs memory for one stream.
    """
    found = _numbered(stream, sorted(entries, key=lambda entry: entry.n), head)
    breaches = [Breach(BreachKind.CHANGED, one.entry.n, stream) for one in found if one.written is None]
    breaches += _walk(stream, found, head)
    breaches += _moved(stream, found, explained=bool(breaches))
    return tuple(sorted(set(breaches), key=lambda breach: (breach.n, breach.kind.value)))


def _numbered(stream: UUID, entries: Sequence[Entry], head: Head) -> list[_Found]:
    top = max(head.n, len(entries), *(entry.n for entry in entries)) if entries else head.n
    top = min(top, head.n + len(entries))  # a number from nowhere must not make the search long
    shift, searches, found = 0, 0, []
    for place, entry in enumerate(entries):
        written = next((n for n in (entry.n, entry.n + shift) if _fits(stream, entry, n)), None)
        if written is None and searches < MOST_SEARCHES:
            searches += 1
            written = next((n for n in range(1, top + 1) if _fits(stream, entry, n)), None)
        shift = written - entry.n if written is not None else shift
        found.append(_Found(place, entry, written))
    return found


def _fits(stream: UUID, entry: Entry, n: int) -> bool:
    """Return whether the entry has the hash that it would have had under number n; an unreadable one has none."""
    try:
        computed = hash_of(entry, stream=stream, n=n, format=entry.format, prev=entry.prev)
    except Invalid:
        return False
    return hmac.compare_digest(entry.hash, computed)


def _walk(stream: UUID, found: Sequence[_Found], head: Head) -> Iterator[Breach]:
    """Go through the numbers as they were written, up to the head, and tell what is missing, too much or unlinked."""
    by_number: dict[int, list[_Found]] = {}
    for one in found:
        by_number.setdefault(one.entry.n if one.written is None else one.written, []).append(one)
    last = max((n for n in by_number if n <= head.n), default=0)
    before: bytes | None = beginning_of(stream).hash
    for n in range(1, last + 1):
        named = {head.hash} if n == head.n else {after.entry.prev for after in by_number.get(n + 1, ())}
        here = by_number.get(n, [])
        chosen = _chosen(here, before, named)
        if chosen is None:
            yield Breach(BreachKind.DELETED, n, stream)
            before = None
            continue
        for other in here:
            if other.place != chosen.place and other.written is not None:
                yield Breach(BreachKind.INSERTED, other.entry.n, stream)
        if before is not None and chosen.entry.prev != before and chosen.written is not None:
            yield Breach(BreachKind.REPLACED, max(n - 1, 1), stream)
        before = chosen.entry.hash if chosen.written is not None else None
    if last < head.n:
        yield Breach(BreachKind.CUT, last + 1, stream, head.n)
    elif before is not None and not hmac.compare_digest(before, head.hash):
        yield Breach(BreachKind.HEAD_DIFFERS, head.n, stream)
    outside = [n for n in by_number if not 1 <= n <= head.n]
    yield from (Breach(BreachKind.INSERTED, one.entry.n, stream) for n in outside for one in by_number[n])


def _chosen(here: Sequence[_Found], before: bytes | None, named: set[bytes]) -> _Found | None:
    """Return which of the entries of one number the chain leads through: best if both neighbours say so."""

    def standing(one: _Found) -> tuple[bool, int, bool]:
        after = one.entry.hash in named
        return one.written is not None, after + (one.entry.prev == before), after

    return max(here, key=standing, default=None)


def _moved(stream: UUID, found: Sequence[_Found], *, explained: bool) -> Iterator[Breach]:
    """Tell which entries stand in another order than they were written in.

    Those behind a deleted or an inserted one may have been renumbered: that is explained already, and not told of each.
    """
    known = [one for one in found if one.written is not None]
    highest = 0
    lowest_after = [0] * len(known)
    lowest = 1 << 62
    for place in reversed(range(len(known))):
        lowest_after[place] = lowest
        lowest = min(lowest, known[place].written or 0)
    for place, (_, entry, written) in enumerate(known):
        if written is None:
            continue
        turned = written < highest or written > lowest_after[place]
        if written != entry.n and (turned or not explained):
            yield Breach(BreachKind.MOVED, entry.n, stream, written)
        highest = max(highest, written)
