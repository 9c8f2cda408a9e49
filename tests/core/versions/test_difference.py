from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.composing import load_area
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import value_at
from counterpart.core.versions import Kind, Step, check_version, difference, structure_digest, verdict
from counterpart.core.versions.difference import Difference, compared
from tests.core.versions.sample import MISSING, SAMPLE, area, changed, definition

NEW_QUESTION = {"q": "where", "text": "Where?", "answer": "free_text"}
FIELD = {"label": "Town", "type": "text", "personal": "no"}

PATCHES: list[tuple[str, Any]] = [
    ("title", "Trading"),
    ("summary", MISSING),
    ("procedures.request.states.sent.title", "On its way"),
    ("procedures.request.states.sent.help", "Wait."),
    ("forms.trader.fields.name.label", "Full name"),
    ("forms.trader.sections.work.title", "Trade"),
    ("questionsets.basics.tree.0.title", "To begin with"),
    ("questionsets.basics.tree.1.text", "From when on?"),
    ("codelists.sectors.food.label", "Food and feed"),
    ("codelists.sectors.food.isco", "76"),
    ("languages", ["en", "fr", "de"]),
    ("status", "pilot"),
    ("legal_basis", []),
    ("retention.0.basis", "Another act"),
]
MINORS: list[tuple[str, Any]] = [
    ("questionsets.basics.tree.2", NEW_QUESTION),
    ("questionsets.more", {"title": "More", "tree": [NEW_QUESTION]}),
    ("codelists.sectors.tools", {"label": "Tools"}),
    ("codelists.sectors.food.valid_to", "2030-12-31"),
    ("codelists.colours", {"red": {"label": "Red"}}),
    ("forms.trader.fields.town", FIELD),
    ("forms.unused.fields", {"town": FIELD}),
    ("forms.more", {"title": "More", "fields": {"town": FIELD | {"required": True}}}),
    ("forms.trader.placeholders.name", "{name}"),
    ("statistics.sent", {"title": "Sent", "procedure": "request", "count": "entered sent"}),
    ("statistics.closed.by", ["year"]),
    ("statistics.closed.public", True),
    ("roles.register", {"title": "Register", "kind": "register"}),
    ("roles.authority.minimum", "one per member"),
    ("policies.more", {"title": "More", "default": "off"}),
    ("policies.ask_first.set_by", MISSING),
    ("messages.more", {"subject": "S", "body": "B"}),
    ("countries.2", "REEF"),
    ("countries", MISSING),
    ("procedures.alert", {"title": "Alert"}),
    ("procedures.request.documents.letter", {"title": "Letter", "of": "exchange"}),
    ("procedures.request.forms", ["unused"]),
    ("retention.0.block_after", "3 months"),
    ("retention.1.erase_after", "2 years"),
    ("retention.2", {"data": "drafts", "erase_after": "1 years", "basis": "B"}),
]
MAJORS: list[tuple[str, Any]] = [
    ("questionsets.basics.tree.1", MISSING),
    ("questionsets.basics.tree.1.answer", "free_text"),
    ("questionsets.basics.tree.1.follow_if", MISSING),
    ("questionsets.basics.tree.0.offer_if", "has(subject.sector)"),
    ("questionsets.basics.tree.1.personal", "yes"),
    ("codelists.sectors.toys", MISSING),
    ("codelists.unused", MISSING),
    ("forms.trader.fields.name", MISSING),
    ("forms.trader.fields.name.personal", "sensitive"),
    ("forms.trader.fields.name.type", "longtext"),
    ("forms.trader.fields.name.required", True),
    ("forms.trader.fields.town", FIELD | {"required": True}),
    ("forms.trader.fields.town", FIELD | {"required": "has(name)"}),
    ("forms.trader.rules.more", {"check": "has(sector)", "message": "M"}),
    ("forms.trader.sections.work.visible_to", {"asker": "always"}),
    ("forms.unused", MISSING),
    ("procedures.request.states.sent.due", "5 days"),
    ("procedures.request.states.sent.due", MISSING),
    ("procedures.request.states.sent.escalate.after", "9 days"),
    ("procedures.request.states.sent.escalate.to", ["asker", "answerer"]),
    ("procedures.request.states.limbo", {"title": "Limbo", "owner": "asker", "due": "1 days"}),
    ("procedures.request.states.closed.final", False),
    ("procedures.request.actions.close", MISSING),
    ("procedures.request.actions.close.by", ["asker"]),
    ("procedures.request.actions.close.when", "any_asked()"),
    ("procedures.request.actions.close.needs", {}),
    ("procedures.request.actions.close.needs.answered.check", "any_asked()"),
    ("procedures.request.actions.close.effects", []),
    ("procedures.request.parties.third", {"title": "Third", "role": "authority"}),
    ("procedures.request.questions", []),
    ("procedures.request", MISSING),
    ("statistics.closed", MISSING),
    ("policies.ask_first.default", "on"),
    ("roles.authority.kind", "body"),
    ("messages.changed", MISSING),
    ("countries.1", MISSING),
    ("retention.0.block_after", "9 months"),
    ("retention.0.erase_after", MISSING),
    ("retention.1", MISSING),
    ("module", "other"),
]


