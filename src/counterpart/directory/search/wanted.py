"""What is searched for, and what is found: values without behaviour."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from counterpart.directory.kinds import AuthorityKind

MOST = 100
"""The longest page."""
LONGEST_TEXT = 200
MOST_WORDS = 12
"""What is typed beyond that narrows nothing any more."""


class Field(enum.IntEnum):
    """Where a word stands that an authority was found by."""

    NAME = 1
    TITLE = 2
    ACRONYM = 3
    PLACE = 4
    KEYWORD = 5
    DESCRIPTION = 6
    COMPETENCE = 7
    """In what a code is called that it is competent for, in any language."""
    MEMBER = 8
    """In what its member is called, in any language."""
    FORMER = 9
    """In what it was called, or somebody was whose work it goes on with; `Why.found` is that whole name."""


class How(enum.StrEnum):
    """How a word that was typed met the word that was found, the nearest first."""

    EXACT = "exact"
    NAMED = "named"
    """The same place, by the name that it has in another language."""
    TRANSLITERATION = "transliteration"
    PREFIX = "prefix"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: words of any kind, and filters; what is not said does not matter.

    `region` is a code of ISO 3166-2: authorities that sit there or are competent for it. `languages`: its staff
    understands one of them at least. `list` and `code` are a competence in the policy area: those that have it come
    first.
    """

    text: str = ""
    module: str | None = None
    role: str | None = None
    members: tuple[str, ...] = ()
    region: str | None = None
    languages: tuple[str, ...] = ()
    list: str | None = None
    code: str | None = None
    kind: AuthorityKind | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Why an authority was found: the word that was typed, the word of the record (or of a code) that it met, and how.

    `code` names the competence as (module, list, code) where the field is one.
    """

    field: Field
    typed: str
    found: str
    how: How
    code: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """An authority that was found; `competent` for what was searched for, as far as it has said so."""

    id: int
    ref: UUID
    member: str
    kind: AuthorityKind
    region: str | None
    city: str
    names: Mapping[str, str]
    titles: Mapping[str, str]
    languages: tuple[str, ...]
    why: tuple[Why, ...] = ()
    competent: bool = False


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of hits; the next one is asked for with `after`, None when there is none.

    `offered` are coordinators who help on where nobody was found, or only authorities of one member. `missed` are words
    that were typed and that nobody is found by.
    """

    found: tuple[Hit, ...]
    after: int | None
    offered: tuple[Hit, ...] = ()
    missed: tuple[str, ...] = ()
