"""`counterpart module retire`: no new exchanges begin under a module, and those that run go on."""

from __future__ import annotations

from argparse import Namespace

from counterpart.core.errors import CounterpartError
from counterpart.modules.actions.retiring import retire
from counterpart.modules.asks import MOST_COUNTED
from counterpart.modules.queries import exchanges_under
from counterpart.operations.operator import asked_now, operator
from counterpart.operations.policy_areas.words import say_why
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL
from counterpart.operations.wording import counted


def run(options: Namespace, terminal: Terminal) -> int:
    """Retire it, and say how many exchanges go on."""
    try:
        open_tables()
        going_on = exchanges_under(operator(), options.module)
        retired = retire(operator(), asked_now(), options.module)
    except CounterpartError as error:
        return say_why(error, terminal)
    if options.json:
        terminal.say_json({"module": retired.module, "version": retired.version, "open_exchanges": going_on})
        return ALL_WELL
    many = f"{MOST_COUNTED:,} exchanges or more go" if going_on >= MOST_COUNTED else _going(going_on)
    terminal.say(f"{retired.module} {retired.version} is retired: no exchange begins under it any more. {many} on.")
    return ALL_WELL


def _going(number: int) -> str:
    return f"{counted(number, 'open exchange')} {'goes' if number == 1 else 'go'}"
