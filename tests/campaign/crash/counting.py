"""What must be so after a campaign: nothing acknowledged is missing, nothing happened twice."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from counterpart.exchanges.storage.held import LOG
from counterpart.foundation.actor import ActorKind
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.deliveries import DeliveryState
from counterpart.foundation.erasing import PROOF
from counterpart.foundation.log import EntryKind
from counterpart.foundation.vault import KeyClass
from counterpart.notices.kinds import MailState
from tests.campaign.crash.clients import Left
from tests.database.servers import Server
from tests.exchanges.stories import stored

STEPS = "select request_id, stream from foundation_log_entry where actor_kind = %s"
FACTS = """
select l.stream, l.n, count(f.id) from foundation_log_entry l
left join foundation_fact f on f.stream = l.stream and f.n = l.n and f.type like 'exchange.%%'
where l.action is distinct from %s and l.stream in (select ref from exchanges_exchange)
group by l.stream, l.n having count(f.id) <> 1
"""
UNREAD = """
select (select count(*) from foundation_fact where seq is null or not exists(select from foundation_consumer))
  + (select count(*) from foundation_consumer where seq < (select max(seq) from foundation_fact))
  + (select count(*) from procrastinate_jobs where status in ('todo', 'doing'))
  + (select count(*) from foundation_delivery where state in (%s, %s))
"""
TOLD = """
select f.id, f.type, coalesce(f.dims ->> 'action', ''), coalesce(f.dims ->> 'what', ''), f.dims ->> 'party',
  f.dims ->> 'state', f.dims ->> 'told', n.user_ref
from foundation_fact f left join notices_notice n on n.fact_id = f.id
where f.type like 'exchange.%%' and f.type <> 'exchange.data_ended'
"""
RUNG = """
select stream, at, dims ->> 'told', dims ->> 'state' from foundation_fact
where dims ->> 'action' = 'ring' order by stream, n
"""
MAILS = "select m.id, message_id, email, state from notices_mail m join accounts_user u on u.ref = m.user_ref"
KEYS = "select ref, key_class from vault.key"
TERMS = """
select e.ref, e.erased_at is not null, e.retention,
  (select count(*) from foundation_log_entry l where l.stream = e.ref and l.action = 'expire'),
  (select count(*) from foundation_log_entry l where l.stream = e.ref and l.kind = %s and l.action <> %s),
  (select count(*) from foundation_log_entry l where l.stream = e.ref and l.action = %s)
