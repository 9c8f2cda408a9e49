"""Proposes what a typed word may mean: words of records, codes of lists, members; each with how near it is.

Exactly this word, the same place by another name, what sounds alike, what goes on from it; and only for a word that is
not known as it was typed: what is spelled almost so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from counterpart.directory.search.competences import Code, Codes
from counterpart.directory.search.folding import Forms, forms_of, marked
from counterpart.directory.search.places import joined, names
from counterpart.directory.search.vocabulary import Vocabulary
from counterpart.directory.search.wanted import MOST_WORDS, How

QUALITY: Mapping[How, int] = {
    How.EXACT: 100,
    How.NAMED: 90,
    How.TRANSLITERATION: 80,
    How.PREFIX: 60,
    How.SPELLING: 50,
}
FURTHER = 25
"""What a word is worth that is two letters away."""
SHORTEST_PREFIX = 2
SHORTEST_SPELLING = 4
SHORTEST_FAR = 6
"""Words shorter than these are not taken for misspelled: once, or twice."""


@dataclass(slots=True)
class Meaning:
    """What one typed word may mean: to each word, code and country the quality and how it was met."""

    typed: str
    words: dict[int, tuple[int, How]] = field(default_factory=dict)
    codes: dict[Code, tuple[int, How, str]] = field(default_factory=dict)
    countries: dict[str, tuple[int, How, str]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Say that the word means nothing to anybody."""
        return not (self.words or self.codes or self.countries)


@dataclass(frozen=True, slots=True)
class Proposer:
    """What is proposed from: the words of the directory and the codes of the areas, as they are for one search."""

    known: Vocabulary
    codes: Codes

    def meanings(self, text: str) -> tuple[Meaning, ...]:
        """Return what each word of a text may mean; single letters count for nothing beside words."""
        typed = forms_of(text)[:MOST_WORDS]
        longer = tuple(one for one in typed if len(one.latin) > 1 or one.latin.isdigit())
        typed = longer or typed
        found = tuple(self.meaning(one) for one in typed)
        for first, (one, other) in enumerate(pairwise(typed)):
            name = joined((one, other))
            if name in names().towns or name in names().countries:
                self._take(found[first], name, QUALITY[How.NAMED], How.NAMED)
                self._take(found[first + 1], name, QUALITY[How.NAMED], How.NAMED)
        return found

    def meaning(self, typed: Forms) -> Meaning:
        """Return what a word may mean."""
        found = Meaning(typed.typed)
        for form in typed.written:
            self._take(found, form, QUALITY[How.EXACT], How.EXACT)
        known = not found.empty
        if typed.sound:
            self._take(found, marked(typed.sound), QUALITY[How.TRANSLITERATION], How.TRANSLITERATION)
        heard = not found.empty
        self._begin(found, typed)
        if not known:
            self._spell(found, typed, farther=not heard)
        return found

    def _begin(self, found: Meaning, typed: Forms) -> None:
        for form in typed.written:
            if len(form) >= SHORTEST_PREFIX:
                for word in self.known.letters.beginning(form):
                    self._take(found, word, QUALITY[How.PREFIX], How.PREFIX)
        if typed.sound:
            for word in self.known.sounds.beginning(marked(typed.sound)):
                self._take(found, word, QUALITY[How.PREFIX] - 10, How.PREFIX)

    def _spell(self, found: Meaning, typed: Forms, *, farther: bool) -> None:
        """Add what is spelled almost so; if wanted two letters away, where nothing is nearer."""
        if typed.latin.isdigit():
            return
        for distance in (1, 2):
            shortest = SHORTEST_SPELLING if distance == 1 else SHORTEST_FAR
            for word, away in self._like(typed, distance, shortest):
                self._take(found, word, QUALITY[How.SPELLING] if away <= 1 else FURTHER, How.SPELLING)
            if not (found.empty and farther):
                return

    def _like(self, typed: Forms, distance: int, shortest: int) -> Iterator[tuple[str, int]]:
        for form in typed.written:
            if len(form) >= shortest:
                yield from self.known.letters.like(form, distance)
        if len(typed.sound) >= shortest:
            yield from self.known.sounds.like(marked(typed.sound), distance)

    def _take(self, found: Meaning, word: str, quality: int, how: How) -> None:
        """Add everything that a word of the vocabulary stands for, unless it was met better before."""
        number = self.known.numbers.get(word)
        if number is not None and found.words.get(number, (0,))[0] < quality:
            found.words[number] = (quality, how)
        for other in names().towns.get(word, ()):
            also = self.known.numbers.get(other)
            named = quality * QUALITY[How.NAMED] // 100
            if also is not None and found.words.get(also, (0,))[0] < named:
                found.words[also] = (named, How.NAMED if how is How.EXACT else how)
        for code, weight in self.codes.words.get(word, {}).items():
            if found.codes.get(code, (0,))[0] < quality * weight:
                found.codes[code] = (quality * weight, how, word)
        for iso in names().countries.get(word, ()):
            if found.countries.get(iso, (0,))[0] < quality:
                found.countries[iso] = (quality, how, word)
