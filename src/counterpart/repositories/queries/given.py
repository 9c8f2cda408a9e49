"""What a lookup gives of the entries that were hit, and nothing else of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from counterpart.core.definitions.lookups import Lookup
from counterpart.directory.queries.players import AS_JSON, Participant, participants_in
from counterpart.foundation.access import ByRight, What, record_reading
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows
from counterpart.foundation.vault import KeyClass
from counterpart.repositories.permissions import Repository
from counterpart.repositories.queries.reading import opened_entry
from counterpart.repositories.search.indexing import values_at

HIT = f"""
select e.exchange_ref, e.number, e.state, e.member, e.shown, e.sealed, e.keeper_id, {AS_JSON}
from repositories_entry e left join directory_authority a on a.id = e.keeper_id
where e.module = %s and e.procedure = %s and e.participants and e.state = any(%s::text[])
  and e.exchange_ref = any(%s::uuid[]) order by e.id desc
"""  # noqa: S608  text of ours
KEEPER = "keeper"
OF_THE_ENTRY = frozenset({"number", "state"})


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody is told of one hit. `member`, `keeper`, `state` and `number` are empty where they are not given."""

    ref: UUID
    number: str
    state: str
    member: str
    keeper: Participant | None
    values: Mapping[str, tuple[Any, ...]]


def given_of(
    actor: Actor,
    repository: Repository,
    lookup: Lookup,
    hits: Sequence[UUID],
    now: dt.datetime,
    asked_id: UUID | None = None,
) -> tuple[Given, ...]:
    """Return what the lookup gives of the entries that `look_up` has returned; the same statement for no hit."""
    pin, authority = repository.pin, actor.authority_id or 0
    with as_actor([authority]):
        found = rows(HIT, [pin.module, pin.procedure, list(lookup.within), list(hits)])
        return tuple(_given(actor, lookup, one, now, asked_id) for one in found)


def _given(actor: Actor, lookup: Lookup, found: Sequence[Any], now: dt.datetime, asked_id: UUID | None) -> Given:
    ref, number, state, member, shown, sealed, keeper_id, keeper = found
    names = [name.removeprefix("subject.") for name in lookup.gives if name not in OF_THE_ENTRY and not _of_party(name)]
    values: dict[str, Any] = orjson.loads(shown)
    told = {name: tuple(values_at(values, name)) for name in names}
    if sealed is not None and not all(told.values()):
        opened = opened_entry(ref, bytes(sealed), now)
        told = {name: said or tuple(values_at(opened, name)) for name, said in told.items()}
        record_reading(actor, asked_id, ref, What.ENTRY, [KeyClass.PERSONAL], ByRight.CIRCLE, now)
    place = any(_of_party(name) for name in lookup.gives)
    keepers = participants_in([orjson.loads(keeper)]) if keeper_id and _follows(lookup) else {}
    return Given(
        ref=ref,
        number=number if "number" in lookup.gives else "",
        state=state if "state" in lookup.gives else "",
        member=member if place or keepers else "",
        keeper=keepers.get(keeper_id),
        values={name: said for name, said in told.items() if said},
    )


def _of_party(name: str) -> bool:
    """Say whether something that is given is the member of the keeper."""
    return name in (f"{KEEPER}.member", f"{KEEPER}.country")


def _follows(lookup: Lookup) -> bool:
    """Say whether the hit leads to an exchange with the keeper: then it is said who that is."""
    return lookup.then is not None and KEEPER in lookup.then.parties.values()
