"""People of an authority as its pages show them: rights in words, who is away, and which rights can be given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from counterpart.directory.actions.people import AT_COORDINATORS
from counterpart.directory.kinds import POWERS
from counterpart.directory.queries.people import Away, Member, People
from counterpart.directory.queries.record_page import AuthorityPage
from counterpart.directory.rights import IN_MODULE, RightName
from counterpart.foundation.actor import Right
from counterpart.foundation.words import date_words, own_name
from counterpart.web.rendering import address
from counterpart.web.showing.authority.summary import day
from counterpart.web.showing.authority.wording import area_title, areas_in_order, right_words
from counterpart.web.showing.sorting import alphabet
from counterpart.web.visit import Visit

WHOLE_RIGHTS = (RightName.DATA_ADMINISTRATOR, RightName.NETWORK_ADMINISTRATOR)
ORDER = tuple(right for right in RightName if right in IN_MODULE)
"""Rights of a policy area in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class RightsShown:
    """The rights of somebody in a policy area (or, with an empty title, in the authority as a whole)."""

    area: str
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AwayShown:
    """An absence in words; `since` names it in a form."""

    since: str
    days: str
    substitute: str
    now: bool


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Somebody of the authority."""

    ref: UUID
    name: str
    email: str
    language: str
    address: str
    self: bool
    blocked: bool
    rights: tuple[RightsShown, ...]
    away: tuple[AwayShown, ...]
    signed_in: str


@dataclass(frozen=True, slots=True)
class RightOffered:
    """A right that can be given, or (`why_not`) cannot: `value` is what its box sends."""

    value: str
    title: str
    help: str
    held: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class RightsOffered:
    """The rights of one policy area, or of the authority as a whole."""

    id: str
    title: str
    rights: tuple[RightOffered, ...]


def people_shown(visit: Visit, people: People) -> list[PersonShown]:
    """Return the people in the order of their names."""
    order = alphabet(visit.words.language)
    return [person_shown(visit, people.page, one) for one in sorted(people.members, key=lambda one: order(one.name))]


def person_shown(visit: Visit, page: AuthorityPage, one: Member) -> PersonShown:
    """Return one of them."""
    return PersonShown(
        one.ref,
        one.name,
        one.email,
        own_name(one.language) if one.language else "",
        address(visit, "authority_person", ref=page.ref, user=one.ref),
        one.ref == visit.who.ref,
        one.blocked,
        rights_shown(visit, one.rights),
        tuple(_away(visit, page, away) for away in one.absences),
        _signed_in(visit, one),
    )


def rights_shown(visit: Visit, rights: Collection[Right]) -> tuple[RightsShown, ...]:
    """Return rights in words, those in the authority as a whole first."""
    named, found = right_words(visit.words), []
    for module in ("", *areas_in_order(visit.words)):
        held = [RightName(name) for of, name in rights if of == module and name in named]
        if held:
            title = area_title(visit.words, module) if module else ""
            found.append(RightsShown(title, tuple(named[one][0] for one in sorted(held, key=list(RightName).index))))
    return tuple(found)


def rights_offered(visit: Visit, page: AuthorityPage, held: Collection[Right]) -> tuple[RightsOffered, ...]:
    """Return which rights somebody of an authority can have, with those that they hold."""
    whole = tuple(_offered(visit, page, "", right, held) for right in WHOLE_RIGHTS if _makes_sense(page, right))
    found = [RightsOffered("rights", visit.words.gettext("In the authority as a whole"), whole)]
    everywhere = POWERS[page.record.kind].every_area
    for module in areas_in_order(visit.words):
        if everywhere or module in page.modules or any(of == module for of, _ in held):
            them = tuple(_offered(visit, page, module, right, held) for right in ORDER)
            found.append(RightsOffered(f"rights-{module}", area_title(visit.words, module), them))
    return tuple(found)


def rights_typed(values: Collection[str]) -> frozenset[Right]:
    """Return the rights that boxes sent: `pq.handler`, `.data_administrator`."""
    pairs = (value.partition(".") for value in values)
    return frozenset(Right(module, name) for module, dot, name in pairs if dot)


def substitutes(people: People, member: Member) -> list[Member]:
    """Return who may stand in for somebody: everybody else who can sign in."""
    return [one for one in people.members if one.ref != member.ref and not one.blocked]


def today_at(page: AuthorityPage, visit: Visit) -> dt.date:
    """Return which day it is for the authority."""
    return visit.now.astimezone(page.zone).date()


def _makes_sense(page: AuthorityPage, right: RightName) -> bool:
    return right is not RightName.NETWORK_ADMINISTRATOR or not POWERS[page.record.kind].of_member


def _offered(visit: Visit, page: AuthorityPage, module: str, right: RightName, held: Collection[Right]) -> RightOffered:
    title, explanation = right_words(visit.words)[right]
    has = Right(module, right) in held
    coordinates = POWERS[page.record.kind].coordinates
    why_not = ""
    if right in AT_COORDINATORS and not coordinates and not has:
        why_not = visit.words.gettext("Only people of coordinators have this right.")
    return RightOffered(f"{module}.{right}", title, explanation, has, why_not)


def _away(visit: Visit, page: AuthorityPage, one: Away) -> AwayShown:
    words, here = visit.words, visit.words.language
    since, until = date_words(here, one.since), date_words(here, one.until)
    days = words.gettext("%(since)s to %(until)s", since=since, until=until) if one.since != one.until else since
    now = one.since <= today_at(page, visit) <= one.until
    return AwayShown(one.since.isoformat(), days, one.substitute_name, now)


def _signed_in(visit: Visit, one: Member) -> str:
    if one.last_sign_in_at is None:
        return visit.words.gettext("Never signed in")
    return visit.words.gettext("Last signed in on %(day)s", day=day(visit, one.last_sign_in_at))
