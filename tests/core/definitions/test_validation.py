from __future__ import annotations

from typing import Any

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.validation import validate
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import position_of
from tests.core.trees import tree_of

SENT = {"title": "Sent", "owner": "responder", "due": "7 days from sent"}


def module(**changes: Any) -> dict[str, Any]:
    return {"format": 2, "module": "pq", "version": "1.0.0", "title": "Qualifications", **changes}


def procedure(**changes: Any) -> dict[str, Any]:
    whole = {"title": "Request", "start": "sent", "states": {"sent": SENT}, **changes}
    return module(procedures={"request": whole})


def said(data: dict[str, Any]) -> tuple[ModuleDefinition | None, list[str], Findings]:
    findings = Findings()
    definition, _ = validate(tree_of(data), ModuleDefinition, findings)
    return definition, [f"{finding.code} {finding.message}" for finding in findings], findings


def test_a_sound_module_is_read_without_a_finding() -> None:
    definition, messages, _ = said(procedure())
    assert messages == []
    assert definition is not None
    assert definition.procedures["request"].states["sent"].owner == ("responder",)


def test_a_misspelt_key_is_found_with_the_nearest_spelling() -> None:
    states = {"sent": {**SENT, "ownr": "responder"}}
    _, messages, findings = said(procedure(states=states))
    assert messages == ["S010 unknown key 'ownr' in procedures.request.states.sent"]
    assert next(iter(findings)).hint == "did you mean 'owner'?"


def test_a_finding_stands_where_the_key_stands() -> None:
    data = procedure(states={"sent": {**SENT, "ownr": "responder"}})
    tree, findings = tree_of(data), Findings()
    validate(tree, ModuleDefinition, findings)
    address = ("procedures", "request", "states", "sent", "ownr")
    assert next(iter(findings)).position == position_of(tree, address)


def test_one_mistake_does_not_hide_the_next() -> None:
    states = {"sent": {"title": "Sent", "ownr": "responder", "due": "2 fortnights", "remind": ["3 days befor"]}}
    _, messages, _ = said(procedure(states=states, patern="request"))
    assert [message[:4] for message in messages].count("S010") == 2
    assert [message[:4] for message in messages].count("S011") == 2


def test_a_wrong_period_says_how_periods_are_written() -> None:
    _, messages, findings = said(procedure(states={"sent": {**SENT, "due": "2 fortnights"}}))
    assert messages == ["S011 procedures.request.states.sent.due: '2 fortnights' is not a period or a deadline"]
    assert "write e.g. '14 days'" in next(iter(findings)).hint


def test_a_wrong_choice_names_the_choices() -> None:
    _, messages, findings = said(module(status="pliot"))
    assert messages == ["S011 status: 'pliot' is not one of draft, pilot, live, retired"]
    assert next(iter(findings)).hint == "did you mean 'pilot'?"


def test_a_missing_key_is_named_at_its_parent() -> None:
    definition, messages, _ = said(procedure(actions={"accept": {"by": "responder", "from": "sent"}}))
    assert messages == ["S012 procedures.request.actions.accept: 'title' is required"]
    assert definition is not None
    assert definition.procedures["request"].actions == {}


def test_a_field_may_be_required_by_a_condition_or_always() -> None:
    fields = {"a": {"label": "A", "type": "text", "personal": "no", "required": "has(b)"}}
    definition, messages, _ = said(module(forms={"f": {"title": "F", "fields": fields}}))
    assert messages == []
    assert definition is not None
    assert definition.forms["f"].fields["a"].required == "has(b)"


def test_an_effect_with_two_verbs_is_refused() -> None:
    actions = {"send": {"title": "Send", "by": "a", "from": "sent", "effects": [{"pdf": "report", "lock": "subject"}]}}
    _, messages, _ = said(procedure(actions=actions))
    assert len(messages) == 1
    assert "exactly one of: notify, open, start" in messages[0]


def test_nothing_but_rubbish_gives_no_definition_and_says_why() -> None:
    definition, messages, _ = said({"feilds": {}})
    assert definition is None
    assert "S012 the file: 'module' is required" in messages


def test_messages_hold_no_words_of_python() -> None:
    wrong = {"title": 3, "states": {"sent": {**SENT, "final": "perhaps", "remind": "never"}}, "actions": [1, 2]}
    _, messages, _ = said(procedure(**wrong))
    assert messages
    assert not [
        message for message in messages if "Input" in message or "valid " in message or "str" in message.split()
    ]


def test_a_wrong_version_does_not_keep_the_rest_from_being_checked() -> None:
    definition, messages, _ = said({**procedure(patern="request"), "version": "1.0"})
    assert sorted(message[:4] for message in messages) == ["S010", "S011"]
    assert definition is not None


def test_a_missing_title_is_said_once_and_the_rest_is_read() -> None:
    data = procedure()
    del data["title"]
    definition, messages, _ = said(data)
    assert messages == ["S012 the file: 'title' is required"]
    assert definition is not None
    assert "request" in definition.procedures
