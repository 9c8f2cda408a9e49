"""Searches that somebody keeps: sealed, each at a random address that opens for nobody else.

A search for something personal is kept for some days, so that its address tells nothing; a saved one, with a name,
until its owner removes it. Both are somebody's for one authority, and go with their account. As with drafts, keeping a
search is no action: it says nothing in the log.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid4

import orjson

from counterpart.core.errors import Invalid, OutOfTurn
from counterpart.exchanges.search.sought import Sought
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows, run
from counterpart.foundation.vault import KeyClass, Place, open_value, seal_value
from counterpart.foundation.vault.at_hand import keyring

LIFE = dt.timedelta(days=7)
"""After so long a search without a name is removed."""
MOST_KEPT = 20
"""Searches without a name that somebody has at a time."""
MOST_SAVED = 50
LONGEST_NAME = 80

OWN = "user_ref = %(user)s and authority_id = %(authority)s"
KEEP = """
insert into exchanges_search(ref, user_ref, authority_id, saved, at, sealed)
values (%(ref)s, %(user)s, %(authority)s, %(saved)s, %(at)s, %(sealed)s)
"""
THIN_OUT = f"""
delete from exchanges_search where {OWN} and not saved and ref not in (
  select ref from exchanges_search where {OWN} and not saved order by at desc, ref limit %(most)s)
"""  # noqa: S608  text of ours
FIND = f"select ref, user_ref, saved, sealed from exchanges_search where {OWN} and (saved or ref = %(ref)s)"  # noqa: S608
DROP = f"delete from exchanges_search where ref = %(ref)s and {OWN}"  # noqa: S608  text of ours
EXPIRE = "delete from exchanges_search where not saved and at < %s"
FORGET = "delete from exchanges_search where user_ref = any(%s)"


@dataclass(frozen=True, slots=True)
class KeptSearch:
    """A search at its address; without a name it is not saved."""

    ref: UUID
    name: str
    sought: Sought


def keep_search(actor: Actor, sought: Sought, now: dt.datetime) -> UUID:
    """Keep a search for some days and return where. The oldest goes where somebody keeps very many."""
    ref = uuid4()
    sealed = _sealed(actor, ref, "", sought, now)
    with as_actor([_authority(actor)]):
        run(KEEP, _whose(actor) | {"ref": ref, "saved": False, "at": now, "sealed": sealed})
        run(THIN_OUT, _whose(actor) | {"most": MOST_KEPT})
    return ref


def save_search(actor: Actor, name: str, sought: Sought, now: dt.datetime) -> UUID:
    """Keep a search under a name, in the place of one that had it, and return where.

    Raises Invalid on `name` for none or a very long one, OutOfTurn `searches_many` beyond `MOST_SAVED`.
    """
    name = " ".join(name.split())
    if not name:
        raise Invalid("search_nameless", field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid("search_name_long", field="name", most=LONGEST_NAME)
    before = own_searches(actor, now)
    same = [one.ref for one in before if one.name == name]
    if len(before) - len(same) >= MOST_SAVED:
        raise OutOfTurn("searches_many", most=MOST_SAVED)
    ref = uuid4()
    sealed = _sealed(actor, ref, name, sought, now)
    with as_actor([_authority(actor)]):
        for one in same:
            run(DROP, _whose(actor) | {"ref": one})
        run(KEEP, _whose(actor) | {"ref": ref, "saved": True, "at": now, "sealed": sealed})
    return ref


def kept_search(actor: Actor, ref: UUID, now: dt.datetime) -> KeptSearch | None:
    """Return the search at an address; None where there is none, or it is somebody else's."""
    return next((one for one in own_searches(actor, now, ref) if one.ref == ref), None)


def own_searches(actor: Actor, now: dt.datetime, ref: UUID | None = None) -> tuple[KeptSearch, ...]:
    """Return what the actor has saved for their authority, by name, and what is theirs at an address.

    One statement, and one for the key.
    """
    with as_actor([_authority(actor)], read_only=True):
        found = rows(FIND, _whose(actor) | {"ref": ref})
    return tuple(sorted(_opened(found, now), key=lambda one: one.name.casefold()))


def remove_search(actor: Actor, ref: UUID) -> bool:
    """Remove a search of the actor; return whether there was one."""
    with as_actor([_authority(actor)]):
        return run(DROP, _whose(actor) | {"ref": ref}) > 0


def expire_searches(now: dt.datetime) -> int:
    """Remove the searches without a name that are old; return how many. The worker does it once a day."""
    with as_actor([]):
        return run(EXPIRE, [now - LIFE])


def forget_searches(users: list[UUID]) -> int:
    """Remove the searches of people, in the open transaction: their keys are about to be destroyed."""
    return run(FORGET, [users])


def _authority(actor: Actor) -> int:
    if actor.authority_id is None or actor.ref is None:
        raise Invalid("actor_without_authority", field="actor")
    return actor.authority_id


def _whose(actor: Actor) -> dict[str, Any]:
    return {"user": actor.ref, "authority": actor.authority_id}


def _place(user: UUID, ref: UUID) -> Place:
    return Place(user, "exchanges_search", str(ref), KeyClass.DRAFTS)


def _sealed(actor: Actor, ref: UUID, name: str, sought: Sought, now: dt.datetime) -> bytes:
    """Return a search sealed for its owner; the key of their drafts is made where they have none."""
    _authority(actor)
    assert actor.ref is not None  # noqa: S101  as `_authority` has seen
    place = _place(actor.ref, ref)
    if place.key_name not in keyring().open([place.key_name], now):
        keyring().create([place.key_name], now)
    said = orjson.dumps({"name": name, "sought": asdict(sought)})
    return seal_value(keyring().open_one(place.key_name, now), place, said)


def _opened(found: list[tuple[Any, ...]], now: dt.datetime) -> list[KeptSearch]:
    """Return what is in searches; those whose key was destroyed are gone."""
    places = {ref: _place(user, ref) for ref, user, *_ in found}
    keys = keyring().open({place.key_name for place in places.values()}, now) if places else {}
    opened = []
    for ref, _, _, sealed in found:
        key = keys.get(places[ref].key_name)
        if key is not None:
            said = orjson.loads(open_value(key, places[ref], bytes(sealed)))
            opened.append(KeptSearch(ref, said["name"], _sought(said["sought"])))
    return opened


def _sought(said: Mapping[str, Any]) -> Sought:
    days = {name: dt.date.fromisoformat(said[name]) if said[name] else None for name in ("since", "until")}
    return Sought(**{**said, **days})
