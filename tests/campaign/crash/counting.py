"""What must be so after a campaign: nothing acknowledged is missing, nothing happened twice."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from uuid import UUID

from counterpart.foundation.actor import ActorKind
from counterpart.foundation.deliveries import DeliveryState
from counterpart.foundation.log import EntryKind
from tests.exchanges.stories import stored

STEPS = "select request_id, stream from foundation_log_entry where actor_kind = %s"
FACTS = """
select l.stream, l.n, count(f.id) from foundation_log_entry l
left join foundation_fact f on f.stream = l.stream and f.n = l.n and f.type like 'exchange.%%'
where l.kind <> %s group by l.stream, l.n having count(f.id) <> 1
"""
UNREAD = """
select (select count(*) from foundation_fact where seq is null)
  + (select count(*) from foundation_consumer where seq < (select max(seq) from foundation_fact))
  + (select count(*) from procrastinate_jobs where status in ('todo', 'doing'))
  + (select count(*) from foundation_delivery where state in (%s, %s) and channel = 1)
"""
TOLD = """
select f.id, f.type, coalesce(f.dims ->> 'action', ''), coalesce(f.dims ->> 'what', ''), f.dims ->> 'party',
  f.dims ->> 'state', f.dims ->> 'told', n.user_ref
from foundation_fact f left join notices_notice n on n.fact_id = f.id where f.type like 'exchange.%%'
"""
RUNG = """
select stream, dims ->> 'told', dims ->> 'state', type from foundation_fact
where type = 'exchange.draft_deleted' or dims ->> 'action' = 'ring' order by stream, n
"""
MAILS = "select message_id, email, state from notices_mail m join accounts_user u on u.ref = m.user_ref"
KEYS = "select distinct ref from vault.key"
PROOFS = "select stream, count(*) from foundation_log_entry where kind = %s group by stream"

Happened = tuple[str, ...]


@dataclass(frozen=True)
class Calm:
    """How it goes when nothing is killed: who is told of what, and what the clock does in each state left alone."""

    told: dict[Happened, frozenset[UUID]]
    rung: dict[str, list[str]]


def unread() -> int:
    """How much of what follows from facts has not been done yet."""
    [(count,)] = stored(UNREAD, [DeliveryState.DUE, DeliveryState.FAILED])
    return int(count)


def calm(left: dict[UUID, str]) -> Calm:
    """What this installation did, as what is to be expected of another one."""
    by_fact = told_by_fact()
    assert by_fact, "nothing happened"
    told = {happened: frozenset(users) for happened, users in by_fact.values()}
    assert all(told[happened] == frozenset(users) for happened, users in by_fact.values())
    rung = rung_by_exchange()
    return Calm(told, {state: rung.get(ref, []) for ref, state in left.items()})


def told_by_fact() -> dict[int, tuple[Happened, list[UUID]]]:
    """By fact what happened, and who has a notice of it."""
    found: dict[int, tuple[Happened, list[UUID]]] = {}
    for id_, *happened, user in stored(TOLD):
        _, users = found.setdefault(id_, (tuple(str(one) for one in happened), []))
        users.extend([user] if user is not None else [])
    return found


def rung_by_exchange() -> dict[UUID, list[str]]:
    """By exchange what the clock did in it, in order."""
    found: dict[UUID, list[str]] = defaultdict(list)
    for ref, told, state, type_ in stored(RUNG):
        said = ",".join(f"{one['kind']} {one['party']}" for one in json.loads(told or "[]"))
        found[ref].append(f"{type_.removeprefix('exchange.')} {state} {said}")
    return found


def steps_are_entries_and_facts(steps: dict[UUID, UUID]) -> None:
    entries = stored(STEPS, [ActorKind.PERSON])
    assert Counter(request for request, _ in entries) == Counter(steps)
    assert dict(entries) == steps
    assert stored(FACTS, [EntryKind.ERASED]) == []


def everybody_is_told_once(expected: Calm) -> int:
    """Compare the notices of each fact with those of a calm run; return how many there are."""
    count = 0
    for happened, users in told_by_fact().values():
        assert sorted(users) == sorted(expected.told[happened]), happened
        count += len(users)
    return count


def deadlines_are_kept_once(left: dict[UUID, str], expected: Calm) -> None:
    rung = rung_by_exchange()
    for ref, state in left.items():
        assert rung.get(ref, []) == expected.rung[state], (ref, state)


def mails_are_sent(received: list[tuple[str, str]]) -> int:
    """Each mail was received once or more, always under its one Message-ID; return how many there are."""
    mails = stored(MAILS)
    assert {state for _, _, state in mails} == {2}
    assert len({id_ for id_, _, _ in mails}) == len(mails)
    assert {(id_, email) for id_, email, _ in mails} == set(received)
    return len(mails)


def keys_are_where_exchanges_are(left: dict[UUID, str], keys: set[UUID]) -> None:
    """No exchange without its keys, no keys without their exchange, and of each that was thrown away one proof."""
    there = {ref for (ref,) in stored("select ref from exchanges_exchange")}
    assert there == {ref for ref, state in left.items() if state != "draft"}
    assert keys == there
    gone = {ref for ref, state in left.items() if state == "draft"}
    assert dict(stored(PROOFS, [EntryKind.ERASED])) == dict.fromkeys(gone, 1)
