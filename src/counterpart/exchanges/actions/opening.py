"""Beginning an exchange."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from counterpart.core.errors import NotFound, Refused
from counterpart.core.workflow import Beginning, Matter, Player, Rulebook
from counterpart.core.writing import Record, check_offered
from counterpart.core.writing.desk import Opening
from counterpart.exchanges.actions.beginning import Written, must_know_fields, outsider, written
from counterpart.exchanges.parties import beginning_party
from counterpart.exchanges.permissions import must_hold_right
from counterpart.exchanges.storage.concluding import Said, conclude
from counterpart.exchanges.storage.desks import Acting, Laid, lay
from counterpart.exchanges.storage.held import File, Held
from counterpart.exchanges.storage.layout import Layout, layout_of
from counterpart.exchanges.storage.needs import needs_of_beginning
from counterpart.exchanges.storage.newcomers import new_file
from counterpart.exchanges.storage.seating import Seats, completed, must_fit, must_have_access, seats_by_ref
from counterpart.exchanges.storage.setting import setting_for
from counterpart.foundation.actions import action
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind
from counterpart.modules.pins import Pinned, must_be_open, newest

SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the cover of an exchange from the beginning."""

    wanted_on: dt.date | None = None
    agreed_on: dt.date | None = None
    urgent: bool = False
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """What an exchange begins with: refs of the authorities of its parties, subject, questions and cover.

    `outside` leads from parties that have no account here (a citizen) to the member that they are of, or nothing.
    """

    parties: Mapping[str, Sequence[UUID]] = field(default_factory=dict)
    outside: Mapping[str, str] = field(default_factory=dict)
    subject: Mapping[str, Any] = field(default_factory=dict)
    ask: Sequence[str] = ()
    cover: Cover = field(default_factory=Cover)
    consulted: Sequence[str] = ()
    lang: str = ""


NOTHING_YET = Begun()


@action("exchanges.open")
def open_exchange(doing: Doing, module: str, procedure: str, begun: Begun = NOTHING_YET) -> Written:
    """Begin an exchange of a procedure in its newest version; the actor's authority plays the party that begins it.

    Its keys are made and committed first: a process that dies in between leaves keys without an exchange, which are
    swept, never an exchange without keys. Raises NotFound, Refused (`module_retired`, `choice_unfit`, rights), Conflict
    `module_superseded`, Invalid `field_unknown`, and what the engine raises.
    """
    laid, said = begin_new(doing, newest(module, procedure), begun)
    return written(conclude(doing, laid, said), laid)


def begin_new(doing: Doing, pin: Pinned, begun: Begun) -> tuple[Laid, Said]:
    """Begin an exchange in a file of its own on a desk, and return it with what is to be said of it."""
    layout = layout_of(pin)
    must_be_open(pin.procedure_id)
    begins = _beginner(doing, layout.rules)
    must_hold_right(doing.actor, layout.rules, begins)
    must_know_fields(layout, SUBJECT, begun.subject)
    held = new_file(layout, doing.now)
    file = File({held.key: held}, held.key)
    seats = _seats(doing, layout, begun, file)
    laid = begin_at_desk(doing, file, held, seats, begun)
    said = Said(
        action="open",
        party=begins,
        kind=EntryKind.CREATED,
        lang=begun.lang or doing.actor.language,
        begun=frozenset({held.key}),
    )
    return laid, said


def begin_at_desk(doing: Doing, file: File, held: Held, seats: Seats, begun: Begun) -> Laid:
    """Begin an exchange on a desk of its own, and see that its parties fit and its questions are offered."""
    layout, now = held.layout, doing.now
    needs = needs_of_beginning(layout)
    acting = Acting(doing.actor.authority_id or 0, outside=outsider(doing))
    laid = lay(file, {}, setting_for(file, layout.rules, needs, now), acting, now)
    desk = laid.desk
    desk.matter = Matter({})
    laid.records[held.key] = Record()
    desk.records[held.key] = Record(
        subject=dict(begun.subject), asked=list(dict.fromkeys(begun.ask)), consulted=tuple(begun.consulted)
    )
    cover = begun.cover
    beginning = Beginning(
        {}, wanted_on=cover.wanted_on, agreed_on=cover.agreed_on, urgent=cover.urgent, copied=cover.copied
    )
    person = str(doing.actor.ref) if doing.actor.ref is not None else ""
    desk.begin(held.key, layout.rules, Opening(seats, beginning, person))
    must_fit(layout.rules, desk.matter.exchanges[held.key].situation, seats, now)
    if begun.ask:
        _must_be_questions(layout, begun.ask)
        check_offered(desk, held.key, begun.ask)
    return laid


def _seats(doing: Doing, layout: Layout, begun: Begun, file: File) -> Seats:
    """Return who plays what: the actor's authority the party that begins, those named theirs, and who comes along.

    Somebody outside for whom it begins is of its member, unless another one is said.
    """
    rules: Rulebook = layout.rules
    begins = _beginner(doing, rules)
    own = doing.actor.authority_ref
    wanted = {party: list(refs) for party, refs in begun.parties.items()}
    if own is not None:
        wanted.setdefault(begins, [own])
    if own not in wanted.get(begins, ()) and not (own is None and rules.starter in begun.outside):
        raise Refused("not_seated", party=begins)
    for party in wanted:
        if party not in rules.parties:
            raise NotFound("party_unknown", party=party)
    seats = seats_by_ref(rules, wanted, file.people)
    must_have_access(rules, seats, file.people)
    for party, member in begun.outside.items():
        if party not in rules.parties or not rules.parties[party].external:
            raise Refused("choice_unfit", party=party, player=member)
        seats[party] = (Player(member),)
    if begins != rules.starter and rules.starter not in seats:
        seats[rules.starter] = tuple(Player(one.member) for one in seats[begins][:1])
    return completed(rules, layout.pin.module, seats, file.people)


def _beginner(doing: Doing, rules: Rulebook) -> str:
    """Return as which party the actor begins: as the one that starts, or an authority in the place of somebody outside.

    Raises Refused `not_seated` where no authority may do that.
    """
    party = beginning_party(rules) if doing.actor.authority_ref is not None else rules.starter
    if not party:
        raise Refused("not_seated", party=rules.starter)
    return party


def _must_be_questions(layout: Layout, codes: Sequence[str]) -> None:
    for code in codes:
        if code not in layout.rules.questions:
            raise NotFound("question_unknown", question=code)
