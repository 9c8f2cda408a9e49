"""Kinds of authorities: what they are called in a country, which policy areas they take part in, and how many."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from counterpart.directory.kinds import AuthorityKind
from counterpart.operations.demonstration.names.sheets import sheet


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of the sheet of a country: `Starostwo Powiatowe {of}` for every `powiat`, in the area of services.

    `name`, `second` and `title` are patterns filled from a place: `{place}`, `{of}`, `{at}`, `{city}`, `{second}`;
    the title is English. `areas` are modules. `only` names the one place of the tiers that is meant, empty for all;
    `most` says how many of them the network of 2011 takes, none for as many as it needs. `competences` are pairs of a
    group of codes and how many of them an authority has, 0 for all. `mail` begins its address.
    """

    country: str
    areas: tuple[str, ...]
    role: AuthorityKind
    tiers: tuple[str, ...]
    only: str
    most: int | None
    name: str
    second: str
    languages: tuple[str, ...]
    title: str
    competences: tuple[tuple[str, int], ...]
    mail: str


@lru_cache(maxsize=64)
def kinds(country: str) -> tuple[Kind, ...]:
    """Return the kinds of authorities of a country, in the order in which the network takes them."""
    return tuple(
        Kind(
            country=country,
            areas=tuple(line["areas"].split()),
            role=AuthorityKind[line["role"].upper()],
            tiers=tuple(line["tiers"].split()),
            only=line["only"],
            most=int(line["most"]) if line["most"] else None,
            name=line["name"],
            second=line["second"],
            languages=tuple(line["languages"].split()),
            title=line["title"],
            competences=tuple(_share(word) for word in line["competences"].split()),
            mail=line["mail"],
        )
        for line in sheet(f"kinds/{country.lower()}")
    )


def _share(word: str) -> tuple[str, int]:
    """Read `local:5`: five codes of the group `local`."""
    group, _, count = word.partition(":")
    return group, int(count or 0)