def step_of(address: str, value: Any) -> Difference:
    return compared(definition(), definition(changed(address, value)))


@pytest.mark.parametrize(("address", "value"), PATCHES)
def test_texts_and_descriptions_are_a_patch(address: str, value: Any) -> None:
    found = step_of(address, value)
    assert found.step is Step.PATCH
    assert {change.kind for change in found.reasons} == {Kind.TEXT}


@pytest.mark.parametrize(("address", "value"), MINORS)
def test_what_only_adds_is_minor(address: str, value: Any) -> None:
    assert step_of(address, value).step is Step.MINOR


@pytest.mark.parametrize(("address", "value"), MAJORS)
def test_what_changes_the_course_of_things_is_major(address: str, value: Any) -> None:
    assert step_of(address, value).step is Step.MAJOR


@pytest.mark.parametrize(("address", "value"), PATCHES + MINORS + MAJORS)
def test_the_digest_changes_with_the_structure_and_only_then(address: str, value: Any) -> None:
    other = definition(changed(address, value))
    structural = compared(definition(), other).step in {Step.MINOR, Step.MAJOR}
    assert (structure_digest(other) != structure_digest(definition())) == structural


CHANGES = st.sampled_from(PATCHES + MINORS + MAJORS)


@given(CHANGES)
def test_a_module_does_not_differ_from_itself(change: tuple[str, Any]) -> None:
    one = definition(changed(*change))
    assert compared(one, one) == Difference(Step.NONE, ())


@given(CHANGES)
def test_a_structural_change_is_one_in_both_directions(change: tuple[str, Any]) -> None:
    one, other = definition(), definition(changed(*change))
    there, back = compared(one, other), compared(other, one)
    assert len(there.reasons) == len(back.reasons)
    assert (there.step is Step.PATCH) == (back.step is Step.PATCH)


@given(CHANGES)
def test_every_reason_has_an_address_and_a_sentence(change: tuple[str, Any]) -> None:
    data = changed(*change)
    for reason in compared(definition(), definition(data)).reasons:
        gone = reason.kind is Kind.REMOVED or (reason.kind is Kind.TEXT and value_at(data, reason.address) is None)
        where = SAMPLE if gone else data
        entry = reason.address[:-1]  # what a section says counts for its fields, without a key of theirs
        assert value_at(where, reason.address) is not None or value_at(where, entry) is not None
        assert reason.why[0].isupper()
        assert reason.why.endswith(")")


def test_the_gravest_reason_comes_first() -> None:
    data = changed("procedures.request.states.sent.due", "5 days")
    data["title"] = "Trading"
    data["codelists"]["sectors"]["tools"] = {"label": "Tools"}
    steps = [change.step for change in compared(definition(), definition(data)).reasons]
    assert steps == [Step.MAJOR, Step.MINOR, Step.PATCH]


@pytest.mark.parametrize(
    ("address", "value", "said"),
    [
        (
            "procedures.request.states.sent.due",
            "5 days",
            "The deadline of state 'sent' of procedure 'request' was '7 days' and is now '5 days'",
        ),
        ("questionsets.basics.tree.2", NEW_QUESTION, "Question 'where' of question set 'basics' is new"),
        ("codelists.sectors.toys", MISSING, "Code 'toys' of code list 'sectors' is gone"),
        ("forms.trader.fields.town", FIELD, "Field 'town' of form 'trader' is new"),
        (
            "forms.trader.fields.name.personal",
            "sensitive",
            "The mark for personal data of field 'name' of form 'trader' was 'yes' and is now 'sensitive'",
        ),
        (
            "procedures.request.states.sent.remind",
            [],
            "The list of reminders of state 'sent' of procedure 'request' is gone; it was '1 days after', '2 days",
        ),
        ("procedures.request.actions.close.when", "any_asked()", "The condition of action 'close' of procedure"),
        ("statistics.closed.by", ["year"], "The grouping of figure 'closed' was 'month' and is now 'year'"),
        ("retention.0.block_after", "3 months", "The time until data is blocked of retention rule 'personal from"),
        ("countries.2", "REEF", "Participant 'REEF' is new"),
    ],
)
def test_a_change_is_said_in_the_words_of_a_policy_officer(address: str, value: Any, said: str) -> None:
    assert step_of(address, value).reasons[0].why.startswith(said)


def test_a_long_value_is_cut_in_a_sentence() -> None:
    condition = " || ".join(["any_asked()"] * 25)
    why = step_of("procedures.request.actions.close.needs.answered.check", condition).reasons[0].why
    assert "…" in why
    assert len(why) < 300


