from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.simulation.permits import GIVEN, failure_of, told

SENT = "  - {do: send, as: requester}\n"
HELPED = GIVEN.replace("responder: BB", "responder: BB/main").replace("[valid]", "[valid, which]")
SPLIT = SENT + "  - {do: ask_help, as: responder, choose: BB/archive, questions: [which]}\n"


@pytest.mark.parametrize("row", ["part/archive", "part/1", "part/BB"])
def test_a_row_is_named_by_its_key_its_number_or_its_member(tmp_path: Path, row: str) -> None:
    assert told(tmp_path, SPLIT + f'  - {{track: {row}, expect: open, due: "2026-03-05"}}', given=HELPED).well


def test_a_row_that_is_not_there_lists_those_that_are(tmp_path: Path) -> None:
    said = failure_of(told(tmp_path, SPLIT + "  - {track: part/9, expect: open}", given=HELPED))
    assert said == "12: expected the row part/9 in the state 'open' but there is no such row (part/archive: open)"
    none = failure_of(told(tmp_path, SENT + "  - {track: part/1, expect: open}"))
    assert none.endswith("there is no such row (there is no row at all)")


def test_questions_go_to_the_row_and_come_back_answered(tmp_path: Path) -> None:
    steps = (
        SPLIT
        + """
  - {as: responder, answer: {valid: 'no'}}
  - {do: reply, as: responder, refused: parts}
  - {as: responder, answer: {which: [work]}, refused: not_to_answer}
  - {do: deliver, as: helpers, track: part/1, refused: answered}
  - {as: helpers, track: part/1, answer: {which: [work, study]}}
  - {do: deliver, as: helpers, track: part/1, expect: done}
  - {do: reply, as: responder}
  - {expect: answered}
"""
    )
    assert told(tmp_path, steps, given=HELPED).well


def test_a_row_has_a_clock_of_its_own(tmp_path: Path) -> None:
    steps = SPLIT + '  - {until: "2026-03-06 09:00"}\n  - {track: part/1, expect: back}\n  - {expect: sent}'
    assert told(tmp_path, steps, given=HELPED).well


def test_an_answer_that_nobody_asked_for_is_refused(tmp_path: Path) -> None:
    said = failure_of(told(tmp_path, SENT + "  - {as: responder, answer: {which: [work]}}"))
    assert "not_to_answer: The question 'which' was not asked here" in said


def test_an_answer_makes_another_question_necessary(tmp_path: Path) -> None:
    steps = (
        SENT
        + """
  - {as: responder, answer: {valid: 'yes'}}
  - {do: reply, as: responder, refused: since when is open}
  - {as: responder, answer: {since: "2020-01-01"}}
  - {do: reply, as: responder}
"""
    )
    assert told(tmp_path, steps).well


def test_a_reason_why_there_is_no_answer_counts_as_one(tmp_path: Path) -> None:
    steps = SENT + "  - {as: responder, answer: {valid: {cannot: no register}}}\n  - {do: reply, as: responder}"
    assert told(tmp_path, steps).well


def test_each_party_sees_what_it_may_and_nothing_else(tmp_path: Path) -> None:
    steps = """
  - {as: responder, hides: [subject.name, subject.kind]}
  - {do: send, as: requester}
  - {as: responder, shows: [subject.name, subject.kind]}
  - {as: board, shows: [subject.kind], hides: [subject.name]}
  - {as: responder, answer: {valid: 'no'}}
  - {do: reply, as: responder}
  - {as: responder, hides: [subject.name]}
  - {as: requester, shows: [subject.name, answers.valid]}
"""
    assert told(tmp_path, steps).well
    shown = failure_of(told(tmp_path, SENT + "  - {as: board, shows: [subject.name]}"))
    assert shown == "11: expected board to see subject.name but it is hidden in the state 'sent'"
    hidden = failure_of(told(tmp_path, SENT + "  - {as: responder, hides: [subject.name]}"))
    assert hidden == "11: expected responder not to see subject.name but it is shown in the state 'sent'"


def test_who_has_two_parts_sees_what_either_may_but_only_when_the_authority_is_named(tmp_path: Path) -> None:
    steps = SENT + "  - {as: coordinator, shows: [subject.name]}"
    assert not told(tmp_path, steps).well
    both = GIVEN.replace("requester: AA", "requester: AA/one").replace("coordinator: AA", "coordinator: AA/one")
    assert told(tmp_path, steps, given=both).well


def test_a_question_reads_in_a_language_and_as_somebody_who_may_not_see_the_person(tmp_path: Path) -> None:
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "pl.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "question.valid.text"\nmsgid "Is the permit of {person} valid?"\n'
        'msgstr "Czy zezwolenie {person} jest ważne?"\n',
        encoding="utf-8",
    )
    steps = (
        SENT
        + """
  - {lang: en, question: valid, reads: "Is the permit of [SMITH] valid?"}
  - {lang: pl, question: valid, reads: "Czy zezwolenie [SMITH] jest ważne?"}
  - {lang: pl, question: valid, as: board, reads: "Czy zezwolenie […] jest ważne?"}
"""
    )
    assert told(tmp_path, steps).well
    said = failure_of(told(tmp_path, "  - {lang: en, question: valid, reads: Is it valid?}"))
    assert said == "10: expected 'Is it valid?' (en) but it reads 'Is the permit of [SMITH] valid?'"


def test_an_edit_that_others_would_see_takes_effect_with_the_action_that_completes_it(tmp_path: Path) -> None:
    steps = (
        SENT
        + """
  - {as: requester, subject: {name: Miller}}
  - {lang: en, question: valid, reads: "Is the permit of [SMITH] valid?"}
  - {do: amend, as: requester, reason: wrong name}
  - {lang: en, question: valid, reads: "Is the permit of [MILLER] valid?"}
"""
    )
    assert told(tmp_path, steps).well


def test_who_may_not_edit_is_refused(tmp_path: Path) -> None:
    assert told(tmp_path, SENT + "  - {as: responder, subject: {name: Miller}, refused: not_editable}").well
    said = failure_of(told(tmp_path, SENT + "  - {as: responder, exchange: {urgent: true}}"))
    assert "not_editable: The party 'responder' may not edit 'exchange' in this state." in said


def test_the_supervising_body_takes_part_by_itself_unless_it_is_left_out(tmp_path: Path) -> None:
    assert told(tmp_path, SENT + "  - {told: [responder, board]}").well
    without = GIVEN.replace("responder: BB,", "responder: BB, board: [],")
    assert told(tmp_path, SENT + "  - {told: [responder]}", given=without).well


def test_somebody_has_to_be_named_where_several_play_a_party(tmp_path: Path) -> None:
    given = GIVEN.replace("responder: BB,", "responder: BB, helpers: [BB/one, BB/two],")
    module_steps = SENT + "  - {as: helpers, member: BB/two, shows: [subject.name]}"
    assert told(tmp_path, module_steps, given=given).well
