from __future__ import annotations

from typing import Any

import pytest

from tests.core.checking.data_areas import GONE, field, found, messages, said

DATE = {"forms.person.fields.valid_until": field("date", required=True)}


def rule(**more: Any) -> dict[str, Any]:
    return {"data": "everything", "block_after": "6 months", "erase_after": "3 years", "basis": "Act 1", **more}


def rules(*written: dict[str, Any]) -> dict[str, Any]:
    return {"retention": list(written)}


def test_data_that_no_rule_covers_are_found_at_the_procedure() -> None:
    changes = rules(rule(procedures=["request"]))
    assert said(changes) == [("K007", "procedures.register.lookups.recorded"), ("L001", "procedures.register")][::-1]
    message = next(text for text in messages(changes) if text.startswith("register: holds"))
    assert message == (
        "register: holds personal (person.surname, person.born_on, person.address.town), sensitive (person.penalty), "
        "drafts, messages, log, but no retention rule covers that"
    )


def test_every_final_state_is_covered() -> None:
    ends = {"procedures": ["request"], "only": ["closed"]}
    register = rule(procedures=["register"])
    assert said(rules(rule(**ends), register)) == [("L001", "procedures.request")]
    assert messages(rules(rule(**ends), register))[0].endswith("covers that where it ends in discarded")
    assert said(rules(rule(**ends), register, rule(procedures=["request"], only=["discarded"]))) == []


def test_only_what_is_held_must_be_covered() -> None:
    kinds = ("personal", "sensitive", "answers", "messages", "drafts", "log")
    each = [rule(data=kind) for kind in kinds]
    assert said(rules(*each)) == []
    files = {"forms.refusal.fields.letter": field("file")}
    assert said(rules(*each), files) == [("L001", "procedures.request")]
    assert said(rules(*each, rule(data="attachments")), files) == []


def test_questions_hold_data_too() -> None:
    item = "questionsets.work.tree.0.items.2"
    each = [rule(data=kind) for kind in ("personal", "answers", "messages", "drafts", "log")]
    bare = {"forms.person.fields.penalty": GONE}
    assert said(rules(*each), bare) == []
    assert said(rules(*each), bare, {f"{item}.personal": "sensitive"}) == [("L001", "procedures.request")]
    assert said(rules(*each), bare, {f"{item}.attachment": "optional"}) == [("L001", "procedures.request")]


def test_a_library_needs_no_retention() -> None:
    assert said({"retention": []}, {"library": True}) == []


def test_no_two_rules_cover_the_same_data() -> None:
    twice = rules(rule(), rule(data="log"), rule(data="log", procedures=["request"], only=["closed"]))
    assert said(twice) == [("L002", "retention.2.data")]
    assert messages(twice) == ["request: two retention rules for the same data where it ends in closed"]
    parted = rules(rule(), rule(data="log", procedures=["register"]), rule(data="log", procedures=["request"]))
    assert said(parted) == []


def test_a_rule_of_its_own_goes_before_one_for_everything() -> None:
    assert said(rules(rule(), rule(data="sensitive", block_after="1 months"))) == []
    assert said(rules(rule(), rule())) == [("L002", "retention.1.data")] * 2


def test_a_misspelt_name_is_said_once_and_nothing_that_follows_from_it() -> None:
    assert said(rules(rule(procedures=["reqest"]), rule(procedures=["register"]))) == [
        ("R001", "retention.0.procedures.0")
    ]
    wrong = rules(rule(procedures=["request"], only=["closd", "discarded"]), rule(procedures=["register"]))
    assert said(wrong) == [("L004", "retention.0.only.0")]
    assert found(wrong)[0].hint == "did you mean 'closed'?"


def test_only_names_final_states() -> None:
    wrong = rules(rule(procedures=["request"], only=["closed", "discarded", "sent"]), rule(procedures=["register"]))
    assert said(wrong) == [("L004", "retention.0.only.2")]
    assert messages(wrong) == ["retention of everything: 'sent' is not a final state of request"]
    assert said(rules(rule(only=["closed", "discarded", "gone"]))) == []


@pytest.mark.parametrize(
    ("event", "wrong"),
    [
        ("closing", "'closing' is no event and no field of the subject of 'request'"),
        ("subject.surname", "'subject.surname' is a text and no single date"),
        ("publication", "'request' publishes nothing"),
        ("subject.born_on", "'subject.born_on' may be empty, and then nothing is ever erased"),
        ("file_closure", "'request' shares its file with no other exchange"),
    ],
)
def test_a_term_counts_from_something_that_happens(event: str, wrong: str) -> None:
    changes = rules(rule(**{"from": event, "longer_basis": "Act 2"}))
    assert ("L005", "retention.0.from") in said(changes)
    assert f"retention of everything: {wrong}" in messages(changes)


def test_a_term_of_a_subject_that_is_missing_is_not_judged() -> None:
    nothing = {"procedures.request.subject": "persn", "procedures.register.subject": "persn"}
    codes = {code for code, _ in said(nothing, rules(rule(**{"from": "subject.valid_until", "longer_basis": "Act 2"})))}
    assert "L005" not in codes


def test_a_rule_for_a_procedure_that_does_not_exist_is_said_once() -> None:
    lost = rules(rule(), rule(data="log", procedures=["nowhere"], only=["closed"]))
    assert said(lost) == [("R001", "retention.1.procedures.0")]


def test_a_term_may_count_from_a_date_that_is_always_there() -> None:
    assert said(DATE, rules(rule(**{"from": "subject.valid_until", "longer_basis": "Act 2"}))) == []


def test_publication_and_closure_of_a_file_happen_where_they_are_done() -> None:
    publish: dict[str, Any] = {
        f"procedures.{name}.states.{state}.effects": [{"publish": "participants"}]
        for name, state in (("request", "sent"), ("register", "held"))
    }
    assert said(publish, rules(rule(**{"from": "publication"}))) == []


def test_a_rule_erases() -> None:
    kept = {key: value for key, value in rule().items() if key != "erase_after"}
    assert ("L006", "retention.0") in said(rules(kept))
    assert ("L006", "retention.0") not in said(rules(rule()))


def test_blocking_comes_before_erasing() -> None:
    assert said(rules(rule(block_after="6 months", erase_after="3 months"))) == [("L007", "retention.0.block_after")]
    assert said(rules(rule(block_after="6 months", erase_after="6 months"))) == [("L007", "retention.0.block_after")]
    assert said(rules(rule(block_after="3 months", erase_after="6 months"))) == []


def test_terms_from_different_events_are_not_compared() -> None:
    sensitive = rule(data="sensitive", block_after="5 months", **{"from": "last_activity"})
    assert said(rules(rule(block_after="1 months"), sensitive)) == []


def test_sensitive_data_are_not_kept_longer_than_others() -> None:
    longer = rules(rule(block_after="3 months"), rule(data="sensitive", block_after="6 months"))
    assert ("L009", "retention.1.block_after") in said(longer)
    assert said(rules(rule(), rule(data="sensitive", block_after="1 months"))) == []
    unblocked = {"data": "sensitive", "erase_after": "1 months", "basis": "Act 1"}
    assert said(rules(rule(), unblocked)) == []


def test_working_days_are_no_measure_of_retention() -> None:
    assert said(rules(rule(block_after="20 working days"))) == [("L010", "retention.0.block_after")]
    assert said(rules(rule(block_after="20 days"))) == []
