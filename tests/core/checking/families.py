"""A file and its transfer: a parent and a child for the tests of children."""

from __future__ import annotations

from typing import Any

from tests.core.checking.areas import action

TRANSFER: dict[str, Any] = {
    "title": "Transfer",
    "subject": "person",
    "parties": {
        "origin": {"title": "Origin", "role": "authority", "country": "any"},
        "goal": {"title": "Goal", "role": "authority", "country": "other"},
        "watcher": {"title": "Watcher", "role": "coordinator", "of": "goal", "optional": True},
    },
    "start": "offered",
    "states": {
        "offered": {"title": "Offered", "owner": "goal", "due": "7 days", "remind": ["1 days before"]},
        "arrived": {"title": "Arrived", "final": True, "outcome": "success"},
        "revoked": {"title": "Revoked", "final": True, "outcome": "neutral"},
    },
    "actions": {
        "arrive": {"title": "Arrive", "by": "goal", "from": "offered", "to": "arrived"},
        "revoke": {"title": "Revoke", "by": "system", "from": "offered", "to": "revoked"},
    },
}
START: dict[str, Any] = {
    "child": "transfer",
    "parties": {"origin": "responder", "goal": "requester"},
    "copy": {"subject.surname": "subject.surname"},
}
SIGNAL: dict[str, Any] = {"signal": {"child": "transfer", "action": "revoke"}}
FAMILY: dict[str, Any] = {
    "/procedures.transfer": TRANSFER,
    "children.transfer": {"procedure": "transfer", "at_most": "1 open"},
    "actions.begin": action("responder", "sent", effects=[{"start": START}]),
    "states.closed.effects": [SIGNAL],
    "states.discarded.effects": [SIGNAL],
}
"""Changes that give the request a child, which is told when the request ends."""
EFFECT = "actions.begin.effects.0.start"


def starting(**changes: Any) -> dict[str, Any]:
    """Return the family with another `start`."""
    return {**FAMILY, "actions.begin": action("responder", "sent", effects=[{"start": {**START, **changes}}])}
