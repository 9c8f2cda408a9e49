"""What somebody typed who registers an authority, read back: its record, its first person, what it is competent for.

All of it is one form over several pages: what is not asked on a page is carried along, so nothing is kept on the server
before it is sent. Each step is read for itself, and each of its fields is judged alone, so that all that is wrong is
said at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from dataclasses import field as default
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from counterpart.accounts.addresses import address
from counterpart.accounts.users import NewUser, name_of
from counterpart.core.errors import CounterpartError, Invalid
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.records import AuthorityRecord, checked
from counterpart.web.reading.posted import Posted, first, lines, one_line

MOST_ROWS = 60
"""Languages in which one text may be given: more than any network has."""
LEAST_ROWS = 1
ADD = "add:"
"""Begins what a button sends that adds a row to a text: `add:names`."""


class Step(StrEnum):
    """A page of the form; the value stands in it and in the buttons."""

    ROLES = "roles"
    """What kind of authority it is, and in which policy areas it is to take part: asked of a coordinator."""
    NAMES = "names"
    CONTACT = "contact"
    COMPETENCES = "competences"
    PERSON = "person"
    CHECK = "check"


FIELDS: Mapping[Step, tuple[str, ...]] = MappingProxyType(
    {
        Step.ROLES: ("member", "kind", "role"),
        Step.NAMES: ("names", "titles", "acronym", "street", "postcode", "city", "region"),
        Step.CONTACT: ("languages", "email", "phone", "website", "opening", "description", "keywords"),
        Step.COMPETENCES: ("competence",),
        Step.PERSON: ("person_name", "person_email", "person_language"),
        Step.CHECK: (),
    }
)
"""Which fields stand on which page, by the part of their name before the first dot."""

LISTS = frozenset({"keywords"})
"""Texts that are several words, typed with commas between them."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a field: the id of its control, the field that it belongs to, and the code with its values."""

    id: str
    field: str
    code: str
    parameters: Mapping[str, object] = default(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fixed:
    """What whoever registers has no choice in: the member, and for somebody invited the kind and perhaps the region."""

    member: str
    kind: AuthorityKind
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields as they were sent, from all pages."""

    sent: Posted

    def one(self, name: str) -> str:
        """Return a text on one line."""
        return one_line(first(self.sent, name))

    def several(self, name: str) -> tuple[str, ...]:
        """Return everything that was ticked under one name."""
        return tuple(dict.fromkeys(text for text in self.sent.get(name, ()) if text))

    def rows(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the rows of a text in several languages, in their order: language and text, also empty ones."""
        found = []
        for number in range(MOST_ROWS):
            if f"{name}.{number}.text" not in self.sent and f"{name}.{number}.lang" not in self.sent:
                break
            text = lines(first(self.sent, f"{name}.{number}.text"))
            found.append((self.one(f"{name}.{number}.lang"), text))
        return tuple(found)

    def texts(self, name: str) -> dict[str, str]:
        """Return a text by language, without the languages in which nothing was written."""
        return {language: text for language, text in self.rows(name) if text}

    def roles(self) -> tuple[tuple[str, str], ...]:
        """Return the roles that were ticked: policy area and role."""
        pairs = (one.partition("|") for one in self.several("role"))
        return tuple((module, role) for module, _, role in pairs if role)

    def competences(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the codes that were ticked, by policy area and list."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for one in self.several("competence"):
            module, _, rest = one.partition("|")
            name, _, code = rest.partition("|")
            if code:
                found[module, name] = (*found.get((module, name), ()), code)
        return found


def record_typed(typed: Typed, fixed: Fixed) -> AuthorityRecord:
    """Return the record as it was typed, not judged: `records.checked` and the action do that."""
    return AuthorityRecord(
        member=fixed.member,
        kind=fixed.kind,
        names=typed.texts("names"),
        titles=typed.texts("titles"),
        languages=typed.several("languages"),
        region=fixed.region or typed.one("region").upper() or None,
        acronym=typed.one("acronym"),
        street=typed.one("street"),
        postcode=typed.one("postcode"),
        city=typed.one("city"),
        phone=typed.one("phone"),
        email=typed.one("email"),
        website=website_typed(typed.one("website")),
        opening=typed.texts("opening"),
        description=typed.texts("description"),
        keywords={language: words_typed(text) for language, text in typed.texts("keywords").items()},
    )


def website_typed(text: str) -> str:
    """Return a web address with what people leave out."""
    return text if not text or "://" in text else f"https://{text}"


def words_typed(text: str) -> tuple[str, ...]:
    """Return the words that commas or new lines part."""
    parts = (one_line(one) for one in text.replace("\n", ",").split(","))
    return tuple(dict.fromkeys(one for one in parts if one))


def person_typed(typed: Typed, time_zone: str) -> NewUser:
    """Return the first person as they were typed."""
    return NewUser(
        typed.one("person_email"), typed.one("person_name"), typed.one("person_language"), time_zone
    )  # fmt: skip


def wrong_in(step: Step, typed: Typed, fixed: Fixed, *, languages: Sequence[str] = ()) -> tuple[Wrong, ...]:
    """Return everything that is wrong on one page; `languages` are those in which people are spoken to."""
    if step is Step.PERSON:
        return tuple(_wrong_person(typed, languages))
    return tuple(_wrong_of_record(step, typed, fixed))


def where(problem: CounterpartError, typed: Typed) -> Wrong:
    """Return the control that a refusal of a room belongs to, as far as it names a field of the form."""
    said = str(problem.parameters.get("field", ""))
    name, _, language = said.partition(".")
    name = _CODES.get(problem.code, _CALLED.get(name, name))
    return Wrong(_control(name, language, typed), name, problem.code, dict(problem.parameters))


def step_of(name: str) -> Step:
    """Return the page on which a field stands, the first where it is none of the form."""
    return next((step for step, names in FIELDS.items() if name.partition(".")[0] in names), Step.NAMES)


_CALLED = {"name": "person_name", "language": "person_language", "competence_list": "competence"}
_CODES = {"email_taken": "person_email"}
"""Fields of the form by the code of a refusal, where the room calls two of them by one name."""
_STUB: dict[str, Any] = {"names": {"en": "."}, "languages": ("en",)}
_OF_RECORD = frozenset(one.name for one in fields(AuthorityRecord))


def _wrong_of_record(step: Step, typed: Typed, fixed: Fixed) -> Iterator[Wrong]:
    record = record_typed(typed, fixed)
    empty = AuthorityRecord(member=fixed.member, kind=fixed.kind, **_STUB)
    for name in FIELDS[step]:
        twice = _twice(name, typed)
        if twice is not None:
            yield twice
        elif name in _OF_RECORD:
            yield from _judged(name, replace(empty, **{name: getattr(record, name)}), typed)


def _judged(name: str, record: AuthorityRecord, typed: Typed) -> Iterator[Wrong]:
    try:
        checked(record)
    except Invalid as problem:
        found = where(problem, typed)
        yield found if found.field == name else Wrong(name, name, problem.code, dict(problem.parameters))


def _twice(name: str, typed: Typed) -> Wrong | None:
    """Return the first row of a text in a language that stands in a row before it."""
    seen = set()
    for number, (language, text) in enumerate(typed.rows(name)):
        if text and language in seen:
            return Wrong(f"{name}.{number}.text", name, "language_twice")
        seen |= {language} if text else set()
    return None


def _wrong_person(typed: Typed, languages: Sequence[str]) -> Iterator[Wrong]:
    for name, judge in (("person_name", name_of), ("person_email", address)):
        try:
            judge(typed.one(name))
        except Invalid as problem:
            yield Wrong(name, name, problem.code, dict(problem.parameters))
    if typed.one("person_language") not in languages:
        yield Wrong("person_language", "person_language", "language_unknown")


def _control(name: str, language: str, typed: Typed) -> str:
    """Return the id of the control of a field: for a text that of the row in this language, or of the first."""
    rows = typed.rows(name)
    if not rows:
        return name
    number = next((at for at, (of, text) in enumerate(rows) if text and of == language), 0)
    return f"{name}.{number}.text"
