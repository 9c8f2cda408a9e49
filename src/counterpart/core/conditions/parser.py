"""From tokens to a tree.

The grammar, loosest first (the order of CEL):

    either     = both { "||" both }
    both       = comparison { "&&" comparison }
    comparison = negation [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) negation | "in" ( list | name ) ]
    negation   = { "!" } atom
    atom       = "(" either ")" | text | number | "true" | "false" | call | name
    list       = "[" item { "," item } "]"          item = text | number | "true" | "false" | name

`!a == b` is `(!a) == b`, as in CEL. Every token is looked at once, so reading takes linear time; brackets and `!` may
be nested 32 deep.
"""

from __future__ import annotations

from collections.abc import Callable

from counterpart.core.conditions.calls import dotted, read_call
from counterpart.core.conditions.error import ConditionError
from counterpart.core.conditions.nodes import (
    Compare,
    Comparison,
    Items,
    Joined,
    Joint,
    Literal,
    Name,
    Node,
    Not,
    Within,
)
from counterpart.core.conditions.tokens import Cursor, Token, TokenKind

LONGEST = 400
"""How many characters a condition may have (grammar 4: closed, linear, short enough to be read)."""

DEEPEST = 32
"""How many brackets and `!` may be open at one place."""

_COMPARISONS = frozenset(Comparison)
_SPELT_OUT = {"and": "write && for 'and'", "or": "write || for 'or'", "not": "write ! for 'not'"}
_RIGHT_OF_IN = "the right side of 'in' is a list [..] or a name that may hold several values"


def read_tree(text: str) -> Node:
    """Return the tree of a condition. Raises ConditionError when the text is none."""
    if len(text) > LONGEST:
        raise ConditionError(LONGEST + 1, f"the condition is longer than {LONGEST} characters ({len(text)})")
    cursor = Cursor(text)
    if cursor.peek().kind is TokenKind.END:
        raise ConditionError(1, "the condition is empty")
    tree = _either(cursor, 0)
    if cursor.peek().kind is not TokenKind.END:
        raise _unexpected(cursor.peek())
    return tree


def _either(cursor: Cursor, depth: int) -> Node:
    return _joined(cursor, depth, Joint.OR, _both)


def _both(cursor: Cursor, depth: int) -> Node:
    return _joined(cursor, depth, Joint.AND, _comparison)


def _joined(cursor: Cursor, depth: int, joint: Joint, read_part: Callable[[Cursor, int], Node]) -> Node:
    first = cursor.peek()
    parts = [read_part(cursor, depth)]
    while cursor.accept(joint):
        parts.append(read_part(cursor, depth))
    return parts[0] if len(parts) == 1 else Joined(joint, tuple(parts), column=first.column)


def _comparison(cursor: Cursor, depth: int) -> Node:
    left, sign = _negation(cursor, depth), cursor.peek()
    if not _compares(sign):
        return left
    cursor.take()
    tree: Node
    if sign.is_word("in"):
        tree = Within(left, _right_of_in(cursor), column=sign.column)
    else:
        tree = Compare(Comparison(sign.text), left, _negation(cursor, depth), column=sign.column)
    if _compares(cursor.peek()):
        raise ConditionError(cursor.peek().column, f"unexpected {cursor.peek()}", "join two comparisons with &&")
    return tree


def _compares(token: Token) -> bool:
    return token.is_word("in") or (token.kind is TokenKind.SIGN and token.text in _COMPARISONS)


def _right_of_in(cursor: Cursor) -> Items | Name:
    start = cursor.take()
    if start.is_sign("["):
        return _items(cursor, start)
    if start.kind is TokenKind.WORD and start.text not in ("true", "false"):
        name = Name(dotted(cursor, start), column=start.column)
        if not cursor.peek().is_sign("("):
            return name
    raise ConditionError(start.column, _RIGHT_OF_IN)


def _items(cursor: Cursor, start: Token) -> Items:
    items: list[Literal | Name] = []
    while not items or cursor.accept(","):
        token = cursor.take()
        item = _value(cursor, token)
        if item is None:
            raise ConditionError(token.column, f"expected a value of the list, found {token}")
        items.append(item)
    cursor.expect("]")
    return Items(tuple(items), column=start.column)


def _negation(cursor: Cursor, depth: int) -> Node:
    sign = cursor.peek()
    if cursor.accept("!"):
        return Not(_negation(cursor, _deeper(depth, sign)), column=sign.column)
    return _atom(cursor, depth)


def _atom(cursor: Cursor, depth: int) -> Node:
    token = cursor.take()
    if token.is_sign("("):
        tree = _either(cursor, _deeper(depth, token))
        cursor.expect(")")
        return tree
    if token.kind is TokenKind.WORD and cursor.peek().is_sign("("):
        return read_call(cursor, token)
    value = _value(cursor, token)
    if value is None or (token.is_word("not") and value == Name("not")):
        raise _unexpected(token)
    return value


def _value(cursor: Cursor, token: Token) -> Literal | Name | None:
    if token.kind is TokenKind.TEXT:
        return Literal(token.text, column=token.column)
    if token.kind is TokenKind.NUMBER:
        return Literal(_whole_number(cursor, token), column=token.column)
    if token.is_word("true") or token.is_word("false"):
        return Literal(token.text == "true", column=token.column)
    if token.kind is TokenKind.WORD and token.text != "in":
        return Name(dotted(cursor, token), column=token.column)
    return None


def _whole_number(cursor: Cursor, token: Token) -> int:
    if cursor.peek().is_sign("."):
        raise ConditionError(token.column, "numbers in conditions are whole")
    return int(token.text)


def _deeper(depth: int, token: Token) -> int:
    if depth >= DEEPEST:
        raise ConditionError(token.column, f"brackets and ! are nested more than {DEEPEST} deep")
    return depth + 1


def _unexpected(token: Token) -> ConditionError:
    if token.kind is TokenKind.END:
        return ConditionError(token.column, "the condition ends too early")
    if token.is_sign("["):
        return ConditionError(token.column, "a list [..] stands only on the right of 'in'")
    hint = _SPELT_OUT.get(token.text.lower(), "") if token.kind is TokenKind.WORD else ""
    return ConditionError(token.column, f"unexpected {token}", hint)
