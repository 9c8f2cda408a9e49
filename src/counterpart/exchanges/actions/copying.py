"""Making an exchange from an old one, and throwing a draft away that nobody else ever saw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from counterpart.core.definitions.forms import placed_fields
from counterpart.core.errors import OutOfTurn, Refused
from counterpart.core.visibility import visible_fields
from counterpart.core.workflow import Rulebook
from counterpart.core.writing import SUBJECT, Values, flat, viewer_of
from counterpart.core.writing.records import put
from counterpart.exchanges.actions.beginning import Capacity, Written, laid_out, taken_up, written
from counterpart.exchanges.actions.opening import Begun, Cover, begin_new
from counterpart.exchanges.events import DraftDeleted
from counterpart.exchanges.storage.concluding import conclude, where_of
from counterpart.exchanges.storage.desks import Laid
from counterpart.exchanges.storage.erasing import erase_rows
from counterpart.exchanges.storage.held import Held
from counterpart.exchanges.storage.layout import part_of
from counterpart.exchanges.storage.letting_in import who_sees
from counterpart.exchanges.storage.linking import LinkKind, write_link
from counterpart.exchanges.storage.needs import Needs
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor
from counterpart.foundation.doing import Doing
from counterpart.foundation.erasing import erase_due
from counterpart.foundation.log import ALL_OF_IT, EntryKind
from counterpart.modules.pins import newest

QUESTIONS = "questions"
FILES = frozenset({"file", "files"})
"""Types of fields that hold files."""


@action("exchanges.copy")
def copy(doing: Doing, exchange: UUID, capacity: Capacity, begun: Begun, elements: Sequence[str]) -> Written:
    """Begin a new exchange of the same procedure with chosen elements of an old one that the actor sees.

    `elements` are names of fields of the subject, and `questions`; what `begun` says itself comes before them. Files
    stay with the old one, and what the newest version of the procedure does not know is left out. Raises as
    `open_exchange`, and Refused `not_visible` for an element that the actor's authority may not see.
    """
    file, author = taken_up(doing, exchange, capacity, None)
    old = file.one
    fields = [name for name in elements if name != QUESTIONS]
    values = frozenset(f"{SUBJECT}.{name}" for name in _inside(old.layout.rules, fields))
    laid = laid_out(doing, file, author, Needs(values=values))
    viewer = viewer_of(laid.desk, author)
    rules = old.layout.rules
    shut = old.blocked_by(doing.now) | old.erased_by(doing.now)
    kept = frozenset(name for slot in old.layout.slots.get(SUBJECT, ()) if slot.key_class not in shut
                     for name in slot.fields)  # fmt: skip
    seen = visible_fields(rules.module, rules.procedure, rules.procedure.subject or "", viewer) & kept
    hidden = [name for name in fields if name not in seen]
    if hidden:
        raise Refused("not_visible", field=hidden[0])
    asked = laid.desk.records[old.key].asked if QUESTIONS in elements else []
    pin = newest(old.layout.pin.module, old.layout.pin.procedure)
    merged = Begun(
        parties=begun.parties,
        subject={**_picked(laid, old, seen & _known(rules) & _known(pin.rules), fields), **begun.subject},
        ask=tuple(dict.fromkeys((*begun.ask, *(one for one in asked if one in pin.rules.questions)))),
        cover=Cover(begun.cover.wanted_on, begun.cover.agreed_on, begun.cover.urgent, copied=True),
        lang=begun.lang,
    )
    new, said = begin_new(doing, pin, merged)
    said.action = "copy"
    said.facts = {"copied_from": str(old.cover.ref), "elements": sorted(elements)}
    held = conclude(doing, new, said)
    write_link(held, old.cover.id, LinkKind.COPIED)
    return written(held, new)


@action("exchanges.delete_draft")
def delete_draft(doing: Doing, exchange: UUID, capacity: Capacity, *, expected: int | None = None) -> Written:
    """Throw a draft away that nobody but its authority ever saw: nothing of it stays but that there was one.

    Raises OutOfTurn `not_a_draft` for an exchange that has left its first state, or that others see.
    """
    file, _ = taken_up(doing, exchange, capacity, expected)
    held = file.one
    _must_be_unseen(doing.actor, held)
    doing.knows_head(held.head)
    ref = held.cover.ref
    erase_rows(held, doing.now)
    doing.log(ref, EntryKind.ERASED, action="delete_draft", states=(held.situation.state, None), facts=ALL_OF_IT)
    laid = laid_out(doing, file, None, Needs())
    doing.announce(ref, DraftDeleted(**where_of(held, laid.desk.matter.exchanges[held.key])))
    erase_due(doing, ref)
    return Written(ref, held.cover.number, held.version, held.situation.state)


def _must_be_unseen(actor: Actor, held: Held) -> None:
    """See that an exchange is where it began, has no relatives, and is seen by the actor's authority alone."""
    rules, situation = held.layout.rules, held.situation
    been = set(situation.main.first_entered) | {situation.state}
    alone = who_sees(rules, situation) <= {str(actor.authority_ref)}
    if been != {rules.main.start} or not alone or held.cover.parent_id is not None or situation.rows:
        raise OutOfTurn("not_a_draft", state=situation.state)


def _known(rules: Rulebook) -> frozenset[str]:
    """Return the fields of the subject that can be copied, groups by what is in them.

    A file belongs to the exchange that it came with.
    """
    form = rules.procedure.subject
    fields = placed_fields(rules.module.forms[form]) if form else []
    return frozenset(one.name for one in fields if one.field.type not in FILES and not one.field.fields)


def _inside(rules: Rulebook, names: Iterable[str]) -> frozenset[str]:
    """Return those names that stand for a value of their own, a group with all that is in it."""
    chosen = tuple(names)
    within = tuple(f"{name}." for name in chosen)
    return frozenset(one for one in _known(rules) if one in chosen or one.startswith(within))


def _picked(laid: Laid, old: Held, seen: frozenset[str], fields: Iterable[str]) -> Values:
    """Return those fields of the subject that count, are filled in and may be seen, groups without their others."""
    shown: Mapping[str, Any] = flat(part_of(laid.desk.shown(old.key), seen), "")
    found: Values = {}
    for name in fields:
        if shown.get(name) is not None:
            put(found, name, shown[name])
    return found
