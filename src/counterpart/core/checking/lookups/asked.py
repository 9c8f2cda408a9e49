"""Can every lookup be asked, and does it give away nothing? K001 to K010 and K012; what follows a hit is apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterpart.core.checking.area import Context, PlacedMachine, suggestion
from counterpart.core.checking.forms.places import PROTECTED
from counterpart.core.checking.readable import type_of_field
from counterpart.core.checking.visibility.sight import Sight, sight_of
from counterpart.core.conditions import Kind
from counterpart.core.deadlines import Unreadable
from counterpart.core.definitions.forms import PlacedField, placed_fields
from counterpart.core.definitions.lookups import Lookup
from counterpart.core.findings import Findings
from counterpart.core.lookups import parse_at_most
from counterpart.core.reading.tree import Address

LEAST_KEYS = 2
SUBJECT = "subject."
OF_PARTY = ("member", "country", "authority")
OF_EXCHANGE = ("number", "state")
ORDERED = frozenset({Kind.DATE, Kind.DATETIME, Kind.NUMBER})
WAYS: Mapping[str, frozenset[Kind]] = {
    "similar": frozenset({Kind.TEXT}),
    "same_or_later": ORDERED,
    "same_or_earlier": ORDERED,
}


@dataclass(frozen=True, slots=True)
class LookupPlace:
    """A lookup with its procedure and the fields of its entries; `fields` is None while the subject is not known."""

    machine: PlacedMachine
    name: str
    lookup: Lookup
    fields: Mapping[str, PlacedField] | None

    def error(self, findings: Findings, code: str, steps: Address, message: str, hint: str = "") -> None:
        """Report a mistake at an address inside the lookup."""
        said = f"lookup {self.machine.procedure_id}.{self.name}: {message}"
        self.machine.error(findings, code, ("lookups", self.name, *steps), said, hint)

    def warning(self, findings: Findings, code: str, steps: Address, message: str, hint: str = "") -> None:
        """Report a doubt at an address inside the lookup."""
        said = f"lookup {self.machine.procedure_id}.{self.name}: {message}"
        self.machine.warning(findings, code, ("lookups", self.name, *steps), said, hint)

    def asked(self) -> dict[str, PlacedField]:
        """Return the fields that it asks for and that exist."""
        return {name: self.fields[name] for name in self.lookup.ask if self.fields and name in self.fields}

    def personal(self) -> bool:
        """Return whether personal data are searched."""
        return any(placed.field.personal in PROTECTED for placed in self.asked().values())


def lookups_in(context: Context) -> Iterator[LookupPlace]:
    """Give every lookup of every procedure."""
    for machine in context.main_machines:
        form = context.definition.forms.get(machine.procedure.subject or "")
        fields = {placed.name: placed for placed in placed_fields(form)} if form else None
        for name, lookup in machine.procedure.lookups.items():
            yield LookupPlace(machine, name, lookup, fields)


def lookups_ask_for_searched_fields(context: Context, findings: Findings) -> None:
    """K001, K002, K003: what is asked for are fields of the entry with `search`, compared as their type allows."""
    for place in lookups_in(context):
        if not place.lookup.ask:
            place.error(findings, "K001", ("ask",), "asks for nothing", "write e.g. 'ask: {surname: similar}'")
        for name, way in place.lookup.ask.items():
            if place.fields is None:
                continue
            placed = place.fields.get(name)
            if placed is None:
                message = f"entries have no field '{name}'"
                place.error(findings, "K001", ("ask", name), message, suggestion(name, place.fields, "fields"))
                continue
            if not placed.field.search:
                hint = f"say 'search: true' of '{name}'"
                place.error(findings, "K002", ("ask", name), f"'{name}' is not searched", hint)
            _check_way(place, name, way, placed, findings)


def _check_way(place: LookupPlace, name: str, way: str, placed: PlacedField, findings: Findings) -> None:
    kind = type_of_field(placed.field, in_many=placed.in_many)
    if kind.kind not in WAYS.get(way, {kind.kind}):
        message = f"'{way}' does not fit '{name}', which is {kind.words}"
        place.error(findings, "K003", ("ask", name), message, "write 'exact'")
    elif way in ("same_or_later", "same_or_earlier") and placed.field.personal in PROTECTED:
        message = f"'{way}' does not fit '{name}': of personal data only a blind index is kept, which has no order"
        place.error(findings, "K003", ("ask", name), message, "write 'exact'")


def lookups_give_what_exists(context: Context, findings: Findings) -> None:
    """K004: `gives` names the number or state, a party's member, or a field of the entry."""
    for place in lookups_in(context):
        known = [*OF_EXCHANGE, *(f"{party}.{what}" for party in place.machine.procedure.parties for what in OF_PARTY)]
        for index, name in enumerate(place.lookup.gives):
            bare = name.removeprefix(SUBJECT)
            if name in known or place.fields is None or bare in place.fields:
                continue
            hint = suggestion(name, [*known, *place.fields], "to be given")
            place.error(findings, "K004", ("gives", index), f"there is no '{name}' to give", hint)


