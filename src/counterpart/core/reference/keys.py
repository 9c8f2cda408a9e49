"""The page of all keys: what may stand where, read from the schema itself."""

from __future__ import annotations

import inspect
from typing import Any

from pydantic import BaseModel

from counterpart.core.definitions import (
    effects,
    forms,
    lookups,
    module,
    network,
    procedures,
    questions,
    records,
    scenarios,
)
from counterpart.core.reference.tables import page, table

SECTIONS: tuple[tuple[str, tuple[type[BaseModel], ...]], ...] = (
    ("The module", (module.ModuleDefinition, module.LegalAct, module.CodeEntry)),
    ("Roles, switches, messages", (records.Role, records.Policy, records.Message)),
    ("Forms", (forms.Form, forms.Section, forms.FormField, forms.Rule)),
    ("Questions", (questions.QuestionSet, questions.QuestionGroup, questions.Question)),
    (
        "Procedures",
        (
            procedures.Procedure,
            procedures.Party,
            procedures.State,
            procedures.Action,
            procedures.Way,
            procedures.Track,
            procedures.Clock,
            procedures.Escalation,
            procedures.Standing,
            procedures.Child,
            procedures.Document,
        ),
    ),
    (
        "Effects",
        (
            effects.Effect,
            effects.Notify,
            effects.Open,
            effects.Start,
            effects.Signal,
            effects.Assign,
            effects.Call,
            effects.ExtendDue,
        ),
    ),
    ("Lookups", (lookups.Lookup, lookups.FollowUp)),
    ("Retention, statistics, interfaces", (records.Retention, records.Statistic, records.Interface, records.Operation)),
    (
        "The network profile",
        (
            network.NetworkDefinition,
            network.Member,
            network.MapTile,
            network.Membership,
            network.FixedHoliday,
            network.Group,
            network.Words,
            network.Counting,
            network.LegalLimit,
            network.Longer,
        ),
    ),
    ("Scenarios", (scenarios.Scenario, scenarios.Given, scenarios.Player, scenarios.Step)),
)


def keys_page() -> str:
    """Return the reference of all keys, section by section."""
    parts = []
    for title, models in SECTIONS:
        parts.append(f"## {title}")
        parts += [_model(model) for model in models]
    intro = (
        "Every key a package, a network profile or a scenario may have. Editors read the same from"
        " `counterpart module schema`. A procedure, form or track may also say `extends`, `without` and `remove`."
    )
    return page("Keys of the format", intro, *parts)


def _model(model: type[BaseModel]) -> str:
    schema = model.model_json_schema(by_alias=True)
    if "$ref" in schema:  # a model that holds itself, such as a group of fields
        schema = {**schema["$defs"][schema["$ref"].rpartition("/")[2]], "$defs": schema["$defs"]}
    required = set(schema.get("required", ()))
    rows = [
        (f"`{key}`", _kind(said, schema), "yes" if key in required else "", _default(said))
        for key, said in schema.get("properties", {}).items()
    ]
    summary = inspect.cleandoc(model.__doc__ or "").replace("\n", " ")
    return f"### {model.__name__}\n\n{summary}\n\n" + table(("key", "kind", "required", "without it"), rows)


def _kind(said: dict[str, Any], schema: dict[str, Any]) -> str:
    if "$ref" in said:
        return _named(said["$ref"], schema)
    if "anyOf" in said:
        kinds = [_kind(one, schema) for one in said["anyOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if "oneOf" in said:
        return " or ".join(dict.fromkeys(_kind(one, schema) for one in said["oneOf"]))
    if "enum" in said:
        return ", ".join(f"`{choice}`" for choice in said["enum"])
    if "const" in said:
        return f"`{said['const']}`"
    return _plain_kind(said, schema)


def _plain_kind(said: dict[str, Any], schema: dict[str, Any]) -> str:
    kind = said.get("type")
    if kind == "array":
        return f"list of {_kind(said.get('items', {}), schema)}"
    if kind == "object":
        values = said.get("additionalProperties")
        return f"map to {_kind(values, schema)}" if isinstance(values, dict) else "map"
    if kind == "string" and said.get("pattern"):
        return f"text `{said['pattern']}`"
    words = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}
    return words.get(str(kind), "anything")


def _named(reference: str, schema: dict[str, Any]) -> str:
    name = reference.rpartition("/")[2]
    target = schema.get("$defs", {}).get(name, {})
    return f"[{name}](#{name.lower()})" if target.get("type") == "object" else _kind(target, schema)


def _default(said: dict[str, Any]) -> str:
    default = said.get("default")
    if default in (None, "", [], {}):
        return ""
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"
