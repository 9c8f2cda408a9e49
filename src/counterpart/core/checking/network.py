"""Is the profile of a network complete, and does it agree with itself? N001 to N012 (grammar, section 10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import available_timezones

from counterpart.core.checking.area import listed, suggestion
from counterpart.core.checking.forms.keys import FITTING
from counterpart.core.checking.forms.patterns import wrong_with
from counterpart.core.checking.network_limits import wrong_limits, wrong_references
from counterpart.core.deadlines import holiday_codes
from counterpart.core.definitions.forms import FormField
from counterpart.core.definitions.network import Member, Membership, NetworkDefinition
from counterpart.core.definitions.validation import validate
from counterpart.core.findings import Findings, nearest
from counterpart.core.reading.package import read_profile
from counterpart.core.reading.tree import Address, Branch, Row, position_of, value_at

WEEK = 7
EVERY_YEAR = "2000-"
"""A leap year: a holiday of every year may fall on 29 February."""

Wrong = tuple[str, Address, str, str]
"""A code, the address in the profile, what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A network profile with the tree that says where everything stands."""

    network: NetworkDefinition
    tree: Branch


@dataclass(frozen=True, slots=True)
class _Known:
    """What the machine's libraries know: time zones, and codes of tables of public holidays."""

    zones: frozenset[str]
    calendars: frozenset[str]


def load_profile(path: Path, findings: Findings, *, display: Path | None = None) -> Profile | None:
    """Return the profile at a path (network.yaml or its folder), read and validated, or None after findings."""
    package = read_profile(path, findings, display=display)
    if package is None:
        return None
    network, tree = validate(package.root, NetworkDefinition, findings)
    return None if network is None else Profile(network, tree)


def check_profile(profile: Profile) -> Findings:
    """Return what is wrong with a profile beside its structure."""
    findings = Findings()
    for code, address, message, hint in _all(profile.network):
        findings.error(code, position_of(profile.tree, _as_written(profile.tree, address)), message, hint)
    return findings


def _as_written(tree: Branch, address: Address) -> Address:
    """Return an address as it stands in the file: the members of a group may be a list of codes."""
    written: list[str | int] = []
    for step in address:
        node = value_at(tree, tuple(written))
        written.append(node.index(step) if isinstance(node, Row) and step in node else step)
    return tuple(written)


def _all(network: NetworkDefinition) -> Iterator[Wrong]:
    known = _Known(frozenset(available_timezones()), holiday_codes())
    yield from _languages(network)
    for code, member in network.members.items():
        yield from _member(network, code, member, known)
    yield from _twice(network)
    yield from _groups(network)
    yield from _person_form(network)
    yield from wrong_limits(network)
    yield from wrong_references(network)


def _languages(network: NetworkDefinition) -> Iterator[Wrong]:
    if network.source_language not in network.languages:
        message = f"the source language '{network.source_language}' is not one of the network"
        key = "source_language" if "source_language" in network.model_fields_set else "languages"
        yield "N004", (key,), message, f"add '{network.source_language}' to 'languages'"
    for index, language in enumerate(network.languages):
        if language in network.languages[:index]:
            yield "N012", ("languages", index), f"language '{language}' stands twice", "take one out"


def _member(network: NetworkDefinition, code: str, member: Member, known: _Known) -> Iterator[Wrong]:
    here: Address = ("members", code)
    if member.time_zone not in known.zones:
        hint = nearest(member.time_zone, known.zones, otherwise="write e.g. 'Europe/Warsaw'")
        yield "N001", (*here, "time_zone"), f"member {code}: no time zone '{member.time_zone}'", hint
    if member.calendar is not None and member.calendar not in known.calendars:
        hint = nearest(member.calendar, known.calendars, otherwise="write e.g. 'PL' or 'DE-BY', or list 'holidays'")
        yield "N002", (*here, "calendar"), f"member {code}: no calendar '{member.calendar}'", hint
    for index, language in enumerate(member.languages):
        if language not in network.languages:
            message = f"member {code}: '{language}' is not a language of the network"
            yield "N003", (*here, "languages", index), message, suggestion(language, network.languages, "languages")
    if len(set(member.weekend)) >= WEEK:
        yield "N008", (*here, "weekend"), f"member {code}: has no working day", "name the days of rest"
    elif len(set(member.weekend)) < len(member.weekend):
        yield "N008", (*here, "weekend"), f"member {code}: a day of rest stands twice", "take one out"
    for index, holiday in enumerate(member.holidays):
        if not _is_day(holiday.on) and not _is_day(f"{EVERY_YEAR}{holiday.on}"):
            address = (*here, "holidays", index, "on")
            message = f"member {code}: '{holiday.on}' is not a day"
            yield "N006", address, message, "write e.g. '01-01' or '2026-04-06'"
    yield from _membership(f"member {code}", member.membership, (*here, "membership"))


