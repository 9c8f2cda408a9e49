"""Addresses of invented offices: under `.example`, which RFC 2606 keeps from ever being anybody's."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from counterpart.operations.demonstration.dice import Dice
from counterpart.operations.demonstration.names.countries import Country, countries
from counterpart.operations.demonstration.names.kinds import Kind
from counterpart.operations.demonstration.names.places import Place

LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
"""Letters of postcodes; the others look like digits or each other (British postcodes leave them out)."""

NATION = "nation"
OTHER = re.compile("[^a-z0-9]+")
BLANK = re.compile("[#@]")


@lru_cache(maxsize=1 << 15)
def slug(text: str, country: str) -> str:
    """Return the text in letters a to z, digits and hyphens, as an address of that country would spell it."""
    return OTHER.sub("-", anyascii(text.lower().translate(countries()[country].spelled)).lower()).strip("-")


def key_of(kind: Kind, place: Place, country: Country) -> str:
    """Return what an authority is known by in the plan: country, kind and place."""
    if kind.tiers == (NATION,):
        return f"{country.code.lower()}/{kind.mail}"
    return (
        f"{country.code.lower()}/{kind.mail}/{slug(place.english if country.by_english else place.name, country.code)}"
    )


def domain_of(key: str) -> str:
    """Return the domain of the authority with that key: the narrowest part first."""
    country, *office = key.split("/")
    return ".".join([*office, country, "example"])


def postcode(pattern: str, dice: Dice) -> str:
    """Return a postcode of that pattern: `#` becomes a digit, `@` a letter."""
    return BLANK.sub(lambda blank: str(dice.below(10)) if blank[0] == "#" else dice.one(LETTERS), pattern)
