"""By what an entry is found: terms in clear of what is nobody's, blind tokens of what is somebody's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from counterpart.core.definitions.forms import PlacedField, placed_fields
from counterpart.core.workflow import Rulebook
from counterpart.directory.search.folding import forms_of
from counterpart.exchanges.queries.published import Published, clear_fields
from counterpart.foundation.vault import IndexKeyName, epoch_of, folded_whole, folded_words, token
from counterpart.foundation.vault.at_hand import keyring

TEXTS = frozenset({"text", "longtext", "identifier"})
CODED = frozenset({"code", "codes", "yes_no", "country", "countries", "member", "members", "language", "region"})
"""Types of fields of which each value is one of a list: they are filters, with a count of each."""
MOST_WORDS = 200
"""Of one entry: a name and keywords, not a book."""
SIMILAR = "similar"


def word_term(form: str) -> str:
    """Return the term of a form of a word, wherever in the entry it stands."""
    return f"w:{form}"


def code_term(field: str, value: object) -> str:
    """Return the term of one value of a coded field."""
    return f"f:{field}={value}"


def member_term(member: str) -> str:
    """Return the term of the member whose authority keeps the entry."""
    return f"k:{member}"


def asked_term(field: str, folded: str) -> str:
    """Return the term of a value, or of a word of it, in a field that a lookup asks for."""
    return f"l:{field}={folded}"


def searched_fields(rules: Rulebook) -> list[PlacedField]:
    """Return the fields of the subject that are searched and lie in clear, in the order of the form."""
    clear = clear_fields(rules)
    return [one for one in _placed(rules) if one.field.search and one.name in clear]


def terms_of(published: Published) -> frozenset[str]:
    """Return by which terms in clear an entry is found."""
    found = {word_term(form) for form in words_in(published)}
    found |= {word_term(form.latin) for form in forms_of(published.number)}
    return frozenset(found | facets_of(published) | set(_asked_terms(published)))


def facets_of(published: Published) -> frozenset[str]:
    """Return those terms of an entry that are filters: its codes, and the member of its keeper."""
    found = {
        code_term(one.name, value)
        for one in searched_fields(published.pin.rules)
        if one.field.type in CODED
        for value in values_at(published.clear, one.name)
    }
    return frozenset(found | {member_term(published.member)} if published.member else found)


def words_in(published: Published) -> frozenset[str]:
    """Return the forms of the words in the texts of an entry that are searched."""
    found: list[str] = []
    for one in searched_fields(published.pin.rules):
        if one.field.type in TEXTS:
            for value in values_at(published.clear, one.name):
                found += [form for word in forms_of(str(value)) for form in word.all]
    return frozenset(found[: MOST_WORDS * 3])


def links_in(published: Published) -> list[tuple[str, str]]:
    """Return the addresses on the web in an entry, each with its field."""
    fields = [one for one in _placed(published.pin.rules) if one.field.type == "url"]
    return [(one.name, str(value)) for one in fields for value in values_at(published.clear, one.name)]


def tokens_of(published: Published, now: dt.datetime) -> frozenset[int]:
    """Return the blind tokens of the personal values that a lookup asks for; one statement for the key, or none."""
    rules = published.pin.rules
    personal = personal_keys(rules)
    if not personal:
        return frozenset()
    key = keyring().open_one(IndexKeyName(published.pin.module, epoch_of(published.created_at)), now)
    return frozenset(
        token(key, token_field(name, way), folded)
        for name, ways in personal.items()
        for way in ways
        for value in values_at(published.asked, name)
        for folded in folded_for(way, str(value))
    )


def token_field(name: str, way: str) -> str:
    """Return the name under which a field is hashed for lookups: apart from the search of one's own exchanges."""
    return f"lookup.{name}.{way}"


def folded_for(way: str, value: str) -> tuple[str, ...]:
    """Return a value as it is compared: its words where it has to be similar, else the whole of it."""
    return folded_words(value)[:MOST_WORDS] if way == SIMILAR else folded_whole(value)


def personal_keys(rules: Rulebook) -> dict[str, frozenset[str]]:
    """Return the personal fields that lookups ask for, with the ways in which they compare."""
    clear = clear_fields(rules)
    return {name: ways for name, ways in _keys(rules).items() if name not in clear}


def values_at(values: Mapping[str, Any], name: str) -> Iterator[Any]:
    """Yield the single values at a dotted name, in every row of a group."""
    first, _, rest = name.partition(".")
    here = values.get(first)
    several = here if isinstance(here, list) else [here]
    for one in several:
        if rest and isinstance(one, Mapping):
            yield from values_at(one, rest)
        elif not rest and one not in (None, "") and not isinstance(one, Mapping):
            yield one


def _asked_terms(published: Published) -> Iterator[str]:
    clear = clear_fields(published.pin.rules)
    for name, ways in _keys(published.pin.rules).items():
        if name in clear:
            for way in ways:
                for value in values_at(published.asked, name):
                    yield from (asked_term(f"{name}.{way}", one) for one in folded_for(way, str(value)))


def _keys(rules: Rulebook) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for lookup in rules.procedure.lookups.values():
        for name, way in lookup.ask.items():
            found.setdefault(name.removeprefix("subject."), set()).add(way)
    return {name: frozenset(ways) for name, ways in found.items()}


def _placed(rules: Rulebook) -> list[PlacedField]:
    return placed_fields(rules.module.forms[rules.procedure.subject]) if rules.procedure.subject else []
