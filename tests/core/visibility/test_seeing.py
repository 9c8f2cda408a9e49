from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.visibility import Viewer, may_open, visible_answers, visible_fields, visible_values

PARTIES = ("initiator", "gatekeeper", "informed", "supervisor")
STATES = ("draft", "active", "closed")
TITLE = {"label": "A", "type": "text", "personal": "no"}
IDENTITY = {"initiator": "always", "gatekeeper": "always", "informed": ["delivery.shared"]}


def alert(**changes: Any) -> ModuleDefinition:
    sections = {
        "matter": {"fields": {"profession": TITLE}},
        "identity": {
            "visible_to": IDENTITY,
            "fields": {
                "surname": {**TITLE, "personal": "yes"},
                "birth": {"label": "Birth", "type": "group", "fields": {"place": {**TITLE, "personal": "yes"}}},
                "penalty": {**TITLE, "personal": "sensitive", "visible_to": {"gatekeeper": ["active"]}},
            },
        },
    }
    states = {"draft": {"title": "D", "sees": ["initiator"]}, "active": {"title": "A"}, "closed": {"title": "C"}}
    procedure = {
        "title": "Alert", "subject": "person", "questions": ["person"],
        "parties": {party: {"title": party, "role": "authority"} for party in PARTIES},
        "start": "draft", "states": states, **changes,
    }  # fmt: skip
    questions = {"title": "Q", "tree": [{"q": "known", "text": "Known?", "answer": "yes_no", "personal": "yes"}]}
    return ModuleDefinition.model_validate({
        "module": "pq", "version": "1.0.0", "title": "PQ", "procedures": {"alert": procedure},
        "forms": {"person": {"title": "Person", "sections": sections}}, "questionsets": {"person": questions},
    })  # fmt: skip


def seen(module: ModuleDefinition, viewer: Viewer) -> frozenset[str]:
    return visible_fields(module, module.procedures["alert"], "person", viewer)


def viewer(*parties: str, state: str = "active", **more: Any) -> Viewer:
    return Viewer(frozenset(parties), state, **more)


def test_a_field_without_a_word_about_it_is_seen_by_all_parties() -> None:
    assert all("profession" in seen(alert(), viewer(party)) for party in PARTIES)


def test_who_takes_no_part_sees_nothing() -> None:
    assert seen(alert(), viewer("journalist")) == frozenset()
    assert seen(alert(), viewer()) == frozenset()


def test_an_incoming_coordinator_sees_the_profession_but_not_the_identity() -> None:
    assert seen(alert(), viewer("informed")) == {"profession"}


def test_it_sees_the_identity_once_the_alert_was_passed_on_to_it() -> None:
    passed_on = viewer("informed", rows={"delivery": frozenset({"shared"})})
    assert {"surname", "birth", "birth.place"} <= seen(alert(), passed_on)


def test_a_row_of_another_track_opens_nothing() -> None:
    assert "surname" not in seen(alert(), viewer("informed", rows={"reaction": frozenset({"shared"})}))


def test_the_most_restrictive_of_section_and_field_wins() -> None:
    assert "penalty" in seen(alert(), viewer("gatekeeper"))
    assert "penalty" not in seen(alert(), viewer("gatekeeper", state="closed"))
    assert "penalty" not in seen(alert(), viewer("initiator"))


def test_who_wrote_it_or_may_edit_it_always_sees_it() -> None:
    assert "penalty" in seen(alert(), viewer("initiator", wrote=frozenset({"person"})))
    assert "penalty" in seen(alert(), viewer("initiator", edits=frozenset({"person"})))


def test_a_draft_is_opened_by_its_own_party_only() -> None:
    procedure = alert().procedures["alert"]
    assert may_open(procedure, viewer("initiator", state="draft"))
    assert not may_open(procedure, viewer("gatekeeper", state="draft"))
    assert seen(alert(), viewer("gatekeeper", state="draft")) == frozenset()


def test_never_hides_from_the_one_it_names_and_leaves_the_others_alone() -> None:
    module = alert(visible_to={"personal": {"supervisor": "never"}})
    assert "surname" in seen(module, viewer("gatekeeper"))
    bare = Viewer(frozenset({"supervisor"}), "active")
    assert visible_answers(module, module.procedures["alert"], bare) == frozenset()
    assert visible_answers(module, module.procedures["alert"], viewer("informed")) == {"known"}


def test_parties_are_not_mixed_to_get_through_two_restrictions() -> None:
    module = alert(visible_to={"personal": {"supervisor": "always"}})
    assert "surname" not in seen(module, viewer("supervisor", "gatekeeper"))


def test_a_procedure_may_hide_a_whole_form() -> None:
    module = alert(visible_to={"person": {"initiator": "always"}})
    assert seen(module, viewer("gatekeeper")) == frozenset()
    assert "surname" in seen(module, viewer("initiator"))


def test_hidden_values_are_absent_also_inside_groups() -> None:
    module = alert()
    values = {"profession": "pharmacist", "surname": "Smith", "birth": {"place": "London"}}
    procedure = module.procedures["alert"]
    assert visible_values(module, procedure, "person", viewer("informed"), values) == {"profession": "pharmacist"}
    assert visible_values(module, procedure, "person", viewer("gatekeeper"), values) == values


RESTRICTION = st.dictionaries(
    st.sampled_from(PARTIES),
    st.one_of(st.sampled_from(["always", "never"]), st.lists(st.sampled_from(STATES), min_size=1, max_size=2)),
    min_size=1,
)


@given(RESTRICTION, RESTRICTION, st.sampled_from(PARTIES), st.sampled_from(STATES))
def test_what_is_seen_never_grows_by_adding_a_restriction(
    first: dict[str, Any], second: dict[str, Any], party: str, state: str
) -> None:
    free, one = alert(), alert(visible_to={"personal": first})
    both = alert(visible_to={"personal": first, "person": second})
    looking = viewer(party, state=state)
    assert seen(both, looking) <= seen(one, looking) <= seen(free, looking)
