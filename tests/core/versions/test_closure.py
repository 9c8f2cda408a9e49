from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.versions.closure import conditions_of, effects_of, machines_of, used_by
from counterpart.core.versions.structure import structure_of
from tests.core.versions.sample import SAMPLE, definition

TRACK = {
    "title": "Help",
    "per": "authority",
    "party": "answerer",
    "start": "open",
    "states": {"open": {"title": "Open", "owner": "answerer", "due": "1 days", "edit": ["help_form"]}},
    "actions": {
        "give": {"title": "Give", "by": "answerer", "from": "open", "form": "given", "when": "asker.policy.helps"},
    },
}
LOOKUP = {"title": "Look", "by": "searcher", "ask": {"name": "exact"}, "purpose": "purposes", "in": ["sent"]}
CALL = {"call": {"operation": "register.get", "on": "answerer"}, "when": "asker.policy.calls && answerer.policy"}


def rich() -> ModuleDefinition:
    """Return a module whose procedure uses something of everything."""
    data: dict[str, Any] = deepcopy(SAMPLE)
    request = data["procedures"]["request"]
    request |= {"tracks": {"help": TRACK}, "lookups": {"look": LOOKUP}, "on_start": [CALL], "forms": ["absent"]}
    request["actions"]["close"]["complete"] = ["completed"]
    request["actions"]["close"]["when"] = "this is (((no condition"
    names = ("help_form", "given", "completed", "asked", "answered")
    data["forms"] |= {name: {"title": name} for name in names}
    data["roles"]["searcher"] = {"title": "Searcher", "kind": "authority", "competence": "unused"}
    data["policies"] |= {name: {"title": name, "default": "off"} for name in ("helps", "calls", "unused")}
    data["codelists"] |= {name: {"one": {"label": "One"}} for name in ("purposes", "several")}
    data["questionsets"]["basics"]["tree"].append({"q": "which", "text": "Which?", "answer": {"codes": "several"}})
    operation = {"title": "Get", "request": "asked", "response": "answered", "within": "10 seconds"}
    data["interfaces"] = {"register": {"title": "Register", "operations": {"get": operation}}}
    data["messages"]["unused"] = {"subject": "S", "body": "B"}
    return definition(data)


@pytest.fixture
def used() -> dict[str, Any]:
    module = rich()
    return used_by(module, "request", structure_of(module).tree)


@pytest.mark.parametrize(
    ("section", "names"),
    [
        ("procedures", {"request"}),
        ("forms", {"trader", "help_form", "given", "completed", "asked", "answered"}),
        ("questionsets", {"basics"}),
        ("codelists", {"sectors", "purposes", "several", "unused"}),
        ("roles", {"authority", "searcher"}),
        ("policies", {"ask_first", "helps", "calls"}),
        ("messages", {"changed"}),
        ("interfaces", {"register"}),
        ("retention", {"personal from closure", "log of request from closure"}),
    ],
)
def test_a_procedure_uses_what_it_names_and_nothing_else(used: dict[str, Any], section: str, names: set[str]) -> None:
    assert set(used[section]) == names


def test_tracks_are_machines_of_their_procedure() -> None:
    procedure = rich().procedures["request"]
    assert [machine.title for machine in machines_of(procedure)] == ["Request", "Help"]


def test_effects_are_found_wherever_they_stand() -> None:
    assert [effect.verb for effect in effects_of(rich().procedures["request"])] == ["call", "notify"]


def test_conditions_are_found_wherever_they_stand() -> None:
    assert set(conditions_of(rich().procedures["request"])) == {
        "asker.policy.calls && answerer.policy",
        "asker.policy.ask_first",
        "all_answered()",
        "this is (((no condition",
        "asker.policy.helps",
    }


def test_a_module_without_retention_rules_has_none_to_use() -> None:
    module = definition({key: value for key, value in SAMPLE.items() if key != "retention"})
    assert used_by(module, "request", structure_of(module).tree)["retention"] == {}
