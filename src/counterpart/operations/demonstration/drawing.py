"""Drawing authorities of a country: which kinds at which places, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from counterpart.directory.kinds import AuthorityKind
from counterpart.operations.demonstration.addresses import domain_of, key_of, postcode
from counterpart.operations.demonstration.dice import Dice
from counterpart.operations.demonstration.names.competences import drawn
from counterpart.operations.demonstration.names.countries import Country, areas, countries, needs
from counterpart.operations.demonstration.names.kinds import Kind, kinds
from counterpart.operations.demonstration.names.places import Place, places
from counterpart.operations.demonstration.planned import PlannedAuthority, PlannedRelation

FOREIGN = 3
"""One office in so many does not understand the first foreign language; of the others each one in so many does."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A kind of authority at a place, before it is known whether it takes part."""

    kind: Kind
    place: Place
    key: str
    name: str


@dataclass(slots=True)
class Taken:
    """Names and keys that a country has given away: no two authorities of a country are called alike."""

    names: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)

    def take(self, candidate: Candidate) -> bool:
        """Give the candidate its name and key; say whether both were free."""
        folded = candidate.name.casefold()
        if folded in self.names or candidate.key in self.keys:
            return False
        self.names.add(folded)
        self.keys.add(candidate.key)
        return True


def candidates(kind: Kind, seed: int) -> Iterator[Candidate]:
    """Yield the kind at each of its places: first the big ones, then the others as the seed shuffles them."""
    country = countries()[kind.country]
    known = places(kind.country)
    there = [place for tier in kind.tiers for place in known[tier] if kind.only in {"", place.name}]
    shuffled = Dice(seed, kind.country, kind.mail, *kind.tiers).some(there, len(there))
    for place in sorted(shuffled, key=lambda place: not place.big):
        yield Candidate(kind, place, key_of(kind, place, country), _filled(kind.name, place))


def members_of_2011(country: str, seed: int) -> list[Candidate]:
    """Return who takes part in a country: for each combination of areas exactly as many as the figures say.

    Coordinators come first, the more powerful before the others. Raises ValueError where the sheets have fewer than
    the figures want.
    """
    open_places, taken, found = needs(country), Taken(), []
    for kind in kinds(country):
        wanted = open_places.get(kind.areas, 0)
        free = (candidate for candidate in candidates(kind, seed) if taken.take(candidate))
        chosen = list(islice(free, wanted if kind.most is None else min(wanted, kind.most)))
        open_places[kind.areas] = wanted - len(chosen)
        found += chosen
    if missing := {several: count for several, count in open_places.items() if count}:
        raise ValueError(f"the sheets of {country} are too short: {missing}")
    return sorted(found, key=lambda candidate: candidate.kind.role)


def described(
    candidate: Candidate, relations: tuple[PlannedRelation, ...], first: frozenset[str], seed: int
) -> PlannedAuthority:
    """Fill in what is known of an authority. `first` are the modules of which it is the first coordinator."""
    kind, place = candidate.kind, candidate.place
    country, dice = countries()[kind.country], Dice(seed, candidate.key)
    named = _names(candidate, country)
    return PlannedAuthority(
        key=candidate.key,
        member=kind.country,
        kind=kind.role,
        names=named,
        title=_filled(kind.title, place, place.english),
        region=place.region,
        city=place.city,
        postcode=postcode(place.postcode, Dice(candidate.key)),
        email=f"{country.mailbox}@{domain_of(candidate.key)}",
        languages=_understood(named, country, dice),
        areas=kind.areas,
        roles=_roles(kind, first),
        competences=drawn(kind.competences, kind.areas, dice),
        relations=relations,
    )


def _filled(pattern: str, place: Place, name: str = "") -> str:
    """Fill a pattern with the forms of a place; in a title the name is the English one."""
    return pattern.format(place=name or place.name, of=place.of, at=place.at, city=place.city, second=place.second)


def _names(candidate: Candidate, country: Country) -> dict[str, str]:
    """Return the official names by language: the pattern says one or two, and a second one may need the place's own."""
    kind, place = candidate.kind, candidate.place
    languages = kind.languages or country.languages
    found = {languages[0]: candidate.name}
    if "{second}" in kind.second and place.second:
        found[place.second_language] = _filled(kind.second, place)
    elif kind.second and "{second}" not in kind.second:
        found[languages[1]] = _filled(kind.second, place)
    return found


def _understood(named: dict[str, str], country: Country, dice: Dice) -> tuple[str, ...]:
    """Return languages that staff understands: those of the names that are official, and some foreign ones."""
    own = [language for language in named if language in country.languages] or [country.languages[0]]
    found = dict.fromkeys(own)
    for order, language in enumerate(country.foreign):
        if bool(dice.below(FOREIGN)) == (order == 0):
            found[language] = None
    return tuple(found)


def _roles(kind: Kind, first: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return the roles in which an authority takes part: a coordinator may also act as an authority (Art. 6(4))."""
    found = []
    for module in kind.areas:
        area = areas()[module]
        whole = kind.role in {AuthorityKind.NATIONAL, AuthorityKind.REGIONAL}
        roles = () if whole else area.roles
        roles += area.coordinator_roles if kind.role is not AuthorityKind.AUTHORITY else ()
        roles += area.first_roles if module in first else ()
        found += [(module, role) for role in roles]
    return tuple(found)
