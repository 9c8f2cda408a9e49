"""What a search in a repository found: entries as hits, filters with their counts, what is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from counterpart.core.definitions.forms import PlacedField
from counterpart.foundation.words import date_words
from counterpart.repositories.permissions import Repository
from counterpart.repositories.queries.searching import Hit, Hits
from counterpart.repositories.search.indexing import CODED, code_term, searched_fields, values_at
from counterpart.repositories.search.labels import OF_MEMBERS
from counterpart.repositories.search.wanted import Sought
from counterpart.web.rendering import address
from counterpart.web.showing.options import member_name
from counterpart.web.showing.repositories.telling import Teller
from counterpart.web.showing.values import value_shown
from counterpart.web.visit import Visit

TEXT, MEMBER, STATE, AFTER = "q", "country", "state", "after"
PREFIX = "f-"
"""Before the name of a field in an address."""
MOST_FACTS = 3
MOST_OF_A_FACET = 8


@dataclass(frozen=True, slots=True)
class HitShown:
    """One entry: what it is called, where it leads, who keeps it, its state where that is not the usual one, facts."""

    name: str
    language: str
    number: str
    address: str
    member: str
    country: str
    keeper: str
    keeper_language: str
    state: str
    usual: bool
    facts: tuple[tuple[str, str], ...]
    day: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter with how many entries have it, and the address that chooses it, or takes it away."""

    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter: a field of the entries, or the country of their keepers."""

    name: str
    title: str
    choices: tuple[Choice, ...]


def sought_in(repository: Repository, said: Mapping[str, str]) -> Sought:
    """Return what the address of a search asks for; a filter that means nothing is as if it were not there."""
    fields = {one.name: one for one in searched_fields(repository.pin.rules) if one.field.type in CODED}
    codes = {name: value for name in fields if (value := said.get(f"{PREFIX}{name}", "")[:80])}
    return Sought(
        text=said.get(TEXT, "")[:200], member=said.get(MEMBER, "")[:8], state=said.get(STATE, "")[:80], codes=codes
    )


def query_of(sought: Sought, after: int | None = None) -> str:
    """Return a search as it stands in an address."""
    said = {TEXT: sought.text, MEMBER: sought.member, STATE: sought.state}
    said |= {f"{PREFIX}{name}": value for name, value in sought.codes.items()}
    if after is not None:
        said[AFTER] = str(after)
    return "?" + urlencode({name: value for name, value in said.items() if value})


def hit_shown(visit: Visit, teller: Teller, repository: Repository, hit: Hit) -> HitShown:
    """Return one entry as its reader reads it."""
    language = visit.words.language
    name, spoken = hit.keeper.called(language) if hit.keeper is not None else ("", "")
    usual = repository.states[0] if repository.states else ""
    changed = hit.changed_at or hit.published_at
    return HitShown(
        name=teller.name_of(hit.shown, hit.number),
        language=_own_words(hit, language),
        number=hit.number,
        address=address(visit, "entry", module=teller.pin.module, procedure=teller.pin.procedure, number=hit.number),
        member=hit.member,
        country=member_name(teller.saying, hit.member),
        keeper=name,
        keeper_language="" if spoken == language else spoken,
        state=teller.state(hit.state),
        usual=hit.state == usual,
        facts=tuple(_facts(teller, hit)),
        day=date_words(language, changed.astimezone(teller.saying.zone).date()),
    )


def facets_shown(visit: Visit, teller: Teller, repository: Repository, sought: Sought, hits: Hits) -> list[Facet]:
    """Return the filters that divide what was found, with their most frequent values; chosen ones are always there."""
    own = {one.name for one in searched_fields(repository.pin.rules) if one.field.type in OF_MEMBERS}
    countries = (
        [] if own else [(code.removeprefix("k:"), n) for code, n in hits.facets.items() if code.startswith("k:")]
    )
    found = []
    of_members = _choices(
        [(member_name(teller.saying, code), n, replace(sought, member=code), code == sought.member)
         for code, n in countries], replace(sought, member="")
    )  # fmt: skip
    if _divides(of_members, hits.count):
        found.append(Facet(MEMBER, visit.words.gettext("Country of the keeper"), of_members))
    for one in searched_fields(repository.pin.rules):
        if one.field.type in CODED:
            choices = _of_field(teller, one, sought, hits)
            if _divides(choices, hits.count):
                found.append(Facet(one.name, teller.label(one.name), choices))
    return found


def _of_field(teller: Teller, placed: PlacedField, sought: Sought, hits: Hits) -> tuple[Choice, ...]:
    start = code_term(placed.name, "")
    values = [(term.removeprefix(start), n) for term, n in hits.facets.items() if term.startswith(start)]
    chosen = sought.codes.get(placed.name, "")
    return _choices(
        [
            (label_of(teller, placed, value), n, _with(sought, placed.name, value), value == chosen)
            for value, n in values
        ],
        _with(sought, placed.name, ""),
    )


def label_of(teller: Teller, placed: PlacedField, value: str) -> str:
    """Return what one value of a filter is called."""
    return value_shown(teller.saying, placed.field, _typed(placed, value)).text


def _typed(placed: PlacedField, value: str) -> object:
    return value in ("True", "true", "yes") if placed.field.type == "yes_no" else value


def _with(sought: Sought, name: str, value: str) -> Sought:
    return replace(sought, codes={**sought.codes, name: value})


def _choices(values: list[tuple[str, int, Sought, bool]], without: Sought) -> tuple[Choice, ...]:
    ordered = sorted(values, key=lambda one: (not one[3], -one[1], one[0].casefold()))[:MOST_OF_A_FACET]
    return tuple(
        Choice(label, n, query_of(without if chosen else wanted), chosen) for label, n, wanted, chosen in ordered
    )


def _divides(choices: tuple[Choice, ...], count: int) -> bool:
    """Say whether a filter is of use: one of its values leaves fewer entries, or is chosen."""
    return any(one.chosen or one.count < count for one in choices)


def _facts(teller: Teller, hit: Hit) -> Iterator[tuple[str, str]]:
    """Yield the first codes of an entry, as label and values."""
    shown = 0
    for one in searched_fields(teller.pin.rules):
        values = list(values_at(hit.shown, one.name)) if one.field.type in CODED else []
        if one.field.type in OF_MEMBERS and values == [hit.member]:
            continue  # it stands with the keeper
        if values and shown < MOST_FACTS:
            shown += 1
            yield teller.label(one.name), ", ".join(value_shown(teller.saying, one.field, v).text for v in values)


def _own_words(hit: Hit, language: str) -> str:
    """Return the language of people's own words in an entry, nothing where it is the page's or not known."""
    spoken = hit.keeper.own_name[0] if hit.keeper is not None else ""
    return "" if spoken == language else spoken
