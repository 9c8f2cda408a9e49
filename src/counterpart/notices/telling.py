"""Telling people: who is told becomes a notice, once for each fact and person, and a mail where it is to be mailed.

Called by a consumer of facts, in its transaction: what is written here is there exactly once, whatever is killed. The
mail leaves by a delivery, at least once, always as the same mail.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfo

from psycopg.types.json import Jsonb

from counterpart.foundation.database.statements import Row, rows
from counterpart.foundation.deliveries import ChannelKind, Parcel, queue
from counterpart.notices.about import About
from counterpart.notices.kinds import AT_ONCE, MailChoice, MailState, NoticeKind

MOST_AT_ONCE = 1_000
"""Notices in one statement: so that thirteen thousand take no more memory than one thousand."""

FEW_MAILS, MAILS_AT_ONCE = 10, 50
"""Up to so many mails of one fact are sent each by a delivery of its own; of more, so many by each."""

SUMMARY_HOUR = dt.time(7)
MONDAY = 0

CHOICES = "select user_ref, mail from notices_preference where user_ref = any(%s::uuid[])"
STORE = """
with given as (
  select * from unnest(%s::bigint[], %s::uuid[], %s::int[], %s::uuid[], %s::int[], %s::uuid[], %s::text[],
    %s::smallint[], %s::jsonb[], %s::timestamptz[], %s::timestamptz[], %s::boolean[])
  as x(fact_id, user_ref, user_id, for_user_ref, authority_id, stream, number, kind, about, at, digest_at, at_once)),
told as (
  insert into notices_notice(fact_id, user_ref, user_id, for_user_ref, authority_id, stream, number, kind, about, at,
    digest_at)
  select fact_id, user_ref, user_id, for_user_ref, authority_id, stream, number, kind, about, at, digest_at from given
  on conflict (fact_id, user_ref) do nothing returning fact_id, user_ref)
insert into notices_mail(fact_id, user_ref, digest, state, at, refusal)
select told.fact_id, told.user_ref, false, %s, %s, '' from told join given using (fact_id, user_ref)
where given.at_once
on conflict do nothing returning id, fact_id, user_ref
"""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to tell, as one of an authority. `on_behalf_of` is the absent colleague that they stand in for."""

    user_ref: UUID
    user_id: int
    authority_id: int
    time_zone: str
    on_behalf_of: UUID | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What one person is told because of a fact; `at` is when it happened, `request` the request that caused it."""

    fact: int
    at: dt.datetime
    stream: UUID
    number: str
    kind: NoticeKind
    about: About
    to: Recipient
    request: UUID | None = None


def tell(tellings: Iterable[Telling], now: dt.datetime) -> None:
    """Store what people are told, and queue their mails, in the transaction that is open: three statements a thousand.

    Of several tellings for one fact and person the first counts; one that was stored before is passed by.
    """
    waiting = iter(tellings)
    while some := list(islice(waiting, MOST_AT_ONCE)):
        first: dict[tuple[int, UUID], Telling] = {}
        for telling in some:
            first.setdefault((telling.fact, telling.to.user_ref), telling)
        _store(list(first.values()), now)


def next_summary(choice: MailChoice, zone: ZoneInfo, now: dt.datetime) -> dt.datetime:
    """Return when the next summary leaves: at seven by the clock of its reader, every day or on Mondays."""
    local = now.astimezone(zone)
    day = local.date() + dt.timedelta(days=local.time() >= SUMMARY_HOUR)
    if choice is MailChoice.WEEKLY:
        day += dt.timedelta(days=(MONDAY - day.weekday()) % 7)
    return dt.datetime.combine(day, SUMMARY_HOUR, zone).astimezone(dt.UTC)


def choices_of(users: Iterable[UUID]) -> Mapping[UUID, MailChoice]:
    """Return how people want to be mailed; who has never chosen is absent, and mailed at once."""
    return {user: MailChoice(choice) for user, choice in rows(CHOICES, [list(users)])}


def _store(tellings: Sequence[Telling], now: dt.datetime) -> None:
    choices = choices_of({telling.to.user_ref for telling in tellings})
    columns = zip(*(_row(one, choices.get(one.to.user_ref, MailChoice.AT_ONCE), now) for one in tellings), strict=True)
    mails = rows(STORE, [*map(list, columns), MailState.DUE, now])
    requests = {telling.fact: telling.request for telling in tellings}
    queue(list(_parcels(mails, requests)), now)


def _row(telling: Telling, choice: MailChoice, now: dt.datetime) -> Iterator[object]:
    to = telling.to
    at_once = telling.kind in AT_ONCE or choice is MailChoice.AT_ONCE
    digests = not at_once and choice is not MailChoice.NONE
    yield from (telling.fact, to.user_ref, to.user_id, to.on_behalf_of, to.authority_id)
    yield from (telling.stream, telling.number, int(telling.kind), Jsonb(telling.about.stored()), telling.at)
    yield next_summary(choice, ZoneInfo(to.time_zone), now) if digests else None
    yield at_once


def _parcels(mails: Iterable[Row], requests: Mapping[int, UUID | None]) -> Iterator[Parcel]:
    """Yield what is to be delivered: of a fact that thousands are told of, many mails together."""
    of_facts: defaultdict[int, list[tuple[int, UUID]]] = defaultdict(list)
    for id_, fact, user in mails:
        of_facts[fact].append((id_, user))
    for fact, found in of_facts.items():
        most = MAILS_AT_ONCE if len(found) > FEW_MAILS else 1
        for first in range(0, len(found), most):
            some = found[first : first + most]
            body = {"mail": some[0][0]} if most == 1 else {"mails": [id_ for id_, _ in some]}
            yield Parcel(fact, ChannelKind.MAIL, str(some[0][1]), body, requests[fact])
