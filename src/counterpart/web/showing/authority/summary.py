"""What the pages say of an authority as a whole: areas with their competences, coordinators, what needs care."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from counterpart.core.errors import NotFound
from counterpart.directory.kinds import AccessState, RelationKind
from counterpart.directory.queries.record_page import AuthorityPage
from counterpart.foundation.words import date_words
from counterpart.web.showing.authority.wording import (
    Called,
    access_words,
    area_title,
    code_title,
    lists_of,
    relation_words,
    role_title,
)
from counterpart.web.showing.sorting import alphabet
from counterpart.web.visit import Visit


@dataclass(frozen=True, slots=True)
class RoleShown:
    """A role that the authority has in a policy area; `open` unless it was suspended."""

    role: str
    title: str
    open: bool
    state: str
    since: str


@dataclass(frozen=True, slots=True)
class AreaShown:
    """A policy area that the authority takes part in, and what it is competent for there."""

    module: str
    title: str
    roles: tuple[RoleShown, ...]
    competences: tuple[str, ...]
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoordinatorShown:
    """A coordinator, and what it is to the authority and where."""

    what: str
    who: Called


@dataclass(frozen=True, slots=True)
class FormerShown:
    """An authority that this one goes on for, and until when it was there."""

    who: Called
    until: str


def areas_shown(visit: Visit, page: AuthorityPage, *, suspended: bool = True) -> list[AreaShown]:
    """Return the policy areas of an authority in the order of their titles; without suspended roles where told so."""
    words, order = visit.words, alphabet(visit.words.language)
    roles: defaultdict[str, list[RoleShown]] = defaultdict(list)
    for one in page.accesses:
        if suspended or one.state is AccessState.GRANTED:
            roles[one.module].append(
                RoleShown(
                    one.role,
                    role_title(words, one.module, one.role),
                    one.state is AccessState.GRANTED,
                    access_words(words)[one.state],
                    day(visit, one.since),
                )
            )
    found = [
        AreaShown(
            module,
            area_title(words, module),
            tuple(them),
            competences_shown(visit, page, module),
            lists_in(module, frozenset(one.role for one in them)),
        )
        for module, them in roles.items()
    ]
    return sorted(found, key=lambda one: order(one.title))


def competences_shown(visit: Visit, page: AuthorityPage, module: str) -> tuple[str, ...]:
    """Return what an authority is competent for in a policy area, in words."""
    order = alphabet(visit.words.language)
    titles = (code_title(visit.words, *one) for one in page.competences if one[0] == module)
    return tuple(sorted(titles, key=order))


def lists_in(module: str, roles: frozenset[str]) -> tuple[str, ...]:
    """Return the lists of competences of a policy area; none of one that is installed no more."""
    try:
        return lists_of(module, roles)
    except NotFound:
        return ()


def coordinators_shown(visit: Visit, page: AuthorityPage) -> list[CoordinatorShown]:
    """Return who coordinates an authority, as a whole first, then area by area; without those that only look on."""
    words, order = visit.words, alphabet(visit.words.language)
    called = relation_words(words)
    found = []
    for one in page.relations:
        if one.kind is RelationKind.LINKED:
            continue
        what, area = called[one.kind][0], area_title(words, one.module) if one.module else ""
        text = words.gettext("%(what)s: %(area)s", what=what, area=area) if area else what
        found.append((bool(area), order(area), int(one.kind), CoordinatorShown(text, Called.of(visit, one.who))))
    return [one[-1] for one in sorted(found, key=lambda one: one[:3])]


def former_shown(visit: Visit, page: AuthorityPage) -> list[FormerShown]:
    """Return the authorities that this one goes on for, the last one first."""
    once = {one.who.id: one for one in page.before if one.who is not None}
    return [
        FormerShown(Called.of(visit, one.who), visit.words.gettext("until %(day)s", day=day(visit, one.at)))
        for one in once.values()
        if one.who is not None
    ]


def day(visit: Visit, moment: dt.datetime) -> str:
    """Return the day of a moment in the reader's zone, in words."""
    return date_words(visit.words.language, moment.astimezone(visit.zone).date())


def notes_of(visit: Visit, page: AuthorityPage) -> list[str]:
    """Return what those who look after an authority should know first."""
    words = visit.words
    found: list[str] = []
    if not page.lives:
        return found
    if page.mail_failed_at is not None:
        found.append(
            words.gettext(
                "A mail to %(email)s came back on %(day)s: put the address right.",
                email=page.record.email or words.gettext("the office"),
                day=day(visit, page.mail_failed_at),
            )
        )
    if not page.administrators:
        found.append(words.gettext("Nobody administers this authority: its coordinator names somebody."))
    elif page.users == 1:
        found.append(words.gettext("Only one person belongs to this authority. Enter a second one as a stand-in."))
    return found
