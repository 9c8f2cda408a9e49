"""How many ways a pattern may have to go through one text: what a backtracking engine tries before it says no.

Two numbers are known of each part: at how many places it may end, and in how many ways it may come to the same place.
In a row they multiply, but for one case: a character that nothing before it can take pins everything before it to one
place, and what comes after begins anew. Estimates err on the high side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from counterpart.core.checking.forms.pattern_reader import Choice, One, Part, Repeat, Row

ENDLESS = 10**12
"""Ways beyond counting; also what every larger number is cut to."""


@dataclass(frozen=True, slots=True)
class Cost:
    """At how many places a part may end, in how many ways it may come to each, and what is tried on the way at most."""

    ends: int = 1
    ways: int = 1
    tried: int = 1


def cost_of(part: Part, longest: int) -> Cost:
    """Return the cost of a part in a text of `longest` characters."""
    match part:
        case One():
            return Cost()
        case Row():
            return _of_row(_flat(part), longest)
        case Choice(ways):
            costs = [cost_of(way, longest) for way in ways]
            tried = sum(each.tried for each in costs)
            if distinct(part):
                return Cost(max(each.ends for each in costs), max(each.ways for each in costs), tried)
            return Cost(min(longest, sum(each.ends for each in costs)), sum(each.ways for each in costs), tried)
        case Repeat():
            return _of_repeat(part, longest)


def _of_repeat(repeat: Repeat, longest: int) -> Cost:
    inner = cost_of(repeat.part, longest)
    most = longest if repeat.most is None else min(repeat.most, longest)
    rounds = most - min(repeat.least, most) + 1
    if most <= 1:
        ends = min(longest, inner.ends + (most > repeat.least))
        again = most > repeat.least and may_be_empty(repeat.part)  # nothing at all, or once nothing
        return Cost(ends, inner.ways + again, inner.tried + again)
    if inner.ends == 1 or separated(repeat.part):
        ends, ways = rounds if inner.ends == 1 else longest, _power(inner.ways, most)
    else:
        ends, ways = longest, _power(inner.ends * inner.ways, most)
    return Cost(min(longest, ends), ways, max(inner.tried, ways))


def _of_row(parts: Iterable[Part], longest: int) -> Cost:
    """Go along a row: `here` and `widest` are of the stretch since the last pin, `ways` of all stretches before."""
    ways = here = widest = tried = 1
    taken: frozenset[int] = frozenset()
    for part in parts:
        cost, own = cost_of(part, longest), characters(part)
        if _is_needed(part) and not taken & own:
            ways, here, widest, taken = _cut(ways * -(-here // widest)), 1, 1, frozenset()
        tried = max(tried, _cut(ways * here * cost.tried))
        ways = _cut(ways * cost.ways)
        if cost.ends > 1:
            here = _cut(here * cost.ends) if taken & own else max(here, cost.ends)
            widest = max(widest, cost.ends)
            taken |= own
        tried = max(tried, _cut(ways * here))
    return Cost(min(longest, widest), _cut(ways * -(-here // widest)), tried)


def _cut(number: int) -> int:
    return min(ENDLESS, number)


def _flat(row: Row) -> Iterator[Part]:
    """Give the parts of a row, those of rows in it among them."""
    for part in row.parts:
        if isinstance(part, Row):
            yield from _flat(part)
        else:
            yield part


def _is_needed(part: Part) -> bool:
    return isinstance(part, One) or (isinstance(part, Repeat) and part.least > 0 and bool(first(part)))


def _power(base: int, exponent: int) -> int:
    """Return a power, cut where nobody counts any more."""
    result = 1
    for _ in range(exponent if base > 1 else 0):
        result *= base
        if result >= ENDLESS:
            return ENDLESS
    return result


def separated(part: Part) -> bool:
    """Return whether each round begins with a character that cannot stand anywhere else in it."""
    if not isinstance(part, Row) or not part.parts or not isinstance(part.parts[0], One):
        return False
    return not any(part.parts[0].characters & characters(other) for other in part.parts[1:])


def distinct(choice: Choice) -> bool:
    """Return whether the first characters say which of the alternatives is meant."""
    beginnings = [list(_beginning(way)) for way in choice.ways]
    return all(
        any(not one & other for one, other in zip(these, those, strict=False))
        for these, those in combinations(beginnings, 2)
    )


def _beginning(part: Part) -> Iterator[frozenset[int]]:
    """Give the sets of characters with which a part begins, as far as each is certain to come at its place."""
    for each in _flat(part) if isinstance(part, Row) else (part,):
        if isinstance(each, One):
            yield each.characters
            continue
        if begins := first(each):
            yield begins
        return


def first(part: Part) -> frozenset[int]:
    """Return the characters with which a part may begin; nothing where it may be empty."""
    match part:
        case One(own):
            return own
        case Row(parts):
            return first(parts[0]) if parts else frozenset()
        case Choice(ways):
            firsts = [first(way) for way in ways]
            return frozenset().union(*firsts) if all(firsts) else frozenset()
        case Repeat(inner, least):
            return first(inner) if least else frozenset()


def characters(part: Part) -> frozenset[int]:
    """Return all characters that a part may take."""
    return frozenset().union(*(each.characters for each in parts_of(part) if isinstance(each, One)))


def takes_something(part: Part) -> bool:
    """Return whether a part can take a character at all."""
    match part:
        case One():
            return True
        case Row(inner) | Choice(inner):
            return any(takes_something(each) for each in inner)
        case Repeat(each, most=most):
            return most != 0 and takes_something(each)


def may_be_empty(part: Part) -> bool:
    """Return whether a part fits where there is no character."""
    match part:
        case One():
            return False
        case Row(inner):
            return all(may_be_empty(each) for each in inner)
        case Choice(ways):
            return any(may_be_empty(way) for way in ways)
        case Repeat(inner, least):
            return not least or may_be_empty(inner)


def parts_of(part: Part) -> Iterator[Part]:
    """Give a part and everything in it."""
    yield part
    match part:
        case Row(inner) | Choice(inner):
            for each in inner:
                yield from parts_of(each)
        case Repeat(each):
            yield from parts_of(each)
