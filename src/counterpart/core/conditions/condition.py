"""A condition: read once, checked against names, asked against facts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import lru_cache

from counterpart.core.conditions.facts import Fact, Facts, reads_of
from counterpart.core.conditions.meaning import truth_of
from counterpart.core.conditions.names import Names, ValueType
from counterpart.core.conditions.nodes import Node, renamed
from counterpart.core.conditions.parser import read_tree
from counterpart.core.conditions.typing_rules import need_yes_no, type_of

_KEPT = 4096  # more than the conditions of all modules of a network


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that was read. `text` is as its author wrote it, `tree` what it says."""

    text: str
    tree: Node = field(hash=False)
    _holds: Callable[[Facts], bool] = field(compare=False, repr=False)

    def holds(self, facts: Facts) -> bool:
        """Say whether the condition is met; see `meaning.py` for what that means."""
        return self._holds(facts)

    def inside(self, prefix: str, own: Collection[str]) -> Condition:
        """Return the condition of a form as a procedure reads it: its `own` bare names below `prefix`.

        `has(diploma)` inside 'subject' becomes `has(subject.diploma)`. The text stays, so findings quote the author.
        """
        return _built(self.text, renamed(self.tree, lambda name: f"{prefix}.{name}" if name in own else name))

    def __reduce__(self) -> tuple[Callable[[str, Node], Condition], tuple[str, Node]]:
        """Pickle without the compiled function."""
        return _built, (self.text, self.tree)


@lru_cache(maxsize=_KEPT)
def parse(text: str) -> Condition:
    """Return the condition that a text says; the newest 4,096 are kept. Raises ConditionError when it is none."""
    return _built(text, read_tree(text))


def check(condition: Condition, names: Names) -> ValueType:
    """Return the type of a condition. Raises ConditionError when a name is unknown or a comparison makes no sense.

    A condition that passes never raises in `evaluate`, whatever was answered or not.
    """
    return type_of(condition.tree, names)


def check_yes_no(condition: Condition, names: Names) -> None:
    """Check a condition that decides something: it must be well typed and say yes or no. Raises ConditionError."""
    need_yes_no(condition.tree, names)


def reads(condition: Condition) -> frozenset[Fact]:
    """Return every fact that a condition may read."""
    return reads_of(condition.tree)


def evaluate(condition: Condition, facts: Facts) -> bool:
    """Say whether a condition holds; one that is no yes/no value never does."""
    return condition.holds(facts)


def _built(text: str, tree: Node) -> Condition:
    return Condition(text, tree, truth_of(tree))