from exchanges_exchange e
"""
OVERDUE = """
select count(*) from exchanges_exchange
where (erased_at is null and erase_at <= %s) or (blocked_at is null and block_at <= %s)
"""

Happened = tuple[str, ...]
Keys = dict[UUID, set[KeyClass]]
"""By exchange the classes of data that have a key."""


@dataclass(frozen=True)
class Calm:
    """How it goes when nothing is killed: who is told of what, and what the clock does in each state, and when."""

    told: dict[Happened, frozenset[UUID]]
    rung: dict[str, list[tuple[dt.timedelta, str]]]


@dataclass
class Told:
    """Notices by fact and mails, gathered in good time: they are deleted when they are old."""

    notices: dict[int, tuple[Happened, list[UUID]]] = field(default_factory=dict)
    mails: dict[int, tuple[str, str, int]] = field(default_factory=dict)

    def gather(self) -> None:
        """Take in what is new; once all that follows from facts is done."""
        self.notices = told_by_fact() | self.notices
        self.mails = {id_: mail for id_, *mail in stored(MAILS)} | self.mails  # type: ignore[assignment]  # columns


def unread() -> int:
    """How much of what follows from facts has not been done yet."""
    [(count,)] = stored(UNREAD, [DeliveryState.DUE, DeliveryState.FAILED])
    return int(count)


def calm(left: dict[UUID, Left], gathered: Told) -> Calm:
    """What this installation did, as what is to be expected of another one."""
    by_fact = gathered.notices
    assert by_fact, "nothing happened"
    told = {happened: frozenset(users) for happened, users in by_fact.values()}
    assert all(told[happened] == frozenset(users) for happened, users in by_fact.values())
    rung = rung_by_exchange()
    aged = {one.state: [(at - one.began, said) for at, said in rung.get(ref, [])] for ref, one in left.items()}
    return Calm(told, aged)


def told_by_fact() -> dict[int, tuple[Happened, list[UUID]]]:
    """By fact what happened, and who has a notice of it."""
    found: dict[int, tuple[Happened, list[UUID]]] = {}
    for id_, *happened, user in stored(TOLD):
        _, users = found.setdefault(id_, (tuple(str(one) for one in happened), []))
        users.extend([user] if user is not None else [])
    return found


def rung_by_exchange() -> dict[UUID, list[tuple[dt.datetime, str]]]:
    """By exchange what the clock did in it, in order."""
    found: dict[UUID, list[tuple[dt.datetime, str]]] = defaultdict(list)
    for ref, at, told, state in stored(RUNG):
        said = ",".join(f"{one['kind']} {one['party']}" for one in json.loads(told or "[]"))
        found[ref].append((at, f"{state} {said}"))
    return found


def steps_are_entries_and_facts(steps: dict[UUID, UUID]) -> None:
    entries = stored(STEPS, [ActorKind.PERSON])
    assert Counter(request for request, _ in entries) == Counter(list(steps))
    assert dict(entries) == steps
    assert stored(FACTS, [PROOF]) == []


def everybody_is_told_once(gathered: Told, expected: Calm) -> int:
    """Compare the notices of each fact with those of a calm run; return how many there are."""
    assert gathered.notices.keys() == told_by_fact().keys(), "not all was gathered"
    count = 0
    for happened, users in gathered.notices.values():
        assert sorted(users) == sorted(expected.told[happened]), happened
        count += len(users)
    return count


def deadlines_are_kept_once(left: dict[UUID, Left], expected: Calm, now: dt.datetime) -> int:
    """Compare what the clock did with a calm run, in each exchange for as long as it lay; return how much that was."""
    rung = rung_by_exchange()
    for ref, (state, began) in left.items():
        wanted = [said for age, said in expected.rung[state] if began + age <= now]
        assert [said for _, said in rung.get(ref, [])] == wanted, (ref, state)
    return sum(map(len, rung.values()))


def mails_are_sent(gathered: Told, received: list[tuple[str, str]]) -> int:
    """Each mail was received once or more, always under its one Message-ID; return how many there are."""
    mails = list(gathered.mails.values())
    assert {state for _, _, state in mails} == {MailState.SENT}
    assert len({id_ for id_, _, _ in mails}) == len(mails)
    expected = {(id_, email) for id_, email, _ in mails}
    assert (expected - set(received), set(received) - expected) == (set(), set()), "lost mails, mails of nobody"
    return len(mails)


def keys_of(server: Server) -> Keys:
    """Look into the key store, which no role of the application may read as a whole."""
    found: Keys = defaultdict(set)
    with sign_in(server.superuser) as superuser:
        for ref, key_class in superuser.execute(KEYS).fetchall():
            found[UUID(str(ref))].add(KeyClass(int(str(key_class))))
    return dict(found)


def overdue(now: dt.datetime) -> int:
    """In how many exchanges the time of some data is over, and nothing was done."""
    [(count,)] = stored(OVERDUE, [now, now])
    return int(count)


def terms_are_kept_once(keys: Keys, now: dt.datetime) -> int:
    """See that data went when their time was over, with their keys and one proof; return how often they went."""
    assert overdue(now) == 0
    count = 0
    for ref, gone, retention, expired, erased, proofs in stored(TERMS, [EntryKind.ERASED, PROOF, PROOF]):
        terms = {KeyClass[data.upper()]: both for data, both in json.loads(retention).items() if data != LOG}
        past = {at for both in terms.values() for at in both if at and dt.datetime.fromisoformat(at) <= now}
        assert min(1, len(past)) <= expired <= len(past), (ref, past)
        assert erased == proofs, ref
        over = {key_class for key_class, (_, at) in terms.items() if at in past}
        assert not keys.get(ref, set()) & (set(KeyClass) if gone else over), ref
        count += expired
    return count


def keys_are_where_exchanges_are(left: dict[UUID, Left], keys: Keys) -> None:
    """No exchange without its keys, no keys without their exchange, and none of what was thrown away."""
    gone = {ref for ref, one in left.items() if one.state == "deleted"}
    assert gone
    assert {ref for (ref,) in stored("select ref from exchanges_exchange")} == set(left)
    erased = {ref for (ref,) in stored("select ref from exchanges_exchange where erased_at is not null")}
    assert gone <= erased
    assert set(keys) == set(left) - erased
