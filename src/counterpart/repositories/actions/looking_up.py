"""Lookups: somebody asks whether a repository holds something, and learns hit or no hit, and what the lookup gives.

No hit, and a hit that is not for this reader, are the same: the same statements, the same answer, the same entry of the
log. What was asked for is written nowhere; that somebody asked, why, and whether there was a hit, is said in the log of
their authority. The limit counts the lookups of the whole authority, under a lock that all processes share.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from counterpart.core.definitions.lookups import Lookup
from counterpart.core.errors import NotFound
from counterpart.core.lookups import must_be_asked_rightly
from counterpart.foundation.actions import action
from counterpart.foundation.advisory import key_of
from counterpart.foundation.database.statements import row, rows, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind
from counterpart.repositories.events import EntryLookedUp
from counterpart.repositories.permissions import Repository, repository_of
from counterpart.repositories.search.asking import condition_of

MOST_HITS = 20
"""Of so many hits is told what the lookup gives; who gets more has asked for too little."""

WAIT = "select pg_advisory_xact_lock(%s)"
EARLIER = """
select l.at from repositories_lookup l where l.authority_id = %s and l.module = %s and l.procedure = %s
  and l.lookup = %s and l.at > %s order by l.at
"""
KEEP = """
insert into repositories_lookup(module, procedure, lookup, authority_id, user_ref, at, purpose, hit)
values (%s, %s, %s, %s, %s, %s, %s, %s)
"""
MET = """
select e.exchange_ref from repositories_found_by f join repositories_entry e on e.id = f.entry_id and e.participants
where f.module = %(module)s and f.procedure = %(procedure)s and f.state = any(%(states)s::text[]) and ({condition})
order by e.id desc limit %(most)s
"""
LONGEST = dt.timedelta(days=32)
"""The longest window of a limit is a month."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """What somebody looks up: values by field of the lookup, and for which purpose."""

    asked: Mapping[str, Any]
    purpose: str = ""


@action("repositories.look_up")
def look_up(doing: Doing, module: str, procedure: str, lookup: str, wanted: LookUp) -> list[UUID]:
    """Return the entries that fit, for what the lookup gives of them: none where nothing fits, or it is not for them.

    Raises NotFound `repository_unknown`, Refused `lookup_too_often`, Invalid for a key or purpose that is missing.
    """
    repository = repository_of(doing.actor, module, procedure)
    known = repository.asked.get(lookup)
    authority = doing.actor.authority_id
    if known is None or authority is None or doing.actor.authority_ref is None:
        raise NotFound("repository_unknown")
    where = (module, procedure, lookup)
    row(WAIT, [key_of(f"lookup {authority} {'/'.join(where)}")])
    earlier = [at for (at,) in rows(EARLIER, [authority, *where, doing.now - LONGEST])]
    must_be_asked_rightly(known, wanted.asked, wanted.purpose, _purposes(repository, known), earlier, doing.now)
    hits = _met(repository, known, wanted.asked, doing.now)
    run(KEEP, [*where, authority, doing.actor.ref, doing.now, wanted.purpose, bool(hits)])
    said = EntryLookedUp(*where, purpose=wanted.purpose, hit=bool(hits))
    facts = {"module": module, "procedure": procedure, "lookup": lookup, "purpose": wanted.purpose, "hit": bool(hits)}
    doing.log(doing.actor.authority_ref, EntryKind.ADMINISTRATION, action="look_up", facts=facts)
    doing.announce(doing.actor.authority_ref, said)
    return hits


def _purposes(repository: Repository, lookup: Lookup) -> frozenset[str]:
    lists = repository.pin.rules.module.codelists
    return frozenset(lists.get(lookup.purpose, {})) if lookup.purpose else frozenset()


def _met(repository: Repository, lookup: Lookup, asked: Mapping[str, Any], now: dt.datetime) -> list[UUID]:
    pin = repository.pin
    condition, values = condition_of(pin, lookup, asked, now)
    values |= {"module": pin.module, "procedure": pin.procedure, "states": list(lookup.within), "most": MOST_HITS}
    return [ref for (ref,) in rows(MET.format(condition=condition), values)]
