from __future__ import annotations

import pytest

from counterpart.core.conditions import DEEPEST, LONGEST, ConditionError, parse
from counterpart.core.conditions.nodes import Compare, Comparison, Joined, Joint, Literal, Name, Not, Within


def refused(text: str) -> tuple[int, str]:
    with pytest.raises(ConditionError) as caught:
        parse(text)
    return caught.value.column, caught.value.sentence


def test_and_binds_tighter_than_or() -> None:
    a, b, c = Name("a"), Name("b"), Name("c")
    assert parse("a || b && c").tree == Joined(Joint.OR, (a, Joined(Joint.AND, (b, c))))
    assert parse("(a || b) && c").tree == Joined(Joint.AND, (Joined(Joint.OR, (a, b)), c))


def test_a_chain_of_equal_signs_lies_flat_however_long() -> None:
    tree = parse("||".join(["a"] * 130)).tree
    assert isinstance(tree, Joined)
    assert tree.parts == (Name("a"),) * 130


def test_not_binds_tighter_than_a_comparison_as_in_cel() -> None:
    assert parse("!a == true").tree == Compare(Comparison.EQUAL, Not(Name("a")), Literal(value=True))


def test_both_kinds_of_quotes_make_the_same_text() -> None:
    assert parse("""a == 'x'""").tree == parse('''a == "x"''').tree
    assert parse('''a == "it's"''').tree == Compare(Comparison.EQUAL, Name("a"), Literal("it's"))


def test_spaces_and_line_breaks_mean_nothing() -> None:
    assert parse("  a==1\n && \t!b ").tree == parse("a == 1 && !b").tree


def test_a_sign_in_quotes_is_no_sign() -> None:
    assert parse("a in ['(', '&&', ']']").tree == parse("a in ['(','&&',']']").tree
    assert isinstance(parse("'(' in a").tree, Within)


def test_names_may_hold_hyphens_and_the_words_of_the_language_behind_a_dot() -> None:
    assert parse("subject.date-of-birth == subject.in--").tree == Compare(
        Comparison.EQUAL, Name("subject.date-of-birth"), Name("subject.in--")
    )


def test_the_names_given_to_a_function_may_stand_in_quotes() -> None:
    assert parse("any('part', 'open')").tree == parse("any(part, open)").tree
    assert parse("asked('1st')").tree != parse("asked(first)").tree


