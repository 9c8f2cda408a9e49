"""The cast in the database: laid down once for a run of pytest, through the real actions.

    def test_something(network: Network, database: Server) -> None:
        kowalska = network.actor("kowalska")
        register = network.authority("gb_pharmacists")

`database` clears what a test wrote, but for accounts, modules and the directory: tests that change these use people and
authorities of their own (`network.newcomer`), or take back what they did.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

import pytest

from counterpart.accounts.users import NewUser
from counterpart.core.errors import Conflict, NotFound
from counterpart.directory.actions.giving_access import grant_access, relate, set_competences
from counterpart.directory.actions.people import enter_member, set_absence
from counterpart.directory.actions.registering import register_authority
from counterpart.directory.kinds import AuthorityKind, RelationKind
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.queries.players import Participant, participants_by_ref
from counterpart.directory.records import AuthorityRecord
from counterpart.directory.rights import IN_MODULE, RightName
from counterpart.foundation.actor import Actor, ActorKind, Right
from counterpart.foundation.database.statements import rows
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from tests import cast
from tests.architecture.guards.files import ROOT
from tests.database.fixtures import clear
from tests.database.servers import Server

OPERATOR = Actor(ActorKind.OPERATOR, UUID(int=1))
"""Who runs the installation by the command line."""


def asked(at: dt.datetime = cast.NOW) -> Asked:
    """Return a call of an action that nobody made before."""
    return Asked(new_ref(at), at)


NATIONAL = "select ref from directory_authority where country = %s and kind = %s and state = 1"


@dataclass
class Network:
    """Quick look-ups of the cast."""

    authorities: dict[str, UUID] = field(default_factory=dict)
    users: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, cast.Person] = field(default_factory=lambda: dict(cast.PEOPLE))
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def now(self) -> dt.datetime:
        """When the cast was registered."""
        return cast.NOW

    def actor(self, key: str, *, at: dt.datetime = cast.NOW, on_behalf_of: str | None = None) -> Actor:
        """Return one of the cast, acting for their authority."""
        absent = None if on_behalf_of is None else self.users[on_behalf_of]
        return actor_for(self.users[key], self.authorities[self.people[key].authority], at, absent)

    def authority(self, key: str) -> Participant:
        """Return an authority of the cast."""
        ref = self.authorities[key]
        return participants_by_ref([ref])[ref]

    def administrator_of(self, authority: str) -> Actor:
        """Return somebody who administers an authority of the cast."""
        people = self.people.items()
        return self.actor(
            next(key for key, one in people if one.authority == authority and cast.ADMINISTRATOR in one.rights)
        )

    def newcomer(self, member: str, *roles: tuple[str, str], name: str = "", by: str = "") -> tuple[UUID, Actor]:
        """Register one more authority with roles, and return its ref and somebody there who has every right.

        `by` is who registers it; the national coordinator of the member, if there is one of that name in the cast.
        """
        number = next(self.numbers)
        titled = name or f"Newcomer {number}"
        record = AuthorityRecord(
            member=member, kind=AuthorityKind.AUTHORITY, names={"en": titled}, languages=("en",), city="Newtown"
        )
        coordinator = self.administrator_of(by or self.national(member))
        ref = register_authority(coordinator, asked(), record)
        for module, role in roles:
            grant_access(coordinator, asked(), ref, module, role)
        at_coordinators = {RightName.REFERRAL_HANDLER, RightName.ALERT_DISSEMINATOR, RightName.NOTIFICATION_BROADCASTER}
        modules = sorted({module for module, _ in roles})
        rights = [Right(module, name) for module in modules for name in IN_MODULE - at_coordinators]
        person = NewUser(f"newcomer{number}@newtown.example", f"Newcomer of {number}", "en", "Europe/London")
        user = enter_member(coordinator, asked(), ref, person, [cast.ADMINISTRATOR, *rights])
        return ref, actor_for(user, ref, cast.NOW)

    def national(self, member: str) -> str:
        """Return the key of the national coordinator of a member; one that the cast lacks is registered now.

        Where another story had its administrator leave, or took it away, there is somebody new.
        """
        key = f"{member.lower()}_national"
        if key in self.authorities and not participants_by_ref([self.authorities[key]]):
            del self.authorities[key]
        if key not in self.authorities and (there := rows(NATIONAL, [member, AuthorityKind.NATIONAL])):
            self.authorities[key] = there[0][0]
            self._entered(member, key)
        if key not in self.authorities:
            names = {"en": f"National coordinator of {member}"}
            one = cast.Authority(member=member, kind=AuthorityKind.NATIONAL, names=names, languages=("en",))
            _register(self, key, one)
            self._entered(member, key)
        try:
            self.administrator_of(key)
        except NotFound:
            self._entered(member, key)
        return key

    def _entered(self, member: str, place: str) -> None:
        """Enter an administrator of a national coordinator, and forget those before."""
        self.people = {key: one for key, one in self.people.items() if one.authority != place}
        person = cast.Person(f"Coordinator of {member}", "en", place, (cast.ADMINISTRATOR,))
        key = f"coordinator_{member.lower()}_{next(self.numbers)}"
        self.people[key] = person
        _enter(self, key, person, OPERATOR)


@pytest.fixture(scope="session")
def network(migrated: Server) -> Network:
    """Install the policy areas that ship, and register the cast; what that logged is no part of the first test."""
    laid = lay_down()
    clear(migrated)
    return laid


def lay_down() -> Network:
    """Install and register into the database that Django speaks to."""
    install_areas()
    laid = Network()
    for key, one in cast.AUTHORITIES.items():
        _register(laid, key, one)
        for person, entry in cast.PEOPLE.items():
            if entry.authority == key:
                _enter(laid, person, entry, _registrar(laid, one))
    for key, one in cast.AUTHORITIES.items():
        for other, module in one.linked:
            act = _registrar(laid, one)
            relate(act, asked(), laid.authorities[key], laid.authorities[other], RelationKind.LINKED, module)
    for away in cast.ABSENCES:
        place = laid.authorities[cast.PEOPLE[away.person].authority]
        people = (laid.users[away.person], laid.users[away.substitute])
        set_absence(laid.actor(away.person), asked(), place, *people, away.since, away.until)
    return laid


def install_areas() -> None:
    """Install what lies in `areas/`, unless it is installed."""
    paths = [path for path in sorted((ROOT / "areas").iterdir()) if (path / "module.yaml").exists()]
    try:
        install(OPERATOR, asked(), trusted_consignment(*paths, ROOT / "areas" / "network.yaml"))
    except Conflict as already:
        if already.code != "already_installed":
            raise


def _registrar(laid: Network, one: cast.Authority) -> Actor:
    """Return who registers an authority of the cast."""
    if one.kind in {AuthorityKind.NATIONAL, AuthorityKind.SUPERVISOR}:
        return OPERATOR
    return laid.administrator_of(one.by or laid.national(one.member))


def _register(laid: Network, key: str, one: cast.Authority) -> None:
    by = _registrar(laid, one)
    record = AuthorityRecord(
        member=one.member,
        kind=one.kind,
        names=one.names,
        titles=one.titles,
        languages=one.languages,
        city=one.city,
        region=one.region,
    )
    ref = laid.authorities[key] = register_authority(by, asked(), record)
    for module, role in (*one.roles, *cast.COORDINATOR_ROLES.get(key, ())):
        grant_access(by, asked(), ref, module, role)
    for module, list_name, codes in one.competences:
        set_competences(by, asked(), ref, module, list_name, codes)


def _enter(laid: Network, key: str, person: cast.Person, by: Actor) -> None:
    zone = laid.authority(person.authority).zone
    new = NewUser(cast.email_of(key, person), person.name, person.language, zone)
    laid.users[key] = enter_member(by, asked(), laid.authorities[person.authority], new, person.rights)
