"""Places: where an authority is, what it is called after, and the forms in which its name takes the place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from counterpart.operations.demonstration.names.sheets import sheet


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality, a district, a region, the seat of a chamber.

    `name` is the nominative; `of` and `at` are whatever the patterns of its country need (a genitive, a locative, or
    the whole designation, `Landratsamt Rosenheim`); `second` is the full name of the authority in `second_language`.
    `region` is a code of ISO 3166-2, none for a place that stands for the whole country. In `postcode` a `#` stands
    for any digit and an `@` for any letter. A `big` place is taken before others.
    """

    name: str
    of: str
    at: str
    second: str
    second_language: str
    english: str
    city: str
    region: str | None
    postcode: str
    big: bool


@lru_cache(maxsize=64)
def places(country: str) -> Mapping[str, tuple[Place, ...]]:
    """Return the places of a country by tier (`stadt`, `powiat`, …); the tier `nation` is the country as a whole."""
    found: dict[str, list[Place]] = defaultdict(list)
    for line in sheet(f"places/{country.lower()}"):
        found[line["tier"]].append(
            Place(
                name=line["place"],
                of=line["of"],
                at=line["at"],
                second=line["second"],
                second_language=line["second_language"],
                english=line["english"] or line["place"],
                city=line["city"] or line["place"],
                region=line["region"] or None,
                postcode=line["postcode"],
                big=bool(line["big"]),
            )
        )
    return MappingProxyType({tier: tuple(them) for tier, them in found.items()})
