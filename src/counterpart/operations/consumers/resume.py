"""`counterpart consumers resume`: has a consumer go on that was held."""

from __future__ import annotations

from argparse import Namespace

from counterpart.core.errors import NotFound
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.facts import CONSUMERS
from counterpart.foundation.facts.resuming import resume_consumer
from counterpart.foundation.loading import load_handlers
from counterpart.foundation.serving import as_worker
from counterpart.operations.database.words import say_trouble
from counterpart.operations.operator import asked_now, operator
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL, FOUND, UsageError


def run(options: Namespace, terminal: Terminal) -> int:
    """Have it go on, and say after which fact."""
    try:
        open_tables()
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    load_handlers()
    if CONSUMERS.get(options.name) is None:
        raise UsageError(
            f"no consumer is called '{options.name}'", f"there are: {', '.join(CONSUMERS.all()) or 'none'}"
        )
    try:
        with as_worker():
            after = resume_consumer(operator(), asked_now(), options.name, past_it=options.past_it)
    except NotFound:
        terminal.tell(f"error: {options.name} is not held: there is nothing to resume")
        return FOUND
    passed = " The fact that it stumbled over is passed by." if options.past_it else ""
    terminal.say(f"{options.name} goes on after fact {after}.{passed}")
    return ALL_WELL
