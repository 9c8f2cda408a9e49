"""Whom facts of the network are told, and what their mails say: invitations, registrations, access, passwords.

Notices hold refs alone. Addresses, codes, links and a coordinator's reason are looked up when the mail is sent, in
`mailing.py`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from counterpart.accounts.events import PasswordLinkSent
from counterpart.accounts.users import numbers_of
from counterpart.directory.events import (
    AccessChanged,
    AuthorityArrived,
    AuthorityJoined,
    AuthorityRejected,
    AuthorityWaiting,
    InvitationEnding,
    InvitationSent,
    SecondUserWanted,
)
from counterpart.directory.queries.players import handlers, participants_by_ref
from counterpart.directory.rights import RightName
from counterpart.foundation.database.statements import rows
from counterpart.foundation.facts import FactRow
from counterpart.modules.standing import versions
from counterpart.notices.about import About
from counterpart.notices.kinds import DESK, NoticeKind
from counterpart.notices.telling import Recipient, Telling

TOLD = (
    InvitationSent.TYPE,
    InvitationEnding.TYPE,
    AuthorityJoined.TYPE,
    AuthorityWaiting.TYPE,
    AuthorityArrived.TYPE,
    AuthorityRejected.TYPE,
    AccessChanged.TYPE,
    SecondUserWanted.TYPE,
    PasswordLinkSent.TYPE,
)
"""Facts of which somebody is told."""

NO_ONE, UTC = 0, "UTC"
SINCE = """
select m.authority_id, m.user_id, min(m.since) from directory_membership m
where m.authority_id = any(%s::int[]) and m.until is null group by m.authority_id, m.user_id
"""
ZONES = "select ref, tz from accounts_user where ref = any(%s::uuid[])"


@dataclass(frozen=True, slots=True)
class _Office:
    """One who administers an authority, and since when."""

    to: Recipient
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known of everybody whom some facts name."""

    authorities: Mapping[UUID, int]
    offices: Mapping[int, Sequence[_Office]]
    users: Mapping[UUID, Recipient]
    lines: Mapping[str, str]


def tellings_of(facts: Sequence[FactRow], now: dt.datetime) -> Iterator[Telling]:
    """Yield what people are told because of some facts; statements for all of them together, not for each."""
    around = _around(facts, now)
    given: set[tuple[UUID, str]] = set()
    for fact in facts:
        area = (fact.stream, str(fact.dims.get("module", "")))
        if fact.type == AccessChanged.TYPE and area in given:
            continue  # two roles in the same area are one piece of news
        told = _told(fact, around)
        if told is None:
            continue
        given.add(area)
        kind, about, people = told
        for to in people:
            yield Telling(fact.id, fact.at, fact.stream, "", kind, about, to, fact.request)


def _told(fact: FactRow, around: _Around) -> tuple[NoticeKind, About, Iterable[Recipient]] | None:
    """Return how, of what and whom a fact tells; None where it tells nobody."""
    dims = fact.dims
    of_member = About(other=dims.get("member", ""))
    match fact.type:
        case InvitationSent.TYPE:
            return NoticeKind.INVITATION, of_member, [guest(fact.stream)]
        case InvitationEnding.TYPE:
            return NoticeKind.INVITATION_ENDING, of_member, [guest(fact.stream)]
        case AuthorityRejected.TYPE:
            return NoticeKind.REJECTED, About(), [guest(UUID(dims["invitation"]))]
        case PasswordLinkSent.TYPE:
            return NoticeKind.PASSWORD_LINK, About(), _user(fact.stream, around)
        case AuthorityArrived.TYPE:
            return NoticeKind.ARRIVED, About(), _user(UUID(dims["user"]), around, fact.stream)
        case AuthorityJoined.TYPE | AuthorityWaiting.TYPE:
            above = UUID(dims["coordinator"]) if dims["coordinator"] else None
            people = _people(above, around) or [Recipient(DESK, NO_ONE, NO_ONE, UTC)]
            return NoticeKind.REGISTRATION_WAITING, of_member, people
        case SecondUserWanted.TYPE:
            return NoticeKind.SECOND_USER, About(), _people(fact.stream, around)
    return _of_access(fact, around)


def _of_access(fact: FactRow, around: _Around) -> tuple[NoticeKind, About, Iterable[Recipient]] | None:
    """Tell of access who administered the authority when it was given; as it was registered, they know it anyway."""
    dims = fact.dims
    if not dims["granted"] or dims.get("arriving"):
        return None
    about = About(module=dims["module"], line=around.lines.get(dims["module"], ""))
    return NoticeKind.ACCESS_GIVEN, about, _people(fact.stream, around, before=fact.at)


def guest(invitation: UUID) -> Recipient:
    """Return an invitation as somebody to be mailed."""
    return Recipient(invitation, NO_ONE, NO_ONE, UTC)


def _people(authority: UUID | None, around: _Around, before: dt.datetime | None = None) -> list[Recipient]:
    number = around.authorities.get(authority) if authority else None
    offices = around.offices.get(number, ()) if number is not None else ()
    return [office.to for office in offices if before is None or office.since < before]


def _user(user: UUID, around: _Around, authority: UUID | None = None) -> list[Recipient]:
    found = around.users.get(user)
    if found is None:
        return []
    number = around.authorities.get(authority, NO_ONE) if authority else NO_ONE
    return [Recipient(user, found.user_id, number, found.time_zone)]


def _around(facts: Sequence[FactRow], now: dt.datetime) -> _Around:
    streams = {fact.stream for fact in facts}
    above = {UUID(fact.dims["coordinator"]) for fact in facts if fact.dims.get("coordinator")}
    known = participants_by_ref(streams | above)
    authorities = {ref: found.id for ref, found in known.items()}
    arrived = {UUID(fact.dims["user"]) for fact in facts if fact.type == AuthorityArrived.TYPE}
    linked = {fact.stream for fact in facts if fact.type == PasswordLinkSent.TYPE}
    modules = {fact.dims["module"] for fact in facts if fact.type == AccessChanged.TYPE}
    newest = versions(modules) if modules else {}
    return _Around(
        authorities,
        _offices(list(authorities.values()), now),
        _users(arrived | linked),
        {module: found[0].line for module, found in newest.items() if found},
    )


def _offices(ids: Sequence[int], now: dt.datetime) -> Mapping[int, Sequence[_Office]]:
    """Return who administers authorities, those who stand in for somebody away among them."""
    since = {(authority, user): at for authority, user, at in rows(SINCE, [list(ids)])} if ids else {}
    found: defaultdict[int, list[_Office]] = defaultdict(list)
    for one in handlers("", ids, RightName.DATA_ADMINISTRATOR, now) if ids else ():
        to = Recipient(one.user_ref, one.user_id, one.authority_id, one.time_zone, one.on_behalf_of)
        found[one.authority_id].append(_Office(to, since[one.authority_id, one.user_id]))
    return found


def _users(refs: set[UUID]) -> Mapping[UUID, Recipient]:
    if not refs:
        return {}
    numbers = numbers_of(list(refs))
    zones: dict[UUID, str] = dict(rows(ZONES, [list(refs)]))
    return {ref: Recipient(ref, number, NO_ONE, zones[ref]) for ref, number in numbers.items()}
