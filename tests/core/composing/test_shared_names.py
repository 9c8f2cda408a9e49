from __future__ import annotations

from typing import Any

import pytest

from counterpart.core.composing.shared_names import shared_names
from tests.core.trees import tree_of

ASKS_A_SWITCH = "asker.policy.ask_first && has(asker.member)"


def named(data: dict[str, Any]) -> set[tuple[str, str]]:
    """Return what a module names, as dotted pairs of the thing and the place."""
    return {(".".join(map(str, what)), ".".join(map(str, where))) for what, where in shared_names(tree_of(data))}


@pytest.mark.parametrize(
    ("module", "thing", "where"),
    [
        ({"roles": {"a": {"registered_by": "b"}}}, "roles.b", "roles.a.registered_by"),
        ({"roles": {"a": {"competence": "jobs"}}}, "codelists.jobs", "roles.a.competence"),
        ({"policies": {"p": {"set_by": "b"}}}, "roles.b", "policies.p.set_by"),
        ({"interfaces": {"i": {"provided_by": "b"}}}, "roles.b", "interfaces.i.provided_by"),
        ({"forms": {"f": {"fields": {"x": {"list": "jobs"}}}}}, "codelists.jobs", "forms.f.fields.x.list"),
    ],
)
def test_parts_of_a_module_name_what_libraries_share(module: dict[str, Any], thing: str, where: str) -> None:
    assert named(module) == {(thing, where)}


@pytest.mark.parametrize(
    ("procedure", "thing", "where"),
    [
        ({"parties": {"asker": {"role": ["a", "b"]}}}, "roles.b", "parties.asker.role"),
        ({"lookups": {"l": {"by": "a"}}}, "roles.a", "lookups.l.by"),
        ({"lookups": {"l": {"purpose": "why"}}}, "codelists.why", "lookups.l.purpose"),
        ({"on_start": [{"notify": {"message": "m"}}]}, "messages.m", "on_start.0.notify.message"),
        (
            {"states": {"sent": {"effects": [{"pdf": "r"}, {"notify": {"message": "m"}}]}}},
            "messages.m",
            "states.sent.effects.1.notify.message",
        ),
        (
            {"tracks": {"help": {"actions": {"give": {"effects": [{"notify": {"message": "m"}}]}}}}},
            "messages.m",
            "tracks.help.actions.give.effects.0.notify.message",
        ),
        ({"actions": {"send": {"when": ASKS_A_SWITCH}}}, "policies.ask_first", "actions.send.when"),
        (
            {"actions": {"send": {"needs": {"n": {"check": ASKS_A_SWITCH}}}}},
            "policies.ask_first",
            "actions.send.needs.n.check",
        ),
        (
            {"actions": {"send": {"to": [{"state": "a", "when": ASKS_A_SWITCH}, {"state": "b"}]}}},
            "policies.ask_first",
            "actions.send.to.0.when",
        ),
        (
            {"actions": {"send": {"effects": [{"pdf": "r", "when": ASKS_A_SWITCH}]}}},
            "policies.ask_first",
            "actions.send.effects.0.when",
        ),
    ],
)
def test_procedures_name_what_libraries_share(procedure: dict[str, Any], thing: str, where: str) -> None:
    assert (thing, f"procedures.p.{where}") in named({"procedures": {"p": procedure}})


def test_questions_name_the_lists_of_their_answers_however_deep_they_stand() -> None:
    tree = [
        {"q": "one", "answer": "jobs"},
        {"group": "g", "items": [{"q": "two", "answer": {"codes": "places"}}, "not a question"]},
    ]
    assert named({"questionsets": {"s": {"tree": tree}}}) == {
        ("codelists.jobs", "questionsets.s.tree.0.answer"),
        ("codelists.places", "questionsets.s.tree.1.items.0.answer.codes"),
    }


@pytest.mark.parametrize(
    "module",
    [
        {"procedures": {"p": {"actions": {"send": {"when": "(((", "to": [3], "effects": "pdf"}}}}},
        {"procedures": {"p": {"actions": {"send": {"when": "has(subject.policy)", "effects": [4]}}}}},
        {"questionsets": {"s": {"tree": "none"}}, "roles": "none", "forms": {"f": 3}},
    ],
)
def test_what_is_malformed_or_only_looks_like_a_name_is_passed_over(module: dict[str, Any]) -> None:
    assert named(module) == set()
