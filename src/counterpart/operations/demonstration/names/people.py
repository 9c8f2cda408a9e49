"""Names of people, invented by drawing a given and a family name of the same language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from counterpart.operations.demonstration.dice import Dice
from counterpart.operations.demonstration.names.sheets import Line, sheet


@dataclass(frozen=True, slots=True)
class Name:
    """A given or family name as it is written, and in Latin letters where it is written in others."""

    written: str
    latin: str


@dataclass(frozen=True, slots=True)
class Names:
    """What people of a language are called: given names of women and of men, and their family names in pairs.

    In the pairs the form for a woman comes first (`Nowicka`, `Nowicki`). `pattern` says in which order they stand and
    whether there are two family names.
    """

    given: tuple[tuple[Name, ...], tuple[Name, ...]]
    families: tuple[tuple[Name, Name], ...]
    pattern: str


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person: the full name as it is written, and the two names that make an address, in Latin letters."""

    name: str
    given: str
    family: str


@lru_cache(maxsize=64)
def names(language: str) -> Names:
    """Return the names of a language. Raises KeyError or FileNotFoundError for a language without any."""
    lines = sheet(f"people/{language}")
    given = [_pair(line) for line in lines if line["part"] == "given"]
    women, men = (tuple(pair[form] for pair in given if pair[form].written) for form in (0, 1))
    return Names(
        given=(women, men),
        families=tuple(_pair(line) for line in lines if line["part"] == "family"),
        pattern={line["language"]: line["pattern"] for line in sheet("patterns")}[language],
    )


def person(language: str, dice: Dice) -> Person:
    """Draw a person: a woman or a man, with a family name in the form that goes with it."""
    known, form = names(language), dice.below(2)
    given, family, second = dice.one(known.given[form]), dice.one(known.families)[form], dice.one(known.families)[form]
    written = known.pattern.format(given=given.written, family=family.written, second=second.written)
    return Person(written, given.latin, family.latin)


def _pair(line: Line) -> tuple[Name, Name]:
    """Read a line: the form for a woman, the form for a man."""
    return (
        Name(line["woman"], line["woman_latin"] or line["woman"]),
        Name(line["man"], line["man_latin"] or line["man"]),
    )
