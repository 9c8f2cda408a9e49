"""What somebody looks for in a repository, as groups of terms: an entry must have one term of each group."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from counterpart.directory.search.folding import Forms, forms_of
from counterpart.directory.search.vocabulary import Spellings
from counterpart.foundation.database.statements import rows
from counterpart.modules.pins import Pinned
from counterpart.repositories.search.indexing import code_term, member_term, word_term
from counterpart.repositories.search.labels import Labels, labels_of

LONGEST_TEXT = 200
MOST_WORDS = 8
FUZZY_FROM = 4
"""A shorter word is taken as it is written: every other one is like it."""
TWO_LETTERS_FROM = 8
LONGEST_ENDING = 3
SHORTEST_STEM = 4
"""What is left of a word without its ending: "company" finds "companies"."""
SHORT = 2
"""Words of so few letters are left out where no entry has them: "of", "du"."""

SINCE = """
select w.id, w.word from repositories_word w where w.module = %s and w.procedure = %s and w.id >= %s order by w.id
"""


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody typed and chose: `codes` by field, the keeper's `member`, a `state`; none of it is personal."""

    text: str = ""
    member: str = ""
    state: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Groups of terms; `missed` are words that nothing is found by, and that were left out."""

    groups: tuple[tuple[str, ...], ...] = ()
    missed: tuple[str, ...] = ()
    nothing: bool = False


class _Known:
    """The words of one repository, in the memory of this process; what is new is read before each search."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.words: set[str] = set()
        self.letters, self.sounds = Spellings(), Spellings()
        self.last: tuple[int, str] = (0, "")

    def read_what_is_new(self, pin: Pinned) -> None:
        """Read the words that came since; the last one comes back itself, or this is another database than before."""
        with self.lock:
            found = rows(SINCE, [pin.module, pin.procedure, self.last[0]])
            if self.last[0] and (not found or tuple(found[0]) != self.last):
                self.words, self.letters, self.sounds = set(), Spellings(), Spellings()
                found = rows(SINCE, [pin.module, pin.procedure, 0])
            new = [word for _, word in found if word not in self.words]
            self.last = (found[-1][0], found[-1][1]) if found else (0, "")
            if new:
                self.words |= set(new)
                self.letters.add(word for word in new if not word.startswith("~"))
                self.sounds.add(word for word in new if word.startswith("~"))


_KNOWN: dict[tuple[str, str], _Known] = {}


def wanted(pin: Pinned, sought: Sought) -> Wanted:
    """Return the terms of what somebody looks for: one statement for words that are new, and those for labels."""
    groups: list[tuple[str, ...]]
    groups = [(code_term(name, value),) for name, value in sorted(sought.codes.items()) if value]
    if sought.member:
        groups.append((member_term(sought.member),))
    typed = forms_of(sought.text[:LONGEST_TEXT])[:MOST_WORDS]
    if not typed:
        return Wanted(tuple(groups))
    known = _KNOWN.setdefault((pin.module, pin.procedure), _Known())
    known.read_what_is_new(pin)
    labels = labels_of(pin)
    meant = [(forms, _meant(forms, known, labels)) for forms in typed]
    missed = tuple(forms.typed for forms, terms in meant if not terms and len(forms.latin) > SHORT)
    groups += [tuple(sorted(terms)) for _, terms in meant if terms]
    return Wanted(tuple(groups), missed, nothing=not any(terms for _, terms in meant))


def _meant(forms: Forms, known: _Known, labels: Labels) -> set[str]:
    """Return the terms that a word may mean: as it is written or begins, else as it is spelled, else as it sounds."""
    found: set[str] = set()
    for form in forms.written:
        if form in known.words:
            found.add(word_term(form))
        found |= {word_term(word) for word in known.letters.beginning(form)} if len(form) > SHORT else set()
        found |= labels.terms.get(form, frozenset())
        for word in labels.spelled.beginning(form) if len(form) > SHORT else ():
            found |= labels.terms[word]
    return found or _of_one_stem(forms, known, labels) or _alike(forms, known, labels)


def _of_one_stem(forms: Forms, known: _Known, labels: Labels) -> set[str]:
    """Return the terms of words that have another ending: the shortest ending that helps is taken off."""
    for ending in range(1, LONGEST_ENDING + 1):
        found: set[str] = set()
        for form in forms.written:
            stem = form[:-ending]
            if len(stem) >= SHORTEST_STEM:
                found |= {word_term(word) for word in known.letters.beginning(stem)}
                for word in labels.spelled.beginning(stem):
                    found |= labels.terms[word]
        if found:
            return found
    return set()


def _alike(forms: Forms, known: _Known, labels: Labels) -> set[str]:
    found: set[str] = set()
    if len(forms.latin) < FUZZY_FROM:
        return found
    distance = 2 if len(forms.latin) >= TWO_LETTERS_FROM else 1
    for form in forms.written:
        found |= {word_term(word) for word, _ in known.letters.like(form, distance)}
        for word, _ in labels.spelled.like(form, distance):
            found |= labels.terms[word]
    sounded = f"~{forms.sound}"
    return found | ({word_term(sounded)} if forms.sound and sounded in known.words else set())
