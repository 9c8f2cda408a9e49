from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterpart.core.writing.records import flat
from counterpart.web.reading import posted, read_chosen
from counterpart.web.showing.tree import Branch, Choice, Missing, OfSubject, Picking, TreeShown, tree_view
from counterpart.web.showing.wording import Asking
from tests.web.showing.gallery import tree_of
from tests.web.showing.sending import sent_by
from tests.web.showing.stage import ODD, around, odd, render, rules_of, saying_of

WHOLE = {"line": "The Thing", "trade": "baker", "shape": "other", "sure": True, "place": {"town": "T"}}


def tree(values: Mapping[str, Any], chosen: frozenset[str] = frozenset(), search: str = "") -> TreeShown:
    facts = OfSubject(rules_of(ODD, "odd"), values, around(odd()))
    asking = Asking("odd", flat(dict(values), ""))
    return tree_view(saying_of(), odd().definition.questionsets, asking, Picking(facts, chosen, search))


def choices(found: TreeShown) -> dict[str, Choice]:
    waiting: list[Choice | Branch] = list(found.branches)
    flat_ones: dict[str, Choice] = {}
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, Branch):
            waiting += one.items
        else:
            flat_ones[one.code] = one
    return flat_ones


def drawn(found: TreeShown) -> str:
    return render('{% from "parts/tree.html" import tree_part with context %}{{ tree_part(tree) }}', tree=found)


def test_groups_count_their_questions_and_those_chosen() -> None:
    found = tree(WHOLE, frozenset({"exists", "where"}))
    assert [(one.title, one.chosen, one.count, one.open) for one in found.branches] == [
        ("In general", 1, 2, True), ("Details", 1, 5, True), ("Second things", 0, 2, False),
    ]  # fmt: skip
    assert (found.chosen, found.count) == (2, 9)


def test_questions_that_follow_an_answer_are_told_with_it_and_not_chosen_themselves() -> None:
    found = choices(tree(WHOLE))
    assert "since" not in found
    assert [text.striptags() for text in found["exists"].follows] == ["Since when has The Thing existed?"]


def test_a_question_that_cannot_be_asked_says_which_field_is_missing_and_leads_to_it() -> None:
    found = choices(tree({"sure": True}))
    assert found["colour"].off
    assert found["colour"].missing == (Missing("f-trade", "Trade"),)
    assert found["where"].missing == (Missing("f-trade", "Trade"), Missing("f-place.town", "Town"))
    assert not found["exists"].off
    markup = drawn(tree({"sure": True}))
    assert 'first fill in <a href="#f-trade">Trade</a>' in markup
    assert "disabled" not in markup  # the field may be filled in on the same page by now
    assert "colour" in tree({"sure": True}).offered


def test_a_question_that_a_field_rules_out_has_no_box_that_can_be_ticked() -> None:
    found = choices(tree({"sure": False}))["tell"]
    assert (found.off, found.missing, found.has_box) == (True, (), False)
    assert "tell" not in tree({"sure": False}).offered


def test_a_set_that_is_not_offered_takes_all_its_questions_along() -> None:
    assert choices(tree({}))["tell"].missing == (Missing("f-sure", "Are you sure"),)
    assert not choices(tree({"sure": True}))["tell"].off


def test_a_question_that_was_chosen_and_can_no_longer_be_asked_can_still_be_dropped() -> None:
    found = tree({}, frozenset({"colour"}))
    assert "colour" in found.offered
    sent = [name for name, text in sent_by(drawn(found)) if text == "colour"]
    assert sent == ["ask"]


def test_the_text_is_filled_from_the_case_and_what_came_from_there_is_marked() -> None:
    found = choices(tree(WHOLE | {"line": "<b>Thing</b>"}))
    assert str(found["exists"].text) == 'Does <span class="filled">&lt;b&gt;Thing&lt;/b&gt;</span> exist?'
    assert "&lt;i&gt;please&lt;/i&gt;" in str(found["tell"].text)
    assert str(choices(tree({}))["exists"].text) == 'Does <span class="filled">…</span> exist?'


def test_a_search_keeps_questions_with_all_its_words_without_accents_and_capitals() -> None:
    found = tree(WHOLE, search="EXIST thing")
    assert list(choices(found)) == ["exists"]
    assert (found.found, found.count) == (1, 9)
    assert all(branch.open for branch in found.branches)
    assert tree(WHOLE, search="nothing like this").branches == ()


def test_a_search_for_a_heading_keeps_all_that_is_under_it() -> None:
    assert set(choices(tree(WHOLE, search="second"))) == {"tell", "trade_asked"}


def test_a_search_in_greek_minds_neither_accents_nor_the_last_sigma() -> None:
    assert {one.code for one in choices(tree_of("el", "ΤΙΤΛΟΣ")).values()} & {"title_protected"}


def test_what_is_ticked_is_what_is_read() -> None:
    found = tree(WHOLE, frozenset({"exists", "whose"}))
    fields: dict[str, list[str]] = {}
    for name, text in sent_by(drawn(found)):
        fields.setdefault(name, []).append(text)
    assert read_chosen(posted(fields.items()), found.offered) == (frozenset({"exists", "whose"}), ())
