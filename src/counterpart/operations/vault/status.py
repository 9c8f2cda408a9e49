"""`counterpart vault status`: which masters there are, how old the current one is, and whether one is left over."""

from __future__ import annotations

import datetime as dt
from argparse import Namespace

from counterpart.foundation.clock import SystemClock
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.vault.standing import COUNTED, RENEW_AFTER, MasterStanding, VaultStanding, vault_standing
from counterpart.foundation.vault.trouble import VaultTrouble
from counterpart.operations.database.words import say_trouble
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL, FOUND
from counterpart.operations.vault.words import say_vault_trouble
from counterpart.operations.wording import counted


def run(options: Namespace, terminal: Terminal) -> int:
    """Say it; the exit code is 1 when a master is missing, or a renewal was not finished."""
    now = SystemClock().now()
    try:
        open_tables()
        standing = vault_standing()
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    except VaultTrouble as trouble:
        return say_vault_trouble(trouble, terminal)
    if options.json:
        terminal.say_json(_as_data(standing, now))
    else:
        _say(standing, now, terminal)
    return FOUND if standing.unfinished else ALL_WELL


def _say(standing: VaultStanding, now: dt.datetime, terminal: Terminal) -> None:
    current = standing.current
    if current is None:
        terminal.say("Nothing has been sealed yet: the first use makes the first master.")
        return
    terminal.say(f"Master {current.id} is in use: {_keys(current)}, {_age(current, now)}.")
    terminal.say(f"It lies in {standing.file}: keep a copy elsewhere, away from the backups.")
    for one in standing.unfinished:
        lost = "" if one.at_hand else "; its own key is gone, so they are lost"
        terminal.say(f"Master {one.id} is not destroyed yet: {_keys(one)}{lost}. `counterpart vault renew` goes on.")
    destroyed = sum(one.destroyed_at is not None for one in standing.masters)
    if destroyed:
        terminal.say(f"{counted(destroyed, 'older master')} destroyed.")
    if standing.renewal_due(now):
        terminal.say(f"It is older than {RENEW_AFTER.days} days: `counterpart vault renew` makes another.")


def _keys(master: MasterStanding) -> str:
    return f"more than {COUNTED} keys" if master.keys > COUNTED else counted(master.keys, "key")


def _age(master: MasterStanding, now: dt.datetime) -> str:
    days = max((now - master.created_at).days, 0)
    return f"made {counted(days, 'day')} ago" if days else "made today"


def _as_data(standing: VaultStanding, now: dt.datetime) -> dict[str, object]:
    masters = [
        {
            "id": one.id,
            "created_at": one.created_at.isoformat(),
            "retired_at": one.retired_at and one.retired_at.isoformat(),
            "destroyed_at": one.destroyed_at and one.destroyed_at.isoformat(),
            "at_hand": one.at_hand,
            "keys": min(one.keys, COUNTED),
        }
        for one in standing.masters
    ]
    return {
        "file": str(standing.file),
        "current": standing.current.id if standing.current else None,
        "renewal_due": standing.renewal_due(now),
        "unfinished": [one.id for one in standing.unfinished],
        "masters": masters,
    }
