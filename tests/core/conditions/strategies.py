"""Generated policy areas, conditions that fit them, and facts of every sort, for the laws of this room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from counterpart.core.conditions import ABSENT, Kind, MachineNames, Names, RowFact, Share, ValueType
from counterpart.core.conditions.measures import WHOLE_DAYS
from counterpart.core.conditions.nodes import (
    AllAnswered,
    Asked,
    Compare,
    Comparison,
    Consulted,
    Has,
    InStates,
    Items,
    Joined,
    Joint,
    Literal,
    Name,
    Node,
    Not,
    Open,
    Quantity,
    Reaches,
    Side,
    Size,
    Today,
    Within,
    Word,
)
from counterpart.core.deadlines.periods import Period
from tests.core.conditions.scene import Situation

LISTS = {"colours": ("red", "green"), "sizes": ("small", "it's"), "states": ("begun", "over")}
STATES = ("open", "busy", "done")
MACHINES = ("part", "child")
QUESTIONS = ("first", "2nd")
DATES = st.dates() | st.dates(date(2026, 2, 20), date(2026, 3, 10))
MOMENTS = st.datetimes(timezones=st.just(UTC))
NUMBERS = st.integers(0, 20)
TEXTS = st.sampled_from(["Smith", "2026-03-01", "it's", "a b", "[x]"])
COMPARED = (Kind.YES_NO, Kind.NUMBER, Kind.TEXT, Kind.CODE, Kind.STATE, Kind.DATE, Kind.MEMBER, Kind.COUNTRY)
EQUALITY = (Comparison.EQUAL, Comparison.UNEQUAL)
NO_ANSWER = st.sampled_from([ABSENT, None, "", ()])


def value_types() -> SearchStrategy[ValueType]:
    coded = st.builds(ValueType, st.just(Kind.CODE), st.sampled_from(["colours", "sizes"]), st.booleans())
    stated = st.just(ValueType(Kind.STATE, "states"))
    plain = st.sampled_from([kind for kind in Kind if kind not in (Kind.CODE, Kind.STATE)])
    return coded | stated | st.builds(ValueType, plain, st.none(), st.booleans())


def all_names() -> SearchStrategy[Names]:
    spelt = st.sampled_from([f"{root}.{leaf}" for root in ("subject", "form.f", "answers") for leaf in "abcdef"])
    values = st.dictionaries(spelt, value_types(), min_size=1, max_size=12)
    return values.map(
        lambda found: Names(
            values={"today": ValueType(Kind.DATE), "now": ValueType(Kind.DATETIME), **found},
            code_lists={name: frozenset(codes) for name, codes in LISTS.items()},
            machines={name: MachineNames(frozenset(STATES)) for name in MACHINES},
            questions=frozenset(QUESTIONS),
            question_sets=frozenset({"person"}),
            procedures=frozenset({"alert"}),
            members=frozenset({"PL", "X1"}),
        )
    )


@cache
def answers(found: ValueType) -> SearchStrategy[object]:
    """Return the values that may be answered for a type, one of several kinds of no answer among them."""
    one = _one(found)
    if found.many:
        several = st.lists(one, max_size=3)
        return NO_ANSWER | several | several.map(tuple)
    return NO_ANSWER | one


@cache
def _one(found: ValueType) -> SearchStrategy[object]:
    table: dict[Kind, SearchStrategy[object]] = {
        Kind.YES_NO: st.booleans(),
        Kind.NUMBER: NUMBERS | st.decimals(0, 20, places=1),
        Kind.MONEY: st.just((Decimal(5), "EUR")),
        Kind.DATE: DATES,
        Kind.DATETIME: MOMENTS,
        Kind.MEMBER: st.sampled_from(["PL", "X1"]),
        Kind.COUNTRY: st.sampled_from(["FR", "GR"]),
    }
    return table.get(
        found.kind, TEXTS if found.code_list is None else st.sampled_from(LISTS.get(found.code_list, ("yes", "other")))
    )


@st.composite
def situations(draw: DrawFn, names: Names) -> Situation:
    values = {name: draw(answers(found)) for name, found in names.values.items() if name != "today"}
    values["now"] = draw(st.just(datetime(2026, 3, 2, 9, 0, tzinfo=UTC)))
    row = st.builds(RowFact, st.sampled_from(STATES), st.booleans())
    return Situation(
        values,
        questions=draw(st.lists(st.sampled_from(QUESTIONS))),
        answered=draw(st.dictionaries(st.sampled_from([None, "person"]), st.booleans())),
        tracks=draw(st.dictionaries(st.sampled_from(MACHINES), st.lists(row, max_size=4))),
        searched=draw(st.lists(st.just("alert"))),
        today=draw(st.just(date(2026, 3, 2)) | st.dates()),
    )


def conditions(names: Names) -> SearchStrategy[Node]:
    """Return trees that are well typed for these names and say yes or no."""
    return st.recursive(
        st.one_of(*_leaves(names)),
        lambda below: (
            st.builds(Not, below)
            | st.builds(Joined, st.sampled_from(Joint), st.lists(below, min_size=2, max_size=3).map(tuple))
            | st.builds(Compare, st.sampled_from(EQUALITY), below.filter(_is_not_fixed), below)
        ),
        max_leaves=4,
    )


def _leaves(names: Names) -> list[SearchStrategy[Node]]:
    known = [Name(name) for name in names.values]
    leaves: list[SearchStrategy[Node]] = [
        *_about_machines(),
        _about_questions(),
        st.builds(Has, st.sampled_from(known)),
    ]
    leaves.append(st.sampled_from([Literal(value=True), Literal(value=False), Consulted(Word("alert"))]))
    leaves += [leaf for name in known for leaf in _about(name, names.values[name.name], known, names)]
    return leaves


@cache
def _about_machines() -> list[SearchStrategy[Node]]:
    machine, state = st.sampled_from([Word(name) for name in MACHINES]), st.sampled_from([Word(one) for one in STATES])
    states = st.lists(state, min_size=1, max_size=2).map(tuple)
    share = st.integers(1, 9).flatmap(lambda whole: st.builds(Share, st.integers(1, whole), st.just(whole)))
    counted = st.builds(InStates, st.just(Quantity.COUNT), machine, states)
    return [
        st.builds(InStates, st.sampled_from([Quantity.ALL, Quantity.ANY]), machine, states),
        st.builds(Compare, st.sampled_from(Comparison), counted, NUMBERS.map(Literal)),
        st.builds(Open, machine),
        st.builds(Reaches, machine, state, share),
    ]


@cache
def _about_questions() -> SearchStrategy[Node]:
    asked = st.builds(Asked, st.sampled_from([None, *(Word(question) for question in QUESTIONS)]))
    return asked | st.builds(AllAnswered, st.sampled_from([None, Word("person")]))


def _about(name: Name, found: ValueType, known: Sequence[Name], names: Names) -> list[SearchStrategy[Node]]:
    if found.many or found.kind is Kind.TEXT:
        sized = st.builds(Compare, st.sampled_from(Comparison), st.just(Size(name)), NUMBERS.map(Literal))
        within = [st.builds(Within, _literals(found), st.just(name))] if found.kind in COMPARED and found.many else []
        return [sized, *within] if found.many else [sized, *_single(name, found, known, names)]
    return _single(name, found, known, names)


def _single(name: Name, found: ValueType, known: Sequence[Name], names: Names) -> list[SearchStrategy[Node]]:
    leaves: list[SearchStrategy[Node]] = [st.just(name)] if found.kind is Kind.YES_NO else []
    if found.kind is Kind.DATE:
        period = st.builds(Period, st.integers(1, 100), st.sampled_from(sorted(WHOLE_DAYS)))
        leaves.append(st.builds(Today, st.sampled_from(Side), st.just(name), period))
    ordered = found.kind in (Kind.NUMBER, Kind.DATE, Kind.DATETIME)
    signs = st.sampled_from(list(Comparison) if ordered else EQUALITY)
    if found.kind in COMPARED:
        others = [other for other in known if names.values[other.name] == found]
        beside = _literals(found) | st.sampled_from(others)
        leaves += [
            st.builds(Compare, signs, st.just(name), beside),
            st.builds(Compare, signs, beside.filter(_is_name), st.just(name)),
        ]
        leaves.append(st.builds(Within, st.just(name), st.lists(beside, min_size=1, max_size=3).map(tuple).map(Items)))
    elif found.kind is Kind.DATETIME:
        leaves.append(st.builds(Compare, signs, st.just(name), st.just(Name("now"))))
    return leaves


def _is_not_fixed(node: Node) -> bool:
    return not isinstance(node, Literal)


def _is_name(node: Node) -> bool:
    return isinstance(node, Name)


@cache
def _literals(found: ValueType) -> SearchStrategy[Literal]:
    if found.kind is Kind.DATE:
        return DATES.map(lambda day: Literal(day.isoformat()))
    if found.kind is Kind.NUMBER:
        return NUMBERS.map(Literal)
    return _one(found).map(lambda value: Literal(value if isinstance(value, (str, bool)) else str(value)))
