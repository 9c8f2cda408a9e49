"""Two orders that decide something, and that a digest of sorted keys does not see.

The first party declared is the one that starts, and of several automatic actions the first that may happen does. Who
turns them round changes the procedure, however alike the definitions are otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.procedures import Machine
from counterpart.core.versions import Change, Kind, Step

STARTER = "another party is declared first, and so starts"
AUTOMATIC = "automatic actions are tried in another order"


def reordered(old: ModuleDefinition, new: ModuleDefinition) -> Iterator[Change]:
    """Give what is in another order where the order counts; what is new or gone is left to the difference."""
    for name, procedure in new.procedures.items():
        before = old.procedures.get(name)
        if before is None:
            continue
        if next(iter(before.parties), "") != next(iter(procedure.parties), ""):
            yield Change(("procedures", name, "parties"), Kind.CHANGED, Step.MAJOR, STARTER)
        if _differ(before, procedure):
            yield Change(("procedures", name, "actions"), Kind.CHANGED, Step.MAJOR, AUTOMATIC)
        for track in before.tracks.keys() & procedure.tracks.keys():
            if _differ(before.tracks[track], procedure.tracks[track]):
                yield Change(("procedures", name, "tracks", track, "actions"), Kind.CHANGED, Step.MAJOR, AUTOMATIC)


def _differ(before: Machine, now: Machine) -> bool:
    """Return whether automatic actions that both have come in another order."""
    was, has = _automatic(before), _automatic(now)
    return [name for name in was if name in has] != [name for name in has if name in was]


def _automatic(machine: Machine) -> list[str]:
    return [name for name, action in machine.actions.items() if action.auto]
