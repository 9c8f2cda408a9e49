"""The law of the pages: what stands in a form, drawn, sent by a browser and read, is the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.core.definitions.questions import placed_questions
from counterpart.core.workflow.forms import check_form
from counterpart.core.writing.records import Answer
from counterpart.foundation.words import SPOKEN
from counterpart.web.reading import posted, read_answers
from counterpart.web.showing.questions import Given, Sheet, questions_view
from counterpart.web.showing.wording import Asking
from tests.web.showing.sending import sent_by
from tests.web.showing.stage import (
    AREAS,
    DUBLIN,
    ODD,
    OWN,
    area_at,
    around,
    drawn,
    odd,
    questions_of,
    read_back,
    render,
    rules_of,
    saying_of,
    shown,
)  # fmt: skip

LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S"))
LINE = st.text(LETTERS, min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool)
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join)


def composed(text: str) -> bool:
    """Whether a text is as it is kept: letters composed, as keyboards give them."""
    return dict(posted([("x", [text])]))["x"] == (text,)


OWN_LINE, OWN_TEXT = LINE.filter(composed), TEXT.filter(composed)
NUMBER = st.one_of(st.integers(-(10**9), 10**9), st.decimals(-999, 999, places=3).map(float))
DAY = st.dates(min_value=dt.date(1000, 1, 1)).map(dt.date.isoformat)
MONEY = st.fixed_dictionaries({"amount": NUMBER, "currency": st.sampled_from(["EUR", "PLN", "BTN"])})
SHAPES = st.sampled_from(["round", "square", "other"])
MOMENT = st.datetimes(min_value=dt.datetime(1960, 1, 1), max_value=dt.datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=dt.UTC).astimezone(DUBLIN).isoformat()
)
OWNER = st.fixed_dictionaries({"owner": OWN_LINE}, optional={"kinds": st.lists(SHAPES, min_size=1, unique=True)})
HOLDING = st.fixed_dictionaries(
    {"name": OWN_LINE},
    optional={
        "share": NUMBER, "worth": MONEY, "sold": st.booleans(), "sold_on": DAY,
        "owners": st.lists(OWNER, min_size=1, max_size=2),
    },
)  # fmt: skip
FLOOR = st.fixed_dictionaries({"floor": NUMBER})
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "line": OWN_LINE, "story": OWN_TEXT, "shape": SHAPES, "other_shape": OWN_LINE, "why_other": OWN_TEXT,
        "reason": st.sampled_from("abcdef"), "trade": st.sampled_from(["actuary", "other"]),
        "grades": st.lists(st.sampled_from(["low", "middle", "ended"]), min_size=1, unique=True), "sure": st.booleans(),
        "day": DAY, "after": DAY, "moment": MOMENT, "count": NUMBER, "fee": MONEY,
        "country": st.sampled_from(["GR", "US"]),
        "countries": st.lists(st.sampled_from(["PL", "IE", "CA"]), min_size=1, unique=True), "member": st.just("PL"),
        "members": st.lists(st.sampled_from(["PL", "GR"]), min_size=1, unique=True), "region": st.just("PL21"),
        "tongue": st.just("el"), "tongues": st.lists(st.sampled_from(["el", "bg"]), min_size=1),
        "mail": st.just("a@b.eu"),
        "number": OWN_LINE, "site": st.just("https://a.eu/?b=c&d"), "phone": st.just("+48 12 34"),
        "authority": st.just("PL/0198"), "earlier": st.just("7F3K-2P"), "paper": st.just("ref-1"),
        "papers": st.lists(st.sampled_from(["ref-1", "ref-2"]), min_size=1, unique=True),
        "place": st.fixed_dictionaries({"town": OWN_LINE}, optional={"inside": FLOOR}),
        "holdings": st.lists(HOLDING, min_size=1, max_size=2), "nicknames": st.lists(OWN_LINE, min_size=1, max_size=2),
    },
)  # fmt: skip


def unordered(value: Any) -> Any:
    """Boxes send their values in the order of the list, whatever was stored."""
    if isinstance(value, dict):
        return {
            name: sorted(one) if name in ("grades", "members", "kinds", "papers") else unordered(one)
            for name, one in value.items()
        }
    return [unordered(one) for one in value] if isinstance(value, list) else value


@given(values=VALUES, language=st.sampled_from(SPOKEN))
@settings(max_examples=80, deadline=None)
def test_values_shown_and_sent_back_are_the_same(values: dict[str, Any], language: str) -> None:
    read = read_back(shown(values, language=language), language=language)
    assert unordered(read.values) == unordered(values)
    assert read.problems == ()
    assert read.unknown == ()


@given(values=VALUES)
@settings(max_examples=40, deadline=None)
def test_what_is_wrong_with_a_form_is_the_same_after_it_was_shown(values: dict[str, Any]) -> None:
    rules, near = rules_of(ODD, "odd"), around(odd())
    before = check_form(rules, values, near)
    read = read_back(shown(values))
    assert {(one.field.partition(".")[0], one.code) for one in check_form(rules, read.values, near)} == {
        (one.field.partition(".")[0], one.code) for one in before
    }


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "exists": st.sampled_from(["yes", "no"]), "since": DAY, "tell": OWN_TEXT, "many": NUMBER,
        "where": st.sampled_from(["IE", "US"]), "whose": st.just("PL"), "colour": SHAPES,
        "trade_asked": st.just("other"),
        "which": st.lists(st.sampled_from(["low", "high"]), min_size=1, unique=True),
    },
)  # fmt: skip


@given(values=ANSWERS, language=st.sampled_from(SPOKEN))
@settings(max_examples=60, deadline=None)
def test_answers_shown_and_sent_back_are_the_same(values: dict[str, Any], language: str) -> None:
    area, said = odd(), saying_of(ODD, language)
    sets = area.definition.questionsets
    asked = [one for name in sets for one in placed_questions(name, sets[name])]
    given_now = {name: Given(Answer(value)) for name, value in values.items()}
    sheet = Sheet(asked, Asking("odd", {}), given_now, frozenset(questions_of(area)), languages={"en": "English"})
    part = '{% from "parts/question.html" import asked_part with context %}{{ asked_part(shown) }}'
    markup = render(part, language, shown=questions_view(said, sheet, around(area)))
    fields: dict[str, list[str]] = {}
    for name, text in sent_by(markup):
        fields.setdefault(name, []).append(text)
    read = read_answers(questions_of(area).values(), posted(fields.items()), said.writer, around(area)).answers
    assert read.keys() == questions_of(area).keys()
    found = {name: one.value for name, one in read.items() if not one.nothing}
    assert {n: sorted(v) if isinstance(v, list) else v for n, v in found.items()} == {
        n: sorted(v) if isinstance(v, list) else v for n, v in values.items()
    }


PACKAGES = sorted(
    [*(path.parent for path in OWN.glob("*/module.yaml") if "broken" not in str(path)),
     *(path.parent for path in AREAS.glob("*/module.yaml"))]
)  # fmt: skip


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
@pytest.mark.parametrize("language", ["en", "el"])
def test_every_form_of_every_package_can_be_shown_sent_empty_read_checked_and_shown_again(
    path: Path, language: str
) -> None:
    for name in area_at(path).definition.forms:
        form = shown({}, path=path, form=name, language=language)
        read = read_back(form, path=path, name=name, language=language)
        assert read.values == {}
        assert read.unknown == ()
        again = shown(read.values, path=path, form=name, language=language, read=read)
        markup = drawn(again, language)
        assert all(f'id="{place}"' in markup for place, _ in again.errors)
