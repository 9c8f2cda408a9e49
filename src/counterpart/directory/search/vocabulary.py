"""All words that anything is found by, in the memory of each process; what is new is read before each search.

One indexed statement asks for words numbered from the last one on; that one comes back itself, and if it does not, the
process looks at another database than before and begins anew.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from django.db import DEFAULT_DB_ALIAS, connections
from rapidfuzz import process
from rapidfuzz.distance import OSA

from counterpart.directory.search.competences import Code, Codes
from counterpart.directory.search.places import names
from counterpart.foundation.database.statements import rows

SINCE = "select w.id, w.word from directory_word w where w.id >= %s order by w.id"
COMMON_WORDS = "select p.word_id, count(*) from directory_posting p group by 1 having count(*) > %s"
COMMON_CODES = (
    "select c.module, c.list, c.code, count(*) from directory_competence c group by 1, 2, 3 having count(*) > %s"
)
COUNTED = 8
"""What fewer authorities are found by is not counted: the memory is for what is common."""
GROWN = 1.1
"""How many times as many words there are before it is counted anew what is common."""
MOST_LIKE = 24
MOST_PREFIXED = 64


class Spellings:
    """Words that can be looked up by their beginning, and by being like another one; grows, never shrinks."""

    def __init__(self) -> None:
        """Begin empty."""
        self._all: set[str] = set()
        self._sorted: list[str] = []
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)

    def add(self, words: Iterable[str]) -> None:
        """Add words; those that are there stay once."""
        new = {word for word in words if word not in self._all}
        if not new:
            return
        self._all |= new
        for word in new:
            self._by_length[len(word)].append(word)
        # A list of its own: somebody may be walking through the one before.
        self._sorted = sorted([*self._sorted, *new])

    def beginning(self, prefix: str) -> list[str]:
        """Return words that begin so, and go on: the shortest first."""
        known = self._sorted
        found: list[str] = []
        for word in islice(known, bisect_left(known, prefix), None):
            if not word.startswith(prefix):
                break
            if word != prefix:
                found.append(word)
        return sorted(found, key=len)[:MOST_PREFIXED]

    def like(self, word: str, distance: int) -> list[tuple[str, int]]:
        """Return words that so many letters (changed, missing, added, or two swapped) make of this one, nearest first.

        Only words whose length can be right are looked at.
        """
        found: list[tuple[str, int]] = []
        for length in range(max(1, len(word) - distance), len(word) + distance + 1):
            near = process.extract(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=distance, limit=MOST_LIKE
            )
            found += [(one, int(away)) for one, away, _ in near]
        return sorted(found, key=lambda each: each[1])[:MOST_LIKE]


class Vocabulary:
    """The words of one database; safe to be asked by several threads."""

    def __init__(self) -> None:
        """Begin with the names of places, which are no database's."""
        self._lock = threading.Lock()
        self.numbers: dict[str, int] = {}
        self.written: dict[int, str] = {}
        self.codes: Codes | None = None
        self.common_words: dict[int, int] = {}
        self.common_codes: dict[Code, int] = {}
        self._last = self._counted = 0
        self.letters, self.sounds = Spellings(), Spellings()
        self._spell([*names().towns, *names().countries])

    def read_what_is_new(self, codes: Codes) -> None:
        """Read the words that came since; runs inside the transaction of the search: one statement."""
        with self._lock:
            found = rows(SINCE, [self._last])
            if self._last and (not found or self.written.get(found[0][0]) != found[0][1]):
                self._begin_anew()
                found = rows(SINCE, [0])
            for number, word in found:
                self.numbers[word] = number
                self.written[number] = word
                self._last = number
            self._spell(word for _, word in found)
            if codes is not self.codes:
                self.codes = codes
                self._spell(codes.words)
            if len(self.numbers) > self._counted * GROWN:
                self._count()

    def _count(self) -> None:
        """Count what is common; that it is of yesterday costs time at most, never a hit."""
        self.common_words = dict(rows(COMMON_WORDS, [COUNTED]))
        self.common_codes = {(module, name, code): many for module, name, code, many in rows(COMMON_CODES, [COUNTED])}
        self._counted = len(self.numbers)

    def _begin_anew(self) -> None:
        self.numbers, self.written, self._last, self._counted, self.codes = {}, {}, 0, 0, None
        self.letters, self.sounds = Spellings(), Spellings()
        self._spell([*names().towns, *names().countries])

    def _spell(self, words: Iterable[str]) -> None:
        letters, sounds = _parted(words)
        self.letters.add(letters)
        self.sounds.add(sounds)


def _parted(words: Iterable[str]) -> tuple[list[str], list[str]]:
    letters: list[str] = []
    sounds: list[str] = []
    for word in words:
        (sounds if word.startswith("~") else letters).append(word)
    return letters, sounds


_VOCABULARIES: dict[tuple[str, ...], Vocabulary] = {}
_MAKING = threading.Lock()


def vocabulary() -> Vocabulary:
    """Return the vocabulary of the database that this process works with."""
    settings = connections[DEFAULT_DB_ALIAS].settings_dict
    key = tuple(str(settings.get(name, "")) for name in ("HOST", "PORT", "NAME"))
    with _MAKING:
        return _VOCABULARIES.setdefault(key, _VOCABULARIES.get(key) or Vocabulary())
