"""Who may do what with users. For which authority an administrator speaks is told one storey higher."""

from __future__ import annotations

from uuid import UUID

from counterpart.core.errors import Refused
from counterpart.foundation.actor import Actor, ActorKind

ADMINISTRATOR = "data_administrator"
"""The right, in an authority as a whole, that lets enter users."""


def must_administer(actor: Actor) -> None:
    """See that the actor administers users, at an authority or as the operator. Raises Refused."""
    if actor.kind is not ActorKind.OPERATOR and not actor.may(ADMINISTRATOR, module=""):
        raise Refused("needs_right", right=ADMINISTRATOR)


def must_be_self(actor: Actor, user: UUID) -> None:
    """See that somebody changes what is their own. Raises Refused `not_yourself`."""
    if actor.ref != user:
        raise Refused("not_yourself", user=str(user))


def must_run_installation(actor: Actor) -> None:
    """See that the actor is the operator. Raises Refused `not_operator`."""
    if actor.kind is not ActorKind.OPERATOR:
        raise Refused("not_operator", kind=actor.kind.name.lower())
