"""Drafts: what somebody has typed and not yet sent, one sealed row for each user and place; saved by itself.

Saving a draft is no action: it says nothing in the log and announces nothing. The action that takes the text over
removes the draft in its own transaction (`remove_draft`). A draft is its author's alone: every function reads and
writes the rows of its actor, also where a substitute acts for somebody.

    COUNTERPART_DRAFT_DAYS   after so many days without a change a draft is removed; default: 90
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from counterpart.core.errors import Invalid
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row, rows, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.vault import KeyClass, KeyGone, Place, open_value, seal_value
from counterpart.foundation.vault.at_hand import keyring

VARIABLE = "COUNTERPART_DRAFT_DAYS"
DAYS = 90
LONGEST_PLACE = 200

SAVE = """
insert into foundation_draft(user_ref, place, key_ref, sealed, at) values (%s, %s, %s, %s, %s)
on conflict (user_ref, place) do update set key_ref = excluded.key_ref, sealed = excluded.sealed, at = excluded.at
where foundation_draft.at <= excluded.at
"""
FIND = "select key_ref, sealed from foundation_draft where user_ref = %s and place = %s"
LIST = "select place, at from foundation_draft where user_ref = %s order by at desc, place limit %s"
DROP = "delete from foundation_draft where user_ref = %s and place = %s"
DROP_UNDER = "delete from foundation_draft where key_ref = %s"
EXPIRE = "delete from foundation_draft where at < %s"


class DraftAt(NamedTuple):
    """That there is a draft, where, and when it was last saved."""

    place: str
    at: dt.datetime


def draft_life(environment: Mapping[str, str] = os.environ) -> dt.timedelta:
    """Return how long a draft lives after its last change. Raises `Invalid` for what is no number of days."""
    said = environment.get(VARIABLE, str(DAYS))
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= 3650):
        raise Invalid("draft_days", field=VARIABLE, said=said, least=1, most=3650)
    return dt.timedelta(days=int(said))


def save_draft(actor: Actor, place: str, text: bytes, now: dt.datetime, *, key_ref: UUID | None = None) -> None:
    """Keep what was typed at a place, sealed; what was saved there before is gone.

    `key_ref` is the exchange with which the draft is to be erased; without it the draft is erased with its author. A
    save that arrives after a later one changes nothing. Raises `Invalid` for more than 1 MiB.
    """
    author = _author(actor, place)
    key_ref = key_ref or author
    at = _place(key_ref, author, place)
    keys = keyring().open([at.key_name], now)
    if at.key_name not in keys:
        keyring().create([at.key_name], now)
        keys = keyring().open([at.key_name], now)
    sealed = seal_value(keys[at.key_name], at, text)
    with as_actor([]):
        run(SAVE, [author, place, key_ref, sealed, now])


def draft(actor: Actor, place: str, now: dt.datetime) -> bytes | None:
    """Return what the actor typed at a place; None when there is nothing, or its key was destroyed. One statement.

    Raises `Damaged` when it does not verify.
    """
    author = _author(actor, place)
    found = row(FIND, [author, place])
    if found is None:
        return None
    key_ref, sealed = found
    at = _place(key_ref, author, place)
    try:
        return open_value(keyring().open_one(at.key_name, now), at, bytes(sealed))
    except KeyGone:
        return None


def drafts(actor: Actor, most: int = 50) -> tuple[DraftAt, ...]:
    """Return where the actor has drafts, the newest first; opens none of them."""
    with as_actor([], read_only=True):
        return tuple(DraftAt(place, at) for place, at in rows(LIST, [_author(actor), most]))


def drop_draft(actor: Actor, place: str) -> bool:
    """Remove a draft of the actor; return whether there was one. Inside an action: `remove_draft`."""
    with as_actor([]):
        return run(DROP, [_author(actor, place), place]) > 0


def remove_draft(doing: Doing, place: str) -> bool:
    """Remove a draft of who acts, in the transaction of the action that takes its text over."""
    return run(DROP, [_author(doing.actor, place), place]) > 0


def erase_drafts(key_ref: UUID) -> int:
    """Remove all drafts under a key, whoever wrote them, in the open transaction: part of erasing an exchange."""
    return run(DROP_UNDER, [key_ref])


def expire_drafts(now: dt.datetime) -> int:
    """Remove the drafts that nobody changed for `draft_life`; return how many. The worker does it once a day."""
    life = draft_life()
    with as_actor([]):
        return run(EXPIRE, [now - life])


def _author(actor: Actor, place: str = "-") -> UUID:
    """Return whose draft it is. Raises `Invalid` when nobody types there, or the name of the place cannot be one."""
    if actor.ref is None:
        raise Invalid("draft_of_nobody", field="actor")
    if not 0 < len(place) <= LONGEST_PLACE:
        raise Invalid("draft_place", field="place", length=len(place), most=LONGEST_PLACE)
    return actor.ref


def _place(key_ref: UUID, author: UUID, place: str) -> Place:
    return Place(key_ref, "foundation_draft", f"{author}/{place}", KeyClass.DRAFTS)
