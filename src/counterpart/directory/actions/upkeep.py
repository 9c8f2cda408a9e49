"""Keeping what is recorded fresh: authorities confirm it, coordinators ask, mails that come back are noted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from counterpart.core.errors import Invalid, OutOfTurn, Refused
from counterpart.directory.concerns import CHASED, CHASED_AGAIN, Concern
from counterpart.directory.events import AuthorityChased, AuthorityConfirmed
from counterpart.directory.found import authorities as locked
from counterpart.directory.found import living, must_live
from counterpart.directory.permissions import must_manage
from counterpart.directory.queries.caring import SCOPE, caring, scope_of
from counterpart.foundation.actions import action
from counterpart.foundation.actor import ActorKind
from counterpart.foundation.database.statements import array, row, rows, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind

CONFIRM = "update directory_authority set confirmed_at = %s where id = %s"
IN_CARE = f"with {SCOPE} select s.id from scope s where s.id = any(%(ids)s::int[])"  # noqa: S608  text of ours
LATELY = """
select a.ref, h.at from directory_chase h join directory_authority a on a.id = h.authority_id
where h.concern = %s and h.at > %s and h.authority_id = any(%s::int[]) order by h.at desc limit 1
"""
CHASE = """
insert into directory_chase(authority_id, concern, at, coordinator_id) select x, %s, %s, %s from unnest(%s::int[]) x
on conflict (authority_id, concern) do update set at = excluded.at, coordinator_id = excluded.coordinator_id
"""
AUTHORITY_FAILED = """
update directory_authority set mail_failed_at = coalesce(mail_failed_at, %s) where id = %s and email <> ''
"""
USERS_FAILED = """
insert into directory_mail_failure(user_id, at) select u.id, %s from accounts_user u
where u.ref = any(%s::uuid[]) and u.erased_at is null on conflict do nothing
"""
MOST_CHASED = 100


@action("directory.confirm_record")
def confirm_record(doing: Doing, authority: UUID) -> None:
    """Say that everything that is recorded of an authority is still right; changes nothing else.

    Its own administrator, or who coordinates it. Raises NotFound, OutOfTurn `authority_not_active`, Refused.
    """
    found = living(authority)
    must_manage(doing.actor, found)
    run(CONFIRM, [doing.now, found.id])
    doing.log(authority, EntryKind.ADMINISTRATION, action="confirm_record")
    doing.announce(authority, AuthorityConfirmed())


@action("directory.chase")
def chase(doing: Doing, concern: Concern, authorities: Sequence[UUID]) -> int:
    """Ask authorities that one looks after to see to a concern; return how many were asked.

    Their administrators get a notice and a mail; where nobody ever signed in, the mail goes to the office. All or
    nobody is asked. Raises Refused as `queries.caring.caring` and `not_your_authority`, NotFound, OutOfTurn
    `authority_not_active`, `chased_lately` within seven days, Invalid `concern_not_chased`, `chase_too_many`,
    `chase_nobody`.
    """
    if concern not in CHASED:
        raise Invalid("concern_not_chased", field="concern", concern=str(concern))
    if not 0 < len(set(authorities)) <= MOST_CHASED:
        raise Invalid("chase_too_many" if authorities else "chase_nobody", field="authorities", most=MOST_CHASED)
    own = caring(doing.actor)
    found = locked(authorities)
    ids = array(one.id for one in found.values())
    mine = {id_ for (id_,) in rows(IN_CARE, {**scope_of(own, doing.now), "ids": ids})}
    for one in found.values():
        must_live(one)
        if one.id not in mine:
            raise Refused("not_your_authority", authority=str(one.ref))
    lately = row(LATELY, [concern.value, doing.now - CHASED_AGAIN, ids])
    if lately is not None:
        again = (lately[1] + CHASED_AGAIN).date()
        raise OutOfTurn("chased_lately", authority=str(lately[0]), again=again.isoformat())
    _chased(doing, concern, [(one.id, one.ref) for one in found.values()], own.id)
    return len(found)


@action("directory.remind_stale")
def remind_stale(doing: Doing, authorities: Sequence[UUID]) -> int:
    """Ask authorities whose record is old to look through it: the worker, by itself. Raises Refused `clock_only`."""
    if doing.actor.kind is not ActorKind.CLOCK:
        raise Refused("clock_only")
    found = locked(authorities)
    _chased(doing, Concern.UNCONFIRMED, [(one.id, one.ref) for one in found.values()], None)
    return len(found)


def _chased(doing: Doing, concern: Concern, found: Collection[tuple[int, UUID]], coordinator: int | None) -> None:
    run(CHASE, [concern.value, doing.now, coordinator, array(id_ for id_, _ in found)])
    for _, ref in found:
        doing.log(ref, EntryKind.ADMINISTRATION, action="chase", facts={"concern": concern.value})
        doing.announce(ref, AuthorityChased(concern.value, by_worker=coordinator is None))


def mark_mail_failed(users: Collection[UUID], now: dt.datetime, *, authority: int | None = None) -> int:
    """Note that mails to people, or to the office of an authority, come back; return how many were not known to.

    Inside a transaction that is open. What was noted goes when the address changes.
    """
    marked = run(AUTHORITY_FAILED, [now, authority]) if authority is not None else 0
    return marked + (run(USERS_FAILED, [now, list(users)]) if users else 0)
