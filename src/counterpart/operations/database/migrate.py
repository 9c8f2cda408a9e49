"""`counterpart db migrate`: makes the tables, or brings them up to this release."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.schema import migrate
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.operations.database.words import say_trouble
from counterpart.operations.tables import set_up
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL
from counterpart.operations.wording import counted

MOST_NAMED = 5


def run(options: Namespace, terminal: Terminal) -> int:  # noqa: ARG001  every command is called like this
    """Migrate, and say what was done."""

    def tell(name: str, number: int, of: int) -> None:
        terminal.status(f"{name} ({number} of {of})")

    try:
        set_up(Role.OWNER)
        done = migrate(tell)
    except DatabaseTrouble as trouble:
        terminal.status("")
        return say_trouble(trouble, terminal)
    terminal.status("")
    for line in _by_room(done):
        terminal.say(f"  {line}")
    if done:
        terminal.say(f"The tables are those of this release: {counted(len(done), 'migration')} applied.")
    else:
        terminal.say("The tables are those of this release: nothing was to be done.")
    return ALL_WELL


def _by_room(done: Sequence[str]) -> Iterator[str]:
    """Yield a line for each room: its migrations, or how many they are."""
    names: dict[str, list[str]] = {}
    for migration in done:
        room, _, name = migration.partition(".")
        names.setdefault(room, []).append(name)
    for room, migrations in names.items():
        yield f"{room}: {', '.join(migrations) if len(migrations) <= MOST_NAMED else len(migrations)}"
