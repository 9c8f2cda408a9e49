"""The people of a planned network: a few by whom it can be tried, or as many as a network of its size has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from counterpart.core.errors import Invalid
from counterpart.operations.demonstration.addresses import domain_of, slug
from counterpart.operations.demonstration.dice import Dice
from counterpart.operations.demonstration.names.countries import countries
from counterpart.operations.demonstration.names.people import Person, person
from counterpart.operations.demonstration.planned import PlannedAuthority, PlannedUser

PAIR = 2
"""An administrator and a second user as back-up, as the rules on registration ask for."""

ALONE = 5
"""One authority in so many has nobody but its administrator."""

FIRST = 2
"""So many authorities of each member and area have users in the small network."""

MOST = 200
"""So many users an authority may have: far fewer than there are different names of its language."""

BUSY = 4
"""Shares of the users that a coordinator has more than an authority, and most shares of an authority."""


def few_users(plan: Iterable[PlannedAuthority], seed: int, also: Container[str] = ()) -> Iterator[PlannedUser]:
    """Yield two users for every coordinator, for the first authorities of each member and area, and for some more.

    `also` are the keys of these.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for authority in plan:
        areas = [(authority.member, module) for module in authority.areas]
        if authority.coordinates or authority.key in also or any(seen[area] < FIRST for area in areas):
            yield from users_of(authority, PAIR, seed)
        if not authority.coordinates:
            seen.update(areas)


def all_users(plan: Iterable[PlannedAuthority], seed: int, also: Container[str] = ()) -> Iterator[PlannedUser]:
    """Yield two users for every authority, but for some of those that `few_users` leaves out only one."""
    authorities = list(plan)
    staffed = {user.authority for user in few_users(authorities, seed, also)}
    for one in authorities:
        alone = one.key not in staffed and not Dice(seed, one.key, "alone").below(ALONE)
        yield from users_of(one, 1 if alone else PAIR, seed)


def many_users(plan: Iterable[PlannedAuthority], total: int, seed: int) -> Iterator[PlannedUser]:
    """Yield `total` users: one or more for every authority, more for coordinators. Raises Invalid for too few."""
    authorities = list(plan)
    for authority, count in zip(authorities, _counts(authorities, total, seed), strict=True):
        yield from users_of(authority, count, seed)


def users_of(authority: PlannedAuthority, count: int, seed: int) -> Iterator[PlannedUser]:
    """Yield so many users of an authority, the first of whom keeps its data; no two of them share an address.

    Raises Invalid for more than MOST.
    """
    if count > MOST:
        raise Invalid("demonstration.too-many", field="users", most=MOST, wanted=count)
    dice, used = Dice(seed, authority.key, "people"), set[str]()
    languages, domain = _spoken(authority), domain_of(authority.key)
    for number in range(count):
        somebody = person(dice.one(languages), dice)
        while (address := f"{_mailbox(somebody, authority.member)}@{domain}") in used:
            somebody = person(dice.one(languages), dice)
        used.add(address)
        yield PlannedUser(authority.key, somebody.name, address, authority.languages[0], administrator=number == 0)


def _spoken(authority: PlannedAuthority) -> Sequence[str]:
    """Return the languages of the names of its officials: those of the authority's own names, or of its country."""
    people = countries()[authority.member].people
    return [language for language in people if language in authority.names] or people


def _mailbox(somebody: Person, country: str) -> str:
    """Return how the address of a person begins."""
    return f"{slug(somebody.given, country)}.{slug(somebody.family, country)}"


def _counts(authorities: Sequence[PlannedAuthority], total: int, seed: int) -> Iterator[int]:
    """Yield how many users each authority has: one, and its share of the rest; the counts add up exactly."""
    rest = total - len(authorities)
    if rest < 0 or not authorities:
        raise Invalid("demonstration.too-few", field="users", least=len(authorities), wanted=total)
    shares = [1 + Dice(seed, one.key, "users").below(BUSY) + BUSY * one.coordinates for one in authorities]
    seen, given, all_shares = 0, 0, sum(shares)
    for share in shares:
        seen += share
        count = seen * rest // all_shares - given
        given += count
        yield 1 + count
