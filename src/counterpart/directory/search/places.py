"""What towns and countries are called in other languages: Saloniki, Солун and Thessaloniki are one town.

`places.csv` has a town on each line, `countries.csv` a country of ISO 3166-1 and its names; capitals and countries come
from the Common Locale Data Repository, other towns are names in common use.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from counterpart.directory.search.folding import Forms, forms_of

SHORTEST_PART = 4
"""Of a name of several words, parts that are shorter say nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Names:
    """By each form of a name what it names; a name of several words stands as one word.

    `towns` gives the forms that the town has in all languages, `countries` codes of ISO 3166-1.
    """

    towns: Mapping[str, frozenset[str]]
    countries: Mapping[str, frozenset[str]]


@lru_cache(1)
def names() -> Names:
    """Return all names that are known, read once for a process."""
    towns: defaultdict[str, set[str]] = defaultdict(set)
    for spellings in _lines("places.csv"):
        forms = [forms_of(spelling) for spelling in spellings]
        meant = {form for parts in forms for part in parts if _says(part, parts) for form in part.all}
        for parts in forms:
            for word in _joined(parts):
                towns[word] |= meant
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for iso, *spellings in _lines("countries.csv"):
        for spelling in spellings:
            for word in _joined(forms_of(spelling)):
                countries[word].add(iso)
    return Names(_frozen(towns), _frozen(countries))


def joined(parts: tuple[Forms, ...]) -> str:
    """Return a name of several words as the one word under which it stands."""
    return "".join(part.latin for part in parts)


def _joined(parts: tuple[Forms, ...]) -> Iterator[str]:
    if len(parts) == 1:
        yield from parts[0].all
    elif parts:
        yield joined(parts)


def _says(part: Forms, parts: tuple[Forms, ...]) -> bool:
    return len(parts) == 1 or len(part.latin) >= SHORTEST_PART


def _lines(name: str) -> Iterator[list[str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return csv.reader(text.splitlines())


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(meant) for word, meant in found.items()}
