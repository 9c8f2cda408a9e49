"""`counterpart directory generate`: an invented network of any size, in a database that is empty otherwise."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from counterpart.core.errors import CounterpartError, Invalid
from counterpart.directory.actions.laying import LaidDown, lay_network
from counterpart.directory.queries.finding import find_authorities
from counterpart.operations.demonstration.growing import scaled
from counterpart.operations.demonstration.laying import SEED, awake_of, install_areas, laid
from counterpart.operations.demonstration.pasts import pasts
from counterpart.operations.demonstration.planning import network_plan
from counterpart.operations.demonstration.staffing import many_users
from counterpart.operations.directory.words import say_why
from counterpart.operations.operator import asked_now, operator
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL, FOUND, UsageError


def run(options: Namespace, terminal: Terminal) -> int:
    """Lay the network down, or say that there is one already: then nothing is touched."""
    try:
        open_tables()
        if find_authorities(operator(), limit=1).found:
            terminal.tell("error: there are authorities already: nothing was generated")
            terminal.tell("    -> name another data folder, or an empty database")
            return FOUND
        made = generated(options.authorities, options.users, options.seed, terminal.status)
    except Invalid as problem:
        raise UsageError(_bound(problem)) from problem
    except CounterpartError as error:
        return say_why(error, terminal)
    finally:
        terminal.status("")
    terminal.say(f"{made.authorities:,} authorities and {made.people:,} people.")
    return ALL_WELL


def generated(authorities: int, users: int, seed: int, tell: Callable[[str], None]) -> LaidDown:
    """Lay down so many authorities with so many people: those of the demonstration, cut or grown.

    Raises Invalid `demonstration.too-many` for more than there are names for, `demonstration.too-few` for fewer people
    than authorities.
    """
    tell("drawing up the network")
    plan = list(scaled(network_plan(SEED), authorities, seed))
    people = list(many_users(plan, users, seed))
    install_areas(tell)
    tell(f"registering {len(plan)} authorities")
    asked = asked_now()
    behind = pasts(plan, awake_of(plan), seed, asked.at)
    return lay_network(operator(), asked, list(laid(plan, people, behind)))


def _bound(problem: Invalid) -> str:
    known = problem.parameters
    if problem.code == "demonstration.too-many":
        return f"there are names for {known['most']} more authorities at most, and {known['wanted']} are wanted"
    return f"each authority needs somebody: at least {known['least']} users, not {known['wanted']}"
