"""Exchanges that are new: their numbers, refs and keys, before anything of them is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from counterpart.core.workflow import FORMAT, Situation
from counterpart.core.workflow.situation import Progress
from counterpart.core.writing import Life
from counterpart.exchanges.storage.changes import Changes, Row
from counterpart.exchanges.storage.finding import index_key
from counterpart.exchanges.storage.held import Cover, Held
from counterpart.exchanges.storage.layout import Layout
from counterpart.foundation.database.statements import row
from counterpart.foundation.log.entries import beginning_of
from counterpart.foundation.refs import new_ref
from counterpart.foundation.secrets import numbers
from counterpart.foundation.vault import DataKeyName, KeyName
from counterpart.foundation.vault.at_hand import keyring

NEXT_ID = "select nextval('exchanges_exchange_id_seq')"
NEXT_FILE = "select nextval('exchanges_matter_id_seq'), nextval('exchanges_exchange_id_seq')"


def keys_for(ref: UUID, layout: Layout, now: dt.datetime) -> list[KeyName]:
    """Return the keys that an exchange needs from the beginning."""
    names: list[KeyName] = [DataKeyName(ref, key_class) for key_class in sorted(layout.key_classes)]
    blind = index_key(layout, now)
    return names if blind is None else [*names, blind]


def new_file(layout: Layout, now: dt.datetime, ref: UUID | None = None) -> Held:
    """Return an exchange that is going to be, in a file of its own. Its keys are made and committed first."""
    ref = ref or new_ref(now)
    keyring().create(keys_for(ref, layout, now), now)
    found = row(NEXT_FILE)
    matter_id, id_ = found if found is not None else (0, 0)
    number = str(numbers().number_of(matter_id))
    family = bool(layout.rules.children)
    return _held(str(ref), Cover(id_, ref, matter_id, 1, number, None, "", family, now), layout)


def renew_keys(held: Held, now: dt.datetime) -> None:
    """Make keys for what was erased of an exchange that is opened again: working copies go soon after its end."""
    gone = held.erased_by(now)
    if gone:
        keyring().create([DataKeyName(held.cover.ref, key_class) for key_class in sorted(gone)], now)


@dataclass(frozen=True, slots=True)
class NewChild:
    """A child that was started: its key on the desk, whose child it is and under which name, and how it is cut."""

    key: str
    parent: Held
    name: str
    layout: Layout


def new_child(child: NewChild, part: int, now: dt.datetime) -> Held:
    """Return a child that is going to be, under the number of its file. Its keys are made and committed first."""
    ref = new_ref(now)
    keyring().create(keys_for(ref, child.layout, now), now)
    found = row(NEXT_ID)
    parent = child.parent.cover
    number = str(numbers().number_of(parent.matter_id, part))
    id_ = found[0] if found is not None else 0
    cover = Cover(id_, ref, parent.matter_id, part, number, parent.id, child.name, True, now)
    return _held(child.key, cover, child.layout)


def write_cover(changes: Changes, held: Held) -> None:
    """Have the row of a new exchange written, with that of its file; what moves comes after."""
    cover, pin = held.cover, held.layout.pin
    changes.new.append(
        {
            "id": cover.id,
            "ref": str(cover.ref),
            "matter_id": cover.matter_id,
            "part": cover.part,
            "number": cover.number,
            "procedure_id": pin.procedure_id,
            "module": pin.module,
            "format": FORMAT,
            "parent_id": cover.parent_id,
            "child": cover.child,
            "family": cover.family,
            "created_at": cover.created_at.isoformat(),
        }
    )
    if cover.part == 1:
        changes.matters.append({"id": cover.matter_id, "number": cover.number})


def next_part_row(matter_id: int, next_part: int) -> Row:
    """Return which part of a file comes next."""
    return {"id": matter_id, "next_part": next_part}


def _held(key: str, cover: Cover, layout: Layout) -> Held:
    nothing: dict[str, Any] = {}
    situation = Situation(Progress("", cover.created_at), {})
    head = beginning_of(cover.ref)
    return Held(key, cover, layout, 0, head, situation, Life(), nothing, None, None, [], [], {})
