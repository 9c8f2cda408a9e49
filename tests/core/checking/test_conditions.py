from __future__ import annotations

from typing import Any

from tests.core.checking.areas import WITH_PART, action, found, messages, said
from tests.core.checking.families import FAMILY

ASKED: dict[str, Any] = {
    "questions": "asked",
    "/questionsets.asked": {
        "title": "Asked",
        "tree": [
            {"q": "known", "text": "Known?", "answer": "yes_no"},
            {
                "group": "more",
                "title": "More",
                "items": [
                    {"q": "since", "text": "Since when?", "answer": "date", "follow_if": "answers.known == 'yes'"}
                ],
            },
        ],
    },
}


def guarded(check: str) -> dict[str, Any]:
    return {"actions.note": action("responder", "sent", when=check)}


def test_a_misspelt_name_is_found_at_its_condition_with_the_nearest() -> None:
    changes = guarded("subject.urgnt")
    assert said(changes) == [("E001", "actions.note.when")]
    assert messages(changes) == ["request.note.when: unknown name 'subject.urgnt'; did you mean 'subject.urgent'?"]
    assert found(changes)[0].hint == "in: subject.urgnt (column 1)"


def test_a_misspelt_code_is_found() -> None:
    changes = guarded("subject.sector == 'helth'")
    assert messages(changes) == ["request.note.when: code list 'sectors' has no code 'helth'; did you mean 'health'?"]


def test_what_cannot_be_read_is_found() -> None:
    assert said(guarded("subject.urgent &&")) == [("E001", "actions.note.when")]


def test_everything_that_the_grammar_lists_may_be_read() -> None:
    readable = [
        "has(subject.decided_on)",
        "form.reply.next_on > today",
        "exchange.wanted_on < exchange.agreed_on",
        "exchange.urgent || exchange.copied",
        "requester.member == responder.member",
        "requester.policy.via_coordinator",
        "any(part, done) && open(part) && count(part, open) > 1",
        "reaches(part, done, '2/3')",
        "after(subject.ends_on, '6 months')",
        "consulted(request)",
        "answers.known == 'yes' && asked(since) && all_answered(asked)",
    ]
    for check in readable:
        assert said(WITH_PART, ASKED, guarded(check)) == [], check


def test_a_state_of_a_track_that_does_not_exist_is_found() -> None:
    changes = guarded("any(part, dne)")
    assert said(WITH_PART, changes) == [("E001", "actions.note.when")]


def test_branches_needs_and_effects_are_checked() -> None:
    rule = {"check": "subject.urgnt", "message": "No."}
    ways = [{"when": "subject.urgnt", "state": "closed"}, {"state": "answered"}]
    effects = [{"publish": "public", "when": "subject.urgnt"}]
    changes = {"actions.reply.to": ways, "actions.reply.needs": {"u": rule}, "actions.reply.effects": effects}
    assert said(changes, {"states.closed.effects": effects, "on_start": effects}) == [
        ("E001", "states.closed.effects.0.when"),
        ("E001", "actions.reply.to.0.when"),
        ("E001", "actions.reply.needs.u.check"),
        ("E001", "actions.reply.effects.0.when"),
        ("E001", "on_start.0.when"),
    ]


def test_a_track_reads_its_own_forms_and_not_those_of_the_main() -> None:
    inside = {"tracks.part.actions.note": action("responder", "open", when="has(form.reply.text)")}
    assert said(WITH_PART, inside) == [("E001", "tracks.part.actions.note.when")]
    filled = {"tracks.part.actions.deliver.form": "reply"}
    assert said(WITH_PART, inside, filled) == []


def test_the_main_does_not_read_a_form_that_only_a_track_fills_in() -> None:
    changes = {"tracks.part.actions.deliver.form": "reply", "actions.reply.form": []}
    assert said(WITH_PART, changes, guarded("has(form.reply.text)")) == [("E001", "actions.note.when")]


def test_a_form_that_a_register_answers_with_is_filled_in() -> None:
    operation = {
        "title": "Get", "request": "person", "response": "reply", "within": "10 seconds", "answered": "reply",
    }  # fmt: skip
    changes = {
        "/interfaces.files": {"title": "Files", "operations": {"get": operation}},
        "on_start": [{"call": {"operation": "files.get", "on": "responder"}}],
        "actions.reply.form": [],
    }
    assert said(changes, guarded("has(form.reply.text)")) == []


def test_a_child_reads_its_parent() -> None:
    def inside(check: str) -> dict[str, Any]:
        return {"/procedures.transfer.actions.note": action("goal", "offered", when=check)}

    assert said(FAMILY, inside("parent.state == 'sent' && has(parent.subject.surname)")) == []
    wrong = ("E001", "procedures.transfer.actions.note.when")
    assert said(FAMILY, inside("parent.state == 'snt'")) == [wrong]
    assert said(FAMILY, inside("has(parent.subject.surnme)")) == [wrong]


