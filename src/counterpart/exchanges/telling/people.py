"""Whom of an authority a call reaches: who holds the right for the work, who stands in for them, who has it in hand."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from counterpart.core.workflow import Rulebook
from counterpart.directory.policy import TABLE, Deed
from counterpart.directory.queries.players import Handler, handlers
from counterpart.directory.rights import IN_MODULE, RightName
from counterpart.exchanges.parties import is_coordinator
from counterpart.exchanges.permissions import deed_of
from counterpart.exchanges.telling.calls import NO_ONE, Call
from counterpart.foundation.database.statements import rows
from counterpart.modules.pins import Pinned
from counterpart.notices.kinds import NoticeKind

NEEDS_SOMEBODY = frozenset({NoticeKind.NEW_WORK, NoticeKind.REMINDER, NoticeKind.ESCALATION})
"""Of these the administrators of an authority are told where nobody holds the right for the work."""

NEW_TO_THEM = frozenset({NoticeKind.NEW_WORK, NoticeKind.ALLOCATED})
"""Of these those are told, too, who share out the work of an authority."""

GIVEN = """
select a.exchange_id, a.authority_id, a.user_id, u.ref from exchanges_allocation a
join accounts_user u on u.id = a.user_id
where a.exchange_id = any(%s::bigint[]) and a.authority_id = any(%s::int[]) and a.until is null
"""


def people_of(calls: Sequence[Call], pins: Mapping[int, Pinned], now: dt.datetime) -> Mapping[int, Sequence[Handler]]:
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
