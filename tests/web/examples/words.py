"""What is read on a page must be words: no code, no address of a text, no empty place, nothing left in English."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html.parser import HTMLParser

import polib

from tests.architecture.guards.files import ROOT

SPOKEN = ("aria-label", "title", "alt", "placeholder", "content")
"""Attributes that are read to people (`content` only where it describes the page)."""
SILENT = ("script", "style", "code")
"""Not read, or (`code`) shown on purpose as a machine will want it: the columns of a sheet."""
VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
RAW = re.compile(
    r"\b[a-z]+_[a-z_]+\b"
    r"|\{\w+\}"
    r"|\b(?:action|clock|code|form|group|lookup|message|module|policy|procedure|question|role|state|statistic|track|word)"
    r"\.[a-z]\w*"
    r"|%\(\w+\)"
)
LONG = 3
"""From so many words on a text is no name that two languages may share."""


def raw_words(page: str, language: str = "") -> list[str]:
    """Return what is read on a page and is no word; `language` only spares a second reading of the same page."""
    return RAW.findall(_read(page, language)[0])


def foreign_words(page: str, module: str, language: str) -> list[str]:
    """Return texts of a policy area and of the standard library that are there in English though they are translated.

    What says of itself that it is in another language, as the text in the languages of its recipients, is none.
    """
    said = f" {' '.join(read_on(page, language).split())} "
    return [text for text in _translated(module, language) if f" {text} " in said]


def read_on(page: str, language: str = "") -> str:
    """Return all that is read on a page, or read out; with `language` only what is said to be in it."""
    return _read(page, language)[1]


@lru_cache(maxsize=1)
def _read(page: str, language: str) -> tuple[str, str]:
    """Return everything, and what is in a language, of the page that was read last."""
    reader = _Reader(language)
    reader.feed(page)
    return " ".join(reader.parts), " ".join(reader.own)


@cache
def _translated(module: str, language: str) -> frozenset[str]:
    if language == "en":
        return frozenset()
    books = (ROOT / "examples" / "areas" / module, ROOT / "areas" / "std")
    entries = [one for book in books for one in polib.pofile(str(book / "locale" / f"{language}.po"))]
    assert all(one.msgstr for one in entries)
    same = {one.msgstr for one in entries}
    long = {one.msgid for one in entries if len(one.msgid.split()) >= LONG and "{" not in one.msgid}
    return frozenset(long - same)


class _Reader(HTMLParser):
    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.parts: list[str] = []
        self.own: list[str] = []
        """Those that are in the language."""
        self.within: list[tuple[str, bool, bool]] = []
        """The elements that are open, whether what is in them is read, and whether it is in the language."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        _, heard, own = self.within[-1] if self.within else ("", True, True)
        heard = heard and tag not in SILENT
        own = own and (not self.language or given.get("lang", self.language) == self.language)
        if heard and (tag != "meta" or given.get("name") == "description"):
            self._hear([given[name] for name in SPOKEN if name in given], own)
        if tag not in VOID:
            self.within.append((tag, heard, own))

    def handle_endtag(self, tag: str) -> None:
        while self.within:
            if self.within.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.within and self.within[-1][1]:
            self._hear([data], self.within[-1][2])

    def _hear(self, said: list[str], own: bool) -> None:
        self.parts += said
        if own:
            self.own += said
