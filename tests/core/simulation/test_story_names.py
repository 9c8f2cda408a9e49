from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.composing import load_area
from counterpart.core.findings import Findings
from counterpart.core.simulation import stories_of
from tests.core.simulation.permits import GIVEN, area_in, found, load_again, write_story


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("{do: sendd, as: requester}", "there is no action 'sendd' did you mean 'send'?"),
        ("{do: send, as: requster}", "there is no party 'requster' did you mean 'requester'?"),
        ("{expect: snt}", "there is no state 'snt' did you mean 'sent'?"),
        ("{track: prt/1, expect: open}", "there is no track 'prt' did you mean 'part'?"),
        ("{track: part/1, expect: sent}", "there is no state 'sent' there are: back, done, open, over"),
        ("{as: responder, answer: {vaild: 'yes'}}", "there is no question 'vaild' did you mean 'valid'?"),
        ("{as: requester, ask: [vlid]}", "there is no question 'vlid' did you mean 'valid'?"),
        ("{as: requester, subject: {nmae: Smith}}", "there is no field 'nmae' did you mean 'name'?"),
        ("{as: requester, subject: {address: {twon: X}}}", "there is no field 'twon' did you mean 'town'?"),
        ("{exchange: {wanted: x}}", "there is no value of an exchange 'wanted' did you mean 'wanted_on'?"),
        ("{do: remark, as: requester, form: {txt: Hm}}", "there is no field 'txt' did you mean 'text'?"),
        ("{do: ask_help, as: responder, choose: CD}", "there is no member 'CD' there are: AA, BB, CC, OLD"),
        ("{do: pass_on, as: coordinator, member: BA}", "there is no member 'BA' there are: AA, BB, CC, OLD"),
        ("{as: requester, may: [sned]}", "there is no action 'sned' did you mean 'send'?"),
        ("{as: board, shows: [subject.nm]}", "there is no field or answer 'subject.nm' did you mean 'subject.name'?"),
        ("{as: board, hides: [answers.x]}", "there is no field or answer 'answers.x' did you mean 'answers.which'?"),
        ("{told: [responders]}", "there is no party 'responders' did you mean 'responder'?"),
        ("{counts: {snt: 1}}", "there is no figure 'snt' did you mean 'sent'?"),
        ("{clock: host, due: none}", "there is no clock 'host' there are none"),
        ("{child: transfer, expect: sent}", "there is no child 'transfer' there are none"),
        ("{lang: pll, question: valid, reads: X}", "there is no language 'pll' did you mean 'pl'?"),
        ("{lang: pl, question: valiid, reads: X}", "there is no question 'valiid' did you mean 'valid'?"),
    ],
)  # fmt: skip
def test_a_name_that_is_not_there_is_found_with_the_nearest_that_is(tmp_path: Path, step: str, said: str) -> None:
    assert found(tmp_path, f"  - {step}") == [f"10 S030 {said}"]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("{as: requester}", "this step says who or where, but not what"),
        ("{may: [send]}", "this step has to say who ('as')"),
        ("{do: remark}", "several parties may do 'remark': say which one ('as')"),
        ("{as: requester, form: {text: Hm}}", "'form' belongs to an action, and this step has no 'do'"),
        ("{do: send, as: requester, form: {text: Hm}}", "'send' has no form"),
        ("{track: part, expect: open}", "'part' is not written as a row write e.g. 'part/DK', or 'part/1'"),
        ("{lang: pl, reads: X}", "'lang', 'question' and 'reads' belong together"),
        ("{as: responder, answer: {valid: perhaps}}", "question 'valid': 'perhaps' is not one of yes, no"),
        ("{as: responder, answer: {since: then}}", "question 'since': 'then' is no date write e.g. \"2026-03-20\""),
        (
            "{as: responder, answer: {which: [wrk]}}",
            "question 'which': code list 'kinds' has no code 'wrk' did you mean 'work'?",
        ),
        ("{as: responder, answer: {which: work}}", "question 'which': several codes are expected write [a, b]"),
        ("{as: requester, exchange: {wanted_on: soon}}", "'soon' is no date write e.g. \"2026-03-20\""),
        ("{as: requester, exchange: {urgent: perhaps}}", "'perhaps' is neither true nor false"),
        ("{child: 2/x, expect: sent}", "'2/x' is not written as a child write e.g. 'transfer', or 'transfer/2'"),
    ],
)  # fmt: skip
def test_a_step_that_cannot_be_is_found(tmp_path: Path, step: str, said: str) -> None:
    assert found(tmp_path, f"  - {step}") == [f"10 S031 {said}"]


