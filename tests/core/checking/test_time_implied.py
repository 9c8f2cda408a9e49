from __future__ import annotations

from counterpart.core.checking.time.implied import implied_by, refuted_by


def test_a_condition_that_holds_had_its_names_answered() -> None:
    assert implied_by("has(a.b)") == {"a.b"}
    assert implied_by("a.b == c.d") == {"a.b", "c.d"}
    assert implied_by("a.b < '2027-01-01'") == {"a.b"}
    assert implied_by("a.b in ['x', 'y']") == {"a.b"}
    assert implied_by("'x' in a.codes") == {"a.codes"}
    assert implied_by("after(a.b, '6 months')") == {"a.b"}
    assert implied_by("a.flag") == {"a.flag"}


def test_being_different_needs_no_answer() -> None:
    assert implied_by("a.b != 'x'") == frozenset()
    assert refuted_by("a.b != 'x'") == {"a.b"}


def test_of_alternatives_only_what_all_of_them_need() -> None:
    assert implied_by("has(a.b) && has(c.d)") == {"a.b", "c.d"}
    assert implied_by("has(a.b) || has(a.b) && has(c.d)") == {"a.b"}
    assert refuted_by("!has(a.b) || !has(c.d)") == {"a.b", "c.d"}
    assert refuted_by("!has(a.b) && !has(c.d)") == frozenset()


def test_turning_round_twice_is_not_turning() -> None:
    assert implied_by("!(!has(a.b))") == {"a.b"}
    assert refuted_by("!has(a.b)") == {"a.b"}
    assert refuted_by("has(a.b)") == frozenset()


def test_what_reads_no_value_needs_none() -> None:
    assert implied_by("any(part, done) && all_answered() && size(a.codes) > 1") == frozenset()


def test_no_condition_and_one_that_cannot_be_read_say_nothing() -> None:
    assert implied_by(None) == refuted_by(None) == frozenset()
    assert implied_by("has(") == frozenset()
