from __future__ import annotations

from typing import Any

import pytest

from counterpart.core.deadlines import Period, Unit, Unreadable
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.errors import NotFound
from counterpart.core.interfaces import DIALECT, Rate, contract_of, legacy_names, parse_rate, schema_of_form

QUERY = {"title": "Query", "fields": {"number": {"label": "Number", "type": "identifier", "personal": "yes"}}}
GET = {"title": "Get one", "request": "query", "response": "licence", "within": "10 seconds",
       "rate": "50 per second", "legacy": "GDLD"}  # fmt: skip


def field(kind: str, **more: Any) -> dict[str, Any]:
    return {"label": "Label", "type": kind, "personal": "no", **more}


def module(fields: dict[str, Any], **form: Any) -> ModuleDefinition:
    return ModuleDefinition.model_validate({
        "module": "dl", "version": "1.0.0", "title": "DL",
        "forms": {"licence": {"title": "Licence", "fields": fields, **form}, "query": QUERY},
        "codelists": {"states": {"valid": {"label": "Valid"}, "lost": {"label": "Lost", "valid_to": "2020-01-01"}}},
        "interfaces": {"register": {"title": "Register", "operations": {"get": GET}}},
    })  # fmt: skip


def schema(kind: str, **more: Any) -> dict[str, Any]:
    """The schema of one field, without its label."""
    definition = module({"it": field(kind, **more)})
    found = schema_of_form(definition, definition.forms["licence"], ("NOR", "SUD"))["properties"]["it"]
    return {key: value for key, value in found.items() if key not in ("title", "x-personal")}


def test_a_contract_says_what_is_asked_and_answered_and_how_fast() -> None:
    contract = contract_of(module({"number": field("identifier")}), "register")
    [operation] = contract.operations
    assert (contract.name, operation.name, operation.legacy) == ("register", "get", "GDLD")
    assert operation.within == Period(10, Unit.SECOND)
    assert operation.rate == Rate(50, 1)
    assert operation.request["title"] == "Query"
    assert operation.response["properties"]["number"]["type"] == "string"


def test_an_interface_or_form_that_is_not_there_is_not_found() -> None:
    definition = module({"number": field("identifier")})
    with pytest.raises(NotFound, match="interface_unknown"):
        contract_of(definition, "registr")
    lost = definition.model_copy(update={"forms": {"licence": definition.forms["licence"]}})
    with pytest.raises(NotFound, match="form_unknown"):
        contract_of(lost, "register")


def test_an_old_name_leads_to_its_operation() -> None:
    assert legacy_names(module({"number": field("identifier")})) == {"GDLD": ("register", "get")}


def test_a_form_is_a_closed_object_with_what_is_always_required() -> None:
    fields = {
        "number": field("identifier", required=True),
        "reason": field("text", required="has(number)"),
        "hidden": field("text", required=True, show_if="has(number)"),
    }
    sections = {"more": {"show_if": "has(number)", "fields": {"inside": field("text", required=True)}},
                "rest": {"fields": {"always": field("text", required=True)}}}  # fmt: skip
    definition = module(fields, sections=sections)
    found = schema_of_form(definition, definition.forms["licence"])
    assert (found["$schema"], found["type"], found["additionalProperties"]) == (DIALECT, "object", False)
    assert found["required"] == ["number", "always"]
    assert list(found["properties"]) == ["number", "reason", "hidden", "inside", "always"]


@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [
        ("text", {"max": 100, "min": 2}, {"type": "string", "minLength": 2, "maxLength": 100}),
        ("identifier", {"pattern": "^[A-Z]+$"}, {"type": "string", "pattern": "^[A-Z]+$"}),
        ("longtext", {}, {"type": "string"}),
        ("number", {"min": "1.5", "max": 3}, {"type": "number", "minimum": 1.5, "maximum": 3}),
        ("yes_no", {}, {"type": "boolean"}),
        ("date", {"max": "today"}, {"type": "string", "format": "date"}),
        ("datetime", {}, {"type": "string", "format": "date-time"}),
        ("code", {"list": "states"}, {"type": "string", "enum": ["valid", "lost"]}),
        ("member", {}, {"type": "string", "enum": ["NOR", "SUD"]}),
        ("country", {}, {"type": "string", "pattern": "^[A-Z]{2}$"}),
        ("file", {}, {"type": "string"}),
        ("text", {"many": True}, {"type": "array", "items": {"type": "string"}}),
        ("text", {"core": "foaf:name"}, {"type": "string", "x-core": "foaf:name"}),
    ],
)
def test_each_type_of_field_has_its_type_in_json(kind: str, more: dict[str, Any], expected: dict[str, Any]) -> None:
    assert schema(kind, **more) == expected


def test_several_codes_are_a_list_without_repetition() -> None:
    one = {"type": "string", "enum": ["valid", "lost"]}
    assert schema("codes", list="states") == {"type": "array", "items": one, "uniqueItems": True}


def test_money_has_an_amount_and_a_currency() -> None:
    assert schema("money")["required"] == ["amount", "currency"]


def test_a_group_is_an_object_and_rows_are_a_list_of_them() -> None:
    inner = {"type": "object", "properties": {"town": {"title": "Label", "x-personal": "no", "type": "string"}},
             "additionalProperties": False, "required": ["town"]}  # fmt: skip
    fields = {"town": field("text", required=True)}
    assert schema("group", fields=fields) == inner
    assert schema("group", fields=fields, many=True) == {"type": "array", "items": inner}


def test_without_a_network_any_member_is_text() -> None:
    definition = module({"it": field("member")})
    found = schema_of_form(definition, definition.forms["licence"])["properties"]["it"]
    assert (found["type"], "enum" in found) == ("string", False)


def test_labels_and_protection_are_said() -> None:
    found = schema_of_form(module({}), module({}).forms["query"])["properties"]["number"]
    assert (found["title"], found["x-personal"]) == ("Number", "yes")


@pytest.mark.parametrize(("text", "rate"), [("1 per second", Rate(1, 1)), ("30 per minute", Rate(30, 60))])
def test_a_rate_is_read(text: str, rate: Rate) -> None:
    assert parse_rate(text) == rate


@pytest.mark.parametrize("text", ["0 per second", "50", "50 per week", "some per day"])
def test_what_is_no_rate_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(Unreadable, match="write e\\.g\\. '50 per second'"):
        parse_rate(text)
