"""`counterpart deliveries list`: what was not sent, how often that was tried, and when it is tried again."""

from __future__ import annotations

from argparse import Namespace

from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.deliveries import DeliveryState, Listed, listed
from counterpart.operations.database.words import say_trouble
from counterpart.operations.operator import operator
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import BOLD, Styled, Terminal
from counterpart.operations.usage import ALL_WELL
from counterpart.operations.wording import counted


def run(options: Namespace, terminal: Terminal) -> int:
    """List them, the earliest first."""
    try:
        open_tables()
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    wanted = [DeliveryState[options.state.upper()]] if options.state else [DeliveryState.FAILED, DeliveryState.DEAD]
    found = listed(operator(), wanted, options.most)
    if options.json:
        terminal.say_json([_as_data(one) for one in found])
        return ALL_WELL
    for one in found:
        terminal.say(Styled(str(one.id), BOLD), f"  {one.channel} to {one.target}  {_state(one)}")
        if one.error:
            terminal.say(f"    {one.error}")
    if not found:
        terminal.say("None.")
    return ALL_WELL


def _state(one: Listed) -> str:
    tried = counted(one.attempts, "attempt")
    if one.state is DeliveryState.FAILED:
        return f"failed, {tried}; again at {one.next_at:%Y-%m-%d %H:%M} UTC"
    return f"{one.state.name.lower()}, {tried}"


def _as_data(one: Listed) -> dict[str, object]:
    return {
        "id": one.id,
        "channel": one.channel,
        "target": one.target,
        "state": one.state.name.lower(),
        "attempts": one.attempts,
        "next_at": one.next_at.isoformat(),
        "tried_at": None if one.tried_at is None else one.tried_at.isoformat(),
        "error": one.error,
        "request": None if one.request is None else str(one.request),
    }
