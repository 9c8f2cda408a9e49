"""Who may do what with an exchange, beside what its procedure says: which right it takes.

A procedure says which *party* acts; the table of rights (`directory.policy`) says what a *person* of that authority may
do. Which row of the table an action is, follows from the pattern of the procedure, the role of the party, and whether
the action hands the party on: no procedure, state or action is named here. Every refusal has its reason.
"""

from __future__ import annotations

from collections.abc import Collection

from counterpart.core.errors import Refused
from counterpart.core.workflow import Rulebook
from counterpart.core.workflow.filling import CHOICE
from counterpart.directory.policy import Circumstances, Deed, Verdict, may, posts_of
from counterpart.exchanges.parties import is_coordinator
from counterpart.exchanges.storage.held import Held
from counterpart.foundation.actor import Actor, ActorKind

BY_PEOPLE = frozenset({ActorKind.PERSON, ActorKind.CLIENT})
"""Who needs a right; the clock, a register that answers and an applicant act by what they are."""

TAKING_PART = Circumstances(party=True, involved=True, requester=True, own_member=True, by_module=True)

OF_AUTHORITIES = {"alert": Deed.WARN, "notification": Deed.NOTIFY, "repository": Deed.EDIT_ENTRY}
OF_COORDINATORS = {"alert": Deed.DISSEMINATE, "notification": Deed.BROADCAST, "repository": Deed.EDIT_ENTRY}


def deed_of(rules: Rulebook, party: str, action: str = "", track: str = "") -> Deed:
    """Return the row of the table of rights that an action (or writing, without one) is for a party."""
    pattern = rules.procedure.pattern or ""
    if is_coordinator(rules, party):
        return OF_COORDINATORS.get(pattern, Deed.SETTLE)
    if action and _hands_on(rules, party, action, track):
        return OF_AUTHORITIES.get(pattern, Deed.FORWARD)
    if action and _receives(rules, party, action, track):
        return OF_AUTHORITIES.get(pattern, Deed.DECIDE)
    return OF_AUTHORITIES.get(pattern, Deed.REPLY)


def must_hold_right(
    actor: Actor, rules: Rulebook, party: str, action: str = "", track: str = "", *, deed: Deed | None = None
) -> None:
    """See that somebody holds the right for an action of a party, or for the `deed` that is said instead.

    Raises Refused with the reason of the table.
    """
    if actor.kind not in BY_PEOPLE:
        return
    must_do(actor, rules.module.module, deed or deed_of(rules, party, action, track))


def may_do(actor: Actor, module: str, deed: Deed) -> Verdict:
    """Return whether somebody may do a deed in an exchange in which their authority takes part."""
    return may(posts_of(actor, module), deed, TAKING_PART)


def must_do(actor: Actor, module: str, deed: Deed) -> None:
    """See that somebody may do a deed in an exchange in which their authority takes part. Raises Refused."""
    verdict = may_do(actor, module, deed)
    if not verdict:
        raise Refused(verdict.reason, deed=deed.value, module=module)


def must_not_be_elsewhere(actor: Actor, held: Held, allocated: Collection[int]) -> None:
    """See that the authority did not give the exchange to colleagues. Raises Refused `allocated_elsewhere`.

    Who allocates may always step in.
    """
    if actor.kind is not ActorKind.PERSON or not allocated or actor.user_id in allocated:
        return
    module = held.layout.pin.module
    if not may(posts_of(actor, module), Deed.ALLOCATE):
        raise Refused("allocated_elsewhere")


def _receives(rules: Rulebook, party: str, action: str, track: str) -> bool:
    """Say whether an action says what becomes of what just came in: open in the first state that is the party's own.

    So a party accepts, refuses and splits what somebody else began. What both sides may do is no such thing.
    """
    machine = rules.machine(track)
    own = (name for name, state in machine.states.items() if party in (state.owners or machine.owners))
    found = machine.actions.get(action)
    if found is None or party == rules.starter or rules.starter in found.by:
        return False
    return next(own, "") in found.sources


def _hands_on(rules: Rulebook, party: str, action: str, track: str) -> bool:
    """Say whether an action gives the party to somebody else, chosen by who acts."""
    found = rules.machine(track).actions.get(action)
    effects = (*found.first, *found.then) if found is not None else ()
    assigned = (one.effect.assign for one in effects)
    return any(one is not None and one.party == party and one.from_ == CHOICE for one in assigned)
