"""Keeps entries as their exchanges are: published, changed, suspended, taken down, ended.

Whether an entry is published follows from the effects `publish` and `unpublish` of the definition, read from the facts
in their order. What is in it is read anew from the exchange, which is locked meanwhile: so it does not matter in which
order jobs run, or how often.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson

from counterpart.exchanges.queries.published import Published, published_of
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows, run
from counterpart.foundation.facts import FactRow
from counterpart.foundation.serving import as_worker
from counterpart.foundation.vault import KeyClass, Place, seal_value
from counterpart.foundation.vault.at_hand import keyring
from counterpart.modules.pins import pinned
from counterpart.repositories.linking import keep_links
from counterpart.repositories.search.indexing import facets_of, links_in, terms_of, tokens_of, words_in

TABLE = "repositories_entry"
PARTICIPANTS, PUBLIC = "participants", "public"

FLAGS = """
insert into repositories_entry(exchange_ref, module, procedure, procedure_id, number, participants, public,
  published_at, changed_at, state, keeper_id, member, language, shown)
values (%(ref)s, %(module)s, %(procedure)s, %(procedure_id)s, %(number)s, %(participants)s, %(public)s, %(at)s, %(at)s,
  '', 0, '', '', '{}')
on conflict (exchange_ref) do update set
  participants = case when %(says_participants)s then excluded.participants else repositories_entry.participants end,
  public = case when %(says_public)s then excluded.public else repositories_entry.public end,
  changed_at = case when %(publishes)s then excluded.changed_at else repositories_entry.changed_at end
"""
"""What is published anew has changed: a working copy was handed in."""
KNOWN = "select exchange_ref from repositories_entry where exchange_ref = any(%s::uuid[])"
FLAGGED = "select participants or public from repositories_entry where exchange_ref = %s"
DROP = "delete from repositories_entry where exchange_ref = %s"
RENEW = """
update repositories_entry set procedure_id = %(procedure_id)s, state = %(state)s, keeper_id = %(keeper)s,
  member = %(member)s, confirmed_at = %(entered)s, made_at = %(now)s, sealed = %(sealed)s, shown = %(shown)s::jsonb
where exchange_ref = %(ref)s
"""
FOUND_BY = """
insert into repositories_found_by(entry_id, exchange_ref, module, procedure, state, terms, facets, tokens)
select e.id, e.exchange_ref, e.module, e.procedure, e.state, %(terms)s, %(facets)s, %(tokens)s::bigint[]
from repositories_entry e where e.exchange_ref = %(ref)s and e.participants
on conflict (entry_id) do update set state = excluded.state, terms = excluded.terms, facets = excluded.facets,
  tokens = excluded.tokens
"""
NOT_FOUND = """
delete from repositories_found_by f where f.exchange_ref = %s
  and not exists(select 1 from repositories_entry e where e.id = f.entry_id and e.participants)
"""
WORDS = """
insert into repositories_word(module, procedure, word) select %s, %s, unnest(%s::text[]) on conflict do nothing
"""
FORGET = "update repositories_lookup set user_ref = null where user_ref = any(%s::uuid[])"


def keep_flags(facts: Iterable[FactRow]) -> list[UUID]:
    """Note what facts say of publication, and return the exchanges that entries are to be made anew of.

    In the open transaction of the worker.
    """
    moved: dict[UUID, None] = {}
    for fact in facts:
        if "procedure_id" not in fact.dims or not pinned(fact.dims["procedure_id"]).rules.procedure.lookups:
            continue
        moved[fact.stream] = None
        said = _said(fact.dims.get("effects", ()))
        if said:
            run(FLAGS, _flags(fact, said))
    found = {ref for (ref,) in rows(KNOWN, [list(moved)])} if moved else set()
    return [ref for ref in moved if ref in found]


def renew_entries(exchanges: Sequence[UUID], now: dt.datetime) -> None:
    """Make the entries of some exchanges anew, each in a transaction of its own."""
    with as_worker():
        for ref in exchanges:
            with as_actor([]):
                _renew(ref, now)


def forget_readers(users: list[UUID]) -> None:
    """Forget who looked something up, in the open transaction."""
    run(FORGET, [users])


def sealed_place(ref: UUID) -> Place:
    """Return where the sealed part of an entry lies."""
    return Place(ref, TABLE, "entry", KeyClass.PERSONAL)


def _said(effects: Iterable[Mapping[str, Any]]) -> dict[str, bool]:
    """Return to whom a step published, or from whom it took down; the last word counts."""
    return {one["audience"]: one["verb"] == "publish" for one in effects if one["verb"] in ("publish", "unpublish")}


def _flags(fact: FactRow, said: Mapping[str, bool]) -> dict[str, Any]:
    return {
        "ref": fact.stream,
        **{name: fact.dims[name] for name in ("module", "procedure", "procedure_id", "number")},
        PARTICIPANTS: said.get(PARTICIPANTS, False),
        PUBLIC: said.get(PUBLIC, False),
        "says_participants": PARTICIPANTS in said,
        "says_public": PUBLIC in said,
        "publishes": any(said.values()),
        "at": fact.at,
    }


def _renew(ref: UUID, now: dt.datetime) -> None:
    published = published_of(ref, now)  # locks the exchange: who comes second reads what the first one wrote
    flagged = rows(FLAGGED, [ref])
    if published is None or not flagged or not flagged[0][0]:
        run(DROP, [ref])
        run(NOT_FOUND, [ref])
        keep_links(ref, [], now)
        return
    run(RENEW, _renewed(published, now))
    run(FOUND_BY, _found_by(published, now))
    run(NOT_FOUND, [ref])
    keep_links(ref, links_in(published), now)
    run(WORDS, [published.pin.module, published.pin.procedure, sorted(words_in(published))])


def _renewed(published: Published, now: dt.datetime) -> dict[str, Any]:
    sealed = None
    if published.closed:
        place = sealed_place(published.ref)
        key = keyring().open_one(place.key_name, now)
        sealed = seal_value(key, place, orjson.dumps(published.closed, option=orjson.OPT_SORT_KEYS))
    return {
        "ref": published.ref,
        "procedure_id": published.pin.procedure_id,
        "state": published.state,
        "keeper": published.keeper_id,
        "member": published.member,
        "entered": published.entered_at,
        "now": now,
        "sealed": sealed,
        "shown": orjson.dumps(published.clear).decode(),
    }


def _found_by(published: Published, now: dt.datetime) -> dict[str, Any]:
    return {
        "ref": published.ref,
        "terms": sorted(terms_of(published)),
        "facets": sorted(facets_of(published)),
        "tokens": sorted(tokens_of(published, now)),
    }