def test_shortened_retention_is_marked_because_it_applies_at_once() -> None:
    (change,) = step_of("retention.0.block_after", "3 months").reasons
    assert (change.kind, change.address) == (Kind.SHORTENED, ("retention", 0, "block_after"))
    (change,) = step_of("retention.0.block_after", "9 months").reasons
    assert change.kind is Kind.CHANGED


@pytest.mark.parametrize(("now", "step"), [("183 days", Step.MAJOR), ("180 days", Step.MINOR), ("1 years", Step.MAJOR)])
def test_retention_in_another_unit_is_compared_by_what_it_can_last(now: str, step: Step) -> None:
    assert step_of("retention.0.block_after", now).step is step


def test_naming_participants_for_the_first_time_shuts_the_others_out() -> None:
    assert compared(definition(changed("countries")), definition()).step is Step.MAJOR


def test_a_new_question_does_not_repeat_itself_as_a_new_text() -> None:
    assert len(step_of("questionsets.basics.tree.2", NEW_QUESTION).reasons) == 1


def test_a_changed_translation_is_a_patch(tmp_path: Path) -> None:
    old = area(tmp_path / "old", translations={"fr": "Commerce", "de": "Handel"})
    new = area(tmp_path / "new", translations={"fr": "Le commerce", "pl": "Handel"})
    found = difference(old, new)
    assert found.step is Step.PATCH
    assert [change.address for change in found.reasons] == [("locale", "de"), ("locale", "fr"), ("locale", "pl")]
    assert [change.why.split(" (")[0] for change in found.reasons] == [
        "The translation into 'de' is gone",
        "The translation into 'fr' is changed",
        "The translation into 'pl' is new",
    ]
    assert difference(new, new) == Difference(Step.NONE, ())


@pytest.mark.parametrize(
    ("needed", "version", "enough", "least"),
    [
        (Step.NONE, "1.2.3", True, "1.2.3"),
        (Step.PATCH, "1.2.3", False, "1.2.4"),
        (Step.PATCH, "1.2.4", True, "1.2.4"),
        (Step.PATCH, "1.3.0", True, "1.2.4"),
        (Step.MINOR, "1.2.4", False, "1.3.0"),
        (Step.MINOR, "1.3.0", True, "1.3.0"),
        (Step.MINOR, "2.0.0", True, "1.3.0"),
        (Step.MAJOR, "1.9.0", False, "2.0.0"),
        (Step.MAJOR, "2.0.0", True, "2.0.0"),
        (Step.NONE, "1.2.2", False, "1.2.3"),
        (Step.MINOR, "0.9.9", False, "1.3.0"),
    ],
)
def test_a_version_grows_by_at_least_the_step_that_is_needed(
    needed: Step, version: str, enough: bool, least: str
) -> None:
    judged = verdict(Difference(needed, ()), "1.2.3", version)
    assert judged.enough is enough
    assert judged.least == least


@pytest.mark.parametrize(
    ("version", "code", "hint"),
    [("1.2.4", "X030", "write 2.0.0"), ("1.2.3", "X030", "write 2.0.0"), ("1.1.0", "X031", "write 2.0.0 or later")],
)
def test_too_small_a_step_is_found_at_the_version(tmp_path: Path, version: str, code: str, hint: str) -> None:
    data = changed("procedures.request.states.sent.due", "5 days") | {"version": version}
    old, new, findings = area(tmp_path / "old"), area(tmp_path / "new", data), Findings()
    assert check_version(old, new, findings).step is Step.MAJOR
    (finding,) = findings
    assert (finding.code, finding.hint) == (code, hint)
    assert finding.position == new.at(("version",))


def test_the_finding_says_what_needs_the_step(tmp_path: Path) -> None:
    data = changed("procedures.request.states.sent.due", "5 days") | {"version": "1.3.0"}
    findings = Findings()
    check_version(area(tmp_path / "old"), area(tmp_path / "new", data), findings)
    (finding,) = findings
    assert finding.message.startswith("from 1.2.3 to 1.3.0 is too small a step, a major one is needed: The deadline")


def test_a_sufficient_step_is_no_finding(tmp_path: Path) -> None:
    data = changed("title", "Trading") | {"version": "1.2.4"}
    findings = Findings()
    assert check_version(area(tmp_path / "old"), area(tmp_path / "new", data), findings).step is Step.PATCH
    assert len(findings) == 0


def test_no_shipped_module_differs_from_itself() -> None:
    areas = Path(__file__).parents[3] / "areas"
    for path in sorted(each.parent for each in areas.glob("*/module.yaml")):
        shipped = load_area(path, Findings(), searched=[areas])
        assert shipped is not None
        assert difference(shipped, shipped) == Difference(Step.NONE, ())
