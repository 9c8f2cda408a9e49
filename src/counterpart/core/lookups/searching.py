"""One search: may it be made, does anything fit, and what is the searcher told.

The same work is done and the same answer given whether nothing fits, or what fits is not for this searcher. Nothing
that was asked for is in the answer or in what the log keeps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from counterpart.core.definitions.lookups import Lookup
from counterpart.core.errors import Invalid, Refused
from counterpart.core.lookups.comparing import matches
from counterpart.core.lookups.limits import parse_at_most


@dataclass(frozen=True, slots=True)
class RepositoryEntry:
    """An entry of the repository as a search reads it.

    `values` are those of its subject by dotted field name. `known` is what else `gives` may name (`number`, `state`,
    `keeper.member`). `withheld` says that it is not for this searcher: blocked, or kept back; it is then no hit.
    """

    ref: str
    state: str
    values: Mapping[str, Any]
    known: Mapping[str, Any] = field(default_factory=dict)
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the searcher is told. `given` holds what `gives` names, for each hit; `entries` are set for `answer: entry`.

    Without a hit both are empty, whatever the reason.
    """

    hit: bool
    given: tuple[Mapping[str, Any], ...] = ()
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """The answer, and what the log keeps beside who and when: why, and hit or not; never what was asked for."""

    answer: Answer
    purpose: str | None


def search(
    lookup: Lookup,
    asked: Mapping[str, Any],
    entries: Iterable[RepositoryEntry],
    *,
    roles: Collection[str] = (),
    purpose: str | None = None,
    purposes: Collection[str] = (),
    searches: Iterable[dt.datetime] = (),
    now: dt.datetime,
) -> Search:
    """Return what a lookup answers.

    `roles` are those of the searcher, `purposes` the codes of the lookup's list, `searches` the instants of the
    searcher's earlier searches. All entries are looked at, so that the time taken says nothing.
    Raises Refused for somebody who may not search, or who has searched too often; Invalid for a key that is missing
    or foreign, and for a purpose that is missing or not in the list.
    """
    _allow(lookup, roles)
    must_be_asked_rightly(lookup, asked, purpose, purposes, searches, now)
    hits = [entry for entry in entries if _fits(lookup, asked, entry)]
    given = tuple({name: _given(entry, name) for name in lookup.gives} for entry in hits)
    opened = tuple(entry.ref for entry in hits) if lookup.answer == "entry" else ()
    return Search(Answer(bool(hits), given if lookup.gives else (), opened), purpose)


def must_be_asked_rightly(
    lookup: Lookup,
    asked: Mapping[str, Any],
    purpose: str | None,
    purposes: Collection[str],
    searches: Iterable[dt.datetime],
    now: dt.datetime,
) -> None:
    """See that a search is within its limit, complete, and for a purpose of the list. Raises as `search`."""
    _limited(lookup, searches, now)
    _complete(lookup, asked, purpose, purposes)


def _allow(lookup: Lookup, roles: Collection[str]) -> None:
    if not lookup.public and not set(roles) & set(lookup.by):
        raise Refused("lookup_not_yours")


def _limited(lookup: Lookup, searches: Iterable[dt.datetime], now: dt.datetime) -> None:
    limit = parse_at_most(lookup.at_most) if lookup.at_most else None
    if limit is not None and limit.reached(searches, now):
        raise Refused("lookup_too_often", most=limit.count, per=limit.period.unit.value)


def _complete(lookup: Lookup, asked: Mapping[str, Any], purpose: str | None, purposes: Collection[str]) -> None:
    """Demand a value for each key: whoever could leave one out could fish."""
    for name in lookup.ask:
        if asked.get(name) in (None, "", [], ()):
            raise Invalid("lookup_key_missing", field=name)
    for name in asked:
        if name not in lookup.ask:
            raise Invalid("lookup_key_unknown", field=name)
    if lookup.purpose is not None and (not purpose or purpose not in purposes):
        raise Invalid("lookup_purpose", field="purpose")


def _fits(lookup: Lookup, asked: Mapping[str, Any], entry: RepositoryEntry) -> bool:
    fitting = [matches(way, asked[name], entry.values.get(name)) for name, way in lookup.ask.items()]
    return all(fitting) and entry.state in lookup.within and not entry.withheld


def _given(entry: RepositoryEntry, name: str) -> Any:
    """Return what `gives` names: of the exchange itself, or a field of its subject, with or without `subject.`."""
    if name in entry.known:
        return entry.known[name]
    return entry.values.get(name.removeprefix("subject."))
