"""What a coordinator looks at before a registration is validated: what is missing, what does not fit, and twins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from counterpart.directory.queries.finding import find_authorities
from counterpart.directory.queries.registrations import Registration
from counterpart.directory.search.wanted import LONGEST_TEXT, Hit
from counterpart.web.rendering import address
from counterpart.web.showing.registering.fields import competence_lists
from counterpart.web.visit import Visit

MOST_TWINS = 3


@dataclass(frozen=True, slots=True)
class TwinShown:
    """An authority that is registered already, and may be the same."""

    name: str
    language: str
    city: str
    address: str


def remarks_on(visit: Visit, found: Registration) -> list[str]:
    """Return what to look at, in whole sentences."""
    return list(_remarks(visit, found))


def twins_of(visit: Visit, found: Registration) -> list[TwinShown]:
    """Return authorities of the same member that are called much the same."""
    name = next(iter(found.record.names.values()), "")
    hits = find_authorities(visit.who, member=found.record.member or None, text=name[:LONGEST_TEXT], limit=MOST_TWINS)
    return [_twin(visit, one) for one in hits.found if not hits.missed]


def _remarks(visit: Visit, found: Registration) -> Iterator[str]:
    words, record = visit.words, found.record
    named = {" ".join(one.split()).casefold() for one in (*record.names.values(), *record.titles.values())}
    if found.name.casefold() not in named:
        yield words.gettext("You invited it as %(name)s: the names below are its own.", name=words.quoted(found.name))
    if found.first is not None:
        houses = {_house(one) for one in (record.email, record.website) if one}
        if houses and _house(found.first.email) not in houses:
            yield words.gettext(
                "The address of the first person is not of the same house as that of the office: make sure who it is."
            )
    if not record.region:
        yield words.gettext("No region is named.")
    if not found.competences and competence_lists(found.roles):
        yield words.gettext("It has not said what it is competent for: nobody finds it by that.")


def _house(of: str) -> str:
    """Return the last two parts of the domain of an address, of mail or of the web."""
    domain = of.rpartition("@")[2] if "@" in of else urlsplit(of).hostname or ""
    return ".".join(domain.casefold().split(".")[-2:])


def _twin(visit: Visit, hit: Hit) -> TwinShown:
    language, name = next(iter(hit.names.items()), ("", ""))
    return TwinShown(name, language, hit.city, address(visit, "authority", ref=hit.ref))
