"""Sentences of the interface: gettext catalogues, read once and kept.

The catalogues are read as they are edited (`.po`), so nothing has to be compiled before a change is seen, and a
package holds one file a language. A sentence without a translation is said in English.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from gettext import c2py  # the rule for plurals, as gettext itself reads it
from pathlib import Path
from typing import Any

import polib

FOLDER = Path(__file__).resolve().parents[2] / "locale"
SOURCE = "en"
SPOKEN = ("en", "bg", "de", "el", "fr", "pl")
"""The languages of the interface, the source first; catalogues of others may be added beside them."""

Plural = Callable[[int], int]


@dataclass(frozen=True)
class Words:
    """The interface in one language."""

    language: str
    sentences: Mapping[tuple[str, str], tuple[str, ...]]
    plural: Plural

    def gettext(self, sentence: str, **values: Any) -> str:
        """Return a sentence with its values: `gettext("%(n)s files", n=3)`."""
        found = self.sentences.get(("", sentence), (sentence,))[0]
        return filled(found, values) if values else found

    def pgettext(self, context: str, sentence: str, **values: Any) -> str:
        """Return a sentence that means something else elsewhere; `context` says where this is."""
        found = self.sentences.get((context, sentence), (sentence,))[0]
        return filled(found, values) if values else found

    def ngettext(self, singular: str, plural: str, n: int, **values: Any) -> str:
        """Return the form of a sentence for a number, which is `n` or `num` among its values."""
        forms = self.sentences.get(("", singular), ())
        index = self.plural(n)
        found = forms[index] if len(forms) > index else singular if n == 1 else plural
        return filled(found, {"n": n, "num": n} | values)

    def quoted(self, said: str) -> str:
        """Return words of somebody else, or a title, between the quotation marks of the language."""
        return self.gettext("“%(said)s”", said=said)

    __call__ = gettext


def filled(sentence: str, values: Mapping[str, Any]) -> str:
    """Return a sentence with its values; where the last one is an abbreviation, one full stop ends both ("9 juil.")."""
    said = sentence % values
    return said[:-1] if sentence.endswith(".") and said.endswith("..") and not said.endswith("...") else said


@functools.cache
def words_of(language: str) -> Words:
    """Return the interface in a language, in English for one that it does not speak."""
    if language == SOURCE or language not in SPOKEN:
        return Words(SOURCE, {}, lambda n: int(n != 1))
    catalogue = polib.pofile(str(FOLDER / f"{language}.po"))
    sentences = {
        (entry.msgctxt or "", entry.msgid): _forms(entry)
        for entry in catalogue
        if entry.translated() and not entry.obsolete
    }
    return Words(language, sentences, _rule(catalogue.metadata.get("Plural-Forms", "")))


def nearest_language(wanted: Iterable[str]) -> str:
    """Return the first of some wanted languages that the interface speaks, English where it speaks none."""
    for one in wanted:
        for tag in (one, one.partition("-")[0]):
            if tag.lower() in SPOKEN:
                return tag.lower()
    return SOURCE


def _forms(entry: polib.POEntry) -> tuple[str, ...]:
    if entry.msgid_plural:
        return tuple(entry.msgstr_plural[index] for index in sorted(entry.msgstr_plural))
    return (entry.msgstr,)


def _rule(header: str) -> Plural:
    """Return which form a number takes, as the header of the catalogue says it."""
    said = header.rpartition("plural=")[2].rstrip("; \n")
    found: Plural = c2py(said or "n != 1")
    return found
