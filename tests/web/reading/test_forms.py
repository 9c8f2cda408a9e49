from __future__ import annotations

from collections.abc import Mapping, Sequence

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.core.workflow.forms import Problem, check_form
from counterpart.web.reading import Command, FormRead, Writer, command_of, posted, read_form
from counterpart.web.reading.forms import MOST_ROWS
from counterpart.web.reading.posted import LONGEST
from tests.web.showing.stage import DUBLIN, ODD, around, odd, rules_of

GERMAN = Writer("de", DUBLIN)


def read(fields: Mapping[str, Sequence[str] | str], writer: Writer = GERMAN) -> FormRead:
    pairs = ((name, [texts] if isinstance(texts, str) else texts) for name, texts in fields.items())
    return read_form(rules_of(ODD, "odd"), posted(pairs), writer)


def test_every_kind_of_value_is_read_as_what_the_form_wants() -> None:
    found = read(
        {
            "f-line": "  two   words ", "f-story": " a\r\nb ", "f-sure": "no", "f-day": "3. Mai 1989",
            "f-count": "1.000",
            "f-fee:amount": "12,5", "f-fee:currency": "eur", "f-country": "gr", "f-countries": ["PL", "", "ie", "PL"],
            "f-site": "example.org", "f-place.town": "Kavala", "f-place.inside.floor": "3",
        }
    )  # fmt: skip
    assert found.values == {
        "line": "two words", "story": "a\nb", "sure": False, "day": "1989-05-03", "count": 1000,
        "fee": {"amount": 12.5, "currency": "EUR"}, "country": "GR", "countries": ["PL", "IE"],
        "site": "https://example.org", "place": {"town": "Kavala", "inside": {"floor": 3}},
    }  # fmt: skip
    assert found.problems == ()


def test_what_cannot_be_read_becomes_a_problem_and_is_kept_as_it_was_typed() -> None:
    found = read({"f-day": "soon", "f-fee:amount": "much", "f-fee:currency": "EUR", "f-line": "x"})
    assert found.problems == (Problem("day", "wrong_kind"), Problem("fee", "wrong_kind"))
    assert found.typed == {"day": ("soon",), "fee": ("much", "EUR")}
    assert found.values == {"line": "x"}


def test_what_was_sent_empty_takes_away_and_what_was_not_sent_says_nothing() -> None:
    found = read({"f-line": "", "f-place.town": "", "f-grades": "", "f-nicknames.1": ""})
    assert found.values == {}
    assert found.sent == {"line": None, "place": {"town": None}, "grades": None, "nicknames": None}


def test_rows_are_counted_anew_and_empty_ones_left_out() -> None:
    found = read({"f-holdings.2.name": "b", "f-holdings.10.name": "c", "f-holdings.1.name": "", "f-nicknames.7": "n"})
    assert found.values == {"holdings": [{"name": "b"}, {"name": "c"}], "nicknames": ["n"]}


def test_a_row_with_nothing_but_a_mistake_in_it_stays() -> None:
    found = read({"f-holdings.3.share": "x"})
    assert found.problems == (Problem("holdings.1.share", "wrong_kind"),)
    assert found.values == {"holdings": [{}]}


def test_a_row_is_taken_away_with_its_mistakes() -> None:
    fields = {"f-holdings.1.share": "x", "f-holdings.2.name": "b", "do": "remove:f-holdings.1"}
    found = read(fields)
    assert found.values == {"holdings": [{"name": "b"}]}
    assert found.problems == ()
    assert found.typed == {}


def test_a_row_is_added_where_the_button_says_in_a_row_as_well() -> None:
    assert read({"do": "add:f-holdings"}).added == {"holdings"}
    inside = read({"f-holdings.4.name": "a", "f-holdings.4.owners.1.owner": "o", "do": "add:f-holdings.4.owners"})
    assert inside.added == {"holdings.1.owners"}
    assert read({"f-countries": "PL", "do": "add:f-countries"}).added == {"countries"}


def test_one_of_several_values_is_taken_away_by_its_number() -> None:
    assert read({"f-countries": ["PL", "IE"], "do": "remove:f-countries.1"}).values == {"countries": ["IE"]}


def test_names_that_the_form_does_not_have_are_ignored_and_told() -> None:
    found = read({"f-line": "x", "f-rank": "1", "f-line.inner": "2", "other": "3", "f-paper:upload": "4"})
    assert found.values == {"line": "x"}
    assert set(found.unknown) == {"rank", "line.inner"}


def test_more_rows_than_anybody_types_are_not_read_and_told() -> None:
    found = read({f"f-nicknames.{n}": "n" for n in range(1, MOST_ROWS + 50)})
    assert len(found.values["nicknames"]) == MOST_ROWS
    assert found.problems == (Problem("nicknames", "too_many"),)


@pytest.mark.parametrize("number", ["0x1", "-1", "01", "1e3", "²", "9" * 40, "", "1.1.1"])
def test_numbers_of_rows_that_are_none_are_ignored(number: str) -> None:
    assert read({f"f-nicknames.{number}": "n"}).values == {}


def test_a_text_longer_than_can_be_kept_is_told_and_cut() -> None:
    found = read({"f-story": "x" * (LONGEST + 100), "f-line": "y" * 3000})
    assert {(one.field, one.code) for one in found.problems} == {("story", "too_long"), ("line", "too_long")}
    assert len(found.typed["story"][0]) == LONGEST + 1


def test_invisible_and_broken_characters_do_not_arrive() -> None:
    found = read({"f-line": "a\x00b\ud800c\u200bd", "f-story": "e\u0301"})
    assert found.values == {"line": "abc\u200bd", "story": "é"}


def test_problems_of_reading_come_before_what_the_check_would_say_of_the_same_field() -> None:
    found = read({"f-day": "soon", "f-sure": "perhaps"})
    checked = check_form(rules_of(ODD, "odd"), found.values, around(odd()))
    whole = found.all_problems(checked)
    assert [one.code for one in whole if one.field == "sure"] == ["wrong_kind"]
    assert any(one.code == "required" and one.field == "line" for one in whole)


def test_buttons_say_what_they_want() -> None:
    assert command_of("add:f-holdings.1.owners") == Command("add", "f", "holdings.1.owners")
    assert command_of(Command("remove", "f", "holdings.2").value) == Command("remove", "f", "holdings.2")
    for text in ("save", "add:", "add:f-", "drop:f-x", "add:f-" + "x" * 500, "add:f-<b>"):
        assert command_of(text) is None


NAMES = ("line", "day", "count", "fee:amount", "fee:currency", "holdings.1.share", "holdings.2.owners.1.kinds", "place")
NAMED = st.one_of(st.sampled_from([f"f-{name}" for name in NAMES]), st.text(max_size=30), st.just("do"))
TEXTS = st.lists(
    st.one_of(st.text(max_size=40), st.sampled_from(["add:f-holdings", "1", "yes", "3 5 1989"])), max_size=3
)


@given(fields=st.dictionaries(NAMED, TEXTS, max_size=8))
@settings(max_examples=200, deadline=None)
def test_nothing_that_is_sent_makes_it_fail_and_what_is_read_can_be_checked_and_stored(
    fields: dict[str, list[str]],
) -> None:
    found = read(fields)
    assert isinstance(check_form(rules_of(ODD, "odd"), found.values, around(odd())), tuple)
    assert orjson.loads(orjson.dumps(found.values)) == found.values
