"""Who may change what is installed."""

from __future__ import annotations

from counterpart.core.errors import Refused
from counterpart.foundation.actor import Actor, ActorKind


def may_change_modules(actor: Actor) -> bool:
    """Return whether the actor may install and retire modules: who runs the installation, by the command line."""
    return actor.kind is ActorKind.OPERATOR


def must_run_installation(actor: Actor) -> None:
    """See that the actor may install and retire. Raises Refused `not_operator`."""
    if not may_change_modules(actor):
        raise Refused("not_operator", kind=actor.kind.name)
