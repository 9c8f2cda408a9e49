from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.simulation.permits import GIVEN, failure_of, told

SENT = "  - {do: send, as: requester}\n"
ANSWERED = SENT + "  - {as: responder, answer: {valid: 'no'}}\n  - {do: reply, as: responder}\n"


def test_a_story_that_is_so_goes_well_and_leaves_a_trace(tmp_path: Path) -> None:
    played = told(tmp_path, ANSWERED + "  - {do: close, as: requester}\n  - {expect: closed}")
    assert played.well
    assert [event.words for event in played.events if event.kind == "move"] == [
        "begins: draft",
        "send (requester AA): draft → sent",
        "reply (responder BB): sent → answered",
        "close (requester AA): answered → closed",
    ]


def test_a_failed_step_says_where_what_was_expected_what_is_and_what_led_there(tmp_path: Path) -> None:
    played = told(tmp_path, SENT + "  - {expect: answered}")
    assert played.failure is not None
    assert failure_of(played) == "11: expected the state 'answered' but it is 'sent'"
    assert played.failure.position.file.endswith("scenarios/permits-story.yaml")
    assert (played.failure.state, played.failure.due) == ("sent", "2026-03-09")
    assert [event.words for event in played.failure.last] == ["begins: draft", "send (requester AA): draft → sent"]


def test_only_the_last_steps_are_told(tmp_path: Path) -> None:
    remarks = "  - {do: remark, as: requester, form: {text: Again}}\n" * 9
    played = told(tmp_path, SENT + remarks + "  - {expect: closed}")
    assert played.failure is not None
    assert [event.words for event in played.failure.last] == ["remark (requester AA): sent"] * 6


def test_what_must_fail_and_is_done_is_a_failure(tmp_path: Path) -> None:
    said = failure_of(told(tmp_path, "  - {do: send, as: requester, refused: it is too early}"))
    assert said == "10: expected a refusal (it is too early) but 'send' was done"


def test_what_must_be_done_and_is_refused_says_why_in_words(tmp_path: Path) -> None:
    said = failure_of(told(tmp_path, SENT + "  - {do: reply, as: responder}"))
    assert said == (
        "11: expected 'reply' to be possible but it is refused: "
        "needs: Something is missing first. (Answer everything.)"
    )  # fmt: skip


@pytest.mark.parametrize("why", ["not_in_this_state", "it has not been sent"])
def test_a_refusal_for_the_reason_that_is_named_or_in_words_of_ones_own_is_right(tmp_path: Path, why: str) -> None:
    assert told(tmp_path, f"  - {{do: reply, as: responder, refused: {why}}}").well


def test_a_refusal_for_another_reason_than_the_code_that_is_named_is_a_failure(tmp_path: Path) -> None:
    said = failure_of(told(tmp_path, "  - {do: reply, as: responder, refused: used_up}"))
    assert said.startswith("10: expected a refusal because of 'used_up' but it is not_in_this_state: ")


def test_a_refusal_may_name_the_need_that_is_not_met(tmp_path: Path) -> None:
    assert told(tmp_path, SENT + "  - {do: reply, as: responder, refused: answered}").well
    said = failure_of(told(tmp_path, SENT + "  - {do: reply, as: responder, refused: parts}"))
    assert said == (
        "11: expected a refusal because of 'parts' but it is needs: Something is missing first. (Answer everything.)"
    )


@pytest.mark.parametrize(
    ("subject", "why"),
    [
        ("{}", "name: This is required."),
        ("{name: Smith, kind: study}", "school: This is required."),
        ("{name: Smith, kind: wrok}", "kind: This is not in the list."),
        ("{name: Smith, valid_until: soon}", "valid_until: This cannot be read as what is asked for."),
        ("{name: Al}", "The name is too short."),
    ],
)
def test_the_subject_is_checked_like_in_the_running_system(tmp_path: Path, subject: str, why: str) -> None:
    given = GIVEN.replace("{name: Smith}", subject)
    assert told(tmp_path, "  - {do: send, as: requester, refused: incomplete}", given=given).well
    said = failure_of(told(tmp_path, SENT, given=given))
    assert said.endswith(f"incomplete: The form is not complete. ({why})")


def test_what_a_hidden_field_holds_does_not_count(tmp_path: Path) -> None:
    given = GIVEN.replace("{name: Smith}", "{name: Smith, kind: work, school: Old}")
    assert told(tmp_path, SENT + "  - {as: requester, hides: [answers.valid]}\n", given=given).failure is not None
    steps = "  - {do: send, as: requester, subject: {school: ''}}\n  - {expect: sent}"
    assert told(tmp_path, steps, given=given).well


def test_the_form_of_an_action_is_checked_and_needs_no_name_when_it_is_the_only_one(tmp_path: Path) -> None:
    assert told(tmp_path, SENT + "  - {do: remark, as: responder, form: {text: Hm}}").well
    assert told(tmp_path, SENT + "  - {do: remark, as: responder, form: {note: {text: Hm}}}").well
    assert told(tmp_path, SENT + "  - {do: remark, as: responder, refused: form_missing}").well
    assert told(tmp_path, SENT + "  - {do: remark, as: responder, form: {text: 5}, refused: form_wrong}").well


def test_a_refused_step_leaves_nothing_behind(tmp_path: Path) -> None:
    steps = """
  - {do: send, as: requester, subject: {name: Al}, refused: the name is too short}
  - {do: send, as: requester}
  - {expect: sent}
"""
    assert told(tmp_path, steps).well


def test_every_step_may_be_asked_what_a_party_may_do(tmp_path: Path) -> None:
    assert told(tmp_path, SENT + "  - {as: responder, may: [ask_help, extend, remark]}").well
    said = failure_of(told(tmp_path, SENT + "  - {as: responder, may: [reply]}"))
    assert said == "11: expected responder to have the actions reply but ask_help, extend, remark"


def test_four_eyes_are_two_persons(tmp_path: Path) -> None:
    given = GIVEN + "  switches: {AA: {via_coordinator: on}}\n"
    steps = "  - {do: send, as: requester, person: Ann}\n  - {expect: checked}\n"
    assert told(tmp_path, steps + "  - {do: pass_on, as: coordinator, person: Bob}", given=given).well
    same = "  - {do: pass_on, as: coordinator, person: Ann, refused: four_eyes}"
    assert told(tmp_path, steps + same, given=given).well


def test_an_authority_that_could_not_be_chosen_makes_no_beginning(tmp_path: Path) -> None:
    given = GIVEN.replace("responder: BB", "responder: AA")
    said = failure_of(told(tmp_path, SENT, given=given))
    assert said == "3: expected this to be a beginning but choice_unfit: AA cannot play the party 'responder'."


def test_a_question_that_is_not_offered_cannot_be_asked(tmp_path: Path) -> None:
    said = failure_of(told(tmp_path, SENT, given=GIVEN.replace("[valid]", "[valid, at_school]")))
    assert said.endswith("question_not_offered: The question 'at_school' is not offered here.")
    refused = "  - {as: requester, ask: [at_school], refused: question_not_offered}\n"
    offered = "  - {as: requester, subject: {kind: study, school: X}, ask: [at_school]}"
    assert told(tmp_path, refused + offered).well
