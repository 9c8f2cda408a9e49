"""A record as facts: for whoever checks it before it is sent, and for whoever decides on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterpart.accounts.users import NewUser
from counterpart.directory.records import AuthorityRecord
from counterpart.directory.search.competences import codes
from counterpart.foundation.words import Words, language_name, own_name
from counterpart.web.showing.regions import region_name
from counterpart.web.showing.registering.fields import kinds_said, labels, member_name, role_words
from counterpart.web.showing.titles import area_title

Competences = Mapping[tuple[str, str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class FactShown:
    """A label and what stands for it; `language` is that of the text where it is not the page's."""

    label: str
    text: str
    language: str = ""


def record_facts(words: Words, record: AuthorityRecord) -> tuple[FactShown, ...]:
    """Return what a record says, in the order in which it is asked, without what it does not say."""
    return tuple(one for one in _facts(words, record) if one.text)


def competence_facts(words: Words, competences: Competences) -> tuple[FactShown, ...]:
    """Return what an authority is competent for, policy area by policy area."""
    said = codes()
    return tuple(
        FactShown(
            area_title(words, module), ", ".join(said.title((module, name, code), words.language) for code in chosen)
        )
        for (module, name), chosen in competences.items()
        if chosen
    )


def role_facts(words: Words, roles: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the roles of an authority, in words."""
    return tuple(role_words(words, module, role) for module, role in roles)


def person_facts(words: Words, person: NewUser) -> tuple[FactShown, ...]:
    """Return what is told of the first person."""
    named = labels(words)
    return (
        FactShown(named["person_name"], person.name),
        FactShown(named["person_email"], person.email),
        FactShown(named["person_language"], own_name(person.language) if person.language else "", person.language),
    )


def _facts(words: Words, record: AuthorityRecord) -> Iterator[FactShown]:
    named = labels(words)
    yield FactShown(words.gettext("Country"), member_name(words, record.member))
    yield FactShown(named["kind"], kinds_said(words)[record.kind])
    yield from _texts(words, named["names"], record.names)
    yield from _texts(words, named["titles"], record.titles)
    yield FactShown(named["acronym"], record.acronym)
    town = " ".join(one for one in (record.postcode, record.city) if one)
    yield FactShown(words.gettext("Address"), ", ".join(one for one in (record.street, town) if one))
    yield FactShown(named["region"], region_name(record.region) if record.region else "")
    understood = (language_name(words.language, code) for code in record.languages)
    yield FactShown(named["languages"], ", ".join(understood))
    for name in ("email", "phone", "website"):
        yield FactShown(named[name], getattr(record, name))
    for name in ("opening", "description"):
        yield from _texts(words, named[name], getattr(record, name))
    listed = {language: ", ".join(one) for language, one in record.keywords.items()}
    yield from _texts(words, named["keywords"], listed)


def _texts(words: Words, label: str, texts: Mapping[str, str]) -> Iterator[FactShown]:
    for language, text in texts.items():
        called = words.gettext(
            "%(label)s (%(language)s)", label=label, language=language_name(words.language, language)
        )  # fmt: skip
        yield FactShown(called, text, "" if language == words.language else language)
