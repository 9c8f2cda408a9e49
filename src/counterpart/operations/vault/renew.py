"""`counterpart vault renew`: another master; every living key is wrapped anew, and the old master is destroyed."""

from __future__ import annotations

from argparse import Namespace

from counterpart.foundation.clock import SystemClock
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.vault.master_renewal import MastersRenewed, renew_masters
from counterpart.foundation.vault.naming import IndexKeyName, KeyName
from counterpart.foundation.vault.renewing import BATCH
from counterpart.foundation.vault.trouble import VaultTrouble
from counterpart.operations.database.words import say_trouble
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL, FOUND
from counterpart.operations.vault.words import say_vault_trouble
from counterpart.operations.wording import counted


def run(options: Namespace, terminal: Terminal) -> int:
    """Renew and say what was done; the exit code is 1 when a key did not verify, and its master had to stay."""
    portions = 0

    def told(step: str) -> None:
        nonlocal portions
        portions += step == "wrapped"
        terminal.status(f"about {portions * BATCH} keys wrapped anew …")

    try:
        open_tables()
        renewed = renew_masters(SystemClock().now(), told)
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    except VaultTrouble as trouble:
        return say_vault_trouble(trouble, terminal)
    finally:
        terminal.status("")
    if options.json:
        terminal.say_json(_as_data(renewed))
    else:
        _say(renewed, terminal)
    return FOUND if renewed.damaged else ALL_WELL


def _say(renewed: MastersRenewed, terminal: Terminal) -> None:
    what = "is new" if renewed.made else "is in use; the renewal that was begun is finished"
    terminal.say(f"Master {renewed.current} {what}: {counted(renewed.rewrapped, 'key')} wrapped anew under it.")
    if renewed.destroyed:
        numbers = ", ".join(str(number) for number in renewed.destroyed)
        terminal.say(
            f"Destroyed: master {numbers}. Copies of the file of masters that still hold it are yours to remove."
        )
    if renewed.damaged:
        damaged = counted(len(renewed.damaged), "key does", "keys do")
        terminal.say(f"{damaged} not verify; what they seal cannot be read. Their master stays until they are erased.")
    terminal.say("Keep a new copy of the file of masters: the old copy opens nothing that is stored from now on.")


def _as_data(renewed: MastersRenewed) -> dict[str, object]:
    return {
        "current": renewed.current,
        "made": renewed.made,
        "rewrapped": renewed.rewrapped,
        "destroyed": list(renewed.destroyed),
        "damaged": [_name(one) for one in renewed.damaged],
    }


def _name(name: KeyName) -> dict[str, object]:
    if isinstance(name, IndexKeyName):
        return {"module": name.module, "epoch": name.epoch}
    return {"ref": str(name.ref), "class": name.key_class.name.lower()}
