"""What the worker does about exchanges after the commit: everything here is registered by being loaded."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from counterpart.core.texts import Speaker, holes
from counterpart.core.workflow import OPERATOR, SYSTEM, Rulebook
from counterpart.directory.policy import TABLE, Deed
from counterpart.directory.queries.players import Handler, handlers, participants_by_ref
from counterpart.directory.rights import IN_MODULE, RightName
from counterpart.exchanges.actions.ringing import fire_deadlines
from counterpart.exchanges.actions.succeeding import exchanges_of, renew_all, succeed_in_all
from counterpart.exchanges.events import ContentWritten, ExchangeAllocated, ExchangeMoved, ExchangeOpened
from counterpart.exchanges.permissions import deed_of, is_coordinator
from counterpart.exchanges.row_security import CONTENT
from counterpart.foundation.database.statements import row, rows
from counterpart.foundation.deliveries import ChannelKind, Parcel, queue
from counterpart.foundation.facts import FactRow, consumer
from counterpart.foundation.jobs import job
from counterpart.foundation.periodic import every
from counterpart.foundation.words import country_name
from counterpart.modules.pins import Pinned, pinned
from counterpart.modules.texts import speaker
from counterpart.notices.about import About
from counterpart.notices.kinds import DESK, FIRST, NoticeKind
from counterpart.notices.letters import Said
from counterpart.notices.sending import Addressee, Sources, send_with
from counterpart.notices.telling import Recipient, Telling, tell

CHANNELS = {
    "call": ChannelKind.CALL,
    "pdf": ChannelKind.DOCUMENT,
    "sign": ChannelKind.SIGNATURE,
    "publish": ChannelKind.PUBLISH,
    "unpublish": ChannelKind.PUBLISH,
    "charge": ChannelKind.CHARGE,
}
"""Which way out an effect takes. Where nobody serves it yet, the delivery waits for the room that will.

A `snapshot` takes none: content is ended, never overwritten, so the number of the entry that names it is the snapshot.
"""

SUCCEEDED, RELATED = "directory.authority_succeeded", "directory.relation_changed"

AT_ONCE = 200
"""Exchanges in one job."""

CALLS_AT_ONCE = 1_000
"""Authorities to be told that are looked up together."""

NEEDS_SOMEBODY = frozenset({NoticeKind.NEW_WORK, NoticeKind.REMINDER, NoticeKind.ESCALATION})
"""Of these the administrators of an authority are told where nobody holds the right for the work."""

NEW_TO_THEM = frozenset({NoticeKind.NEW_WORK, NoticeKind.ALLOCATED})
"""Of these those are told, too, who share out the work of an authority."""

MESSAGE, UTC = "message", "UTC"
MOST_ACTIONS = 5
NO_ONE = 0
"""Stands for the authority of the operator's desk."""

SEATS = """
select p.exchange_id, p.authority_id, p.name from exchanges_party p join exchanges_access a
  on a.exchange_id = p.exchange_id and a.authority_id = p.authority_id and a.level >= %s
where p.exchange_id = any(%s::bigint[]) and p.until_n is null order by p.id
"""
GIVEN = """
select a.exchange_id, a.authority_id, a.user_id, u.ref from exchanges_allocation a
join accounts_user u on u.id = a.user_id
where a.exchange_id = any(%s::bigint[]) and a.authority_id = any(%s::int[]) and a.until is null
"""
STANDING = """
select id, null::int, '', state, machine #>> '{main,due,basis,ends_on}' from exchanges_exchange
where id = any(%s::bigint[])
union all
select exchange_id, authority_id, name, state, machine #>> '{progress,due,basis,ends_on}' from exchanges_track
where exchange_id = any(%s::bigint[]) and authority_id = any(%s::int[]) and archived_n is null
"""
DOERS = """
select stream, n, actor_ref from foundation_log_entry
where (stream, n) in (select stream, n from unnest(%s::uuid[], %s::int[]) as x(stream, n))
"""
ADDRESSEE = """
select email, lang, tz from accounts_user
where ref = %s and left_at is null and blocked_at is null and erased_at is null
"""

every(seconds=1)(fire_deadlines)


