"""Enters many users at once, inside the action of another room: one statement, log and facts for each."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from counterpart.accounts.addresses import folded
from counterpart.accounts.events import PasswordLinkSent, UserEntered
from counterpart.accounts.users import NewUser
from counterpart.core.errors import Conflict
from counterpart.foundation.database.statements import array, rows
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind
from counterpart.foundation.log.entries import beginning_of
from counterpart.foundation.refs import new_ref

ENTER = """
insert into accounts_user(ref, email, email_folded, name, lang, tz, password, entered_at, link_at)
select r, e, f, n, l, z, '', %s, %s
from unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[]) as t(r, e, f, n, l, z) order by f
on conflict (email_folded) do nothing returning ref, id
"""


def entered_together(doing: Doing, people: Sequence[NewUser]) -> list[tuple[int, UUID]]:
    """Write new users, have a link mailed to each by which they choose a password, and return numbers and refs.

    They were checked before (`users.entered` checks one). Raises Conflict `email_taken` when somebody was faster.
    """
    refs = [new_ref(doing.now) for _ in people]
    addresses = [person.email for person in people]
    columns = [
        array(refs), array(addresses), array(map(folded, addresses)), array(person.name for person in people),
        array(person.language for person in people), array(person.time_zone for person in people),
    ]  # fmt: skip
    numbers: dict[UUID, int] = dict(rows(ENTER, [doing.now, doing.now, *columns]))
    if len(numbers) != len(people):
        raise Conflict("email_taken", field="email")
    for ref, person in zip(refs, people, strict=True):
        doing.knows_head(beginning_of(ref))
        doing.log(ref, EntryKind.ADMINISTRATION, action="register_user", facts={"language": person.language})
        doing.announce(ref, UserEntered(person.language))
        doing.announce(ref, PasswordLinkSent())
    return [(numbers[ref], ref) for ref in refs]
