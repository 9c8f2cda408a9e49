"""A form as a JSON Schema: what may be sent to a register, and what it may answer.

Only what is required in every case is `required` in the schema; what is required or shown under a condition, and rules
over several fields, are checked after it, by the form itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from counterpart.core.definitions.forms import Form, FormField
from counterpart.core.definitions.module import ModuleDefinition

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SEVERAL = frozenset({"codes", "countries", "members", "files"})

Schema = dict[str, Any]

_COUNTRY: Schema = {"type": "string", "pattern": "^[A-Z]{2}$"}
_PLAIN: Mapping[str, Schema] = {
    "yes_no": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "money": {
        "type": "object",
        "properties": {
            "amount": {"type": ["string", "number"]},
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        },
        "required": ["amount", "currency"],
        "additionalProperties": False,
    },
    "country": _COUNTRY,
    "countries": _COUNTRY,
    "language": {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"},
    "region": {"type": "string", "pattern": "^[A-Z]{2}[A-Z0-9-]{0,8}$"},
    "url": {"type": "string", "format": "uri"},
    "email": {"type": "string", "format": "email"},
}


def schema_of_form(definition: ModuleDefinition, form: Form, members: tuple[str, ...] = ()) -> Schema:
    """Return the JSON Schema of a form; `members` are the codes of the network, when they are known.

    Ended codes stay in it: an old entry must still be readable.
    """
    fields = dict(form.fields)
    hidden: set[str] = set()
    for section in form.sections.values():
        fields.update(section.fields)
        hidden.update(section.fields if section.show_if else ())
    return {"$schema": DIALECT, "title": form.title, **_object(definition, fields, members, frozenset(hidden))}


def _object(
    definition: ModuleDefinition,
    fields: Mapping[str, FormField],
    members: tuple[str, ...],
    hidden: frozenset[str] = frozenset(),
) -> Schema:
    """Return the schema of several fields; those that may be `hidden` together are never required."""
    properties = {name: _field(definition, field, members) for name, field in fields.items()}
    always = {name for name, field in fields.items() if field.required is True and field.show_if is None}
    required = [name for name in fields if name in always - hidden]
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _field(definition: ModuleDefinition, field: FormField, members: tuple[str, ...]) -> Schema:
    """Return the schema of a field with its label; several values are a list."""
    one = _one(definition, field, members)
    said: Schema = {"title": field.label}
    if field.core:
        said["x-core"] = field.core
    if field.personal:
        said["x-personal"] = field.personal
    if not (field.many or field.type in SEVERAL):
        return {**said, **one}
    distinct = {"uniqueItems": True} if field.type in SEVERAL else {}
    return {**said, "type": "array", "items": one, **distinct}


def _one(definition: ModuleDefinition, field: FormField, members: tuple[str, ...]) -> Schema:
    if field.type == "group":
        return _object(definition, field.fields, members)
    if field.list is not None and field.list in definition.codelists:
        return {"type": "string", "enum": list(definition.codelists[field.list])}
    if field.type in ("member", "members"):
        return {"type": "string", **({"enum": list(members)} if members else {})}
    if field.type == "number":
        return _bounded(field, "number", "minimum", "maximum", float)
    if field.type in _PLAIN:
        return dict(_PLAIN[field.type])
    schema = _bounded(field, "string", "minLength", "maxLength", int)
    return {**schema, "pattern": field.pattern} if field.pattern else schema


def _bounded(field: FormField, kind: str, least: str, most: str, number: Callable[[Any], int | float]) -> Schema:
    schema: Schema = {"type": kind}
    for key, bound in ((least, field.min), (most, field.max)):
        if bound is not None:
            schema[key] = bound if isinstance(bound, int | float) else number(bound)
    return schema
