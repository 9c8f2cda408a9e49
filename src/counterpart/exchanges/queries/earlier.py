"""What an exchange was about before it was changed: the versions that others have seen, as far as the reader sees them.

A step of a procedure with the effect `snapshot` makes a version. Content is ended and never written over, so that the
entry of the log that names the step says what stood there then; nothing is kept twice.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from counterpart.core.writing import SUBJECT, Values
from counterpart.exchanges.queries.views import ExchangePage
from counterpart.exchanges.storage.layout import layout_of, together
from counterpart.exchanges.storage.pieces import Kind, PieceKey, opened_with, sealed_place
from counterpart.foundation.access import ByRight, What, telling_of_it, told_of_reading
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows
from counterpart.foundation.vault import KeyClass
from counterpart.foundation.vault.at_hand import keyring

CLASSES = {int(one): one for one in KeyClass}
STEPS = """
select l.n, l.at, l.authority_ref, l.action from exchanges_exchange e join foundation_log_entry l on l.stream = e.ref
where e.ref = %s and e.erased_at is null and l.action = any(%s::text[])
  and exists(select 1 from exchanges_access a where a.exchange_id = e.id and a.authority_id = %s)
order by l.n
"""
PIECES = telling_of_it("""
select c.slot, c.version, c.key_class, c.written_n, c.ended_n, c.sealed from exchanges_content c
join exchanges_exchange e on e.id = c.exchange_id
where e.ref = %s and c.kind = %s and c.slot = any(%s::text[]) and not c.key_class = any(%s::smallint[])
order by c.written_n
""")
LAST = (1 << 31) - 1
"""A number after every entry."""


@dataclass(frozen=True, slots=True)
class Version:
    """What stood there from a step until the one after it: who did the step, and when.

    `changed` are the fields of the form that read otherwise in the version after it.
    """

    at: dt.datetime
    authority_ref: UUID | None
    action: str
    values: Values
    changed: frozenset[str]


def makes_versions(page: ExchangePage) -> bool:
    """Say whether what an exchange is about may have been changed since others saw it: no statement."""
    if page.content is None or page.private or not _snapshots(page):
        return False
    slots = {one.name for one in layout_of(page.pin).slots.get(SUBJECT, ())}
    return any(version > 1 for slot, version in page.content.versions.items() if slot in slots)


def earlier_versions(actor: Actor, page: ExchangePage, now: dt.datetime) -> tuple[Version, ...]:
    """Return the versions before the present one, the newest first, and note that they were read.

    `page` is the exchange as the actor sees it now: of what they do not see there, they see nothing here.
    """
    if page.content is None or actor.authority_id is None:
        return ()
    layout = layout_of(page.pin)
    seen = [one for one in layout.slots.get(SUBJECT, ()) if one.fields <= page.content.subject_fields]
    shut = [int(one) for one in page.shut]
    classes = {one.key_class for one in seen} - page.shut
    told = told_of_reading(actor, None, page.ref, What.EXCHANGE, classes, ByRight.PARTY, now)
    with as_actor([actor.authority_id]):
        steps = rows(STEPS, [page.ref, list(_snapshots(page)), actor.authority_id])
        if len(steps) < 2:
            return ()
        found = rows(PIECES, [*told, page.ref, int(Kind.SUBJECT), [one.name for one in seen], shut])
    return tuple(reversed([*_versions(page.ref, steps, found, now)]))


def _snapshots(page: ExchangePage) -> frozenset[str]:
    """Return the steps of a procedure that make a version of what it is about."""
    actions = page.pin.rules.main.actions.values()
    return frozenset(one.name for one in actions if any(each.effect.snapshot for each in (*one.first, *one.then)))


def _versions(ref: UUID, steps: Sequence[Any], found: Sequence[Any], now: dt.datetime) -> Iterator[Version]:
    opened = _opened(ref, found, now)
    standing = [_at(opened, n) for n, *_ in steps]
    for number, (_, at, authority, action) in enumerate(steps[:-1]):
        here, after = standing[number], standing[number + 1]
        changed = frozenset(name for name in here.keys() | after.keys() if here.get(name) != after.get(name))
        if changed:
            yield Version(at.astimezone(dt.UTC), authority, action, here, changed)


def _at(opened: Mapping[tuple[int, int], list[Values]], n: int) -> Values:
    """Return what stood there after the entry of a number."""
    return together(one for (first, last), values in opened.items() if first <= n < last for one in values)


def _opened(ref: UUID, found: Sequence[Any], now: dt.datetime) -> Mapping[tuple[int, int], list[Values]]:
    """Return what was in the pieces, by the entries from which and before which they stood there."""
    places = [
        sealed_place(ref, PieceKey(Kind.SUBJECT, "", slot), version, CLASSES[key_class])
        for slot, version, key_class, *_ in found
    ]
    keys = keyring().open({one.key_name for one in places}, now)
    values: defaultdict[tuple[int, int], list[Values]] = defaultdict(list)
    for place, (_, _, _, written, ended, sealed_value) in zip(places, found, strict=True):
        if place.key_name in keys:
            values[written, ended or LAST].append(opened_with(keys[place.key_name], place, bytes(sealed_value)))
    return values
