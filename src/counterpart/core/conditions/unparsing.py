"""From a tree back to text, in one fixed spelling: what is read from it is the same tree."""

from __future__ import annotations

import re
from functools import singledispatch

from counterpart.core.conditions.nodes import (
    AllAnswered,
    Asked,
    Compare,
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
    Reaches,
    Size,
    Today,
    Within,
    Word,
)
from counterpart.core.conditions.tokens import WORD

_BARE = re.compile(rf"{WORD}(?:\.{WORD})*")


@singledispatch
def unparse(node: Node) -> str:
    """Return the text of a tree; it may be longer than the text that the tree was read from."""
    raise TypeError(f"no spelling for {type(node).__name__}")


@unparse.register
def _(node: Word) -> str:
    return node.text if _BARE.fullmatch(node.text) else _quoted(node.text)


@unparse.register
def _(node: Literal) -> str:
    if isinstance(node.value, str):
        return _quoted(node.value)
    return str(node.value).lower()


@unparse.register
def _(node: Name) -> str:
    return node.name


@unparse.register
def _(node: Not) -> str:
    return f"!{_bracketed(node.part, Joined, Compare, Within)}"


@unparse.register
def _(node: Joined) -> str:
    # `&&` binds tighter than `||`: the only joining inside another that needs no brackets.
    return f" {node.joint} ".join(
        unparse(part) if _binds_tighter(part, node.joint) else _bracketed(part, Joined) for part in node.parts
    )


@unparse.register
def _(node: Compare) -> str:
    left, right = (_bracketed(side, Joined, Compare, Within) for side in (node.left, node.right))
    return f"{left} {node.sign} {right}"


@unparse.register
def _(node: Within) -> str:
    return f"{_bracketed(node.left, Joined, Compare, Within)} in {unparse(node.right)}"


@unparse.register
def _(node: Items) -> str:
    return "[" + ", ".join(unparse(item) for item in node.items) + "]"


@unparse.register
def _(node: Has) -> str:
    return f"has({unparse(node.name)})"


@unparse.register
def _(node: Size) -> str:
    return f"size({unparse(node.name)})"


@unparse.register
def _(node: Asked) -> str:
    return f"asked({unparse(node.question)})" if node.question else "any_asked()"


@unparse.register
def _(node: AllAnswered) -> str:
    return f"all_answered({unparse(node.question_set)})" if node.question_set else "all_answered()"


@unparse.register
def _(node: InStates) -> str:
    return f"{node.quantity}({', '.join(unparse(word) for word in (node.machine, *node.states))})"


@unparse.register
def _(node: Open) -> str:
    return f"open({unparse(node.machine)})"


@unparse.register
def _(node: Reaches) -> str:
    return f"reaches({unparse(node.machine)}, {unparse(node.state)}, '{node.share}')"


@unparse.register
def _(node: Today) -> str:
    return f"{node.side}({unparse(node.day)}, '{node.period}')"


@unparse.register
def _(node: Consulted) -> str:
    return f"consulted({unparse(node.procedure)})"


def _binds_tighter(part: Node, joint: Joint) -> bool:
    return isinstance(part, Joined) and joint is Joint.OR and part.joint is Joint.AND


def _bracketed(node: Node, *kinds: type[Node]) -> str:
    return f"({unparse(node)})" if isinstance(node, kinds) else unparse(node)


def _quoted(text: str) -> str:
    return f'"{text}"' if "'" in text else f"'{text}'"
