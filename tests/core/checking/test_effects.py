from __future__ import annotations

from tests.core.checking.areas import SPLIT, WITH_PART, action, automatic, messages, said

WAYS = [{"when": "subject.urgent", "state": "closed"}, {"state": "answered"}]
TELL = {"notify": {"to": "requester", "message": "changed"}}


def test_a_mail_on_an_action_with_branches_is_found() -> None:
    changes = {"actions.reply.to": WAYS, "actions.reply.effects": [TELL]}
    assert said(changes) == [("M023", "actions.reply.effects.0.notify")]
    assert messages(changes) == [
        "request.reply: 'notify' on an action with branches would happen whichever branch is taken"
    ]


def test_a_mail_on_a_branch_of_its_own_is_fine() -> None:
    assert said({"actions.reply.to": WAYS, "states.closed.effects": [TELL]}) == []


def test_an_effect_with_a_condition_may_stand_on_branches() -> None:
    changes = {"actions.reply.to": WAYS, "actions.reply.effects": [{"publish": "public", "when": "subject.urgent"}]}
    assert said(changes) == []


def test_setting_a_date_on_branches_is_fine() -> None:
    changes = {"actions.reply.to": WAYS, "actions.reply.effects": [{"set": {"exchange.agreed_on": "subject.ends_on"}}]}
    assert said(changes) == []


def test_locks_and_charges_take_no_condition() -> None:
    effects = [{"lock": "subject", "when": "subject.urgent"}, {"charge": "fee", "when": "subject.urgent"}]
    assert said({"actions.reply.effects": effects}) == [
        ("A001", "actions.reply.effects.0.when"),
        ("A001", "actions.reply.effects.1.when"),
    ]


def test_a_mail_to_nobody_is_found() -> None:
    effects = [{"notify": {"to": ["requester", "respnder"], "message": "changed"}}]
    changes = {"actions.reply.effects": effects}
    assert said(changes) == [("M005", "actions.reply.effects.0.notify.to.1")]
    assert messages(changes) == ["request.reply: notify 'respnder' is not a party"]


def test_assigning_nobody_is_found() -> None:
    effects = [{"assign": {"party": "respnder", "from": "choice"}}]
    assert said({"actions.reply.effects": effects}) == [("M005", "actions.reply.effects.0.assign.party")]


def test_a_choice_on_a_state_has_nobody_who_chooses() -> None:
    effects = [{"assign": {"party": "responder", "from": "choice"}}]
    assert said({"states.answered.effects": effects}) == [("A002", "states.answered.effects.0.assign.from")]


def test_a_choice_when_the_clock_acts_has_nobody_who_chooses() -> None:
    effects = [{"assign": {"party": "responder", "from": "choice"}}]
    assert said({"actions.close.effects": effects}) == [("A002", "actions.close.effects.0.assign.from")]


def test_a_choice_of_an_automatic_action_has_nobody_who_chooses() -> None:
    part = {**WITH_PART, "actions.split": automatic("sent", when="subject.sector == 'law'", effects=SPLIT["effects"])}
    assert said(part) == [("A002", "actions.split.effects.0.open.for")]


def test_a_party_that_acts_may_choose() -> None:
    forward = action("responder", "sent", "sent", effects=[{"assign": {"party": "responder", "from": "choice"}}])
    assert said({"actions.forward": forward}) == []


def test_questions_that_are_not_there_cannot_be_handed_over() -> None:
    effects = [{"open": {"track": "part", "for": "choice", "questions": "choice"}}]
    asked = {"title": "Asked", "tree": [{"q": "known", "text": "Is it known?", "answer": "yes_no"}]}
    assert said(WITH_PART, {"actions.split.effects": effects}) == [("A005", "actions.split.effects.0.open.questions")]
    with_questions = {"/questionsets": {"asked": asked}, "questions": "asked"}
    assert said(WITH_PART, with_questions, {"actions.split.effects": effects}) == []


def test_a_template_leaves_the_questions_to_the_module() -> None:
    effects = [{"open": {"track": "part", "for": "choice", "questions": "choice"}}]
    assert said(WITH_PART, {"/library": True, "actions.split.effects": effects}) == []
