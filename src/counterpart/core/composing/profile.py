"""The network profile: reading it, and what composing takes from it (modules-grammar.md 10)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from counterpart.core.composing.provenance import Ledger, Source
from counterpart.core.definitions.network import Membership, NetworkDefinition
from counterpart.core.definitions.validation import validate
from counterpart.core.findings import Findings, Position, nearest
from counterpart.core.reading.package import read_profile
from counterpart.core.reading.tree import Branch, Row

PERSON = "http://www.w3.org/ns/person#Person"
"""The vocabulary that a form names (`core`) when it holds a natural person; such a form takes the network's fields."""

PERSON_FORM = "person_form"


def load_network(path: Path, findings: Findings, *, display: Path | None = None) -> NetworkDefinition | None:
    """Return the network profile at a path (network.yaml or its folder), or None after findings."""
    package = read_profile(path, findings, display=display)
    return None if package is None else validate(package.root, NetworkDefinition, findings)[0]


def members_named(network: NetworkDefinition, names: Iterable[str], *, on: date | None = None) -> tuple[str, ...]:
    """Return the members that codes and groups stand for, each once, in the order of the profile.

    Without names all members. `on` leaves out who was not a member of the network, or of the group, on that day.
    What the network does not know is left out: it was reported by `check_countries`.
    """
    wanted = set(names)
    listed = {code for code in network.members if not wanted or code in wanted}
    for name in wanted & set(network.groups):
        listed.update(code for code, term in network.groups[name].members.items() if _covers(term, on))
    return tuple(code for code, each in network.members.items() if code in listed and _covers(each.membership, on))


def check_countries(tree: Branch, network: NetworkDefinition, findings: Findings) -> None:
    """Report what a module lists under `countries` and the network does not have (X017)."""
    known = [*network.groups, *network.members]
    countries = tree.get("countries")
    listed = countries if isinstance(countries, Row) else Row()
    for index, name in enumerate(listed):
        if name not in known:
            message = f"the network '{network.network}' has no member or group '{name}'"
            hint = nearest(name, known, otherwise="groups: " + ", ".join(network.groups))
            findings.error("X017", listed.at(index), message, hint)


def add_person_fields(tree: Branch, network: NetworkDefinition, ledger: Ledger) -> None:
    """Lay the person fields of the network over the forms of a module that hold a person (`core`), in place.

    A form that extends another gets them from there. The fields stand where the form says what it holds.
    """
    forms = tree.get("forms")
    for name, form in forms.items() if isinstance(forms, Branch) and network.person_form else ():
        if not isinstance(form, Branch) or form.get("core") != PERSON or "extends" in form:
            continue
        place = form.at("core")
        fields = form.setdefault("fields", Branch(position=place))
        for field, definition in network.person_form.items() if isinstance(fields, Branch) else ():
            written = definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            fields.put(field, _placed(written, place), place)
            source = Source((PERSON_FORM, field), network.network, network.network)
            ledger.sources["forms", name, "fields", field] = source


def _covers(term: Membership, day: date | None) -> bool:
    """Return whether a day lies in a membership; both ends belong to it."""
    if day is None:
        return True
    written = day.isoformat()
    return (term.since or written) <= written <= (term.until or written)


def _placed(value: Any, place: Position) -> Any:
    if isinstance(value, dict):
        entries = {key: _placed(each, place) for key, each in value.items()}
        return Branch(entries, position=place, places=dict.fromkeys(entries, place))
    if isinstance(value, list):
        return Row([_placed(each, place) for each in value], position=place, places=[place] * len(value))
    return value
