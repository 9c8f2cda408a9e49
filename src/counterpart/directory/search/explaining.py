"""Says which word of a record it was that somebody was found by: as it is written there, not as it was folded."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.directory.search.competences import Code, codes
from counterpart.directory.search.folding import forms_of
from counterpart.directory.search.vocabulary import vocabulary
from counterpart.directory.search.wanted import Field, Hit


def written(hit: Hit, field: Field, number: int) -> str:
    """Return the word of a record that a stored word is a form of; the stored one where the page does not show it."""
    word = vocabulary().written.get(number, "")
    for text in _texts(hit, field):
        for forms in forms_of(text):
            if word in forms.all:
                return forms.typed
    return word.removeprefix("~")


def titled(code: Code, word: str) -> str:
    """Return the word of the titles of a code that a form is one of."""
    for text in codes().titles.get(code, {}).values():
        for forms in forms_of(text):
            if word in forms.all:
                return forms.typed
    return code[2]


def _texts(hit: Hit, field: Field) -> Iterator[str]:
    if field is Field.NAME:
        yield from hit.names.values()
    elif field is Field.TITLE:
        yield from hit.titles.values()
    elif field is Field.PLACE:
        yield hit.city
