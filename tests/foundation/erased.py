"""An exchange that is to be erased, and processes that die while they do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from counterpart.foundation.actions import action
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.doing import Doing
from counterpart.foundation.erasing import destroy_keys, erase_due
from counterpart.foundation.facts import FactRow, feed_consumers, sequence_facts
from counterpart.foundation.facts.consuming import CONSUMERS, Consumer
from counterpart.foundation.log import EntryKind
from counterpart.foundation.serving import as_worker
from counterpart.foundation.vault import DataKeyName, KeyClass
from counterpart.foundation.vault.at_hand import keyring
from tests.foundation.events import BRENNAN, NOW, asked
from tests.foundation.processes import die

CLASSES = (KeyClass.PERSONAL, KeyClass.ANSWERS, KeyClass.ATTACHMENTS)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased."""

    classes: int


@action("trial.erase")
def erase(doing: Doing, ref: UUID, classes: Sequence[int]) -> Erased:
    doing.log(ref, EntryKind.BLOCKED, action="erase")
    erase_due(doing, ref, [KeyClass(one) for one in classes])
    return Erased(len(classes))


def with_keys(ref: UUID) -> None:
    keyring().create([DataKeyName(ref, one) for one in CLASSES], NOW)


def create_and_die(ref: str) -> None:
    """Commit the keys, and die before the exchange is written."""
    with as_actor([]):
        with_keys(UUID(ref))
        die()


def erase_and_die(ref: str) -> None:
    """Mark, and die before the worker hears of it."""
    erase(BRENNAN, asked(), UUID(ref), [1, 3, 4])
    die()


def destroy_and_die(when: str) -> None:
    """Be the worker, and die before the keys are destroyed, or before the proof is committed."""

    def dying(facts: Sequence[FactRow], now: object) -> None:
        if when == "before":
            die()
        destroy_keys(facts, NOW)
        die()

    with CONSUMERS.only():
        kept = Consumer("foundation.erasing", ("foundation.erase_due",), dying)
        CONSUMERS.add(kept.name, kept)
        with as_worker():
            sequence_facts(NOW)
            feed_consumers(NOW)
