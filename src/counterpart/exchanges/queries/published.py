"""What of a published exchange its readers may see: for the worker, which keeps repositories by it.

Only procedures with `lookups` keep entries. Who reads them are the parties of the procedure that are many and that a
role of a lookup may play; without such a party, only what is public is read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from counterpart.core.definitions.forms import PlacedField, placed_fields
from counterpart.core.errors import NotFound
from counterpart.core.visibility import Viewer, visible_values
from counterpart.core.visibility.seeing import FILES
from counterpart.core.workflow import Rulebook
from counterpart.core.writing import SUBJECT
from counterpart.exchanges.storage.desks import NOBODY_THERE, lay
from counterpart.exchanges.storage.finding import in_clear
from counterpart.exchanges.storage.held import Held
from counterpart.exchanges.storage.layout import part_of
from counterpart.exchanges.storage.loading import load
from counterpart.exchanges.storage.needs import Needs
from counterpart.exchanges.storage.setting import NO_SETTING
from counterpart.foundation.vault import KeyClass
from counterpart.modules.pins import Pinned

ALL_OF_IT = Needs(whole=frozenset({SUBJECT}))


@dataclass(frozen=True, slots=True)
class Published:
    """An exchange as its readers see it now.

    `clear` and `closed` are the values of its subject: those in fields that are nobody's personal data and
    searched or public, and the others, but for what is sensitive and for files.
    `asked` are all values, for tokens by which lookups find it; nobody is shown them.
    """

    ref: UUID
    number: str
    pin: Pinned
    state: str
    entered_at: dt.datetime
    created_at: dt.datetime
    keeper_id: int
    member: str
    clear: Mapping[str, Any] = field(default_factory=dict)
    closed: Mapping[str, Any] = field(default_factory=dict)
    asked: Mapping[str, Any] = field(default_factory=dict)


def published_of(stream: UUID, now: dt.datetime) -> Published | None:
    """Return what readers see of an exchange, which stays locked; None where its data are blocked, erased or gone.

    For the worker, in its open transaction: who may be told of it, decides the repository.
    """
    try:
        file = load(stream)
    except NotFound:
        return None
    held = file.one
    if held.erased_at is not None or KeyClass.PERSONAL in held.blocked_by(now) | held.erased_by(now):
        return None
    desk = lay(file, {held.key: ALL_OF_IT}, NO_SETTING, NOBODY_THERE, now).desk
    subject = desk.shown(held.key)
    rules, state = held.layout.rules, held.situation.state
    read = _read_by(rules, state, subject)
    clear = clear_fields(rules)
    keeper = _keeper(held, rules)
    return Published(
        ref=stream,
        number=held.cover.number,
        pin=held.layout.pin,
        state=state,
        entered_at=held.situation.main.entered_at,
        created_at=held.cover.created_at,
        keeper_id=keeper[0],
        member=keeper[1],
        clear=part_of(read, clear),
        closed=part_of(read, _closed_fields(rules)),
        asked=subject,
    )


def reader_parties(rules: Rulebook) -> frozenset[str]:
    """Return the parties that read published entries of a procedure: many, of a role that a lookup is for."""
    roles = {role for lookup in rules.procedure.lookups.values() for role in lookup.by}
    return frozenset(
        name
        for name, party in rules.parties.items()
        if party.many and name != rules.starter and roles & set(party.role)
    )


def clear_fields(rules: Rulebook) -> frozenset[str]:
    """Return the fields of the subject that lie in clear: nobody's, and searched, public or counted."""
    return frozenset(one.name for one in _fields(rules) if in_clear(rules.module, rules.name, one))


def public_fields(rules: Rulebook) -> frozenset[str]:
    """Return the fields of the subject that everybody may read once an entry is public."""
    return frozenset(one.name for one in _fields(rules) if one.field.public and one.field.personal == "no")


def _closed_fields(rules: Rulebook) -> frozenset[str]:
    """Return the fields that readers see and that lie sealed: nothing sensitive, and no files."""
    clear = clear_fields(rules)
    return frozenset(
        one.name
        for one in _fields(rules)
        if one.name not in clear and not one.field.fields
        and one.field.personal != "sensitive" and one.field.type not in FILES
    )  # fmt: skip


def _fields(rules: Rulebook) -> list[PlacedField]:
    return placed_fields(rules.module.forms[str(rules.procedure.subject)]) if rules.procedure.subject else []


def _read_by(rules: Rulebook, state: str, subject: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the values that the readers of the procedure see in a state."""
    parties = reader_parties(rules)
    if not parties:
        return part_of(subject, public_fields(rules))
    form = str(rules.procedure.subject)
    return visible_values(rules.module, rules.procedure, form, Viewer(parties, state), subject)


def _keeper(held: Held, rules: Rulebook) -> tuple[int, str]:
    """Return the authority that keeps the entry, with its member: that of the party that began it."""
    for seat in held.seats:
        if seat.party == rules.starter:
            return seat.authority_id or 0, seat.seat.player.member
    return 0, ""
