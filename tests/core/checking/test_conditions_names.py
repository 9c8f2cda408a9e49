from __future__ import annotations

from counterpart.core.checking.guards import clear_names
from counterpart.core.conditions import Kind, ValueType
from tests.core.checking.areas import GONE, WITH_PART, action, context_of
from tests.core.checking.families import FAMILY


def test_fields_have_the_types_that_conditions_know() -> None:
    values = context_of().names.of_machine("request").values
    assert values["subject.surname"] == ValueType(Kind.TEXT)
    assert values["subject.sector"] == ValueType(Kind.CODE, "sectors")
    assert values["subject.hosts"] == ValueType(Kind.MEMBER, many=True)
    assert values["form.reply.expert"] == ValueType(Kind.AUTHORITY)


def test_parties_have_a_member_and_switches() -> None:
    values = context_of().names.of_machine("request").values
    assert values["responder.member"] == ValueType(Kind.MEMBER)
    assert values["requester.policy.via_coordinator"] == ValueType(Kind.YES_NO)


def test_code_lists_of_yes_and_no_are_always_there() -> None:
    lists = context_of().names.of_machine("request").code_lists
    assert lists["yes_no"] == {"yes", "no"}
    assert lists["sectors"] == {"health", "law"}


def test_tracks_and_children_are_machines_with_their_states() -> None:
    names = context_of(WITH_PART, FAMILY).names.of_machine("request")
    assert names.machines["part"].states == {"open", "done", "returned", "ended"}
    assert names.machines["transfer"].states == {"offered", "arrived", "revoked"}
    assert (names.machines["part"].what, names.machines["transfer"].what) == ("track", "child")


def test_each_machine_knows_only_the_forms_that_it_fills_in() -> None:
    names = context_of(WITH_PART).names
    assert "form.reply.text" in names.of_machine("request").values
    assert "form.reply.text" not in names.of_machine("request", "part").values
    assert "form.reply.text" in names.of_procedure("request").values


def test_a_form_that_is_edited_is_filled_in() -> None:
    changes = {"actions.reply.form": [], "states.sent.edit": ["reply"]}
    assert "form.reply.text" in context_of(changes).names.of_machine("request").values


def test_a_child_knows_what_all_its_parents_have_in_common() -> None:
    names = context_of(FAMILY).names.of_machine("transfer")
    assert names.values["parent.subject.surname"] == ValueType(Kind.TEXT)
    assert names.code_lists["parent.state"] == {"draft", "sent", "answered", "closed", "discarded"}
    other = {
        "/procedures.second": {"title": "Second", "subject": "reply", "children": {"sent": {"procedure": "transfer"}}}
    }
    assert "parent.subject.surname" not in context_of(FAMILY, other).names.of_machine("transfer").values


def test_of_names_behind_a_missing_form_nothing_is_known() -> None:
    names = context_of({"subject": "persn"}).names
    assert names.in_doubt("request", "subject.surname")
    assert not names.in_doubt("request", "form.reply.text")
    assert not context_of().names.in_doubt("request", "subject.surname")


def test_a_template_leaves_its_subject_to_the_module() -> None:
    template = {"/library": True, "subject": GONE, "states.draft.edit": GONE, "actions.send.complete": GONE}
    assert context_of(template).names.in_doubt("request", "subject.surname")


def test_what_lies_in_clear_is_not_personal_and_searched_public_or_counted() -> None:
    clear = clear_names(context_of(WITH_PART), "request")
    assert {"today", "exchange.agreed_on", "requester.member", "subject.sector"} <= clear
    assert clear.isdisjoint({"subject.surname", "subject.urgent", "form.reply.sent_on"})


def test_dates_behind_deadlines_lie_in_clear_wherever_the_deadline_stands() -> None:
    inside = {"tracks.part.states.open.due": "by subject.decided_on"}
    assert "subject.decided_on" in clear_names(context_of(WITH_PART, inside), "request")
    assert "subject.ends_on" not in clear_names(context_of(WITH_PART, inside), "request")


def test_names_are_built_once() -> None:
    names = context_of({"actions.note": action("responder", "sent")}).names
    assert names.of_machine("request") is names.of_machine("request")
    assert names.of_procedure("request") is names.of_procedure("request")
