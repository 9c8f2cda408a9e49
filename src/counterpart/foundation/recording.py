"""Writes what an action said: entries of the log, heads of streams, facts and the request itself, in one statement."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from psycopg.types.json import Jsonb

from counterpart.core.errors import Conflict
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.statements import array, rows
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import Draft, Entry, Head
from counterpart.foundation.log.chain import appended
from counterpart.foundation.log.entries import beginning_of

NO_ONE = UUID(int=0)
"""Stands for the clock where a request names who asked."""

HEADS = "select stream, n, hash from foundation_stream where stream = any(%s::uuid[]) order by stream for update"

WRITE = """
with logged as (
  insert into foundation_log_entry(stream, n, at, format, kind, actor_kind, actor_ref, for_user_ref, authority_ref,
    action, track, from_state, to_state, facts, sealed_digest, prev, hash, request_id)
  select * from unnest(%s::uuid[], %s::int[], %s::timestamptz[], %s::smallint[], %s::smallint[], %s::smallint[],
    %s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::jsonb[], %s::bytea[],
    %s::bytea[], %s::bytea[], %s::uuid[])
  on conflict do nothing returning 1),
headed as (
  insert into foundation_stream(stream, n, hash)
  select s, n, h from unnest(%s::uuid[], %s::int[], %s::bytea[], %s::int[]) as x(s, n, h, was)
  on conflict (stream) do update set n = excluded.n, hash = excluded.hash
  where foundation_stream.n = any(select was from unnest(%s::uuid[], %s::int[]) as y(s, was)
                                  where y.s = foundation_stream.stream)
  returning 1),
told as (
  insert into foundation_fact(at, type, v, stream, n, dims)
  select * from unnest(%s::timestamptz[], %s::text[], %s::smallint[], %s::uuid[], %s::int[], %s::jsonb[])
  returning 1),
kept as (
  insert into foundation_request(actor_ref, key, action, body_digest, outcome, at)
  select %s, %s, %s, %s, %s, %s where %s
  on conflict do nothing returning 1)
select (select count(*) from logged), (select count(*) from headed), (select count(*) from kept)
"""
"""Nothing in it fails when a twin was faster: by the counts is seen what did not happen, and all of it is undone."""


class Repeated(Exception):
    """The same request was committed by somebody else in the meantime: this one has to be undone."""


def who_asks(actor: Actor) -> UUID:
    """Return under whose name a request is kept."""
    return actor.ref or NO_ONE


def record(doing: Doing, action: str, body_digest: bytes | None, outcome: Any, using: str = DEFAULT_DB_ALIAS) -> None:
    """Write what the action said. Without a digest the request is not kept: what the clock does is not asked for.

    Raises Repeated, and Conflict when a stream went on without its lock.
    """
    heads = _heads(doing, using)
    before = dict(heads)
    entries = [_appended(heads, stream, draft) for stream, draft in doing.entries]
    streams = sorted({stream for stream, _ in doing.entries})
    was = [before[stream].n for stream in streams]
    values = [
        *_columns(entries),
        array(streams),
        array(heads[stream].n for stream in streams),
        array(heads[stream].hash for stream in streams),
        array(was),
        array(streams),
        array(was),
        *_fact_columns(doing, heads),
        *(who_asks(doing.actor), doing.asked.id, action, body_digest or b"", Jsonb(outcome), doing.now),
        body_digest is not None,
    ]
    [(logged, headed, kept)] = rows(WRITE, values, using=using)
    if body_digest is not None and not kept:
        raise Repeated
    if (logged, headed) != (len(entries), len(streams)):
        raise Conflict("stream_moved")


def _heads(doing: Doing, using: str) -> dict[UUID, Head]:
    """Return the head of every stream that is written to; those nobody told of are read and locked."""
    heads = dict(doing.heads)
    missing = sorted({stream for stream, _ in doing.entries if stream not in heads})
    if missing:
        found = [Head(stream, n, bytes(hash_)) for stream, n, hash_ in rows(HEADS, [missing], using=using)]
        heads |= {stream: beginning_of(stream) for stream in missing}
        heads |= {head.stream: head for head in found}
    return heads


def _appended(heads: dict[UUID, Head], stream: UUID, draft: Draft) -> Entry:
    entry, heads[stream] = appended(heads[stream], draft)
    return entry


def _columns(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the columns of the entries, in the order of the statement."""
    names = (
        *("stream", "n", "at", "format", "kind", "actor_kind", "actor_ref", "for_user_ref", "authority_ref"),
        *("action", "track", "from_state", "to_state"),
    )
    for name in names:
        yield array(getattr(entry, name) for entry in entries)
    yield array(json.dumps(dict(entry.facts)) for entry in entries)
    for name in ("sealed_digest", "prev", "hash", "request_id"):
        yield array(getattr(entry, name) for entry in entries)


def _fact_columns(doing: Doing, heads: dict[UUID, Head]) -> Iterator[str]:
    facts = doing.facts
    yield array([doing.now] * len(facts))
    yield array(fact.type for fact in facts)
    yield array(fact.v for fact in facts)
    yield array(fact.stream for fact in facts)
    yield array(heads[fact.stream].n for fact in facts)
    yield array(json.dumps(dict(fact.dims)) for fact in facts)
