"""Somebody who works at each authority: an account, a membership, rights, and one password for all."""

from __future__ import annotations

from uuid import UUID

from psycopg import Connection

from benchmarks.exchanges.network import MODULE, SINCE, Place
from counterpart.accounts.passwords import hashed

PASSWORD = "seventeen slow boats downriver"
PERSON = 1

USERS = """
insert into accounts_user(ref, email, email_folded, name, lang, tz, password, entered_at)
select x.ref, x.email, x.email, 'Somebody who handles requests', 'en', 'Europe/London', %s, %s
from unnest(%s::uuid[], %s::text[]) as x(ref, email)
on conflict do nothing returning id, ref
"""
MEMBERSHIPS = """
insert into directory_membership(user_id, authority_id, since)
select x.user_id, x.authority_id, %s from unnest(%s::int[], %s::int[]) as x(user_id, authority_id) returning id
"""
RIGHTS = """
insert into directory_right(membership_id, module, "right") select x.id, %s, 'handler' from unnest(%s::int[]) as x(id)
"""


def lay_people(owner: Connection[tuple[object, ...]], places: list[Place]) -> None:
    """Lay one person for each authority: the one whom `Place.actor` returns, under a number of their own."""
    refs = [place.actor(PERSON).ref for place in places]
    addresses = [address_of(place) for place in places]
    found = owner.execute(USERS, [hashed(PASSWORD), SINCE, refs, addresses]).fetchall()
    numbers = {UUID(str(ref)): int(str(number)) for number, ref in found}
    at = {place.actor(PERSON).ref: place.id for place in places}
    values = [SINCE, list(numbers.values()), [at[ref] for ref in numbers]]
    memberships = [int(str(one)) for (one,) in owner.execute(MEMBERSHIPS, values).fetchall()]
    owner.execute(RIGHTS, [MODULE, memberships])
    owner.execute("analyze accounts_user, directory_membership, directory_right")


def address_of(place: Place) -> str:
    """Return under which address the person of an authority signs in."""
    return f"person{place.id}@authority.example"
