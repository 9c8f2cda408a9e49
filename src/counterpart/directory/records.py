"""What is told of an authority, and whether it can be so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from zoneinfo import ZoneInfo

from counterpart.accounts.addresses import address
from counterpart.core.errors import Invalid
from counterpart.directory.areas import must_be_languages, must_be_member
from counterpart.directory.kinds import POWERS, AuthorityKind

REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
"""ISO 3166-2."""
LONGEST_NAME = 400
LONGEST_TEXT = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRecord:
    """The record of an authority as people fill it in (domain sheet 2.5); texts stand under their language.

    `names` are official names, `titles` short ones. `time_zone` is that of the member if it is empty. `region` and
    `territory` are codes of ISO 3166-2. `opening` is free text by language. `external_id` is its number in a list of
    its member, by which an import finds it again.
    """

    member: str
    kind: AuthorityKind
    names: dict[str, str]
    languages: tuple[str, ...]
    time_zone: str = ""
    region: str | None = None
    titles: dict[str, str] = field(default_factory=dict)
    acronym: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    opening: dict[str, str] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    keywords: dict[str, tuple[str, ...]] = field(default_factory=dict)
    territory: tuple[str, ...] = ()
    public_contact: bool = False
    external_id: str | None = None


FIELDS = tuple(each.name for each in fields(AuthorityRecord))
FIXED = frozenset({"member", "kind"})
"""What a record keeps for good: an authority that moves to another member is another one."""
OFFICIAL = frozenset({"names", "region", "territory"})
"""What only a coordinator changes: under it the authority was validated."""


def checked(record: AuthorityRecord) -> AuthorityRecord:
    """Return a record whose time zone is filled in, and that can be stored.

    Raises Invalid with the field: `member_unknown`, `member_of_body`, `language_unknown`, `name_missing`,
    `name_long`, `text_long`, `languages_missing`, `region_invalid`, `time_zone_unknown`, `email_invalid`,
    `website_invalid`.
    """
    of_member = POWERS[record.kind].of_member
    if not of_member and record.member:
        raise Invalid("member_of_body", field="member", kind=record.kind.name.lower())
    zone = must_be_member(record.member).time_zone if of_member else "UTC"
    _check_texts(record)
    _check_places(record)
    if record.email:
        address(record.email)
    if record.website and not re.match(r"https?://[^\s/]+\.[^\s/]+", record.website):
        raise Invalid("website_invalid", field="website")
    changed = {"time_zone": _zone(record.time_zone or zone)}
    return AuthorityRecord(**{name: changed.get(name, getattr(record, name)) for name in FIELDS})


def changes(before: AuthorityRecord, after: AuthorityRecord) -> tuple[str, ...]:
    """Return the names of the fields that are not the same any more."""
    return tuple(name for name in FIELDS if getattr(before, name) != getattr(after, name))


def _check_texts(record: AuthorityRecord) -> None:
    if not record.names:
        raise Invalid("name_missing", field="names")
    if not record.languages:
        raise Invalid("languages_missing", field="languages")
    must_be_languages(record.languages, "languages")
    for name in ("names", "titles", "opening", "description", "keywords"):
        texts: Mapping[str, str | Sequence[str]] = getattr(record, name)
        must_be_languages(texts, name)
        longest = LONGEST_NAME if name in {"names", "titles"} else LONGEST_TEXT
        for language, text in texts.items():
            said = text if isinstance(text, str) else " ".join(text)
            if not said.strip():
                raise Invalid("name_missing", field=f"{name}.{language}")
            if len(said) > longest:
                raise Invalid("text_long", field=f"{name}.{language}", most=longest)


def _check_places(record: AuthorityRecord) -> None:
    for name, codes in (("region", [record.region] if record.region else []), ("territory", record.territory)):
        for code in codes:
            if not REGION.fullmatch(code):
                raise Invalid("region_invalid", field=name, found=code)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError) as problem:  # unknown, a folder, or no name of a zone at all
        raise Invalid("time_zone_unknown", field="time_zone", found=name) from problem
    return name
