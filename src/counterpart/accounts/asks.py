"""What this room asks of the room above it, which it cannot import."""

from __future__ import annotations

from uuid import UUID

from counterpart.foundation.actor import Actor
from counterpart.foundation.asks import Question

see_that_may_help: Question[[Actor, UUID], None] = Question("see_that_may_help")
"""See that an actor may send a user, by their ref, a link to choose a password: raises Refused with the reason, if not.

Asked inside the action that sends it.
"""
