"""What a condition says about values being there, beside what it asks: its names are answered, or it would not hold."""

from __future__ import annotations

from counterpart.core.checking.area import understood
from counterpart.core.conditions.nodes import Compare, Comparison, Has, Joined, Joint, Name, Node, Not, Today, Within

NOTHING: frozenset[str] = frozenset()


def implied_by(text: str | None) -> frozenset[str]:
    """Return the names that certainly have a value where a written condition holds; nothing for none."""
    condition = understood(text)
    return implied(condition.tree) if condition else NOTHING


def refuted_by(text: str | None) -> frozenset[str]:
    """Return the names that certainly have a value where a written condition does not hold."""
    condition = understood(text)
    return refuted(condition.tree) if condition else NOTHING


def implied(node: Node) -> frozenset[str]:
    """Return the names that certainly have a value where the condition holds; an unanswered value equals nothing."""
    match node:
        case Has(Name(name)) | Name(name) | Today(day=Name(name)):
            return frozenset({name})
        case Compare(sign, left, right) if sign is not Comparison.UNEQUAL:
            return _named(left, right)
        case Within(left, right):
            return _named(left, right)
        case Joined(joint, parts):
            return _together([implied(part) for part in parts], every=joint is Joint.AND)
        case Not(part):
            return refuted(part)
    return NOTHING


def refuted(node: Node) -> frozenset[str]:
    """Return the names that certainly have a value where the condition does not hold."""
    match node:
        case Compare(Comparison.UNEQUAL, left, right):
            return _named(left, right)
        case Joined(joint, parts):
            return _together([refuted(part) for part in parts], every=joint is Joint.OR)
        case Not(part):
            return implied(part)
    return NOTHING


def _named(*sides: Node) -> frozenset[str]:
    return frozenset(side.name for side in sides if isinstance(side, Name))


def _together(found: list[frozenset[str]], *, every: bool) -> frozenset[str]:
    """Join what several parts say: of parts that all hold the names add up, of alternatives only the common ones."""
    return frozenset.union(*found) if every else frozenset.intersection(*found)
