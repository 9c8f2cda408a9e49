"""Whom the cast lacks for the stories of alerts, notifications, entries and cases: offices, each with one official."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from psycopg import Connection

from counterpart.accounts.users import NewUser
from counterpart.directory.actions.giving_access import grant_access
from counterpart.directory.actions.people import enter_member
from counterpart.directory.actions.registering import register_authority
from counterpart.directory.kinds import AccessState, AuthorityKind
from counterpart.directory.records import AuthorityRecord
from counterpart.foundation.actor import Actor, Right
from tests.cast import ADMINISTRATOR, Person, email_of
from tests.exchanges.stories import stored
from tests.network import OPERATOR, Network, asked
from tests.web.families.offices import Rights

SOMEBODY_HAS_IT = """
select a.ref from directory_authority a join directory_access x on x.authority_id = a.id
where a.country = %s and x.module = %s and x.role = %s and a.state = 1 and x.state = 1 order by a.id limit 1
"""
LET = """
update directory_access set state = %s
where authority_id in (select id from directory_authority where ref = any(%s))
"""
_REGISTERED: set[UUID] = set()
"""Offices that stories have registered in this run; of others that had the part already they only take it over."""

KINDS = {"coordinator": AuthorityKind.AREA, "supervisor": AuthorityKind.SUPERVISOR}


@dataclass(frozen=True, slots=True)
class Office:
    """An office that takes part in a policy area, with its official; `by` is the office that registers it."""

    key: str
    member: str
    module: str
    role: str
    name: str
    language: str
    official: tuple[str, str]
    """Key and name of whoever works there."""
    rights: Rights
    by: str = ""


def company(network: Network, *offices: Office) -> None:
    """Register offices and enter their officials, unless they are there.

    Who coordinates or supervises a policy area in a member is asked for only once: where another story brought such an
    office along, the official of this one works there.
    """
    for one in offices:
        if one.official[0] not in network.users:
            network.authorities[one.key] = _registered(network, one)
            _entered(network, one)


@contextmanager
def taking_part(owner: Connection[tuple[object, ...]], network: Network) -> Iterator[Callable[..., None]]:
    """Have offices take part for a story, and in the end no more: others, too, have somebody coordinate services."""
    refs: set[UUID] = set()

    def brought(*offices: Office) -> None:
        again = {network.authorities[one.key] for one in offices if one.key in network.authorities}
        owner.execute(LET, [AccessState.GRANTED, list(again & _REGISTERED)])
        company(network, *offices)
        refs.update(network.authorities[one.key] for one in offices)

    yield brought
    owner.execute(LET, [AccessState.SUSPENDED, list(refs & _REGISTERED)])


def _registered(network: Network, one: Office) -> UUID:
    if one.role in KINDS:
        for (ref,) in stored(SOMEBODY_HAS_IT, [one.member, one.module, one.role]):
            return UUID(str(ref))
    kind = KINDS.get(one.role, AuthorityKind.AUTHORITY)
    record = AuthorityRecord(member=one.member, kind=kind, names={one.language: one.name}, languages=(one.language,))
    registrar = _registrar(network, one)
    ref = register_authority(registrar, asked(), record)
    _REGISTERED.add(ref)
    grant_access(registrar, asked(), ref, one.module, one.role)
    return ref


def _registrar(network: Network, one: Office) -> Actor:
    return network.administrator_of(one.by or network.national(one.member)) if one.member else OPERATOR


def _entered(network: Network, one: Office) -> None:
    key, name = one.official
    held = (ADMINISTRATOR, *(Right(one.module, right) for right in one.rights))
    person = network.people[key] = Person(name, one.language, one.key, held)
    user = NewUser(email_of(key, person), name, one.language, "Europe/London")
    network.users[key] = enter_member(_registrar(network, one), asked(), network.authorities[one.key], user, held)