def test_an_unknown_key_is_an_error_at_its_own_place(tmp_path: Path) -> None:
    assert found(tmp_path, "  - {do: send, as: requester, expct: sent}") == [
        "10 S010 unknown key 'expct' in steps.0 did you mean 'expect'?"
    ]


@pytest.mark.parametrize("step", ['{until: "2026-02-30"}', '{due: "2026-13-01"}', '{erased: "2026-02-30"}'])
def test_a_date_that_no_calendar_has_is_found(tmp_path: Path, step: str) -> None:
    [said] = found(tmp_path, f"  - {step}")
    assert said.startswith("10 S011 ")
    assert "is no date or time that exists" in said


def test_a_scenario_has_at_least_one_step(tmp_path: Path) -> None:
    assert "9 S011 steps: a scenario has at least one step" in found(tmp_path, "  []")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("responder: BB", "respnder: BB", "5 S030 there is no party 'respnder' did you mean 'responder'?"),
        ("responder: BB", "responder: XX", "5 S030 there is no member 'XX' there are: AA, BB, CC, OLD"),
        ("responder: BB", "responder: [BB, CC]", "5 S031 'responder' is one authority, and 2 are given"),
        ("responder: BB", "responder: OLD", "5 S031 'OLD' left the network on 2020-12-31, before 2026-03-02"),
        ("ask: [valid]", "ask: [vald]", "7 S030 there is no question 'vald' did you mean 'valid'?"),
        ("{name: Smith}", "{nam: Smith}", "6 S030 there is no field 'nam' did you mean 'name'?"),
        ("ask: [valid]", "consulted: [x]", "7 S030 there is no procedure 'x' there are: enquiry"),
        ("ask: [valid]", "members: [ZZ]", "7 S030 there is no member 'ZZ' there are: AA, BB, CC, OLD"),
        (
            "ask: [valid]",
            "switches: {AA: {via: on}}",
            "7 S030 there is no switch 'via' there are: via_coordinator",
        ),
        (
            "ask: [valid]",
            "switches: {AA: {via_coordinator: maybe}}",
            "7 S031 'maybe' is neither on nor off",
        ),
    ],
)
def test_what_is_given_is_checked_as_well(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert found(tmp_path, "  - {expect: draft}", given=GIVEN.replace(old, new)) == [said]


def test_a_procedure_that_is_not_there_ends_the_check_of_names(tmp_path: Path) -> None:
    said = found(tmp_path, "  - {do: nothing, as: nobody}", procedure="enqiry")
    assert said == ["2 S030 there is no procedure 'enqiry' did you mean 'enquiry'?"]


def test_a_member_that_left_the_network_may_play_in_a_story_of_that_time(tmp_path: Path) -> None:
    given = GIVEN.replace("responder: BB", "responder: OLD").replace("2026-03-02", "2011-03-02")
    assert found(tmp_path, "  - {expect: draft}", given=given) == []


def test_without_a_network_profile_no_scenario_can_be_played(tmp_path: Path) -> None:
    write_story(area_in(tmp_path), "  - {expect: draft}")
    (tmp_path / "network.yaml").unlink()
    findings = Findings()
    area = load_area(tmp_path / "permits.yaml", findings, searched=(tmp_path,))
    assert area is not None
    assert stories_of(area, findings) == ()
    assert [one.code for one in findings.errors] == ["S032"]


def test_a_story_with_a_mistake_is_left_out_and_the_others_are_kept(tmp_path: Path) -> None:
    area = area_in(tmp_path)
    write_story(area, "  - {expect: draft}")
    story = tmp_path / "scenarios" / "permits-story.yaml"
    (story.parent / "permits-wrong.yaml").write_text(story.read_text().replace("draft", "drafd"), encoding="utf-8")
    findings = Findings()
    assert [one.name for one in stories_of(load_again(tmp_path), findings)] == ["permits-story"]
    assert [one.position.file.endswith("permits-wrong.yaml") for one in findings] == [True]
