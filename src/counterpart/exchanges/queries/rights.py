"""Whether somebody may open the content of an exchange in which their authority takes part, and what they may do."""

from __future__ import annotations

from dataclasses import replace

from counterpart.core.workflow import Obstacle, Rulebook, Standing, Verdict
from counterpart.directory.policy import Circumstances, Deed, Extent, may, posts_of
from counterpart.exchanges.permissions import BY_PEOPLE, deed_of, may_do
from counterpart.foundation.actor import Actor

DEEDS = {"alert": Deed.READ_ALERT, "notification": Deed.READ_NOTICE, "repository": Deed.READ_ENTRY}
"""What opening the content is called in the table of rights, by pattern; of all others it is OPEN."""


def why_closed(actor: Actor, rules: Rulebook, *, takes_part: bool, elsewhere: bool) -> str:
    """Return why the content stays closed to the actor, as a code of `directory.policy`; nothing when it is open.

    `elsewhere`: it was given to colleagues and not to them.
    """
    circumstances = Circumstances(party=takes_part, involved=takes_part, allocated_elsewhere=elsewhere)
    deed = DEEDS.get(rules.procedure.pattern or "", Deed.OPEN)
    verdict = may(posts_of(actor, rules.module.module), deed, circumstances)
    return "" if verdict.extent is Extent.FULL else verdict.reason


def may_write(actor: Actor, rules: Rulebook, party: str) -> bool:
    """Say whether somebody holds the right to write as a party of theirs."""
    return actor.kind not in BY_PEOPLE or bool(may_do(actor, rules.module.module, deed_of(rules, party)))


def for_somebody(actor: Actor, rules: Rulebook, verdict: Verdict) -> Verdict:
    """Return a verdict on an action of a party as it is for one of its people: refused without the right for it.

    What is not possible now stays so: that would be so for everybody.
    """
    if actor.kind not in BY_PEOPLE or verdict.standing is Standing.NOT_NOW:
        return verdict
    right = may_do(actor, rules.module.module, deed_of(rules, verdict.party, verdict.action, verdict.place.track))
    if right:
        return verdict
    return replace(verdict, standing=Standing.REFUSED, obstacles=(Obstacle(right.reason),))
