"""Arranging: who in an authority works on an exchange, what it has to do with others, who is to play a party."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from counterpart.core.errors import NotFound, OutOfTurn, Refused
from counterpart.core.workflow import Linked, editable, reseated
from counterpart.directory.policy import Deed
from counterpart.directory.queries.players import handlers
from counterpart.directory.rights import IN_MODULE
from counterpart.exchanges.actions.beginning import Capacity, Written, author_of, laid_out, taken_up, written
from counterpart.exchanges.events import ExchangeAllocated, ExchangeLinked
from counterpart.exchanges.permissions import BY_PEOPLE, must_do
from counterpart.exchanges.row_security import CONTENT
from counterpart.exchanges.storage.concluding import Said, conclude, where_of
from counterpart.exchanges.storage.held import Held
from counterpart.exchanges.storage.linking import LinkKind, write_link
from counterpart.exchanges.storage.loading import load
from counterpart.exchanges.storage.needs import needs_of_settling
from counterpart.exchanges.storage.seating import must_fit, must_have_access, reseat_coordinators, seats_by_ref
from counterpart.foundation.actions import action
from counterpart.foundation.database.statements import row, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind

ALLOCATE = """
with ended as (
  update exchanges_allocation set until = %s
  where exchange_id = %s and authority_id = %s and until is null and not user_id = any(%s::int[]) returning 1),
given as (
  insert into exchanges_allocation(exchange_id, authority_id, user_id, since)
  select %s, %s, unnest(%s::int[]), %s on conflict do nothing returning 1),
moved as (update exchanges_exchange set log_n = %s where id = %s returning 1)
update exchanges_turn set allocated_to = %s where exchange_id = %s and authority_id = %s
"""
OTHER = """
select e.id from exchanges_exchange e where e.ref = %s and e.erased_at is null and exists(
  select from exchanges_access a where a.exchange_id = e.id and a.authority_id = %s and a.level >= %s)
"""


@action("exchanges.allocate")
def allocate(doing: Doing, exchange: UUID, capacity: Capacity, users: Sequence[int]) -> Written:
    """Give an exchange to people of one's own authority (numbers of users), the first of them in the lists; or to all.

    Raises Refused without the right, NotFound for somebody who does not work there in this policy area.
    """
    file = load(exchange)
    held = file.one
    author_of(doing, held, capacity)
    module = held.layout.pin.module
    if doing.actor.kind in BY_PEOPLE:
        must_do(doing.actor, module, Deed.ALLOCATE)
    _must_work_here(doing, module, users)
    authority, id_, given = doing.actor.authority_id, held.cover.id, list(dict.fromkeys(users))
    first = given[0] if given else None
    values = [doing.now, id_, authority, given, id_, authority, given, doing.now, held.n, id_, first, id_, authority]
    run(ALLOCATE, values)
    doing.knows_head(held.head)
    doing.log(held.cover.ref, EntryKind.ALLOCATED, action="allocate", facts={"users": given})
    where = where_of(held, _linked(held))
    doing.announce(held.cover.ref, ExchangeAllocated(**where, authority=authority, users=given))
    return Written(held.cover.ref, held.cover.number, held.version, held.situation.state)


@action("exchanges.link")
def link(doing: Doing, exchange: UUID, capacity: Capacity, other: UUID) -> Written:
    """Say that an exchange has to do with another one. Raises NotFound when the actor cannot open both."""
    file, _ = taken_up(doing, exchange, capacity, None)
    held = file.one
    found = row(OTHER, [other, doing.actor.authority_id, CONTENT])
    if found is None or found[0] == held.cover.id:
        raise NotFound("exchange_unknown", exchange=str(other))
    write_link(held, found[0], LinkKind.RELATED)
    doing.knows_head(held.head)
    doing.log(
        held.cover.ref, EntryKind.LINKED, action="link", facts={"other": str(other), "kind": int(LinkKind.RELATED)}
    )
    fact = ExchangeLinked(**where_of(held, _linked(held)), other=found[0], kind=int(LinkKind.RELATED))
    doing.announce(held.cover.ref, fact)
    return Written(held.cover.ref, held.cover.number, held.version, held.situation.state)


@action("exchanges.fill_party")
def fill_party(
    doing: Doing, exchange: UUID, capacity: Capacity, party: str, authorities: Sequence[UUID],
    *, expected: int | None = None,
) -> Written:  # fmt: skip
    """Choose who plays a party while it is a draft: before anything was sent, by who may edit its subject.

    Raises OutOfTurn afterwards (an action of the procedure does it then), Refused for who may not play it.
    """
    file, author = taken_up(doing, exchange, capacity, expected)
    held = file.one
    rules, situation = held.layout.rules, held.situation
    if party not in rules.parties:
        raise NotFound("party_unknown", party=party)
    if situation.state != rules.main.start or party == rules.starter:
        raise OutOfTurn("not_in_this_state", party=party)
    if not editable(rules, situation, author.party):
        raise Refused("not_editable", party=author.party, form=party)
    seats = seats_by_ref(rules, {party: authorities}, file.people)
    must_have_access(rules, seats, file.people)
    must_fit(rules, situation, seats, doing.now)
    laid = laid_out(doing, file, author, needs_of_settling(held.layout))
    players = seats.get(party, ())
    laid.desk.do(author.key, lambda matter: reseated(rules, matter.with_family(author.key), party, players, doing.now))
    reseat_coordinators(laid)
    said = Said("fill_party", author.party, EntryKind.PARTY, facts={"party": party})
    return written(conclude(doing, laid, said), laid)


def _must_work_here(doing: Doing, module: str, users: Sequence[int]) -> None:
    """See that people work for the actor's authority in the policy area."""
    if not users:
        return
    authority = [doing.actor.authority_id or 0]
    here = {one.user_id for right in sorted(IN_MODULE) for one in handlers(module, authority, right, doing.now)}
    for user in users:
        if user not in here:
            raise NotFound("user_unknown", user=user)


def _linked(held: Held) -> Linked:
    return Linked(held.layout.rules, held.situation)
