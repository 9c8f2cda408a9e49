"""Who was invited, and who waits to be validated: for whoever has a code, and for coordinators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import orjson

from counterpart.core.errors import NotFound, OutOfTurn
from counterpart.directory.codes import LOCATOR, fits, tidy
from counterpart.directory.invited import DECIDES, ended, reach_of
from counterpart.directory.kinds import AuthorityKind, InvitationState
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, row, rows, run

MOST_TRIES = 20
"""Wrong codes with the locator of one invitation, before it opens to nobody for `CLOSED`."""
CLOSED = dt.timedelta(hours=1)

LOCATED = "select i.id, i.ref, i.tries, i.tried_at from directory_invitation i where i.locator = %s order by i.id"
TRIED = """
update directory_invitation set tries = case when tried_at > %s then tries + 1 else 1 end, tried_at = %s
where id = any(%s)
"""
SHOWN = """
select i.ref, i.country, i.region, i.kind, i.name, i.lang, i.roles, i.state, i.ends_at, b.names
from directory_invitation i left join directory_authority b on b.id = i.invited_by_id where i.ref = %s
"""
INVITATIONS = f"""
select i.id, i.ref, i.email, i.lang, i.country, i.region, i.kind, i.name, i.roles, i.state, i.invited_at, i.sent_at,
  i.ends_at, i.mail_failed_at, b.ref, b.names
from directory_invitation i left join directory_authority b on b.id = i.invited_by_id
where i.state = %(state)s and (%(after)s = 0 or i.id < %(after)s) and {DECIDES}
order by i.id desc limit %(most)s
"""  # noqa: S608  text of ours
AWAITING = f"""
select i.id, a.ref, a.names, a.country, a.region, a.city, i.kind, i.name, i.roles, a.registered_at, i.ref, b.ref,
  b.names
from directory_invitation i join directory_authority a on a.id = i.authority_id
left join directory_authority b on b.id = i.invited_by_id
where i.state = %(state)s and i.id > %(after)s and {DECIDES}
order by i.id limit %(most)s
"""  # noqa: S608  text of ours


@dataclass(frozen=True, slots=True)
class InvitationShown:
    """An invitation to whoever has its code. `by` are the names of who invited, empty for the operator."""

    ref: UUID
    member: str
    region: str | None
    kind: AuthorityKind
    name: str
    language: str
    roles: tuple[tuple[str, str], ...]
    ends_at: dt.datetime
    by: Mapping[str, str]

    @property
    def guest(self) -> Actor:
        """Return who acts with the code: somebody outside, for no authority, without rights."""
        return Actor(ActorKind.APPLICANT, self.ref, language=self.language)


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation in a coordinator's list. `mail_failed_at`: the address does not exist."""

    id: int
    ref: UUID
    email: str
    language: str
    member: str
    region: str | None
    kind: AuthorityKind
    name: str
    roles: tuple[tuple[str, str], ...]
    state: InvitationState
    invited_at: dt.datetime
    sent_at: dt.datetime
    ends_at: dt.datetime
    mail_failed_at: dt.datetime | None
    by: UUID | None
    by_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Awaiting:
    """An authority that waits to be validated; `name` and `roles` are what was proposed as it was invited."""

    id: int
    ref: UUID
    names: Mapping[str, str]
    member: str
    region: str | None
    city: str
    kind: AuthorityKind
    name: str
    roles: tuple[tuple[str, str], ...]
    since: dt.datetime
    invitation: UUID
    by: UUID | None
    by_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """One page, and after which number the next one begins; None at the end."""

    invitations: tuple[Invitation, ...]
    following: int | None


@dataclass(frozen=True, slots=True)
class AwaitingPage:
    """One page, who has waited longest first, and after which number the next one begins; None at the end."""

    authorities: tuple[Awaiting, ...]
    following: int | None


def invitation_known_by(code: str, now: dt.datetime) -> UUID:
    """Return whose code this is, whatever became of the invitation; a wrong one is counted, and committed.

    Raises NotFound `invitation_unknown`, OutOfTurn `invitation_tries` after too many wrong ones.
    """
    letters = tidy(code)
    if not letters:
        raise NotFound("invitation_unknown", field="code")
    with as_actor([]):
        located = rows(LOCATED, [letters[:LOCATOR]])
        right = [found for found in located if fits(letters, found[1])]
        if not right:
            run(TRIED, [now - CLOSED, now, [found[0] for found in located]])
    if not right:
        raise NotFound("invitation_unknown", field="code")
    ref: UUID
    [(_, ref, tries, tried_at)] = right
    if tries >= MOST_TRIES and now - tried_at < CLOSED:
        raise OutOfTurn("invitation_tries", field="code")
    return ref


def invitation_of(code: str, now: dt.datetime) -> InvitationShown:
    """Return the invitation that a code opens.

    Raises as `invitation_known_by`, and OutOfTurn `invitation_used`, `invitation_over`, `invitation_withdrawn`.
    """
    ref = invitation_known_by(code, now)
    with as_actor([], read_only=True):
        found = row(SHOWN, [ref])
    if found is None:
        raise NotFound("invitation_unknown", field="code")
    _, member, region, kind, name, language, roles, state, ends_at, by = found
    problem = ended(InvitationState(state), ends_at, now)
    if problem is not None:
        raise problem
    said = (ref, member, region, AuthorityKind(kind), name, language)
    return InvitationShown(*said, _pairs(roles), ends_at, _names(by))


def invitations_of(
    actor: Actor, *, after: int = 0, limit: int = 50, state: InvitationState = InvitationState.OPEN
) -> InvitationPage:
    """Return a page of the invitations of which the actor decides, the newest first. Raises Refused."""
    found = _decided(actor, INVITATIONS, state, after, limit)
    page = tuple(_invitation(one) for one in found[:limit])
    return InvitationPage(page, page[-1].id if len(found) > limit else None)


def awaiting_of(actor: Actor, *, after: int = 0, limit: int = 50) -> AwaitingPage:
    """Return a page of the authorities that wait for the actor's decision. Raises Refused."""
    found = _decided(actor, AWAITING, InvitationState.USED, after, limit)
    page = tuple(_awaiting(one) for one in found[:limit])
    return AwaitingPage(page, page[-1].id if len(found) > limit else None)


def _decided(actor: Actor, statement: str, state: InvitationState, after: int, limit: int) -> list[Row]:
    with as_actor([] if actor.authority_id is None else [actor.authority_id], read_only=True):
        reach = reach_of(actor)
        if reach is None:
            return []
        return rows(statement, {**reach, "state": int(state), "after": after, "most": limit + 1})


def _invitation(found: Row) -> Invitation:
    id_, ref, email, language, member, region, kind, name, roles, state, invited, sent, ends, failed, by, names = found
    place = (email, language, member, region, AuthorityKind(kind), name, _pairs(roles), InvitationState(state))
    return Invitation(id_, ref, *place, invited, sent, ends, failed, by, _names(names))


def _awaiting(found: Row) -> Awaiting:
    id_, ref, names, member, region, city, kind, name, roles, since, invitation, by, by_names = found
    place = (_names(names), member, region, city, AuthorityKind(kind), name, _pairs(roles))
    return Awaiting(id_, ref, *place, since, invitation, by, _names(by_names))


def _names(said: str | None) -> Mapping[str, str]:
    names: Mapping[str, str] = orjson.loads(said) if said else {}
    return names


def _pairs(said: str) -> tuple[tuple[str, str], ...]:
    return tuple((module, role) for module, role in orjson.loads(said))
