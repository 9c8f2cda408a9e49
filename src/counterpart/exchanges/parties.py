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


def beginning_party(rules: Rulebook) -> str:
    """Return the party as which an authority begins an exchange: the one that starts it.

    Where somebody outside starts it (a citizen), the first party of an authority that may write in the beginning: it
    enters what it was told by letter or by telephone. Empty where there is none.
    """
    if not rules.parties[rules.starter].external:
        return rules.starter
    owners = rules.main.states[rules.main.start].owners
    return next((one for one in owners if one in rules.parties and not rules.parties[one].external), "")


def own_side(rules: Rulebook, party: str, before: Collection[str], after: Collection[str]) -> tuple[str, ...] | None:
    """Return whose the reason of a step is where it stays on one side; None where it is for all.

    It stays there when somebody whose move it was hands it on to those who accompany them, or whom they accompany: a
    coordinator gives a draft back, a dispute goes to one's own coordinator. `before` and `after` are whose move it is.
    """
    accompanied = rules.parties[party].of or party
    side = tuple(name for name, one in rules.parties.items() if accompanied in (name, one.of))
    stays = party in before and party not in after and bool(after) and set(after) <= set(side)
    return side if stays else None
