"""What a party of a procedure is, as its definition says: no procedure is named here."""

from __future__ import annotations

from collections.abc import Collection

from counterpart.core.workflow import Rulebook

COORDINATOR = "coordinator"


def is_coordinator(rules: Rulebook, party: str) -> bool:
    """Say whether only a coordinator can play a party."""
    roles = rules.parties[party].role if party in rules.parties else ()
    kinds = {rules.module.roles[role].kind for role in roles if role in rules.module.roles}
    return kinds == {COORDINATOR}


def own_side(rules: Rulebook, party: str, before: Collection[str], after: Collection[str]) -> tuple[str, ...] | None:
    """Return whose the reason of a step is where it stays on one side; None where it is for all.

    It stays there when somebody whose move it was hands it on to those who accompany them, or whom they accompany: a
    coordinator gives a draft back, a dispute goes to one's own coordinator. `before` and `after` are whose move it is.
    """
    accompanied = rules.parties[party].of or party
    side = tuple(name for name, one in rules.parties.items() if accompanied in (name, one.of))
    stays = party in before and party not in after and bool(after) and set(after) <= set(side)
    return side if stays else None
