"""Streams of entries, and what a superuser does to them, for the tests of this room."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from counterpart.foundation.log import Draft, Entry, EntryKind, Head, SealedPiece, appended, digest_of_sealed
from counterpart.foundation.log.entries import beginning_of, hash_of

NOW = dt.datetime(2026, 3, 2, 8, 0, 0, 250_000, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
EXCHANGE = UUID("01954a6b-8c00-7abc-8def-0123456789ab")
OTHER = UUID("01954a6b-8c00-7abc-8def-0123456789ac")
OFFICIAL, OFFICE, REQUEST = UUID(int=11), UUID(int=12), UUID(int=13)

FULL = Draft(
    at=NOW,
    kind=EntryKind.STEP,
    actor_kind=1,
    actor_ref=OFFICIAL,
    for_user_ref=UUID(int=14),
    authority_ref=OFFICE,
    action="accept",
    track="main",
    from_state="sent",
    to_state="accepted",
    facts={"due": "2026-05-11", "days": 70, "skipped": ["2026-04-03", None, True], "Größe": {"b": 1, "a": -2}},
    sealed_digest=digest_of_sealed([SealedPiece("exchanges_content", "subject/0", b"sealed")]),
    request_id=REQUEST,
)
BARE = Draft(at=NOW, kind=EntryKind.CREATED, actor_kind=3)

JSON: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(1 << 53), 1 << 53),
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcé"), inner, max_size=3),
    max_leaves=6,
)
TEXTS = st.none() | st.sampled_from(["", "accept", "send", "é"])
REFS = st.none() | st.uuids()
DRAFTS: st.SearchStrategy[Draft] = st.builds(
    Draft,
    at=st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2060, 1, 1), timezones=st.just(dt.UTC)),
    kind=st.sampled_from(EntryKind),
    actor_kind=st.integers(1, 6),
    actor_ref=REFS,
    for_user_ref=REFS,
    authority_ref=REFS,
    action=TEXTS,
    track=TEXTS,
    from_state=TEXTS,
    to_state=TEXTS,
    facts=st.dictionaries(st.sampled_from("xyz"), JSON, max_size=2),
    sealed_digest=st.none() | st.binary(min_size=32, max_size=32),
    request_id=REFS,
)


def chained(drafts: list[Draft], stream: UUID = EXCHANGE) -> tuple[list[Entry], Head]:
    """Append the drafts to an empty stream."""
    head, entries = beginning_of(stream), []
    for draft in drafts:
        entry, head = appended(head, draft)
        entries.append(entry)
    return entries, head


def steps(count: int, stream: UUID = EXCHANGE) -> tuple[list[Entry], Head]:
    """Return a stream of so many different steps."""
    return chained([replace(FULL, at=NOW + n * MINUTE, action=f"action{n}") for n in range(1, count + 1)], stream)


def rehashed(entry: Entry, **changed: Any) -> Entry:
    """Change an entry and make its hash anew, as somebody does who has read the source."""
    entry = replace(entry, **changed)
    return replace(entry, hash=hash_of(entry, stream=entry.stream, n=entry.n, format=entry.format, prev=entry.prev))


def renumbered(entries: list[Entry]) -> list[Entry]:
    """Number the rows anew from 1, without touching anything else."""
    return [replace(entry, n=n) for n, entry in enumerate(entries, start=1)]


def rewritten(entries: list[Entry], stream: UUID = EXCHANGE) -> tuple[list[Entry], Head]:
    """Make the whole chain anew over what the entries say."""
    names = Draft.__dataclass_fields__
    return chained([Draft(**{name: getattr(entry, name) for name in names}) for entry in entries], stream)
