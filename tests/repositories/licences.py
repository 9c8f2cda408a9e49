"""Licences to transport euro cash, an example that does not ship: what is somebody's lies sealed, and is looked up."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from counterpart.core.errors import Conflict
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.moving import Given, act
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.foundation.actor import Actor
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from tests.architecture.guards.files import ROOT
from tests.exchanges.stories import asked
from tests.network import OPERATOR
from tests.repositories.registers import KEEPER, followed

AREA, LICENCE = "euro-cash", "licence"
AUTHORITY = (AREA, "authority")
PERSON: dict[str, Any] = {
    "licence_number": "PL-2026-0007",
    "granted_on": "2026-01-15",
    "valid_until": "2031-01-14",
    "transports": ["coins_only"],
    "holder_kind": "person",
    "surname": "Wójcik-Nowak",
    "given_names": "Zofia",
    "birth_date": "1979-05-03",
}


def install_licences() -> None:
    """Install the example, unless it is installed."""
    with suppress(Conflict):
        install(OPERATOR, asked(), trusted_consignment(ROOT / "examples" / "areas" / AREA))


def licensed(keeper: Actor, **fields: Any) -> Written:
    """A licence that was entered and published."""
    begun = open_exchange(keeper, asked(), AREA, LICENCE, Begun(subject=PERSON | fields))
    written = act(keeper, asked(), begun.ref, "publish", KEEPER, Given(), expected=begun.version)
    followed()
    return written