def test_columns_count_from_one_and_take_no_part_in_equality() -> None:
    tree = parse("a  &&  b").tree
    assert isinstance(tree, Joined)
    assert [part.column for part in tree.parts] == [1, 8]
    assert tree == parse("a && b").tree


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("", 1, "the condition is empty"),
        ("  \n", 1, "the condition is empty"),
        ("a = 'b'", 3, "cannot read '='; write == to compare"),
        ("a & b", 3, "cannot read '&'; write && for 'and'"),
        ("a and b", 3, "unexpected 'and'; write && for 'and'"),
        ("not a", 1, "unexpected 'not'; write ! for 'not'"),
        ("a == ‘x’", 6, "cannot read '‘'; use straight quotes: '…'"),
        ("a + 1 == 2", 3, "cannot read '+'; a condition does not calculate"),
        ("a == -1", 6, "cannot read '-'; a condition does not calculate"),
        ("a ==", 5, "the condition ends too early"),
        ("a && ", 5, "the condition ends too early"),
        ("(a", 3, "expected ')', found the end"),
        ("a)", 2, "unexpected ')'"),
        ("a == 'b", 6, "the quote ' opened here is not closed"),
        (r"a == 'b\'c'", 6, "a text in quotes holds a backslash or a line break; leave it out"),
        ("a == 1.5", 6, "numbers in conditions are whole"),
        ("a.", 3, "expected a name after '.', found the end"),
        ("a == b == c", 8, "unexpected '=='; join two comparisons with &&"),
        ("1 < a < 3", 7, "unexpected '<'; join two comparisons with &&"),
        ("a == [1]", 6, "a list [..] stands only on the right of 'in'"),
        ("a in []", 7, "expected a value of the list, found ']'"),
        ("a in [1,]", 9, "expected a value of the list, found ']'"),
        ("a in [1 2]", 9, "expected ']', found '2'"),
        ("a in [[1]]", 7, "expected a value of the list, found '['"),
        ("a in 'abc'", 6, "the right side of 'in' is a list [..] or a name that may hold several values"),
        ("a in size(b)", 6, "the right side of 'in' is a list [..] or a name that may hold several values"),
        ("in == 1", 1, "unexpected 'in'"),
        ("a.b(c)", 4, "unexpected '('"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_column(text: str, column: int, message: str) -> None:
    assert refused(text) == (column, message)


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("hass(a)", 1, "unknown function 'hass()'; did you mean 'has'?"),
        ("has()", 1, "has() has no argument(s); write has(name)"),
        ("has(a, b)", 1, "has() has 2 argument(s); write has(name)"),
        ("size(a, b)", 1, "size() has 2 argument(s); write size(name)"),
        ("all_answered(a, b)", 1, "all_answered() has 2 argument(s); write all_answered() or all_answered(set)"),
        ("has('a')", 5, "has() takes a name without quotes; write a"),
        ("has(size(a))", 9, "expected ',' or ')', found '('; a function takes names, no expressions"),
        ("asked(1)", 7, "expected a name or a text in quotes, found '1'"),
        ("any_asked(a)", 1, "any_asked() has 1 argument(s); write any_asked()"),
        ("any(part)", 1, "any() has 1 argument(s); write any(track, state, …)"),
        ("any(part, open", 15, "expected ',' or ')', found the end"),
        ("reaches(vote, yes, 2/3)", 21, "cannot read '/'; a condition does not calculate"),
        ("reaches(vote, yes, '3/2')", 20, "'3/2' is not a share; write a fraction in quotes, e.g. '2/3' or '1/1'"),
        ("reaches(vote, yes, '0/2')", 20, "'0/2' is not a share; write a fraction in quotes, e.g. '2/3' or '1/1'"),
        ("reaches(vote, yes, '1/0')", 20, "'1/0' is not a share; write a fraction in quotes, e.g. '2/3' or '1/1'"),
    ],
)
def test_a_function_says_how_it_is_written(text: str, column: int, message: str) -> None:
    assert refused(text) == (column, message)


@pytest.mark.parametrize("period", ["'5 working days'", "'3 hours'", "'months'", "'-1 days'", "'99999 days'", "days"])
def test_a_period_of_a_condition_counts_whole_days(period: str) -> None:
    column, sentence = refused(f"after(today, {period})")
    assert column == 14
    assert "counts a period in quotes" in sentence
    assert "hours and working days belong to 'due'" in sentence


def test_a_function_that_does_not_exist_shows_the_list() -> None:
    assert refused("regex(a)")[1].startswith("unknown function 'regex()'; known: after, all, all_answered, any,")


def test_a_condition_has_at_most_400_characters() -> None:
    assert parse("a" * LONGEST).text == "a" * LONGEST
    assert refused("a" * (LONGEST + 1)) == (401, "the condition is longer than 400 characters (401)")


@pytest.mark.parametrize(("opening", "closing"), [("(", ")"), ("!", ""), ("!(", ")")])
def test_nesting_has_an_end_long_before_the_stack(opening: str, closing: str) -> None:
    fitting = DEEPEST // len(opening)
    deepest = opening * fitting + "a" + closing * fitting
    assert parse(deepest).text == deepest
    too_deep = fitting + 1
    assert refused(opening * too_deep + "a" + closing * too_deep) == (
        DEEPEST + 1,
        "brackets and ! are nested more than 32 deep",
    )
    assert refused(opening * (LONGEST // len(opening)))[0] == DEEPEST + 1


def test_the_same_text_is_read_once() -> None:
    assert parse("has(subject.diploma)") is parse("has(subject.diploma)")