def _membership(said: str, membership: Membership, address: Address) -> Iterator[Wrong]:
    for key, text in (("since", membership.since), ("until", membership.until)):
        if text is not None and not _is_day(text):
            yield "N006", (*address, key), f"{said}: '{text}' is not a day", "write e.g. 2004-05-01"
    if membership.since is not None and membership.until is not None and membership.until < membership.since:
        message = f"{said}: ends on {membership.until}, before it begins on {membership.since}"
        yield "N006", (*address, "until"), message, "exchange the two, or mend one"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text) is not None
    except ValueError:
        return False


def _twice(network: NetworkDefinition) -> Iterator[Wrong]:
    """Give members that are the same country of the world."""
    times = Counter(member.iso for member in network.members.values() if member.iso is not None)
    seen: set[str] = set()
    for code, member in network.members.items():
        if member.iso is not None and times[member.iso] > 1 and member.iso in seen:
            message = f"member {code}: another member is '{member.iso}' already"
            yield "N012", ("members", code, "iso"), message, "one of the two is another country"
        seen.add(member.iso or "")
    yield from _tiles(network)


def _tiles(network: NetworkDefinition) -> Iterator[Wrong]:
    """Give members that would cover one another on the map."""
    there: dict[tuple[int, int], str] = {}
    for code, member in network.members.items():
        if member.map is None:
            continue
        place = (member.map.column, member.map.row)
        if place in there:
            message = f"member {code}: stands where member {there[place]} stands on the map"
            yield "N012", ("members", code, "map"), message, "give one of the two another column or row"
        there.setdefault(place, code)


def _groups(network: NetworkDefinition) -> Iterator[Wrong]:
    for name, group in network.groups.items():
        if name in network.members:
            yield "N010", ("groups", name), f"'{name}' is a group and a member", "choose another name for the group"
        if not group.members:
            yield "N005", ("groups", name, "members"), f"group {name}: has no members", "name its members"
        for code, membership in group.members.items():
            address: Address = ("groups", name, "members", code)
            if code not in network.members:
                hint = suggestion(code, network.members, "members")
                yield "N005", address, f"group {name}: the network has no member '{code}'", hint
            else:
                yield from _membership(f"group {name}, {code}", membership, address)


def _person_form(network: NetworkDefinition) -> Iterator[Wrong]:
    for name, field in network.person_form.items():
        yield from _person_field(name, field, ("person_form", name))


def _pattern(name: str, kind: str, pattern: str, address: Address) -> Iterator[Wrong]:
    if kind not in FITTING["pattern"]:
        hint = f"'pattern' is for fields of type {', '.join(sorted(FITTING['pattern']))}"
        yield "N009", address, f"field {name}: a pattern means nothing for type {kind}", hint
    elif (wrong := wrong_with(pattern)) is not None:
        yield "N009", address, f"field {name}: the pattern {wrong[0]}", wrong[1]


def _person_field(name: str, field: FormField, address: Address) -> Iterator[Wrong]:
    if field.type == "group":
        if not field.fields:
            yield "N011", (*address, "type"), f"field {name}: a group needs 'fields'", "write 'fields:'"
        for inner, each in field.fields.items():
            yield from _person_field(f"{name}.{inner}", each, (*address, "fields", inner))
    elif field.personal is None:
        hint = listed(["no", "yes", "sensitive"], "personal")
        yield "N011", (*address, "label"), f"field {name}: does not say whether it is personal", hint
    if field.pattern is not None:
        yield from _pattern(name, field.type, field.pattern, (*address, "pattern"))
    if field.type in ("code", "codes") and field.list is None:
        yield "N011", (*address, "type"), f"field {name}: type {field.type} needs a 'list'", "name a list of std"
