"""What a page needs to say values and texts: the policy area's words, the interface's, the zone, the day, the names.

`Lookups` names what a definition cannot: authorities, files, entries and exchanges, which only the rooms below know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from counterpart.core.definitions.forms import FormField
from counterpart.core.texts import Speaker
from counterpart.foundation.words import Words
from counterpart.web.reading import Writer


@dataclass(frozen=True, slots=True)
class Named:
    """A value as people read it: its name, the language of the name where it is not the page's, and where it leads."""

    name: str
    language: str = ""
    address: str = ""


class Lookups(Protocol):
    """Names authorities, files, entries and exchanges."""

    def named(self, field: FormField, value: str, /) -> Named | None:
        """Return what a value is called, None where it is not known (any more)."""

    def choices(self, field: FormField, /) -> Sequence[tuple[str, Named]] | None:
        """Return what may be chosen, in the order to be shown; None where one has to search."""


class NothingKnown:
    """Lookups of a page on which nothing has to be looked up."""

    def named(self, _field: FormField, _value: str, /) -> Named | None:
        """Return nothing."""
        return None

    def choices(self, _field: FormField, /) -> Sequence[tuple[str, Named]] | None:
        """Return nothing."""
        return None


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says what: `speaker` the texts of the policy area, `words` those of the interface, both in one language."""

    speaker: Speaker
    words: Words
    zone: ZoneInfo
    today: date
    lookups: Lookups = field(default_factory=NothingKnown)

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.words.language

    @property
    def writer(self) -> Writer:
        """As whom the reader writes."""
        return Writer(self.language, self.zone)

    def text(self, address: str) -> str:
        """Return a text of the policy area, nothing where it has none of this address."""
        return self.speaker.text(address) if address in self.speaker.english else ""

    def code(self, code_list: str, code: str) -> str:
        """Return the label of a code; yes, no and unknown are said by the interface where the area does not."""
        said = self.text(f"code.{code_list}.{code}")
        return said or self._built_in().get(code, code) if code_list in _BUILT_IN else said or code

    def _built_in(self) -> dict[str, Any]:
        words = self.words
        return {"yes": words.gettext("Yes"), "no": words.gettext("No"), "unknown": words.gettext("Not known")}


_BUILT_IN = frozenset({"yes_no", "yes_no_unknown"})
