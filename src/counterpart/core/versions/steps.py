"""Which step a change needs (modules.md 6): one table of rules, the first that fits decides, else it is major."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from counterpart.core.deadlines import may_be_longer, parse_period
from counterpart.core.versions.structure import Path


class Step(StrEnum):
    """By which number of the version a change must be seen; `rank` puts them in order."""

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"

    @property
    def rank(self) -> int:
        """Return 0 for none up to 3 for major."""
        return list(Step).index(self)


class Kind(StrEnum):
    """What happened to an entry. SHORTENED is retention that ends earlier: it applies to running exchanges, too."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    TEXT = "text"
    SHORTENED = "shortened"


@dataclass(frozen=True, slots=True)
class Found:
    """A difference between two structures, before anybody judged it."""

    path: Path
    kind: Kind
    was: Any = None
    now: Any = None


Judge = Callable[[Found], tuple[Step, str]]
_ANY = frozenset(Kind)
_ADDED = frozenset({Kind.ADDED})


@dataclass(frozen=True, slots=True)
class _Rule:
    """Judges what is found at a path; `*` stands for any one step, a final `**` for any number of them."""

    pattern: tuple[str, ...]
    kinds: frozenset[Kind]
    judge: Judge

    def fits(self, found: Found) -> bool:
        if found.kind not in self.kinds:
            return False
        pattern, path = self.pattern, found.path
        if pattern[-1] == "**":
            pattern, path = pattern[:-1], path[: len(pattern) - 1]
        return len(pattern) == len(path) and all(
            wanted in ("*", step) for wanted, step in zip(pattern, path, strict=True)
        )


def _minor(why: str) -> Judge:
    return lambda _found: (Step.MINOR, why)


def _field(found: Found) -> tuple[Step, str]:
    if found.now.get("required"):
        return Step.MAJOR, "a new field that has to be filled in changes what may be sent"
    return Step.MINOR, "a new field may be left empty"


def _more_names(found: Found) -> tuple[Step, str]:
    if set(found.was or ()) <= set(found.now or ()):
        return Step.MINOR, "there is only more to choose from"
    return Step.MAJOR, "something can no longer be chosen"


def _countries(found: Found) -> tuple[Step, str]:
    if found.kind is Kind.ADDED:
        return Step.MAJOR, "before, all members took part"
    return Step.MINOR, "now all members take part"


def _retention(found: Found) -> tuple[Step, str]:
    longer = found.now is None or (
        found.was is not None and may_be_longer(parse_period(found.now), parse_period(found.was))
    )
    if longer:
        return Step.MAJOR, "data may not be kept longer than was said when it was collected"
    return Step.MINOR, "data goes earlier, also that of running exchanges"


def _rule(pattern: str, kinds: frozenset[Kind], judge: Judge) -> _Rule:
    return _Rule(tuple(pattern.split(".")), kinds, judge)


_NEW = "what is new touches nothing that is there already"
_ENDED = "a code is never taken away, only ended; old answers stay readable"
_FIGURE = "a figure is counted from what is there already"
_FOR_REGISTERS = "it concerns how authorities and registers are set up, no exchange"

RULES: tuple[_Rule, ...] = (
    *(
        _rule(pattern, _ADDED, _minor(_NEW))
        for pattern in (
            "codelists.*", "codelists.*.*", "forms.*", "forms.*.placeholders.*", "questionsets.*",
            "questionsets.*.questions.*", "procedures.*", "procedures.*.documents.*", "procedures.*.features.*",
            "roles.*", "policies.*", "messages.*", "interfaces.*", "interfaces.*.operations.*", "retention.*",
        )
    ),
    *(_rule(f"codelists.*.*.{key}", _ANY, _minor(_ENDED)) for key in ("valid_from", "valid_to")),
    _rule("statistics.*", _ADDED, _minor(_FIGURE)),
    _rule("statistics.*.*", _ANY, _minor(_FIGURE)),
    _rule("statistics.*.*.**", _ANY, _minor(_FIGURE)),
    _rule("forms.*.fields.*", _ADDED, _field),
    _rule("procedures.*.forms", _ANY, _more_names),
    _rule("procedures.*.questions", _ANY, _more_names),
    _rule("countries", frozenset({Kind.ADDED, Kind.REMOVED}), _countries),
    _rule("countries.*", _ADDED, _minor("another member takes part")),
    *(_rule(f"retention.*.{key}", _ANY, _retention) for key in ("block_after", "erase_after")),
    *(_rule(f"roles.*.{key}", _ANY, _minor(_FOR_REGISTERS)) for key in ("minimum", "registered_by")),
    *(_rule(f"interfaces.*.operations.*.{key}", _ANY, _minor(_FOR_REGISTERS)) for key in ("rate", "legacy")),
    _rule("policies.*.set_by", _ANY, _minor(_FOR_REGISTERS)),
)  # fmt: skip


def judged(found: Found) -> tuple[Step, str]:
    """Return the step that a difference needs, and the reason for people."""
    for rule in RULES:
        if rule.fits(found):
            return rule.judge(found)
    if found.kind is Kind.REMOVED:
        return Step.MAJOR, "what running exchanges may use is taken away"
    return Step.MAJOR, "running exchanges go on as they began; only new ones get this"
