"""What a party of a procedure is, as its definition says: no procedure is named here."""

from __future__ import annotations

from counterpart.core.workflow import Rulebook

COORDINATOR = "coordinator"


def is_coordinator(rules: Rulebook, party: str) -> bool:
    """Say whether only a coordinator can play a party."""
    roles = rules.parties[party].role if party in rules.parties else ()
    kinds = {rules.module.roles[role].kind for role in roles if role in rules.module.roles}
    return kinds == {COORDINATOR}
