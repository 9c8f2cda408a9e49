from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from counterpart.core.conditions import (
    LONGEST,
    Condition,
    ConditionError,
    Fact,
    FactKind,
    Kind,
    Names,
    RowFact,
    ValueType,
    check,
    check_yes_no,
    evaluate,
    parse,
    reads,
    unparse,
)
from counterpart.core.conditions.nodes import Compare, Comparison, Joined, Joint, Node, Not, walk
from tests.core.conditions.reference import true_in
from tests.core.conditions.scene import NAMES, Situation
from tests.core.conditions.strategies import all_names, answers, conditions, situations

MODEST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECES = (
    *(
        "(",
        ")",
        "[",
        "]",
        ",",
        ".",
        "!",
        "&&",
        "||",
        "==",
        "!=",
        "<",
        ">=",
        "in",
        "true",
        "'pharmacist'",
        "'2026-01-01'",
    ),
    *(
        "7",
        "has(",
        "size(",
        "any(part, ",
        "open)",
        "after(",
        "'6 months')",
        "today",
        "now",
        "subject.age",
        "é",
        "'",
        "=",
        " ",
    ),
    *("subject.profession", "subject.urgent", "subject.other_professions", "subject.diploma_date", "subject.documents"),
)


def read(tree: Node) -> Condition:
    text = unparse(tree)
    assume(len(text) <= LONGEST)
    return parse(text)


class Recorded(Situation):
    """A situation that remembers what it was asked."""

    def __init__(self, inner: Situation) -> None:
        super().__init__(inner.values, inner.questions, inner.answered, inner.tracks, inner.searched, inner.today)
        self.calls: list[Fact] = []

    def value(self, name: str) -> object:
        self.calls.append(Fact(FactKind.NAME, name))
        return super().value(name)

    def asked(self, question: str) -> bool:
        self.calls.append(Fact(FactKind.ASKED, question))
        return super().asked(question)

    def any_asked(self) -> bool:
        self.calls.append(Fact(FactKind.ASKED, ""))
        return super().any_asked()

    def all_answered(self, question_set: str | None) -> bool:
        self.calls.append(Fact(FactKind.ANSWERED, question_set or ""))
        return super().all_answered(question_set)

    def rows(self, machine: str) -> Sequence[RowFact]:
        self.calls.append(Fact(FactKind.ROWS, machine))
        return super().rows(machine)

    def consulted(self, procedure: str) -> bool:
        self.calls.append(Fact(FactKind.CONSULTED, procedure))
        return super().consulted(procedure)


@MODEST
@given(st.data())
def test_a_condition_that_type_checks_never_raises_and_reads_what_it_says(data: DataObject) -> None:
    names = data.draw(all_names())
    condition = read(data.draw(conditions(names)))
    check_yes_no(condition, names)
    situation = Recorded(data.draw(situations(names)))
    assert evaluate(condition, situation) in (True, False)
    assert set(situation.calls) <= reads(condition)


@MODEST
@given(st.data())
def test_the_fast_evaluator_agrees_with_the_obvious_one(data: DataObject) -> None:
    names = data.draw(all_names())
    condition = read(data.draw(conditions(names)))
    situation = data.draw(situations(names))
    assert evaluate(condition, situation) is true_in(condition.tree, situation)


@MODEST
@given(st.data())
def test_every_fact_is_asked_for_at_most_as_often_as_it_is_mentioned(data: DataObject) -> None:
    names = data.draw(all_names())
    condition = read(data.draw(conditions(names)))
    situation = Recorded(data.draw(situations(names)))
    evaluate(condition, situation)
    assert len(situation.calls) <= len(list(walk(condition.tree)))


@MODEST
@given(st.data())
def test_what_is_spelt_out_is_read_back_as_the_same_tree(data: DataObject) -> None:
    tree = data.draw(all_names().flatmap(conditions))
    assert read(tree).tree == tree


@MODEST
@given(st.data())
def test_unequal_is_exactly_the_negation_of_equal(data: DataObject) -> None:
    names = data.draw(all_names())
    tree = data.draw(conditions(names).filter(lambda node: isinstance(node, Compare)))
    assert isinstance(tree, Compare)
    equal, unequal = (read(replace(tree, sign=sign)) for sign in (Comparison.EQUAL, Comparison.UNEQUAL))
    situation = data.draw(situations(names))
    assert evaluate(equal, situation) is not evaluate(unequal, situation)


@MODEST
@given(st.data())
def test_not_both_is_the_same_as_one_of_them_not(data: DataObject) -> None:
    names = data.draw(all_names())
    one, other = data.draw(conditions(names)), data.draw(conditions(names))
    situation = data.draw(situations(names))
    for joint, opposite in ((Joint.AND, Joint.OR), (Joint.OR, Joint.AND)):
        negated = read(Not(Joined(joint, (one, other))))
        spread = read(Joined(opposite, (Not(one), Not(other))))
        assert evaluate(negated, situation) is evaluate(spread, situation)


@MODEST
@given(st.sampled_from([Kind.NUMBER, Kind.DATE, Kind.DATETIME]), st.data())
def test_two_answered_values_are_less_or_equal_or_more(kind: Kind, data: DataObject) -> None:
    left, right = data.draw(answers(ValueType(kind))), data.draw(answers(ValueType(kind)))
    situation = Situation({"a": left, "b": right})
    less, equal, more = (evaluate(parse(f"a {sign} b"), situation) for sign in ("<", "==", ">"))
    answered = evaluate(parse("has(a) && has(b)"), situation)
    assert less + equal + more == int(answered)
    assert evaluate(parse("a <= b"), situation) is (less or equal)
    assert evaluate(parse("a >= b"), situation) is (more or equal)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60), situations(NAMES))
def test_any_text_is_a_condition_or_a_clear_error_and_nothing_else(text: str, situation: Situation) -> None:
    error = refusal_of(text)
    if error is None:
        condition = parse(text)
        assert evaluate(condition, situation) in (True, False)
        assert parse(unparse(condition.tree)).tree == condition.tree
        error = refusal_of(text, NAMES)
    assert error is None or (error.message and 1 <= error.column <= len(text) + 1)


def refusal_of(text: str, names: Names | None = None) -> ConditionError | None:
    try:
        condition = parse(text)
        if names is not None:
            check(condition, names)
    except ConditionError as error:
        return error
    return None
