"""Who acts when a command is called: the operator of the installation, whoever sits at the keyboard."""

from __future__ import annotations

from uuid import UUID

from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.clock import clock_of
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref

OPERATOR_REF = UUID("00000000-0000-8000-8000-000000000001")
"""The same in every installation: the log says that it was the command line, the machine's own log who called it."""


def operator() -> Actor:
    """Return the actor of a command."""
    return Actor(ActorKind.OPERATOR, OPERATOR_REF)


def asked_now() -> Asked:
    """Return a request of this moment."""
    now = clock_of().now()
    return Asked(new_ref(now), now)
