"""What may be chosen in a field, in the order in which the reader looks for it.

Codes keep the order of their list where it has one of its own (grades, reasons). A list whose English labels stand in
the alphabet is put into the reader's, as are countries, languages and members.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from babel.numbers import get_territory_currencies

from counterpart.core.definitions.forms import FormField
from counterpart.core.definitions.module import CodeEntry
from counterpart.core.texts.speaking import locale_of
from counterpart.core.workflow.forms.kinds import Surroundings
from counterpart.modules.memory import Kept
from counterpart.web.showing.saying import Saying
from counterpart.web.showing.sorting import alphabet

FEW = 5
"""Up to so many possibilities are buttons; a list cuts long labels on a phone."""
LONG_LABEL = 45
MOST_LONG = 12
"""So many possibilities are buttons when one of their labels is long."""
MOST_BOXES = 40
"""So many possibilities are boxes to tick; of more, one is chosen after the other."""
ALPHABETICAL_FROM = 8
"""In a list of fewer codes the alphabet may be chance."""
AT_THE_END = 2
"""So many codes may follow the alphabet ("Other", "None of these"); they stay at the end."""

LOOKED_UP = frozenset({"authority", "entry", "exchange", "file", "files"})
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"})
"""Codes of CLDR that are no countries or territories of ISO 3166-1 (alliances, tests, islands of others)."""


class Option(NamedTuple):
    """One possibility: what is sent, what is read; `language` of the label where it is not the page's."""

    value: str
    label: str
    language: str = ""
    chosen: bool = False


def options_of(saying: Saying, field: FormField, around: Surroundings) -> tuple[Option, ...] | None:
    """Return what may be chosen in a field; None where something is written, or looked for."""
    kind = field.type
    if kind in ("code", "codes"):
        name = field.list or ""
        return _said_once(saying, around, ("codes", name), lambda: _codes(saying, name, around))
    if kind in ("member", "members"):
        return _said_once(saying, around, ("members", *field.within), lambda: _all_members(saying, field, around))
    if kind in ("country", "countries"):
        return _countries(saying.language)
    if kind == "language":
        network = saying.speaker.area.network
        return _languages(saying.language, network.languages if network is not None else ())
    if kind == "yes_no":
        return (Option("yes", saying.code("yes_no", "yes")), Option("no", saying.code("yes_no", "no")))
    if kind in LOOKED_UP:
        found = saying.lookups.choices(field)
        return None if found is None else tuple(Option(value, one.name, one.language) for value, one in found)
    return None


def with_chosen(options: Iterable[Option], chosen: Sequence[str], saying: Saying, field: FormField) -> list[Option]:
    """Return options with those marked that are chosen; what is chosen and not offered (any more) is added."""
    marked = [option._replace(chosen=True) if option.value in chosen else option for option in options]
    offered = {option.value for option in marked}
    for value in dict.fromkeys(chosen):
        if value and value not in offered:
            name = saying.words.gettext("%(name)s (not in the list)", name=_old_label(saying, field, value))
            marked.append(Option(value, name, chosen=True))
    return marked


def are_buttons(options: Sequence[Option]) -> bool:
    """Say whether one of these is chosen by buttons rather than from a list (mock-ups, rule 4)."""
    if len(options) <= FEW:
        return True
    return len(options) <= MOST_LONG and any(len(option.label) > LONG_LABEL for option in options)


def countries(language: str) -> Mapping[str, str]:
    """Return countries and territories of ISO 3166-1 with their names in a language (CLDR)."""
    names = locale_of(language).territories
    return {
        code: str(name)
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }


def languages(language: str, own: Iterable[str]) -> Mapping[str, str]:
    """Return languages with a code of two letters, and those of the network, with their names (CLDR)."""
    names = locale_of(language).languages
    found = {code: str(name) for code, name in names.items() if len(code) == 2}
    return found | {code: str(names.get(code.replace("-", "_"), code)) for code in own}


@functools.lru_cache(maxsize=64)
def document_languages(language: str) -> tuple[tuple[str, str], ...]:
    """Return the languages that a document may be written in, with their names in a language, in its order."""
    return tuple((one.value, one.label) for one in _languages(language, ()))


