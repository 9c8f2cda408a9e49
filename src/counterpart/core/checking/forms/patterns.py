"""Can a pattern of a field be used, and is it quick whatever somebody types?

A repetition inside a repetition can take a time that doubles with every character typed. It is allowed only where a
separator says beyond doubt where each round begins, or where there are few ways to cut a text up. Repetitions of the
same characters side by side multiply (`a*a*a*` takes the third power of the length, `a?a?a?…` doubles with each): two
of them are allowed, more are not, unless they are short.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from counterpart.core.checking.forms.pattern_cost import cost_of, distinct, parts_of, separated, takes_something
from counterpart.core.checking.forms.pattern_reader import Choice, NotUsedHere, Part, Repeat, read_pattern
from counterpart.core.workflow.forms.kinds import LONGEST_LINE

LONGEST = 400
LONGEST_ACT = 200
"""Characters of the name of a legal act; one with a longer name is doubted without trying a pattern."""

MOST_WAYS = 10_000
MOST_TRIED = 20_000_000
"""Ways through the longest value: a fraction of a second."""


def wrong_with(pattern: str, longest: int = LONGEST_LINE) -> tuple[str, str] | None:
    """Return what is wrong with a pattern for texts of up to `longest` characters and what to do, or None."""
    if len(pattern) > LONGEST:
        return f"is longer than {LONGEST} characters", "cut the field up, or check less"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # '[[' and '--' will mean something else one day
            re.compile(pattern)
    except (OverflowError, RecursionError):
        return "is not a regular expression: too much of it", "repeat fewer times, and nest fewer groups"
    except (re.error, FutureWarning) as error:
        return f"is not a regular expression: {error}", "a character with a meaning of its own is written after '\\'"
    try:
        tree = read_pattern(pattern)
    except NotUsedHere as error:
        return str(error), "use characters, classes, groups, '|', and repetition"
    for repeat in _repeats(tree):
        if not takes_something(repeat.part):
            return "repeats a group with nothing in it, which can take for ever", "take the group out"
        if not _clear(repeat):
            return _unclear(repeat)
    if cost_of(tree, longest).tried > MOST_TRIED:
        hint = "put a character between them that none of them takes, or make one of them"
        return "takes the same characters several times side by side, which can take very long", hint
    return None


def _unclear(repeat: Repeat) -> tuple[str, str]:
    """Return why a repetition can be cut up in too many ways, and what to do."""
    if all(distinct(choice) for choice in _choices(repeat.part)):
        hint = "begin each round with a character that does not occur in the rest of it, or repeat only once"
        return "repeats what is itself repeated, which can take for ever", hint
    hint = "begin each alternative with a character of its own, or make them one: 'ab?' for 'a|ab'"
    return "repeats alternatives that may begin alike, which can take for ever", hint


def _choices(part: Part) -> list[Choice]:
    return [each for each in parts_of(part) if isinstance(each, Choice)]


def _repeats(part: Part) -> Iterator[Repeat]:
    return (each for each in parts_of(part) if isinstance(each, Repeat))


def _clear(repeat: Repeat) -> bool:
    """Return whether there are few ways to cut a text into the rounds of a repetition."""
    if repeat.most in (0, 1):
        return True
    varying = [inner for inner in _repeats(repeat.part) if inner.varies]
    choices = _choices(repeat.part)
    if all(distinct(choice) for choice in choices) and (not varying or separated(repeat.part)):
        return True
    if repeat.most is None or any(inner.most is None for inner in varying):
        return False
    ways = 1
    for inner in varying:
        ways *= (inner.most or 0) - inner.least + 1
    for choice in choices:
        ways *= len(choice.ways)
    return bool(ways**repeat.most <= MOST_WAYS)
