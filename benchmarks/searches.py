"""What people type who look for an authority: drawn from records, spoiled as people spoil it.

native        words of its name and its town, in its own script
latin         the same in Latin letters without accents
one, two      the same with one or two letters changed, missing, doubled or swapped
profession    what it is competent for, in the searcher's language, and its town
partial       the beginnings of the words
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from anyascii import anyascii

KINDS = ("native", "latin", "one", "two", "profession", "partial")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 4
WORDS = 4
LONG_NAME = 5


@dataclass(frozen=True, slots=True)
class Target:
    """An authority that somebody looks for. `titles` are what its competences are called, by code, in all languages."""

    ref: UUID
    name: str
    city: str
    titles: Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Search:
    """What is typed, and who is meant; `same` are those that the words say as much of (same profession and town)."""

    kind: str
    text: str
    meant: UUID
    same: frozenset[UUID] = frozenset()

    def found_in(self, found: Sequence[UUID]) -> bool:
        """Say whether one of those that are meant is among those found."""
        return self.meant in found or not self.same.isdisjoint(found)


def searches(targets: Sequence[Target], count: int, seed: int, kinds: Sequence[str] = KINDS) -> Iterator[Search]:
    """Yield searches, each kind as often as the others; the same for the same seed."""
    dice = random.Random(seed)
    speak: dict[str, Callable[[Target, random.Random], str]] = {
        "native": _native,
        "latin": _latin,
        "one": lambda target, dice: _spoiled(_either(target, dice), dice),
        "two": lambda target, dice: _spoiled(_spoiled(_either(target, dice), dice), dice),
        "partial": _partial,
    }
    trained = [target for target in targets if target.titles]
    for nth in range(count):
        kind = kinds[nth % len(kinds)]
        if kind == "profession":
            yield _profession(trained, dice)
        else:
            target = dice.choice(targets)
            yield Search(kind, speak[kind](target, dice), target.ref)


def _native(target: Target, _: random.Random) -> str:
    """Return its name, of a long one the first word and the last ones; and its town, where that is not among them."""
    words = target.name.split()
    kept = words if len(words) <= LONG_NAME else [words[0], *words[1 - WORDS :]]
    town = [word for word in target.city.split() if word not in kept]
    return " ".join([*kept, *town])


def _latin(target: Target, dice: random.Random) -> str:
    return anyascii(_native(target, dice)).lower()


def _either(target: Target, dice: random.Random) -> str:
    return dice.choice((_native, _latin))(target, dice)


def _partial(target: Target, dice: random.Random) -> str:
    words = _native(target, dice).split()
    return " ".join(word[: max(SHORTEST, len(word) * 3 // 4)] for word in words)


def _spoiled(text: str, dice: random.Random) -> str:
    """Return a text with one slip of the fingers in one of its longer words."""
    words = text.split()
    long = [nth for nth, word in enumerate(words) if len(word) >= SHORTEST and word.isalpha()]
    if not long:
        return text
    nth = dice.choice(long)
    word = words[nth]
    at = dice.randrange(1, len(word) - 1)
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + (dice.choice(LETTERS) if word.isascii() else dice.choice(text.replace(" ", ""))) + word[at + 1 :],
    )
    words[nth] = dice.choice(slips)
    return " ".join(words)


def _profession(trained: Sequence[Target], dice: random.Random) -> Search:
    target = dice.choice(trained)
    said = dice.choice(target.titles)
    same = frozenset(one.ref for one in trained if one.city == target.city and said in one.titles)
    return Search("profession", f"{dice.choice(list(said.values()))} {target.city}", target.ref, same)