def test_who_has_no_parent_does_not_read_one() -> None:
    assert said(guarded("parent.state == 'sent'")) == [("E001", "actions.note.when")]
    assert said(guarded("has(parent.subject.surname)"), {"/library": True}) == []


def test_a_parent_reads_its_children() -> None:
    assert said(FAMILY, guarded("any(transfer, arrived) && !open(transfer)")) == []
    assert said(FAMILY, guarded("any(transfer, arived)")) == [("E001", "actions.note.when")]


def test_conditions_of_questions_are_checked_in_groups_too() -> None:
    assert said(ASKED) == []
    wrong = {"q": "since", "text": "Since?", "answer": "date", "follow_if": "answers.known == true"}
    changes = {"/questionsets.asked.tree": [
        {"q": "known", "text": "Known?", "answer": "yes_no", "offer_if": "has(subject.surnme)"},
        {"group": "more", "title": "More", "items": [wrong], "offer_if": "subject.urgnt"},
    ]}  # fmt: skip
    assert said(ASKED, changes) == [
        ("E001", "questionsets.asked.tree.0.offer_if"),
        ("E001", "questionsets.asked.tree.1.items.0.follow_if"),
        ("E001", "questionsets.asked.tree.1.offer_if"),
    ]


def test_a_wrong_condition_of_questions_used_twice_is_reported_once() -> None:
    changes = {"/questionsets.asked.offer_if": "subject.urgnt", "/procedures.transfer.questions": "asked"}
    assert said(FAMILY, ASKED, changes) == [("E001", "questionsets.asked.offer_if")]


def test_questions_are_checked_in_every_procedure_that_uses_them() -> None:
    changes = {
        "/questionsets.asked.offer_if": "subject.urgent",
        "/procedures.transfer.questions": "asked",
        "/procedures.transfer.subject": "reply",
    }
    assert ("E001", "questionsets.asked.offer_if") in said(FAMILY, ASKED, changes)


def test_a_form_names_its_own_fields_bare() -> None:
    field = {"label": "Until", "type": "date", "personal": "no", "show_if": "urgent", "required": "has(surname)"}
    rule = {"check": "!has(ends_on) || ends_on >= decided_on", "message": "It ends after it begins."}
    changes = {"/forms.person.fields.until": field, "/forms.person.rules": {"order": rule}}
    assert said(changes) == []
    assert said({"/forms.person.fields.until": {**field, "show_if": "urgnt"}}) == [
        ("E001", "forms.person.fields.until.show_if")
    ]
    assert said({"/forms.person.rules": {"order": {**rule, "check": "ends >= decided_on"}}}) == [
        ("E001", "forms.person.rules.order.check")
    ]


def test_a_form_that_no_procedure_uses_is_checked_too() -> None:
    lonely = {"title": "Lonely", "fields": {"a": {"label": "A", "type": "yes_no", "personal": "no", "required": "b"}}}
    assert said({"/forms.lonely": lonely}) == [("E001", "forms.lonely.fields.a.required")]


def test_a_section_hides_itself_by_a_condition_that_is_checked() -> None:
    section = {"show_if": "urgnt", "fields": {"extra": {"label": "Extra", "type": "text", "personal": "no"}}}
    assert said({"/forms.person.sections": {"more": section}}) == [("E001", "forms.person.sections.more.show_if")]


def rows(check: str, **more: Any) -> dict[str, Any]:
    fields = {
        "begins": {"label": "Begins", "type": "date", "personal": "no"},
        "ends": {"label": "Ends", "type": "date", "personal": "no", **more},
    }
    rule = {"check": check, "message": "It ends after it begins."}
    stays = {"label": "Stays", "type": "group", "many": True, "fields": fields, "rules": {"order": rule}}
    return {"/forms.person.fields.stays": stays}


def test_a_rule_of_a_group_with_many_rows_holds_for_each_row() -> None:
    assert said(rows("!has(ends) || ends >= begins")) == []
    assert said(rows("!has(stays.ends) || stays.ends >= decided_on")) == []
    assert said(rows("ends >= surname")) == [("E001", "forms.person.fields.stays.rules.order.check")]


def test_a_field_of_a_row_may_depend_on_another_of_the_same_row() -> None:
    assert said(rows("has(begins)", show_if="begins > today")) == []
    assert said(rows("has(begins)", show_if="bgins > today")) == [
        ("E001", "forms.person.fields.stays.fields.ends.show_if")
    ]


def test_outside_its_row_a_field_may_have_several_values() -> None:
    changes = guarded("subject.stays.ends > today")
    assert said(rows("has(ends)"), changes) == [("E001", "actions.note.when")]
    assert said(rows("has(ends)"), guarded("size(subject.stays.ends) > 1")) == []
