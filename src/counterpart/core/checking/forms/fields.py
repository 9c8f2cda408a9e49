"""Does every form make sense? Fields, placeholders, and who may know what is in them (F001 to F004, F010 to F014)."""

from __future__ import annotations

from collections import Counter

from counterpart.core.checking.area import Context, listed, suggestion, understood
from counterpart.core.checking.circles import shortest_circles
from counterpart.core.checking.forms.places import FieldPlace, fields_in
from counterpart.core.conditions import FactKind, reads
from counterpart.core.definitions.forms import Form, PlacedField, placed_fields
from counterpart.core.findings import Findings
from counterpart.core.texts import holes

GROUP = "group"
CODED = frozenset({"code", "codes"})
NOT_SPOKEN = frozenset({GROUP, "file", "files", "money", "entry", "exchange", "authority"})
"""Types whose values cannot stand in a sentence."""

NEVER_SEARCHED = frozenset({GROUP, "file", "files", "money"})
BLINDLY_SEARCHED = frozenset({"text", "identifier", "date", "email", "phone", "url"})
"""Types of personal fields of which a blind index makes sense: many values, and each short."""


def codes_come_from_a_list(context: Context, findings: Findings) -> None:
    """F001, R001: a field of type code or codes names a code list, and the list exists."""
    lists = context.definition.codelists
    for place in fields_in(context):
        field = place.field
        if field.type in CODED and field.list is None:
            place.error(findings, "F001", "type", f"type {field.type} needs a 'list'", listed(lists, "code lists"))
        elif field.list is not None and field.list not in lists:
            hint = suggestion(field.list, lists, "code lists")
            context.error(findings, "R001", (*place.address, "list"), f"no code list '{field.list}'", hint)


def groups_have_fields(context: Context, findings: Findings) -> None:
    """F002, F014: a group has fields, and so has a form."""
    for place in fields_in(context):
        if place.field.type == GROUP and not place.field.fields:
            place.error(findings, "F002", "type", "a group needs 'fields'")
    for name, form in context.definition.forms.items():
        lost = any(address[:2] == ("forms", name) for address in context.lost.addresses)
        if not placed_fields(form) and not lost:
            context.error(findings, "F014", ("forms", name), f"form '{name}' has no fields", "write 'fields:'")


def every_field_says_whether_it_is_personal(context: Context, findings: Findings) -> None:
    """F003: `personal` has no default (modules.md 3)."""
    for place in fields_in(context):
        if place.field.personal is None and place.field.type != GROUP:
            hint = "retention and blocking depend on it; there is no default"
            place.error(findings, "F003", "label", "say 'personal: no', 'yes' or 'sensitive'", hint)


def placeholders_name_fields(context: Context, findings: Findings) -> None:
    """F004: a placeholder of a form names fields whose one value can be said in a sentence."""
    for name, form in context.definition.forms.items():
        fields = {placed.name: placed for placed in placed_fields(form)}
        for placeholder, pattern in form.placeholders.items():
            address = ("forms", name, "placeholders", placeholder)
            if not holes(pattern):
                hint = "write the fields in braces: '{given_names} {surname|upper}'"
                context.error(findings, "F004", address, f"placeholder {placeholder}: names no field", hint)
            for hole in holes(pattern):
                wrong = _unspoken(name, hole.name, fields)
                if wrong:
                    context.error(findings, "F004", address, f"placeholder {placeholder}: {wrong[0]}", wrong[1])


def _unspoken(form: str, field: str, fields: dict[str, PlacedField]) -> tuple[str, str] | None:
    placed = fields.get(field)
    if placed is None:
        return f"form '{form}' has no field '{field}'", suggestion(field, fields, "fields")
    if placed.field.type in NOT_SPOKEN:
        return f"'{field}' is of type {placed.field.type} and cannot stand in a sentence", "name a field with one value"
    if placed.in_many:
        return f"'{field}' stands in a group that may be filled in several times", "name a field with one value"
    return None


def searched_fields_can_be_indexed(context: Context, findings: Findings) -> None:
    """F010: `search` stands where an index can be made; of personal data a blind one, over many and short values.

    A blind index holds a keyed hash of each value. Of a field with few values (a country, yes or no) the most
    frequent hash tells the value; sensitive data are not searched at all.
    """
    for place in fields_in(context):
        field = place.field
        if not field.search:
            continue
        if field.type in NEVER_SEARCHED:
            place.error(findings, "F010", "search", f"type {field.type} cannot be searched", "remove 'search'")
        elif field.personal == "sensitive":
            place.error(findings, "F010", "search", "sensitive data are not searched", "remove 'search'")
        elif place.personal and field.type not in BLINDLY_SEARCHED:
            message = f"a blind index of type {field.type} would tell the value, or never match"
            hint = "personal fields are searched by " + ", ".join(sorted(BLINDLY_SEARCHED))
            place.error(findings, "F010", "search", message, hint)


def nothing_personal_is_public(context: Context, findings: Findings) -> None:
    """F011: what the world may read holds no personal data; neither does a group around personal fields."""
    for place in fields_in(context):
        if place.field.public and (place.personal or _holds_personal(place)):
            hint = "remove 'public', or mark the fields inside one by one"
            place.error(findings, "F011", "public", "personal data may not be public", hint)


def _holds_personal(place: FieldPlace) -> bool:
    inside = f"{place.placed.name}."
    return any(
        placed.name.startswith(inside) and placed.field.personal in ("yes", "sensitive")
        for placed in placed_fields(place.form)
    )


def names_of_fields_are_distinct(context: Context, findings: Findings) -> None:
    """F012: sections take no part in names, so no two of them have a field of one name."""
    for name, form in context.definition.forms.items():
        fields = placed_fields(form)
        twice = {each for each, times in Counter(placed.name for placed in fields).items() if times > 1}
        seen: set[str] = set()
        for placed in fields:
            if placed.name in twice and placed.name in seen and placed.name.rpartition(".")[0] not in twice:
                message = f"form '{name}' already has a field '{placed.name}', in another section"
                context.error(findings, "F012", ("forms", name, *placed.address), message, "choose another name")
            seen.add(placed.name)


def fields_do_not_wait_for_each_other(context: Context, findings: Findings) -> None:
    """F013: following `show_if` from field to field never leads back: such fields would stay hidden for ever."""
    for name, form in context.definition.forms.items():
        shown_by = _shown_by(form)
        addresses = {placed.name: placed.address for placed in placed_fields(form)}
        for circle in shortest_circles(shown_by):
            address = ("forms", name, *addresses[circle[0]], "show_if")
            message = f"form '{name}': shown only when already shown: {' → '.join((*circle, circle[0]))}"
            context.error(findings, "F013", address, message, "let one of them be shown by another field")


def _shown_by(form: Form) -> dict[str, list[str]]:
    """Return for each field the fields of the same form that its own conditions and those around it read."""
    names = {placed.name for placed in placed_fields(form)}
    found: dict[str, list[str]] = {}
    for placed in placed_fields(form):
        group = placed.name.rpartition(".")[0]
        read: set[str] = set()
        for text in placed.show_if:
            condition = understood(text)
            facts = reads(condition) if condition else frozenset()
            read.update(fact.name for fact in facts if fact.kind is FactKind.NAME)
        inside = {f"{group}.{name}" for name in read if group}
        found[placed.name] = sorted((read | inside) & names)
    return found
