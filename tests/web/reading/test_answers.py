from __future__ import annotations

from collections.abc import Mapping, Sequence

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.web.reading import AnswerRead, Writer, posted, read_answers, read_chosen
from counterpart.web.reading.answers import LONGEST_ANSWER
from tests.web.showing.stage import around, odd, questions_of

POLISH = Writer("pl")


def read(fields: Mapping[str, Sequence[str] | str], prefix: str = "") -> Mapping[str, AnswerRead]:
    pairs = ((name, [texts] if isinstance(texts, str) else texts) for name, texts in fields.items())
    return read_answers(questions_of(odd()).values(), posted(pairs), POLISH, around(odd()), prefix=prefix).answers


def test_every_kind_of_answer_is_read() -> None:
    found = read(
        {
            "a-exists": "yes", "a-since": "3 maja 1989", "a-tell": "Długo\r\ntak", "a-many": "1 234,5", "a-where": "ie",
            "a-whose": "PL", "a-colour": "round", "a-which": ["", "low", "high", "low"], "a-trade_asked": "baker",
        }
    )  # fmt: skip
    assert {name: one.value for name, one in found.items()} == {
        "exists": "yes", "since": "1989-05-03", "tell": "Długo\ntak", "many": 1234.5, "where": "IE", "whose": "PL",
        "colour": "round", "which": ["low", "high"], "trade_asked": "baker",
    }  # fmt: skip
    assert not any(one.problem for one in found.values())


@pytest.mark.parametrize(
    ("question", "text", "code"),
    [
        ("exists", "unknown", "not_in_list"), ("since", "long ago", "wrong_kind"), ("many", "a lot", "wrong_kind"),
        ("where", "nowhere", "wrong_kind"), ("whose", "XX", "not_a_member"), ("which", "ended", "code_ended"),
        ("tell", "x" * (LONGEST_ANSWER + 1), "too_long"), ("known", "yes", "comment_missing"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_taken_keeps_its_text(question: str, text: str, code: str) -> None:
    found = read({f"a-{question}": text})[question]
    assert (found.problem, found.value, found.raw) == (code, None, (text,))


def test_an_answer_may_be_that_there_is_none() -> None:
    found = read({"x-exists": "We hold no data."})["exists"]
    assert found.action_value == {"cannot": "We hold no data."}
    assert found.problem == ""
    both = read({"a-exists": "yes", "x-exists": "We hold no data."})["exists"]
    assert both.problem == "answer_and_reason"


def test_comment_and_language_stand_beside_the_answer() -> None:
    found = read({"a-known": "unknown", "c-known": "Ask them.", "l-known": "pl"})["known"]
    assert (found.value, found.comment, found.language, found.problem) == ("unknown", "Ask them.", "pl", "")


def test_a_question_that_was_not_on_the_page_is_not_there_and_an_empty_one_is_nothing() -> None:
    found = read({"a-exists": ""})
    assert list(found) == ["exists"]
    assert found["exists"].nothing


def test_places_of_one_page_are_told_apart() -> None:
    fields = {"a-1.exists": "yes", "a-2.exists": "no"}
    assert read(fields, prefix="2.")["exists"].value == "no"
    assert read(fields) == {}


def test_chosen_questions_are_those_that_were_offered() -> None:
    fields = posted([("ask", ["exists", "tell", "", "invented", "exists"])])
    assert read_chosen(fields, {"exists", "tell", "many"}) == (frozenset({"exists", "tell"}), ("invented",))


@given(
    fields=st.dictionaries(
        st.sampled_from([f"{kind}-{name}" for kind in "aclx" for name in ("exists", "since", "which", "tell", "many")]),
        st.lists(st.text(max_size=30), max_size=3),
        max_size=6,
    )
)
@settings(max_examples=150, deadline=None)
def test_nothing_that_is_sent_makes_it_fail(fields: dict[str, list[str]]) -> None:
    for one in read(fields).values():
        assert orjson.loads(orjson.dumps(one.action_value)) == one.action_value
