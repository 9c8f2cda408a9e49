"""What the areas that ship have to say, word for word where a public document has the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.composing.area import Area
from counterpart.core.composing.compose import load_area
from counterpart.core.definitions.questions import placed_questions
from counterpart.core.findings import Findings

AREAS = Path(__file__).parents[2] / "areas"

FIGURE_9 = (
    "doctor",
    "secondary school teacher",
    "nurse",
    "dentist",
    "architect",
    "pharmacist",
    "physiotherapist",
    "electrical equipment / appliances / contractor / repairer / installer",
    "veterinary surgeon",
    "accountant",
    "midwife",
    "hairdresser / barber / wig-maker",
    "other",
)
FIGURE_10 = (
    (
        "Does {person}, holder of the diploma {diploma} for the profession of {profession}, have the right to pursue "
        "the relevant professional activities throughout your territory?"
    ),
    "What profession is {person} entitled to pursue in your territory?",
    "Which subjects can be taught by {person}?",
    "Which age range can be taught by {person}?",
    "What is the professional qualification delivered in your territory to {person}?",
)
FIGURE_13 = ("Construction", "Tourism", "Retail trade", "Catering", "Real estate", "Others")
FIGURE_14 = (
    "Is the service provider entitled to exercise the activity of {service} in your Member State?",
    "Is {company} the correct business name of the service provider?",
    (
        "Does the address {address} of the service provider correspond to the one that has been registered/is held by "
        "public authorities in your Member State?"
    ),
    "Does the service provider, to your knowledge, exercise his activities in a lawful manner?",
    "Is this service provider lawfully established in your Member State?",
)
FIGURE_17 = (
    "Is the posting company lawfully established in your Member State?",
    "What types of activities is the posting company engaged in?",
    "Does the given address correspond to the business address, the seat or an establishment of the company?",
    "In which sector is the posting company active in your Member State?",
    "Is the company carrying out habitually economic activity or activities in your Member State?",
)
SCREENSHOT = (
    "Is the profession {profession} regulated in your territory?",
    "Is {person} a national of your Member State?",
    "What profession is {person} entitled to pursue in your territory?",
)


def area(name: str) -> Area:
    loaded = load_area(AREAS / name, Findings())
    assert loaded is not None
    return loaded


def questions(name: str) -> set[str]:
    sets = area(name).definition.questionsets
    return {placed.question.text for each in sets for placed in placed_questions(each, sets[each])}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("pq", FIGURE_10), ("pq", SCREENSHOT), ("services", FIGURE_14), ("posting", FIGURE_17)],
    ids=["figure 10", "screenshot", "figure 14", "figure 17"],
)
def test_every_question_that_was_published_can_be_asked_in_its_own_words(name: str, wanted: tuple[str, ...]) -> None:
    assert set(wanted) <= questions(name)


def test_there_are_the_professions_of_2011_and_more_each_in_a_sector_that_exists() -> None:
    lists = area("pq").definition.codelists
    professions = lists["professions"]
    assert len(professions) >= 35
    assert set(FIGURE_9) <= {profession.label for profession in professions.values()}
    assert {(profession.model_extra or {})["sector"] for profession in professions.values()} == lists["sectors"].keys()


def test_services_have_the_sectors_that_were_counted() -> None:
    assert set(FIGURE_13) <= {sector.label for sector in area("services").definition.codelists["sectors"].values()}


def test_what_may_be_taught_is_only_asked_about_teachers() -> None:
    sets = area("pq").definition.questionsets
    taught = [placed for placed in placed_questions("exercise", sets["exercise"]) if "teachers" in placed.groups]
    assert {placed.question.q for placed in taught} >= {"subjects_taught", "age_range"}
    assert all("secondary_school_teacher" in "".join(placed.offer_if) for placed in taught)


def test_nobody_may_be_asked_about_a_diploma_that_the_request_does_not_name() -> None:
    sets = area("pq").definition.questionsets
    for name, question_set in sets.items():
        for placed in placed_questions(name, question_set):
            if "{diploma}" in placed.question.text and placed.question.follow_if is None:
                assert "has(subject.diploma)" in placed.offer_if, placed.question.q


def test_those_who_pass_an_alert_on_learn_the_profession_and_the_scope_only() -> None:
    form = area("pq").definition.forms["ban"]
    seen = {name for name, section in form.sections.items() if section.visible_to is None}
    assert seen == {"measure"}
    assert all("recipients" not in (section.visible_to or {}) for section in form.sections.values())
    assert set(form.sections["measure"].fields) == {"profession", "group", "kind", "scope"}


@pytest.mark.parametrize("procedure", ["ban_alert", "falsified_diploma_alert"])
def test_an_alert_about_a_professional_is_erased_three_days_after_its_end(procedure: str) -> None:
    definition = area("pq").definition
    finals = {name for name, state in definition.procedures[procedure].states.items() if state.final}
    rules = [rule for rule in definition.retention if procedure in rule.procedures]
    assert {state for rule in rules for state in rule.only} == finals
    assert {rule.erase_after for rule in rules} == {"3 days"}