def lookups_give_nothing_hidden(context: Context, findings: Findings) -> None:
    """K005: the searcher is told nothing that its role, or the public, may not see anyhow.

    What a role may see is what the parties that it plays see in a state that is searched. The public is told of
    fields with `public: true` alone, and never gets an entry.
    """
    for place in lookups_in(context):
        lookup, machine = place.lookup, place.machine
        if lookup.public and lookup.answer == "entry":
            place.error(findings, "K005", ("answer",), "the public gets no entries", "write 'answer: hit_only'")
        sight = sight_of(context.definition, machine.procedure_id)
        for index, name in enumerate(lookup.gives):
            bare = name.removeprefix(SUBJECT)
            placed = (place.fields or {}).get(bare)
            if placed is None:
                continue
            hidden = not placed.field.public if lookup.public else not _seen(place, sight, bare, placed)
            if hidden:
                who = "the public" if lookup.public else " or ".join(lookup.by)
                hint = "take it out of 'gives', or let the searcher see the field"
                place.error(findings, "K005", ("gives", index), f"gives '{name}', which {who} may not see", hint)


def _seen(place: LookupPlace, sight: Sight, field: str, placed: PlacedField) -> bool:
    """Return whether a role that may search plays a party that sees the field; who keeps the entry does not count."""
    procedure = place.machine.procedure
    start = procedure.states.get(procedure.start)
    keepers = start.owner if start else ()
    playing = [
        name
        for name, party in procedure.parties.items()
        if name not in keepers and party.of not in keepers and set(party.role) & set(place.lookup.by)
    ]
    if not playing:
        return placed.field.personal not in PROTECTED and not placed.visible_to
    searched = frozenset(place.lookup.within)
    form = procedure.subject or ""
    return any(searched & sight.seen_in(party, form, field, rows=False) for party in playing)


def searches_for_people_are_accounted_for(context: Context, findings: Findings) -> None:
    """K006, K007, R001: whoever searches personal data says why, and the log of it is kept by a rule."""
    for place in lookups_in(context):
        purpose = place.lookup.purpose
        if purpose is not None and purpose not in context.definition.codelists:
            hint = suggestion(purpose, context.definition.codelists, "code lists")
            place.error(findings, "R001", ("purpose",), f"no code list '{purpose}'", hint)
        if not place.personal():
            continue
        if purpose is None:
            hint = "write 'purpose: <code list>' with the reasons that the law allows"
            place.error(findings, "K006", (), "personal data are searched, but nobody has to say why", hint)
        if not context.definition.library and not _logged(context, place.machine.procedure_id):
            hint = "write a retention rule 'data: log'"
            place.error(findings, "K007", (), "no retention rule covers the log of its searches", hint)


def _logged(context: Context, procedure: str) -> bool:
    return any(
        rule.data in ("log", "everything") and (not rule.procedures or procedure in rule.procedures)
        for rule in context.definition.retention
    )


def lookups_are_no_fishing(context: Context, findings: Findings) -> None:
    """K008, K012: a search for people knows enough beforehand, one thing of it exactly, and cannot be repeated at will.

    Enough is the number of a document, or two keys of which one must fit exactly.
    """
    for place in lookups_in(context):
        lookup = place.lookup
        if lookup.at_most is not None:
            try:
                parse_at_most(lookup.at_most)
            except Unreadable as error:
                message = f"'{lookup.at_most}' is not a limit"
                place.error(findings, "K012", ("at_most",), message, error.advice)
        if not place.personal():
            continue
        exact = [name for name, way in lookup.ask.items() if way == "exact"]
        numbers = [name for name in exact if name in place.asked() and place.asked()[name].field.type == "identifier"]
        if not exact or (len(lookup.ask) < LEAST_KEYS and not numbers):
            hint = "ask for two things of which one must fit exactly, or for the number of a document"
            place.error(findings, "K008", ("ask",), "a person could be found by guessing", hint)
        if lookup.at_most is None:
            hint = "write e.g. 'at_most: 50 per day'"
            place.warning(findings, "K008", (), "personal data may be searched without a limit", hint)


def lookups_look_somewhere(context: Context, findings: Findings) -> None:
    """K009: `in` names states of the main machine, and at least one."""
    for place in lookups_in(context):
        states = place.machine.procedure.states
        if not place.lookup.within:
            place.error(findings, "K009", ("in",), "looks in no state", suggestion("", states, "states"))
        for index, state in enumerate(place.lookup.within):
            if state not in states:
                message = f"there is no state '{state}'"
                place.error(findings, "K009", ("in", index), message, suggestion(state, states, "states"))


def somebody_may_search(context: Context, findings: Findings) -> None:
    """K010, R001: a lookup names roles that exist, or is public; not both."""
    roles = context.definition.roles
    for place in lookups_in(context):
        for index, role in enumerate(place.lookup.by):
            if role not in roles:
                hint = suggestion(role, roles, "roles")
                place.error(findings, "R001", ("by", index), f"no role '{role}'", hint)
        if place.lookup.public and place.lookup.by:
            place.error(findings, "K010", ("public",), "everybody may search, so 'by' says nothing", "remove one")
        elif not place.lookup.public and not place.lookup.by:
            place.error(findings, "K010", (), "nobody may search", "write 'by: <role>' or 'public: true'")
