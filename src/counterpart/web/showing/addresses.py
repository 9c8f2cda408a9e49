"""Where in a policy area the text of a thing stands."""

from __future__ import annotations

from counterpart.core.workflow import Place
from counterpart.modules.pins import Pinned


def machine_address(pin: Pinned, place: Place) -> str:
    """Return the address of the main machine or of a track."""
    return f"procedure.{pin.procedure}.{place.track}" if place.track else f"procedure.{pin.procedure}"


def state_address(pin: Pinned, place: Place, state: str) -> str:
    """Return the address of the title of a state."""
    return f"{machine_address(pin, place)}.state.{state}"


def party_address(pin: Pinned, party: str) -> str:
    """Return the address of the title of a party."""
    return f"procedure.{pin.procedure}.party.{party}"
