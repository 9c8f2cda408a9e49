"""Erasing in two transactions: the room marks and deletes what is its own; then the worker destroys the keys.

The first is an action of the room whose data they are: it marks the exchange, deletes what stands in clear and
blind tokens, calls `erase_due`, and logs. From its commit on nobody reads the data. The second is here: the keys are
destroyed, which is harmless twice, and the proof is logged, which happens once. A crash between the two, or in the
middle of the second, leaves a fact that the worker finds again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.drafts import erase_drafts
from counterpart.foundation.facts import FactRow, consumer
from counterpart.foundation.files import erase_files
from counterpart.foundation.log import EntryKind
from counterpart.foundation.recording import record
from counterpart.foundation.refs import new_ref
from counterpart.foundation.vault import KeyClass
from counterpart.foundation.vault.at_hand import keyring

CONSUMER = "foundation.erasing"
PROOF = "foundation.erase"


@dataclass(frozen=True, slots=True)
class EraseDue:
    """The data of these classes of a ref are marked as erased: their keys are to be destroyed. `ref` names the keys."""

    TYPE: ClassVar[str] = "foundation.erase_due"
    V: ClassVar[int] = 1
    ref: str
    classes: tuple[int, ...]


def erase_due(doing: Doing, ref: UUID, classes: Collection[KeyClass] = tuple(KeyClass)) -> None:
    """Mark the files of these classes, delete the drafts, and announce that the keys are to be destroyed.

    Inside an action, which logs in the stream of that ref what it erased, and why.
    """
    erase_files(ref, classes)
    if KeyClass.DRAFTS in classes:
        erase_drafts(ref)
    doing.announce(ref, EraseDue(str(ref), tuple(sorted(int(one) for one in classes))))


@consumer(CONSUMER, EraseDue.TYPE)
def destroy_keys(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Destroy the keys that these facts tell of, each at once and for good, and log the proof."""
    doing = Doing(Actor(ActorKind.CLOCK, None), Asked(new_ref(now), now))
    for fact in facts:
        classes = [KeyClass(one) for one in fact.dims["classes"]]
        keyring().erase(UUID(fact.dims["ref"]), classes)
        doing.log(
            fact.stream,
            EntryKind.ERASED,
            action=PROOF,
            facts={"classes": [one.name.lower() for one in classes], "due": fact.n},
        )
    record(doing, PROOF, None, None)
