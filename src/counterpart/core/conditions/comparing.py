"""Which values may be compared with which: the rules behind `==`, `<` and `in`.

Dates, codes, numbers, texts, members and countries are each compared with their own kind only (module grammar,
section 1); a code only with codes of its own list. What is written in quotes takes the kind of what it stands beside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from counterpart.core.conditions.error import ConditionError
from counterpart.core.conditions.measures import read_date
from counterpart.core.conditions.names import Kind, Names, ValueType
from counterpart.core.conditions.nodes import Literal, Node
from counterpart.core.conditions.unparsing import unparse
from counterpart.core.findings import nearest

_ORDERED = frozenset({Kind.NUMBER, Kind.DATE, Kind.DATETIME})
_ONLY_HAS = frozenset({Kind.MONEY, Kind.FILE, Kind.GROUP, Kind.LINK})
_LISTED = frozenset({Kind.CODE, Kind.STATE})
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_FEW = 8


def check_pair(left: tuple[Node, ValueType], right: tuple[Node, ValueType], names: Names, *, ordered: bool) -> None:
    """Check that two sides may be compared, with an order or only for being equal. Raises ConditionError."""
    if isinstance(left[0], Literal) and isinstance(right[0], Literal):
        raise ConditionError(left[0].column, "two fixed values are compared", "one side must be a name")
    for node, kind in (left, right):
        if not isinstance(node, Literal):
            _check_comparable(node, kind, ordered=ordered)
    if isinstance(right[0], Literal):
        check_literal(left[1], right[0], names)
    elif isinstance(left[0], Literal):
        check_literal(right[1], left[0], names)
    else:
        check_same(left, right)


def check_member_of(left: tuple[Node, ValueType], right: tuple[Node, ValueType], names: Names) -> None:
    """Check that one value may be looked for among several. Raises ConditionError."""
    node, several = right
    if not several.many:
        raise ConditionError(
            node.column,
            f"'{unparse(node)}' holds one value; the right side of 'in' is a list or holds several",
            f"write {unparse(left[0])} == {unparse(node)}",
        )
    _check_comparable(node, several.single, ordered=False)
    if isinstance(left[0], Literal):
        check_literal(several, left[0], names)
    else:
        check_same(left, (node, several.single))


def check_same(left: tuple[Node, ValueType], right: tuple[Node, ValueType]) -> None:
    """Check that two names are of one kind and, for codes, of one list. Raises ConditionError."""
    (first, one), (second, other) = left, right
    lists_differ = one.kind is Kind.CODE and None not in (one.code_list, other.code_list)
    if one.kind is not other.kind or (lists_differ and one.code_list != other.code_list):
        raise ConditionError(
            second.column,
            f"'{unparse(first)}' is {one.words}, '{unparse(second)}' is {other.words}: they cannot be compared",
        )


def check_literal(kind: ValueType, literal: Literal, names: Names) -> None:
    """Check that a fixed value may stand beside a value of a type that is compared at all. Raises ConditionError."""
    _CHECKS[kind.kind](kind, literal, names)


def check_single(node: Node, kind: ValueType) -> None:
    """Check that something holds one value. Raises ConditionError."""
    if kind.many:
        raise ConditionError(node.column, f"'{unparse(node)}' may hold several values", f"write 'x' in {unparse(node)}")


def _check_comparable(node: Node, kind: ValueType, *, ordered: bool) -> None:
    check_single(node, kind)
    if kind.kind in _ONLY_HAS:
        raise ConditionError(
            node.column, f"{kind.words} is not compared", f"a condition may only ask has({unparse(node)})"
        )
    if ordered and kind.kind not in _ORDERED:
        raise ConditionError(
            node.column,
            f"'{unparse(node)}' is {kind.words}, which has no order",
            "only numbers and dates are compared with <, <=, > and >=",
        )


def _shown(literal: Literal) -> str:
    return f"'{literal.value}'" if isinstance(literal.value, str) else str(literal.value).lower()


def _check_yes_no(_kind: ValueType, literal: Literal, _names: Names) -> None:
    if not isinstance(literal.value, bool):
        raise ConditionError(literal.column, f"a yes/no value is true or false, not {_shown(literal)}")


def _check_number(_kind: ValueType, literal: Literal, _names: Names) -> None:
    if isinstance(literal.value, str):
        raise ConditionError(literal.column, f"comparing a number with text {_shown(literal)}")
    if isinstance(literal.value, bool):
        raise ConditionError(literal.column, f"a number is compared with a number, not with {_shown(literal)}")


def _text(literal: Literal, what: str) -> str:
    if not isinstance(literal.value, str):
        raise ConditionError(literal.column, f"{what} in quotes, not with {_shown(literal)}")
    return literal.value


def _check_text(_kind: ValueType, literal: Literal, _names: Names) -> None:
    if not _text(literal, "a text is compared with a text"):
        raise ConditionError(
            literal.column, "an empty text counts as unanswered and equals nothing", "write has(…) or !has(…)"
        )


def _check_code(kind: ValueType, literal: Literal, names: Names) -> None:
    code = _text(literal, f"a {kind.kind} is compared with a {kind.kind}")
    codes = None if kind.code_list is None else names.code_lists.get(kind.code_list)
    if codes is not None and code not in codes:
        owner = f"code list '{kind.code_list}'" if kind.kind is Kind.CODE else f"'{kind.code_list}'"
        raise ConditionError(literal.column, f"{owner} has no {kind.kind} '{code}'", _suggested(code, codes))


def _check_member(_kind: ValueType, literal: Literal, names: Names) -> None:
    member = _text(literal, "a member of the network is compared with its code")
    if names.members is not None and member not in names.members:
        raise ConditionError(literal.column, f"the network has no member '{member}'", _suggested(member, names.members))


def _check_country(kind: ValueType, literal: Literal, names: Names) -> None:
    country = _text(literal, "a country is compared with its code")
    if kind.code_list in names.code_lists:
        _check_code(ValueType(Kind.CODE, kind.code_list), literal, names)
    elif not _COUNTRY.fullmatch(country):
        raise ConditionError(literal.column, f"'{country}' is not the code of a country", "write two capital letters")


def _check_language(kind: ValueType, literal: Literal, names: Names) -> None:
    language = _text(literal, "a language is compared with its code")
    if kind.code_list in names.code_lists:
        _check_code(ValueType(Kind.CODE, kind.code_list), literal, names)
    elif not _LANGUAGE.fullmatch(language):
        raise ConditionError(
            literal.column, f"'{language}' is not the code of a language", "write e.g. 'pl' or 'es-US'"
        )


def _check_date(_kind: ValueType, literal: Literal, _names: Names) -> None:
    if not isinstance(literal.value, str) or read_date(literal.value) is None:
        raise ConditionError(
            literal.column, f"{_shown(literal)} is not a date", "write 'YYYY-MM-DD', e.g. '2027-03-31'"
        )


def _check_datetime(_kind: ValueType, literal: Literal, _names: Names) -> None:
    raise ConditionError(
        literal.column,
        f"a date with time is compared with now or with another one, not with {_shown(literal)}",
        "a fixed day begins at another moment in each time zone",
    )


def _check_authority(_kind: ValueType, literal: Literal, _names: Names) -> None:
    raise ConditionError(
        literal.column,
        f"an authority is compared with another field of type authority, not with {_shown(literal)}",
        "a module names no authority",
    )


def _suggested(word: str, choices: frozenset[str]) -> str:
    few = "choose from: " + ", ".join(sorted(choices)) if 0 < len(choices) <= _FEW else ""
    return nearest(word, sorted(choices), otherwise=few)


_CHECKS: Mapping[Kind, Callable[[ValueType, Literal, Names], None]] = MappingProxyType(
    {
        **dict.fromkeys(_LISTED, _check_code),
        Kind.YES_NO: _check_yes_no,
        Kind.NUMBER: _check_number,
        Kind.TEXT: _check_text,
        Kind.MEMBER: _check_member,
        Kind.COUNTRY: _check_country,
        Kind.LANGUAGE: _check_language,
        Kind.DATE: _check_date,
        Kind.DATETIME: _check_datetime,
        Kind.AUTHORITY: _check_authority,
    }
)
