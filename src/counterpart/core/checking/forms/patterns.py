"""Can a pattern of a field be used, and is it quick whatever somebody types?

A repetition inside a repetition can take a time that doubles with every character typed. It is allowed only where a
separator says beyond doubt where each round begins, or where there are few ways to cut a text up. Three repetitions of
the same characters side by side take the third power of the length and are refused as well.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from counterpart.core.checking.forms.pattern_reader import Choice, NotUsedHere, One, Part, Repeat, Row, read_pattern

LONGEST = 400
MOST_WAYS = 10_000
MOST_SIDE_BY_SIDE = 2
MANY = 50
"""A repetition of more than so many rounds counts as one without an end."""


def wrong_with(pattern: str) -> tuple[str, str] | None:
    """Return what is wrong with a pattern and what to do, or None."""
    if len(pattern) > LONGEST:
        return f"is longer than {LONGEST} characters", "cut the field up, or check less"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # '[[' and '--' will mean something else one day
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError, FutureWarning) as error:
        return f"is not a regular expression: {error}", "a character with a meaning of its own is written after '\\'"
    try:
        tree = read_pattern(pattern)
    except NotUsedHere as error:
        return str(error), "use characters, classes, groups, '|', and repetition"
    if any(not _clear(part) for part in _repeats(tree)):
        hint = "begin each round with a character that does not occur in the rest of it, or repeat only once"
        return "repeats what is itself repeated, which can take for ever", hint
    if _side_by_side(tree) > MOST_SIDE_BY_SIDE:
        hint = "put a character between them that neither of them takes"
        return "repeats the same characters several times side by side, which can take very long", hint
    return None


def _repeats(part: Part) -> Iterator[Repeat]:
    for each in _parts(part):
        if isinstance(each, Repeat):
            yield each


def _parts(part: Part) -> Iterator[Part]:
    yield part
    for inner in _inside(part):
        yield from _parts(inner)


def _inside(part: Part) -> tuple[Part, ...]:
    match part:
        case Row(parts):
            return parts
        case Choice(ways):
            return ways
        case Repeat(inner):
            return (inner,)
    return ()


def _clear(repeat: Repeat) -> bool:
    """Return whether there are few ways to cut a text into the rounds of a repetition."""
    if repeat.most in (0, 1):
        return True
    varying = [inner for inner in _repeats(repeat.part) if inner.varies]
    choices = [inner for inner in _parts(repeat.part) if isinstance(inner, Choice)]
    if all(_distinct(choice) for choice in choices) and (not varying or _separated(repeat.part)):
        return True
    if repeat.most is None or any(inner.most is None for inner in varying):
        return False
    ways = 1
    for inner in varying:
        ways *= (inner.most or 0) - inner.least + 1
    for choice in choices:
        ways *= len(choice.ways)
    return bool(ways**repeat.most <= MOST_WAYS)


def _separated(part: Part) -> bool:
    """Return whether each round begins with a character that cannot stand anywhere else in it."""
    if not isinstance(part, Row) or not isinstance(part.parts[0], One):
        return False
    return not any(part.parts[0].characters & _characters(other) for other in part.parts[1:])


def _distinct(choice: Choice) -> bool:
    """Return whether the first character says which of the alternatives is meant."""
    seen: set[int] = set()
    for way in choice.ways:
        first = _first(way)
        if not first or seen & first:
            return False
        seen |= first
    return True


def _first(part: Part) -> frozenset[int]:
    """Return the characters with which a part may begin; nothing where it may be empty."""
    match part:
        case One(characters):
            return characters
        case Row(parts):
            return _first(parts[0]) if parts else frozenset()
        case Choice(ways):
            firsts = [_first(way) for way in ways]
            return frozenset().union(*firsts) if all(firsts) else frozenset()
        case Repeat(inner, least):
            return _first(inner) if least else frozenset()


def _characters(part: Part) -> frozenset[int]:
    return frozenset().union(*(each.characters for each in _parts(part) if isinstance(each, One)))


def _side_by_side(tree: Part) -> int:
    """Return how many endless repetitions may share one stretch of the same characters."""
    return max((_longest_run(part.parts) for part in _parts(tree) if isinstance(part, Row)), default=0)


def _longest_run(parts: tuple[Part, ...]) -> int:
    longest = 0
    for start, part in enumerate(parts):
        shared, length = _endless(part), 0
        for following in parts[start:]:
            if shared & _endless(following):
                shared, length = shared & _endless(following), length + 1
            elif _needed(following) and not shared & _characters(following):
                break
        longest = max(longest, length)
    return longest


def _endless(part: Part) -> frozenset[int]:
    """Return the characters that a part may repeat without an end."""
    long = [each for each in _repeats(part) if each.varies and (each.most is None or each.most > MANY)]
    return frozenset().union(*(_characters(each) for each in long))


def _needed(part: Part) -> bool:
    return not isinstance(part, Repeat) or part.least > 0
