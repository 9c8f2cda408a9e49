from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterpart.core.definitions.forms import FormField
from counterpart.web.showing.saying import Named
from counterpart.web.showing.values import FactShown, FactsShown, facts_of_form, joined, values_shown
from tests.web.showing.stage import ODD, around, odd, rules_of, saying_of

VALUES = {
    "line": "Ονομα", "shape": "round", "other_shape": "hidden", "sure": True, "day": "1989-05-03",
    "moment": "2026-07-11T13:30:00+00:00", "count": 12.5, "fee": {"amount": 1234.5, "currency": "PLN"}, "country": "GR",
    "countries": ["PL", "IE"], "member": "GR", "grades": ["low", "high"], "tongue": "el", "site": "https://a.eu/",
    "authority": "PL/7", "story": "", "place": {"town": "Kavala", "inside": {"floor": 3}},
    "holdings": [{"name": "First", "sold": False}, {"name": "Second", "worth": {"amount": 1, "currency": "EUR"}}],
}  # fmt: skip


def facts(language: str = "en", seen: set[str] | None = None, text_language: str = "") -> tuple[FactsShown, ...]:
    rules, near = rules_of(ODD, "odd"), around(odd())
    return facts_of_form(saying_of(ODD, language), rules, VALUES, near, seen=seen, text_language=text_language)


def said(found: Sequence[FactsShown]) -> dict[str, str]:
    return {fact.label: str(joined(fact.values)) for group in found for fact in group.facts if fact.values}


def fact(found: Sequence[FactsShown], path: str) -> FactShown:
    return next(one for group in found for one in group.facts if one.path == path)


def test_every_kind_of_value_is_said_in_the_reader_s_words() -> None:
    assert said(facts("de")) == {
        "A line with <script>alert(1)</script>": "Ονομα", "Shape": "Round", "Are you sure": "Ja", "Day": "3. Mai 1989",
        "Moment": "11. Juli 2026, 14:30", "Count": "12,5", "Fee": "1234,5 PLN", "Country": "Griechenland",
        "Countries": "Polen, Irland", "Member": "Griechenland", "Grades": "Low, High", "Language": "Griechisch",
        "Site": '<a href="https://a.eu/">https://a.eu/</a>', "Authority concerned": "PL/7",
    }  # fmt: skip


def test_what_is_hidden_or_empty_is_left_out() -> None:
    assert {"Which shape", "Story"}.isdisjoint(said(facts()))


def test_groups_and_rows_have_their_facts_inside() -> None:
    found = facts()
    assert [one.label for one in fact(found, "place").inside] == ["Town", "Inside"]
    assert [[one.label for one in row] for row in fact(found, "holdings").rows] == [
        ["Name of the holding", "Sold"], ["Name of the holding", "Worth"],
    ]  # fmt: skip


def test_fields_stand_under_the_heading_of_their_section() -> None:
    assert [group.title for group in facts()] == ["", "How it is reached", "Papers", "Parts"]


def test_only_what_the_reader_may_see_is_there() -> None:
    found = facts(seen={"line", "place.town", "holdings.name"})
    assert list(said(found)) == ["A line with <script>alert(1)</script>"]
    assert [one.path for one in fact(found, "place").inside] == ["place.town"]
    assert [[one.path for one in row] for row in fact(found, "holdings").rows] == [["holdings.name"]] * 2


def test_people_s_own_words_say_their_language() -> None:
    assert str(joined(fact(facts("de", text_language="el"), "line").values)) == '<span lang="el">Ονομα</span>'
    assert str(joined(fact(facts("de", text_language="de"), "line").values)) == "Ονομα"


class Register:
    """Knows one authority."""

    def named(self, field: FormField, value: str, /) -> Named | None:
        return Named("Izba <Aptekarska>", "pl", "/authorities/7") if value == "PL/7" else None

    def choices(self, field: FormField, /) -> Sequence[tuple[str, Named]] | None:
        return None


def test_an_authority_is_named_and_linked_by_whoever_knows_it() -> None:
    saying = replace(saying_of(), lookups=Register())
    authority = FormField.model_validate({"label": "A", "type": "authority", "personal": "no"})
    assert str(joined(values_shown(saying, authority, "PL/7"))) == (
        '<a href="/authorities/7"><span lang="pl">Izba &lt;Aptekarska&gt;</span></a>'
    )
    assert str(joined(values_shown(saying, authority, "PL/8"))) == "PL/8"


def test_a_value_that_is_no_date_any_more_is_shown_as_it_is() -> None:
    day = FormField.model_validate({"label": "D", "type": "date", "personal": "no"})
    assert [one.text for one in values_shown(saying_of(), day, "spring")] == ["spring"]
    site = FormField.model_validate({"label": "S", "type": "url", "personal": "no"})
    assert values_shown(saying_of(), site, "javascript:alert(1)")[0].address == ""
