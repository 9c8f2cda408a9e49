"""One published entry, for somebody whose role may read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from counterpart.core.errors import NotFound
from counterpart.directory.queries.players import AS_JSON, Participant, participants_in
from counterpart.exchanges.storage.layout import together
from counterpart.foundation.access import ByRight, What, record_reading
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row
from counterpart.foundation.vault import KeyClass, open_value
from counterpart.foundation.vault.at_hand import keyring
from counterpart.modules.pins import Pinned, pinned
from counterpart.repositories.keeping import sealed_place
from counterpart.repositories.linking import BROKEN_AFTER
from counterpart.repositories.permissions import Repository, must_be_open

ONE = f"""
select e.exchange_ref, e.procedure_id, e.number, e.state, e.member, e.shown, e.sealed, e.language, e.public,
  e.published_at, e.changed_at, e.confirmed_at, e.keeper_id, {AS_JSON},
  array(select l.url from repositories_link l where l.exchange_ref = e.exchange_ref and l.fails >= {BROKEN_AFTER})
from repositories_entry e left join directory_authority a on a.id = e.keeper_id
where e.module = %s and e.procedure = %s and e.number = %s and e.participants and e.state = any(%s::text[])
"""  # noqa: S608  text of ours


@dataclass(frozen=True, slots=True)
class EntryPage:
    """An entry as its reader sees it: values by field, nested as forms are filled in; `broken` links do not answer."""

    ref: UUID
    pin: Pinned
    number: str
    state: str
    member: str
    values: Mapping[str, Any]
    language: str
    public: bool
    published_at: dt.datetime
    changed_at: dt.datetime | None
    confirmed_at: dt.datetime | None
    keeper: Participant | None
    own: bool
    broken: tuple[str, ...] = ()


def entry_page(
    actor: Actor, repository: Repository, number: str, now: dt.datetime, asked_id: UUID | None = None
) -> EntryPage:
    """Return one entry: one statement; one for the key, and one for the access log, where something of it is sealed.

    Raises NotFound `entry_unknown`, also for one that is not published to this reader; Refused as `search`.
    """
    must_be_open(repository)
    pin = repository.pin
    with as_actor([actor.authority_id or 0]):
        found = row(ONE, [pin.module, pin.procedure, number, list(repository.states)])
        if found is None:
            raise NotFound("entry_unknown")
        ref, procedure_id, _, state, member, shown, sealed, language, public, *rest = found
        published_at, changed_at, confirmed_at, keeper_id, keeper, broken = rest
        values = orjson.loads(shown)
        if sealed is not None:
            record_reading(actor, asked_id, ref, What.ENTRY, [KeyClass.PERSONAL], ByRight.CIRCLE, now)
            values = together([values, opened_entry(ref, bytes(sealed), now)])
    keepers = participants_in([orjson.loads(keeper)]) if keeper_id else {}
    return EntryPage(
        ref=ref,
        pin=pinned(procedure_id),
        number=number,
        state=state,
        member=member,
        values=values,
        language=language,
        public=public,
        published_at=published_at,
        changed_at=changed_at,
        confirmed_at=confirmed_at,
        keeper=keepers.get(keeper_id),
        own=keeper_id == actor.authority_id,
        broken=tuple(broken),
    )


def opened_entry(ref: UUID, sealed: bytes, now: dt.datetime) -> Mapping[str, Any]:
    """Return what was sealed; nothing of it once its key was destroyed."""
    place = sealed_place(ref)
    key = keyring().open([place.key_name], now).get(place.key_name)
    opened: dict[str, Any] = orjson.loads(open_value(key, place, sealed)) if key is not None else {}
    return opened
