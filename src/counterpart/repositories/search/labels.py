"""What the codes of a repository are called in every language, so that a word in any of them finds the entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterpart.directory.search.folding import forms_of
from counterpart.directory.search.vocabulary import Spellings
from counterpart.foundation.words import SPOKEN, country_name
from counterpart.modules.memory import Kept, edition
from counterpart.modules.pins import Pinned, network
from counterpart.modules.standing import revisions
from counterpart.repositories.search.indexing import code_term, member_term, searched_fields

SHORTEST = 3
"""A shorter word of a label ("of", "à") means nothing alone."""
OF_MEMBERS = frozenset({"member", "members"})
OF_COUNTRIES = frozenset({"country", "countries"})


@dataclass(frozen=True, slots=True)
class Labels:
    """By each form of a word the terms that are called so, and all those words to look up beginnings in."""

    terms: Mapping[str, frozenset[str]]
    spelled: Spellings


_LABELS: Kept[tuple[int, int], Labels] = Kept(64)


def labels_of(pin: Pinned) -> Labels:
    """Return what the codes of a repository are called: a statement for each edition of the areas, else none."""
    key = (edition(), pin.procedure_id)
    kept = _LABELS.get(key)
    return kept if kept is not None else _LABELS.keep(key, _read(pin))


def _read(pin: Pinned) -> Labels:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text, term in _called(pin):
        for word in forms_of(text):
            if len(word.latin) >= SHORTEST:
                for form in word.written:
                    found[form].add(term)
    spelled = Spellings()
    spelled.add(found)
    return Labels({form: frozenset(terms) for form, terms in found.items()}, spelled)


def _called(pin: Pinned) -> Iterator[tuple[str, str]]:
    """Yield every label with the term that it means."""
    members = [(code, one.iso or "") for code, one in network().members.items()]
    texts = [one.wording.texts for one in revisions(pin.module, pin.line).values()]
    for code, iso in members:
        yield from ((country_name(language, iso), member_term(code)) for language in SPOKEN if iso)
    for one in searched_fields(pin.rules):
        if one.field.type in OF_MEMBERS:
            for code, iso in members:
                yield from ((country_name(language, iso), code_term(one.name, code)) for language in SPOKEN if iso)
        elif one.field.list:
            for code in pin.rules.module.codelists.get(one.field.list, {}):
                address = f"code.{one.field.list}.{code}"
                yield from ((said[address], code_term(one.name, code)) for said in texts if said.get(address))
