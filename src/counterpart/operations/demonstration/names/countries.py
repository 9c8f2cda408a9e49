"""Countries: their languages, and how many authorities each has in which policy areas.

The figures are those of the annual report of 2011, figure 2 (`figures-2011.csv`, as published), and of a member that
joined later (`figures-added.csv`). An authority may be registered for several areas and counts once in the total; how
many are, the report says for the network as a whole only: 89 in all three areas, 72 of them national and regional
coordinators (section 2.1). `overlaps.csv` spreads them so that every row and both these numbers come out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from counterpart.operations.demonstration.names.sheets import Line, sheet


@dataclass(frozen=True, slots=True)
class Country:
    """A member of the network.

    `languages` are official ones, the first for names; `foreign` what staff may understand besides; `people` the
    languages of the names of its officials; `mailbox` begins the address of an office. `by_english` says that
    addresses are made from the Latin name of a place; `spelled` how letters are written there (`ü` as `ue`).
    """

    code: str
    languages: tuple[str, ...]
    foreign: tuple[str, ...]
    people: tuple[str, ...]
    mailbox: str
    by_english: bool
    spelled: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Area:
    """A policy area: its column in the figures, its module, and the roles in which authorities take part in it.

    `first_roles` go to the coordinator of the area, or to the national one where an area has none.
    """

    figure: str
    module: str
    roles: tuple[str, ...]
    coordinator_roles: tuple[str, ...]
    first_roles: tuple[str, ...]


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Country]:
    """Return the members by code, in the order of the sheet."""
    return {line["country"]: _country(line) for line in sheet("countries")}


@lru_cache(maxsize=1)
def areas() -> Mapping[str, Area]:
    """Return the policy areas by module."""
    return {
        line["module"]: Area(
            figure=line["figure"],
            module=line["module"],
            roles=tuple(line["roles"].split()),
            coordinator_roles=tuple(line["coordinator_roles"].split()),
            first_roles=tuple(line["first_coordinator_roles"].split()),
        )
        for line in sheet("areas")
    }


def needs(country: str) -> dict[tuple[str, ...], int]:
    """Return how many authorities a country has by the very areas they take part in; raises KeyError if unknown."""
    figures = {line["country"]: line for name in ("figures-2011", "figures-added") for line in sheet(name)}[country]
    shared = {
        tuple(line["areas"].split()): int(line["authorities"])
        for line in sheet("overlaps")
        if line["country"] == country
    }
    alone = {
        (module,): int(figures[area.figure]) - sum(count for several, count in shared.items() if module in several)
        for module, area in areas().items()
    }
    return {several: count for several, count in (shared | alone).items() if count}


def _country(line: Line) -> Country:
    """Read a line of the sheet of countries."""
    return Country(
        code=line["country"],
        languages=tuple(line["languages"].split()),
        foreign=tuple(line["foreign"].split()),
        people=tuple(line["people"].split()),
        mailbox=line["mailbox"],
        by_english=line["addresses"] == "english",
        spelled=str.maketrans(dict(pair.split("=") for pair in line["spelled"].split())),
    )
