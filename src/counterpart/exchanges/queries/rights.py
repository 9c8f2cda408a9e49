"""Whether somebody may open the content of an exchange in which their authority takes part."""

from __future__ import annotations

from counterpart.core.workflow import Rulebook
from counterpart.directory.policy import Circumstances, Deed, Extent, may, posts_of
from counterpart.foundation.actor import Actor

DEEDS = {"alert": Deed.READ_ALERT}
"""What opening the content is called in the table of rights, by pattern; of all others it is OPEN."""


def why_closed(actor: Actor, rules: Rulebook, *, takes_part: bool, elsewhere: bool) -> str:
    """Return why the content stays closed to the actor, as a code of `directory.policy`; nothing when it is open.

    `elsewhere`: it was given to colleagues and not to them.
    """
    circumstances = Circumstances(party=takes_part, involved=takes_part, allocated_elsewhere=elsewhere)
    deed = DEEDS.get(rules.procedure.pattern or "", Deed.OPEN)
    verdict = may(posts_of(actor, rules.module.module), deed, circumstances)
    return "" if verdict.extent is Extent.FULL else verdict.reason
