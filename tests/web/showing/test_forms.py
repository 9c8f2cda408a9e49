from __future__ import annotations

import re

from counterpart.core.workflow.forms import Problem
from counterpart.web.reading import FormRead
from counterpart.web.showing.fields import FieldShown, FormShown
from counterpart.web.showing.forms import FormState, form_view
from tests.web.showing.stage import AREAS, ODD, around, drawn, every_field, odd, read_back, rules_of, saying_of, shown

POSTING = AREAS / "posting"


def field(form: FormShown, name: str) -> FieldShown:
    return every_field(form)[f"f-{name}"]


def test_every_type_of_field_has_a_control() -> None:
    fields = every_field(shown({"sure": True, "day": "2020-01-01", "shape": "other"}))
    assert {name.removeprefix("f-"): fields[name].control for name in fields if "." not in name} == {
        "line": "line", "story": "text", "shape": "buttons", "other_shape": "line", "reason": "buttons",
        "trade": "list", "grades": "boxes", "sure": "buttons", "day": "date", "after": "date", "moment": "moment",
        "count": "number", "fee": "money", "country": "list", "countries": "rows", "member": "list",
        "members": "boxes", "region": "line", "tongue": "list", "tongues": "rows", "number": "line", "site": "line",
        "mail": "line", "phone": "line", "paper": "file", "papers": "files", "authority": "reference",
        "earlier": "reference", "place": "group", "holdings": "rows", "nicknames": "rows",
    }  # fmt: skip


def test_texts_come_from_the_definition_and_values_stand_as_they_are_typed() -> None:
    form = shown({"day": "1989-05-03", "count": 12.5, "fee": {"amount": 5, "currency": "EUR"}}, language="de")
    assert form.title == "Odd thing"
    assert [section.title for section in form.sections] == ["", "Papers", "Parts"]
    assert (field(form, "day").value, field(form, "day").echo) == ("3 5 1989", "Mittwoch, 3. Mai 1989")
    assert field(form, "count").value == "12,5"
    assert [one.value for one in field(form, "fee").currency if one.chosen] == ["EUR"]
    story = field(form, "story")
    assert (story.hint, story.help, story.personal) == ("In your own words.", "It is read by both.", "sensitive")


def test_a_field_appears_with_what_shows_it_and_is_required_with_what_requires_it() -> None:
    assert "f-other_shape" not in every_field(shown({"shape": "round"}))
    form = shown({"shape": "other"})
    assert field(form, "other_shape").required
    assert not field(form, "reason").required
    assert field(form, "shape").live
    assert not field(form, "reason").live
    assert form.hides


def test_a_field_shown_only_by_a_hidden_field_is_hidden_too_and_what_was_typed_goes_along() -> None:
    form = shown({"shape": "round", "other_shape": "oval", "why_other": "Because."})
    assert not {"f-other_shape", "f-why_other"} & every_field(form).keys()
    assert dict(form.carried) == {"f-other_shape": "oval", "f-why_other": "Because."}
    back = read_back(form)
    assert (back.values["other_shape"], back.values["why_other"]) == ("oval", "Because.")
    again = shown({**back.values, "shape": "other"}, read=back)
    assert field(again, "why_other").value == "Because."


def test_rows_that_are_hidden_go_along_with_all_that_is_in_them() -> None:
    values = {
        "sure": False,
        "tongues": ["el", "bg"],
        "holdings": [{"name": "a", "sold": False, "sold_on": "2020-01-01"}],
    }
    back = read_back(shown(values))
    assert back.values == values


def test_a_section_without_a_visible_field_is_not_there() -> None:
    titles = [section.title for section in shown({"sure": False}).sections]
    assert "How it is reached" not in titles
    assert "How it is reached" in [section.title for section in shown({"sure": True}).sections]


def test_a_condition_in_a_row_is_about_that_row() -> None:
    fields = every_field(shown({"holdings": [{"name": "a", "sold": True}, {"name": "b", "sold": False}]}))
    assert "f-holdings.1.sold_on" in fields
    assert "f-holdings.2.sold_on" not in fields
    assert fields["f-holdings.1.sold"].live


