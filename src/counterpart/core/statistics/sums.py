"""Adding contributions up, group by group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterpart.core.statistics.counting import Contribution, Group


@dataclass(frozen=True, slots=True)
class Sum:
    """The figure of one group, and of one item in it: `n` of `total`, and the seconds of a duration together."""

    n: int = 0
    total: int = 0
    seconds: float = 0

    @property
    def share(self) -> float | None:
        """Return which part of the total it is; None where there is no total."""
        return self.n / self.total if self.total else None


def summed(contributions: Iterable[Contribution]) -> dict[tuple[Group, str], Sum]:
    """Return the sums by group and item. The order of the contributions does not matter."""
    found: dict[tuple[Group, str], Sum] = {}
    for each in contributions:
        key = (each.group, each.item)
        so_far = found.get(key, Sum())
        found[key] = Sum(so_far.n + each.n, so_far.total + each.total, so_far.seconds + (each.seconds or 0))
    return found
