"""The meanings of typed words as the statement takes them, and what its answer says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from counterpart.directory.search.competences import Code
from counterpart.directory.search.explaining import titled, written
from counterpart.directory.search.proposing import Meaning
from counterpart.directory.search.vocabulary import COUNTED, Vocabulary
from counterpart.directory.search.wanted import Field, Hit, Why
from counterpart.foundation.database.statements import array
from counterpart.modules.pins import network

OF_MEMBER = 8
"""What a word weighs that names the member."""
OF_ONE_MEMBER = 400
"""About so many authorities a member has."""
NARROW, ENOUGH = 200, 500
"""A word narrows by which fewer are found; and so many, by all such words together, are enough to look at."""
FIELD_BITS, WORD_BITS = 0xFF, 0xFFFFFFFF


def members_of(meaning: Meaning) -> Iterator[tuple[str, int]]:
    """Yield the members that a typed word names, with the quality."""
    for code, member in network().members.items():
        if member.iso in meaning.countries:
            yield code, meaning.countries[member.iso][0]


class Met:
    """The meanings of all typed words, by the number of the word."""

    def __init__(self, meanings: Sequence[Meaning], known: Vocabulary) -> None:
        """Lay them out; `known` tells what is common."""
        self._meanings = meanings
        self._words = [(word, nth, said[0]) for nth, one in enumerate(meanings) for word, said in one.words.items()]
        self._codes = [(code, nth, said[0]) for nth, one in enumerate(meanings) for code, said in one.codes.items()]
        named = ((nth, *each) for nth, one in enumerate(meanings) for each in members_of(one))
        self._members = [(member, nth, quality * OF_MEMBER) for nth, member, quality in named]
        self._commonness = [self._common(one, known) for one in meanings]

    @property
    def anchors(self) -> tuple[int, ...]:
        """Return the typed words that narrow: by which the fewest are found, and others as long as those are few."""
        meant = (nth for nth, one in enumerate(self._meanings) if not one.empty)
        rarest = sorted(meant, key=self._commonness.__getitem__)
        many = accumulate(self._commonness[nth] for nth in rarest)
        few = [
            nth
            for nth, so_far in zip(rarest, many, strict=True)
            if self._commonness[nth] <= NARROW and so_far <= ENOUGH
        ]
        return tuple(few or rarest[:1])

    def values(self, anchors: Sequence[int]) -> dict[str, object]:
        """Return the values of the statement."""
        words, codes, members = self._words, self._codes, self._members
        return {
            "asked": len(self._meanings),
            "anchors": array(anchors),
            "commonness": array(self._commonness),
            "words": array(word for word, _, _ in words),
            "words_typed": array(nth for _, nth, _ in words),
            "words_quality": array(quality for _, _, quality in words),
            "modules": array(code[0] for code, _, _ in codes),
            "lists": array(code[1] for code, _, _ in codes),
            "codes": array(code[2] for code, _, _ in codes),
            "codes_typed": array(nth for _, nth, _ in codes),
            "codes_quality": array(quality for _, _, quality in codes),
            "countries": array(member for member, _, _ in members),
            "countries_typed": array(nth for _, nth, _ in members),
            "countries_quality": array(quality for _, _, quality in members),
        }

    def explained(self, hit: Hit, typed: Sequence[int], best: Sequence[int]) -> Hit:
        """Return a hit with the reason for each typed word that it met."""
        reasons = tuple(self._why(hit, nth, said) for nth, said in sorted(zip(typed, best, strict=True)))
        competent = hit.competent or any(one.field is Field.COMPETENCE for one in reasons)
        return replace(hit, why=reasons, competent=competent)

    def _common(self, meaning: Meaning, known: Vocabulary) -> int:
        """Return by how many authorities a word is found, about."""
        by_words = sum(known.common_words.get(word, COUNTED // 2) for word in meaning.words)
        by_codes = sum(known.common_codes.get(code, COUNTED // 2) for code in meaning.codes)
        return by_words + by_codes + OF_ONE_MEMBER * len(meaning.countries)

    def _why(self, hit: Hit, nth: int, best: int) -> Why:
        field, number, meaning = Field(best >> 32 & FIELD_BITS), best & WORD_BITS, self._meanings[nth]
        if field is Field.COMPETENCE:
            code: Code = self._codes[number - 1][0]
            _, how, word = meaning.codes[code]
            return Why(field, meaning.typed, titled(code, word), how, code)
        if field is Field.MEMBER:
            _, how, word = meaning.countries[network().members[hit.member].iso or ""]
            return Why(field, meaning.typed, word, how)
        return Why(field, meaning.typed, written(hit, field, number), meaning.words[number][1])