@consumer("exchanges.effects", ExchangeMoved.TYPE, ExchangeOpened.TYPE)
def deliver_effects(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Queue what a definition wants done outside of the exchange: calls, documents, publication, fees."""
    queue([parcel for fact in facts for parcel in _parcels(fact)], now)


@consumer("exchanges.succession", SUCCEEDED, RELATED)
def look_at_seats(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Have exchanges looked at whose authority ended, or has other coordinators: jobs, some exchanges in each."""
    del now
    known = participants_by_ref({fact.stream for fact in facts})
    for fact in facts:
        authority = known.get(fact.stream)
        if authority is None:
            continue
        if fact.type == RELATED:
            exchanges = exchanges_of(authority.id, modules=[fact.dims["module"]])
            for some in _some(exchanges):
                recoordinate.later(exchanges=some, request=fact.request)
            continue
        after: dict[str, str | None] = fact.dims["after"]
        for module, heir in after.items():
            others = [name for name in after if name] if not module else []
            exchanges = exchanges_of(authority.id, modules=[module] if module else None, without=others, ended=True)
            for some in _some(exchanges) if heir else ():
                succeed.later(exchanges=some, before=fact.stream, after=UUID(heir), request=fact.request)


@job("exchanges.succeed")
def succeed(exchanges: list[UUID], before: UUID, after: UUID, now: dt.datetime) -> None:
    """Let an authority take over from another one."""
    succeed_in_all(exchanges, before, after, now)


@job("exchanges.recoordinate")
def recoordinate(exchanges: list[UUID], now: dt.datetime) -> None:
    """Look again who coordinates the parties."""
    renew_all(exchanges, now)


def _some(exchanges: Sequence[UUID]) -> Iterator[list[UUID]]:
    for first in range(0, len(exchanges), AT_ONCE):
        yield list(exchanges[first : first + AT_ONCE])


def _parcels(fact: FactRow) -> Iterator[Parcel]:
    for number, effect in enumerate(fact.dims.get("effects", ())):
        kind = CHANNELS.get(effect["verb"])
        if kind is not None:
            body: dict[str, Any] = {name: value for name, value in effect.items() if name != "authorities"}
            yield Parcel(fact.id, kind, f"{fact.stream}:{number}", body | {"n": fact.n}, fact.request)


@dataclass(frozen=True, slots=True)
class Call:
    """An authority that is to be told because of a fact: of what, and as which party.

    `users` narrows it to these, `but` leaves out who did it.
    """

    fact: FactRow
    authority: int
    kind: NoticeKind
    party: str
    track: str = ""
    message: str = ""
    users: frozenset[int] = frozenset()
    but: UUID | None = None

    @property
    def exchange(self) -> int:
        """Return the number of its row."""
        return int(self.fact.dims["exchange"])


@dataclass(frozen=True, slots=True)
class Around:
    """What is looked up for many calls together: pinned procedures, people by call, and how far exchanges are.

    `standing` holds state and last day, by exchange, authority (None in the main machine) and track.
    """

    pins: Mapping[int, Pinned]
    people: Mapping[int, Sequence[Handler]]
    standing: Mapping[tuple[int, int | None, str], tuple[str, str | None]]


@consumer("exchanges.notices", ExchangeMoved.TYPE, ExchangeOpened.TYPE, ContentWritten.TYPE, ExchangeAllocated.TYPE)
def notify(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Tell people what a step, a message of another party or an allocation means for them."""
    calls = _calls(facts)
    while some := list(islice(calls, CALLS_AT_ONCE)):
        tell(_tellings(some, now), now)


def _calls(facts: Sequence[FactRow]) -> Iterator[Call]:
    others = [fact for fact in facts if fact.type in {ContentWritten.TYPE, ExchangeAllocated.TYPE}]
    seats, doers = (_seats(others), _doers(others)) if others else ({}, {})
    for fact in facts:
        dims = fact.dims
        taking_part = seats.get(int(dims["exchange"]), {})
        if fact.type == ExchangeAllocated.TYPE:
            users, doer = frozenset(dims["users"]), doers.get((fact.stream, fact.n))
            if users and (party := taking_part.get(dims["authority"])):
                yield Call(fact, dims["authority"], NoticeKind.ALLOCATED, party, users=users, but=doer)
        elif fact.type != ContentWritten.TYPE:
            yield from _of_step(fact)
        elif dims["what"] == MESSAGE:
            for authority, party in taking_part.items():
                if authority != dims["authority"] and (dims["audience"] is None or party in dims["audience"]):
                    yield Call(fact, authority, NoticeKind.WRITTEN, party)


def _of_step(fact: FactRow) -> Iterator[Call]:
    """Return each authority that a step tells once: of the weightiest, with the module's message if there is one."""
    found: dict[int, Call] = {}
    for one in sorted(fact.dims["told"], key=lambda one: FIRST.index(NoticeKind[one["kind"].upper()])):
        kind, desk = NoticeKind[one["kind"].upper()], [NO_ONE] if one["party"] == OPERATOR else []
        for authority in one["authorities"] or desk:
            call = Call(fact, authority, kind, one["party"], one["track"], one["message"])
            before = found.setdefault(authority, call)
            if before is not call and before.track == call.track and not before.message:
                found[authority] = replace(before, message=call.message)
    yield from found.values()


def _seats(facts: Sequence[FactRow]) -> Mapping[int, Mapping[int, str]]:
    """Return which authorities may read the content of exchanges, and as which party: the first of each."""
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for exchange, authority, party in rows(SEATS, [CONTENT, [fact.dims["exchange"] for fact in facts]]):
        found[exchange].setdefault(authority, party)
    return found


def _doers(facts: Sequence[FactRow]) -> Mapping[tuple[UUID, int], UUID | None]:
    found = rows(DOERS, [[fact.stream for fact in facts], [fact.n for fact in facts]])
    return {(stream, n): actor for stream, n, actor in found}


def _tellings(calls: Sequence[Call], now: dt.datetime) -> Iterator[Telling]:
    pins = {number: pinned(number) for number in {int(call.fact.dims["procedure_id"]) for call in calls}}
    exchanges, authorities = [call.exchange for call in calls], [call.authority for call in calls]
    standing = {tuple(found[:3]): (found[3], found[4]) for found in rows(STANDING, [exchanges, exchanges, authorities])}
    around = Around(pins, _people(calls, pins, now), standing)
    for index, call in enumerate(calls):
        about = _about(call, around)
        people = around.people[index]
        recipients = [Recipient(p.user_ref, p.user_id, p.authority_id, p.time_zone, p.on_behalf_of) for p in people]
        if not recipients and call.kind is NoticeKind.ESCALATION:
            recipients = [Recipient(DESK, NO_ONE, NO_ONE, UTC)]
        fact, number = call.fact, call.fact.dims["number"]
        for to in recipients:
            yield Telling(fact.id, fact.at, fact.stream, number, call.kind, about, to, fact.request)


def _people(calls: Sequence[Call], pins: Mapping[int, Pinned], now: dt.datetime) -> Mapping[int, Sequence[Handler]]:
    """Return whom to tell, by the index of the call: one statement for each right in a policy area."""
    posts = [_posts(pins[int(call.fact.dims["procedure_id"])].rules, call) for call in calls]
    holders = _holders((post for each in posts for post in each), now)
    found = [[one for post in each for one in holders.get(post, ())] for each in posts]
    lonely = {
        index: ("", RightName.DATA_ADMINISTRATOR, call.authority)
        for index, call in enumerate(calls)
        if not found[index] and call.kind in NEEDS_SOMEBODY and call.authority != NO_ONE
    }
    administrators = _holders(lonely.values(), now)
    for index, post in lonely.items():
        found[index] = administrators.get(post, [])
    given = _given(calls)
    return {index: _narrowed(call, found[index], given) for index, call in enumerate(calls)}


def _holders(posts: Iterable[tuple[str, str, int]], now: dt.datetime) -> Mapping[tuple[str, str, int], list[Handler]]:
    """Return who holds rights: by policy area, right and authority."""
    wanted: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for module, name, authority in posts:
        wanted[module, name].add(authority)
    found: defaultdict[tuple[str, str, int], list[Handler]] = defaultdict(list)
    for (module, name), authorities in sorted(wanted.items()):
        for one in handlers(module, authorities, name, now):
            found[module, name, one.authority_id].append(one)
    return found


def _posts(rules: Rulebook, call: Call) -> list[tuple[str, str, int]]:
    """Return the rights by which people of the authority do what its party is to do; who allocates is told of work."""
    accompanies = call.kind is NoticeKind.WRITTEN and rules.parties[call.party].of and not call.fact.dims["audience"]
    if call.authority == NO_ONE or accompanies:
        return []  # who only accompanies another party is told of the messages that name it
    posts = {post.value for post in TABLE[deed_of(rules, call.party)]}
    if call.kind in NEW_TO_THEM and not is_coordinator(rules, call.party):
        posts |= {post.value for post in TABLE[Deed.ALLOCATE]}
    names = posts & {right.value for right in IN_MODULE}
    return [(rules.module.module, name, call.authority) for name in sorted(names)]


def _given(calls: Sequence[Call]) -> Mapping[tuple[int, int], Mapping[UUID, int]]:
    """Return to whom exchanges are given, by exchange and authority: refs of users with their numbers."""
    found: defaultdict[tuple[int, int], dict[UUID, int]] = defaultdict(dict)
    values = [[call.exchange for call in calls], [call.authority for call in calls]]
    for exchange, authority, number, ref in rows(GIVEN, values):
        found[exchange, authority][ref] = number
    return found


def _narrowed(
    call: Call, people: Iterable[Handler], given: Mapping[tuple[int, int], Mapping[UUID, int]]
) -> Sequence[Handler]:
    """Return each person once, in their own name if they can; where the exchange is given to somebody, only those."""
    each: dict[UUID, Handler] = {}
    for one in sorted(people, key=lambda one: one.on_behalf_of is not None):
        each.setdefault(one.user_ref, one)
    holding = given.get((call.exchange, call.authority), {})
    theirs = {ref for ref, number in holding.items() if not call.users or number in call.users}
    working = [one for one in each.values() if one.user_ref in theirs or one.on_behalf_of in theirs]
    told = working if working or call.users else list(each.values())
    return [one for one in told if one.user_ref != call.but]


def _about(call: Call, around: Around) -> About:
    dims = call.fact.dims
    pin = around.pins[int(dims["procedure_id"])]
    state, due = _state(call, around)
    states = pin.rules.machine(call.track).states
    owners = states[state].owners if state in states else ()
    members: Mapping[str, Sequence[str]] = dims["members"]
    mine = call.kind in {NoticeKind.NEW_WORK, NoticeKind.REMINDER} or (not call.track and call.party in owners)
    movers = [members[owner][0] for owner in owners if owner != SYSTEM and len(members.get(owner, ())) == 1]
    parties = [pin.rules.starter, *pin.rules.parties]
    own, single = members.get(call.party), [members[one] for one in parties if len(members.get(one, ())) == 1]
    return About(
        module=pin.module,
        line=pin.line,
        procedure=pin.procedure,
        procedure_id=pin.procedure_id,
        party=call.party,
        track=call.track,
        state=state,
        message=call.message,
        other=next((codes[0] for codes in single if codes != own), ""),
        mover="" if mine or not movers else movers[0],
        mine=mine,
        due=due or "",
    )


def _state(call: Call, around: Around) -> tuple[str, str | None]:
    """Return where it stood after the fact, and by when it is to go on, unless it has gone on already."""
    dims = call.fact.dims
    moved = [one["state"] for one in dims.get("moves", ()) if one["track"] == call.track]
    state = dims["state"] if not call.track else moved[-1] if moved else ""
    now, due = around.standing.get((call.exchange, call.authority if call.track else None, call.track), ("", None))
    return (now, due) if now == (state or now) else (state, None)


def say(about: About, language: str, values: Mapping[str, str]) -> Said:
    """Return the texts of a notice in a language, as the policy area says them today."""
    spoken = speaker(about.module, about.line, language)
    procedure = f"procedure.{about.procedure}"
    machine = f"{procedure}.{about.track}" if about.track else procedure
    title = spoken.text(f"{procedure}.title")
    state = spoken.text(f"{machine}.state.{about.state}") if about.state else ""
    filled = {**values, "procedure": title, "module": spoken.text("module.title"), "state": state}
    states = pinned(about.procedure_id).rules.machine(about.track).states
    actions = states[about.state].actions if about.state in states else ()
    return Said(
        area=filled["module"],
        procedure=title,
        state=state,
        actions=tuple(spoken.text(one.text) for one in actions if about.party in one.by)[:MOST_ACTIONS],
        other=_member(spoken, about.other),
        mover=_member(spoken, about.mover),
        subject=_message(spoken, about.message, "subject", filled),
        body=_message(spoken, about.message, "body", filled),
    )


def _message(spoken: Speaker, name: str, part: str, values: Mapping[str, str]) -> str:
    """Return a message of the module, nothing where it has a placeholder that nothing fills."""
    address, known = f"message.{name}.{part}", {**values, **spoken.words}
    if not name or not all(known.get(hole.name) for hole in holes(spoken.pattern(address))):
        return ""
    return spoken.text(address, values=values)


def _member(spoken: Speaker, code: str) -> str:
    network = spoken.area.network
    member = network.members.get(code) if network is not None else None
    if member is None:
        return code
    return country_name(spoken.language, member.iso) if member.iso else spoken.members.get(code, member.name)


def addressee_of(user: UUID) -> Addressee | None:
    """Return where somebody's mail goes; None for who has left, is blocked or was erased."""
    found = row(ADDRESSEE, [user])
    return None if found is None else Addressee(found[0], found[1], ZoneInfo(found[2]))


send_with(Sources(addressee_of, say))
