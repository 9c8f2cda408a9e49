"""`counterpart consumers list`: how far each consumer has come."""

from __future__ import annotations

from argparse import Namespace

from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.standing import ConsumerStanding, standing
from counterpart.operations.database.words import say_trouble
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import GREEN, RED, YELLOW, Piece, Styled, Terminal
from counterpart.operations.usage import ALL_WELL
from counterpart.operations.wording import counted


def run(options: Namespace, terminal: Terminal) -> int:
    """List them."""
    try:
        open_tables()
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    consumers = standing().consumers
    if options.json:
        terminal.say_json([_as_data(one) for one in consumers])
        return ALL_WELL
    for one in consumers:
        terminal.say(*_said(one))
    if not consumers:
        terminal.say("No worker has run yet: `counterpart worker` makes consumers known.")
    return ALL_WELL


def _said(one: ConsumerStanding) -> list[Piece]:
    said: list[Piece] = [f"{one.name}  {counted(one.behind, 'fact')} behind  "]
    if one.held_at is not None:
        return [*said, Styled("held", RED), f" since {one.held_at:%Y-%m-%d %H:%M} UTC: {one.error}"]
    if one.tries:
        return [*said, Styled("stumbling", YELLOW), f", tried {counted(one.tries, 'time')}: {one.error}"]
    return [*said, Styled("well", GREEN)]


def _as_data(one: ConsumerStanding) -> dict[str, object]:
    held = None if one.held_at is None else one.held_at.isoformat()
    return {"consumer": one.name, "behind": one.behind, "tries": one.tries, "held_at": held, "error": one.error}