def test_a_repeated_group_has_a_row_to_begin_with_and_another_when_asked_for() -> None:
    holdings = field(shown({}), "holdings")
    assert [row.number for row in holdings.rows] == [1]
    values = {"holdings": [{"name": "a"}]}
    added = field(shown(values, read=FormRead(added=frozenset({"holdings"}))), "holdings")
    assert [(row.number, row.remove) for row in added.rows] == [(1, "remove:f-holdings.1"), (2, "remove:f-holdings.2")]
    assert added.add == "add:f-holdings"


def test_only_what_the_reader_may_fill_in_is_drawn() -> None:
    near, rules = around(odd()), rules_of(ODD, "odd")
    form = form_view(saying_of(), rules, FormState({"line": "a", "shape": "other"}), near, only={"line"})
    assert list(every_field(form)) == ["f-line"]


def test_people_s_own_words_have_their_language_where_it_is_not_the_page_s() -> None:
    form = shown({"line": "Ονομα"}, text_language="el")
    assert field(form, "line").language == "el"
    assert field(form, "mail" if "f-mail" in every_field(form) else "count").language == ""
    assert field(shown({"line": "Name"}, text_language="en"), "line").language == ""


def test_what_is_wrong_stands_at_its_field_and_at_the_top_with_its_name() -> None:
    read = FormRead(problems=(Problem("day", "wrong_kind"),), typed={"day": ("soon",)})
    form = shown({"line": "x", "shape": "round", "sure": True, "count": 2000, "place": {"town": "T"}}, read=read)
    assert (field(form, "day").value, field(form, "day").echo) == ("soon", "")
    assert field(form, "count").error == "At most 1000."
    assert dict(form.errors) == {
        "f-day": "Day: Write a day: day, month and year in numbers, for example 31 5 2026.",
        "f-count": "Count: At most 1000.",
    }


def test_a_rule_of_the_form_is_said_in_its_own_words() -> None:
    values = {
        "line": "x",
        "shape": "round",
        "sure": False,
        "place": {"town": "T"},
        "fee": {"amount": 1, "currency": "EUR"},
    }
    form = shown(values, read=FormRead())
    assert form.errors == (("f-form", "A fee needs a count."),)


def test_one_wrong_value_of_several_is_told_once_at_the_field() -> None:
    form = shown({"grades": ["ended", "nothing"]}, read=FormRead())
    assert [place for place, _ in form.errors if "grades" in place] == ["f-grades"]
    chosen = [option.label for option in field(form, "grades").options if option.chosen]
    assert chosen == ["Ended (not in the list)", "nothing (not in the list)"]


def test_errors_lead_to_fields_that_are_on_the_page() -> None:
    form = shown({"holdings": [{"share": 200}], "countries": ["PL", "Q"], "sure": True}, read=FormRead())
    markup = drawn(form)
    assert len(form.errors) > 5
    for place, _ in form.errors:
        assert f'id="{place}"' in markup, place


def test_no_id_stands_on_a_page_twice() -> None:
    values = {"sure": True, "nicknames": ["a", "b"], "countries": ["PL"], "holdings": [{"name": "a"}, {"name": "b"}]}
    ids = re.findall(r' id="([^"]+)"', drawn(shown(values, read=FormRead())))
    assert len(ids) > 60
    assert sorted(ids) == sorted(set(ids))


def test_what_people_typed_and_what_a_definition_says_is_never_markup() -> None:
    markup = drawn(shown({"line": '"><script>x()</script>', "shape": "other", "other_shape": "</textarea><b>"}))
    assert "<script" not in markup
    assert "<b>" not in markup


def test_a_text_that_begins_with_an_empty_line_keeps_it() -> None:
    assert 'name="f-story"' in drawn(shown({"story": "\n\nb"}))
    assert read_back(shown({"story": "a\n\n b"})).values["story"] == "a\n\n b"


def test_short_fields_that_follow_each_other_share_a_line() -> None:
    form = shown({}, path=POSTING, form="employer")
    lines = [tuple(one.name for one in line) for section in form.sections for line in section.lines]
    assert ("f-posted_from", "f-posted_until") in lines
    assert all(len(line) <= 2 for line in lines)


def test_a_page_with_script_asks_only_when_others_hang_on_a_field() -> None:
    with_script, without = drawn(shown({}), live="/odd"), drawn(shown({}))
    assert "hx-post" not in without
    shape, reason = (with_script.index(f'name="f-{name}"') for name in ("shape", "reason"))
    assert "hx-post" in with_script[shape : shape + 300]
    assert "hx-post" not in with_script[reason : reason + 300]
