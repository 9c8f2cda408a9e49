"""Who may have a link to choose a password sent to somebody: an answer to what `accounts` asks."""

from __future__ import annotations

from uuid import UUID

from counterpart.core.errors import Refused
from counterpart.directory.found import authority
from counterpart.directory.kinds import AuthorityState
from counterpart.directory.permissions import must_manage, standing_of
from counterpart.directory.rights import RightName
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.statements import rows

STANDS = """
select a.ref, a.id, exists(select 1 from directory_right g where g.membership_id = m.id and g.module = ''
  and g."right" = %s)
from accounts_user u join directory_membership m on m.user_id = u.id and m.until is null
join directory_authority a on a.id = m.authority_id and a.state = %s
where u.ref = %s order by a.id
"""


def see_who_may_help(actor: Actor, user: UUID) -> None:
    """See that the actor is an administrator of the user's authority, or coordinates it and the user administers it.

    The operator may help everybody. Raises Refused `needs_right`, `not_your_colleague`.
    """
    own = standing_of(actor)
    if own is None:
        return
    if not actor.may(RightName.DATA_ADMINISTRATOR, module=""):
        raise Refused("needs_right", right=str(RightName.DATA_ADMINISTRATOR))
    for ref, authority_id, administers in rows(STANDS, [RightName.DATA_ADMINISTRATOR, AuthorityState.REGISTERED, user]):
        if authority_id == own.id or (administers and _coordinates(actor, ref)):
            return
    raise Refused("not_your_colleague", user=str(user))


def _coordinates(actor: Actor, ref: UUID) -> bool:
    try:
        must_manage(actor, authority(ref))
    except Refused:
        return False
    return True
