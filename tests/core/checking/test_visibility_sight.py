from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.checking.visibility.sight import sight_of
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.visibility import Viewer, may_open, visible_answers, visible_fields
from tests.core.checking.data_areas import area_of, module

TRACK = {
    "title": "Look", "per": "authority", "party": "answerer", "start": "open", "ends_with_main": "over",
    "states": {"open": {"title": "Open", "owner": "answerer"}, "over": {"title": "Over", "final": True}},
}  # fmt: skip
STATES = ("draft", "sent", "closed", "look.open")
when = st.sampled_from(["always", "never"]) | st.lists(st.sampled_from(STATES), max_size=3)
visible_to = st.dictionaries(st.sampled_from(["asker", "answerer"]), when, max_size=2)
RESTRICTED = (
    "forms.refusal.visible_to", "forms.refusal.fields.ground.visible_to", "forms.person.fields.surname.visible_to",
    "procedures.request.visible_to.personal", "procedures.request.visible_to.answers",
    "procedures.request.visible_to.refusal",
    "questionsets.work.visible_to", "questionsets.work.tree.0.items.0.visible_to",
)  # fmt: skip
restrictions = st.dictionaries(st.sampled_from(RESTRICTED), visible_to, max_size=4)
sees = st.dictionaries(
    st.sampled_from(["draft", "sent"]), st.lists(st.sampled_from(["asker", "answerer"]), max_size=2), max_size=2
)


def defined(changes: dict[str, Any], opened: dict[str, list[str]]) -> ModuleDefinition:
    states = {f"procedures.request.states.{state}.sees": parties for state, parties in opened.items()}
    return area_of(module({"procedures.request.tracks.look": TRACK}, states, changes)).definition


@given(restrictions, sees)
def test_what_is_seen_in_a_state_is_what_the_rule_lets_through(
    changes: dict[str, Any], opened: dict[str, list[str]]
) -> None:
    definition = defined(changes, opened)
    procedure, sight = definition.procedures["request"], sight_of(definition, "request")
    for party, state, rows in product(procedure.parties, procedure.states, (True, False)):
        viewer = Viewer(frozenset({party}), state, rows=sight.every_row if rows else {})
        assert (state in sight.opened_in(party)) is may_open(procedure, viewer)
        for form in ("person", "refusal"):
            seen = visible_fields(definition, procedure, form, viewer)
            fields = [*definition.forms[form].fields, "nothing"]
            assert {name for name in fields if state in sight.seen_in(party, form, name, rows=rows)} == seen & {*fields}
        if rows:
            answers = visible_answers(definition, procedure, viewer)
            questions = [*(each.q for each in questions_of(definition)), "nothing"]
            assert {name for name in questions if state in sight.answer_seen_in(party, name)} == answers


def questions_of(definition: ModuleDefinition) -> list[Any]:
    nodes: list[Any] = [node for question_set in definition.questionsets.values() for node in question_set.tree]
    for node in nodes:
        nodes += getattr(node, "items", ())
    return [node for node in nodes if hasattr(node, "q")]


@given(restrictions, sees)
def test_what_is_ever_seen_is_what_somebody_sees_in_some_state(
    changes: dict[str, Any], opened: dict[str, list[str]]
) -> None:
    definition = defined(changes, opened)
    procedure, sight = definition.procedures["request"], sight_of(definition, "request")
    for form in ("person", "refusal"):
        by_party = {party: sight.ever_seen_by(party, form) for party in procedure.parties}
        for party, seen in by_party.items():
            viewers = [Viewer(frozenset({party}), state, rows=sight.every_row) for state in procedure.states]
            assert seen == {name for viewer in viewers for name in visible_fields(definition, procedure, form, viewer)}
        restricted = sight.restricted(form)
        assert not restricted or sight.ever_seen(form) == frozenset().union(*by_party.values())


def test_all_is_seen_of_a_form_of_which_nothing_is_said() -> None:
    definition = area_of(module()).definition
    sight = sight_of(definition, "request")
    assert not sight.restricted("refusal")
    assert sight.ever_seen("refusal") == {"ground", *definition.forms["refusal"].fields}
    assert sight.ever_seen("no_such_form") == frozenset()