def currencies(saying: Saying, chosen: str = "") -> tuple[Option, ...]:
    """Return the currencies in use in the countries of the network, and the chosen one; by code."""
    network = saying.speaker.area.network
    members = network.members.values() if network is not None else ()
    used = _currencies_in(tuple(sorted(member.iso for member in members if member.iso)))
    names = locale_of(saying.language).currencies
    known = used | ({chosen} if chosen else set())
    said = {code: f"{code} – {names[code]}" if code in names else code for code in sorted(known)}
    return tuple(Option(code, label, chosen=code == chosen) for code, label in said.items())


@functools.lru_cache(maxsize=64)
def _currencies_in(territories: tuple[str, ...]) -> frozenset[str]:
    return frozenset(code for one in territories for code in get_territory_currencies(one)) | {"EUR", "USD"}


def member_name(saying: Saying, code: str) -> str:
    """Return what a member of the network is called."""
    network = saying.speaker.area.network
    member = network.members.get(code) if network is not None else None
    if member is None:
        return code
    if member.iso:
        return str(locale_of(saying.language).territories.get(member.iso, member.name))
    return saying.speaker.members.get(code, member.name)


_SAID: Kept[Hashable, tuple[tuple[object, ...], tuple[Option, ...]]] = Kept(2_048)
"""Lists that are the same on every page of a day; each is kept with what it was said by, so nothing else can be it."""


def _said_once(
    saying: Saying, around: Surroundings, what: Hashable, say: Callable[[], tuple[Option, ...]]
) -> tuple[Option, ...]:
    """Return a list of options that hangs on the definition, the language and the day alone: sorted once."""
    sources = (saying.speaker, around.code_lists, around.profile)
    key = (what, saying.language, around.today, *map(id, sources))
    kept = _SAID.get(key)
    if kept is not None and all(map(operator.is_, kept[0], sources)):
        return kept[1]
    return _SAID.keep(key, (sources, say()))[1]


def _codes(saying: Saying, name: str, around: Surroundings) -> tuple[Option, ...]:
    entries: Mapping[str, CodeEntry] = around.code_lists.get(name, MappingProxyType({}))
    today = around.today.isoformat()
    valid = [
        code for code, entry in entries.items() if (entry.valid_from or "") <= today <= (entry.valid_to or "9999-99")
    ]
    labels = {code: saying.code(name, code) for code in valid}
    ordered = _in_the_alphabet(tuple(entries[code].label for code in valid))
    first = dict(list(labels.items())[:ordered])
    rest = (Option(code, label) for code, label in labels.items() if code not in first)
    return (*_sorted(saying.language, first), *rest)


@functools.lru_cache(maxsize=512)
def _in_the_alphabet(english: tuple[str, ...]) -> int:
    """Return how many labels at the beginning are ordered by the alphabet; 0 where the order means something else."""
    keys = [alphabet("en")(label) for label in english]
    ordered = next((n for n in range(1, len(keys)) if keys[n] < keys[n - 1]), len(keys))
    return ordered if ordered >= ALPHABETICAL_FROM and ordered >= len(keys) - AT_THE_END else 0


def _sorted(language: str, labels: Mapping[str, str]) -> tuple[Option, ...]:
    order = alphabet(language)
    return tuple(Option(code, label) for code, label in sorted(labels.items(), key=lambda one: order(one[1])))


@functools.lru_cache(maxsize=64)
def _countries(language: str) -> tuple[Option, ...]:
    return _sorted(language, countries(language))


@functools.lru_cache(maxsize=64)
def _languages(language: str, own: tuple[str, ...]) -> tuple[Option, ...]:
    return _sorted(language, languages(language, own))


def _all_members(saying: Saying, field: FormField, around: Surroundings) -> tuple[Option, ...]:
    return _sorted(saying.language, {code: member_name(saying, code) for code in _members(saying, field, around)})


def _members(saying: Saying, field: FormField, around: Surroundings) -> Iterable[str]:
    profile = around.profile
    if profile is None:
        network = saying.speaker.area.network
        return network.members if network is not None else ()
    groups = [group for group in field.within if group in profile.groups]
    return [
        code
        for code in profile.members
        if not groups or any(profile.in_group(group, code, around.today) for group in groups)
    ]


def _old_label(saying: Saying, field: FormField, value: str) -> str:
    if field.list:
        return saying.code(field.list, value)
    named = saying.lookups.named(field, value) if field.type in LOOKED_UP else None
    return named.name if named is not None else value
