"""Whom the cast lacks for these stories: pharmacists in Bulgaria have an authority of their own."""

from __future__ import annotations

from uuid import UUID

from counterpart.accounts.users import NewUser
from counterpart.directory.actions.giving_access import grant_access, set_competences
from counterpart.directory.actions.people import add_member, enter_member
from counterpart.directory.actions.registering import register_authority
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.records import AuthorityRecord
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from tests.cast import PQ_HANDLER, Person, email_of
from tests.database.servers import Server
from tests.network import Network, asked

UNION = "Български фармацевтичен съюз"
BRANCH = "Районна аптекарска колегия Пловдив"
VASILEV = Person("Георги Василев", "bg", "bg_pharmacists", (PQ_HANDLER,))
PETKOVA = Person("Десислава Петкова", "bg", "bg_pharmacists", (PQ_HANDLER,))
"""She works for the union and for its branch."""

CHOICES = "delete from directory_switch where since > %s"


def settle(network: Network) -> None:
    """Register the Bulgarian union of pharmacists and its branch, and who works there, unless they are there."""
    if "vasilev" in network.users:
        return
    _registered(network, "bg_pharmacists", UNION, "Bulgarian Pharmaceutical Union", "София")
    branch = _registered(network, "bg_branch", BRANCH, "Pharmacists of Plovdiv", "Пловдив")
    _entered(network, "vasilev", VASILEV)
    _entered(network, "petkova", PETKOVA)
    coordinator = network.administrator_of("bg_health")
    add_member(coordinator, asked(), branch, network.users["petkova"], PETKOVA.rights)


def _registered(network: Network, key: str, name: str, title: str, city: str) -> UUID:
    coordinator = network.administrator_of("bg_health")
    record = AuthorityRecord(
        member="BG",
        kind=AuthorityKind.AUTHORITY,
        names={"bg": name},
        titles={"en": title},
        languages=("bg",),
        city=city,
    )
    ref = network.authorities[key] = register_authority(coordinator, asked(), record)
    grant_access(coordinator, asked(), ref, "pq", "authority")
    set_competences(coordinator, asked(), ref, "pq", "professions", ["pharmacist"])
    return ref


def _entered(network: Network, key: str, person: Person) -> None:
    network.people[key] = person
    user = NewUser(email_of(key, person), person.name, person.language, "Europe/Sofia")
    at = network.authorities[person.authority]
    network.users[key] = enter_member(network.administrator_of("bg_health"), asked(), at, user, person.rights)


def take_choices_back(network: Network, server: Server) -> None:
    """Have no switch stand any more that a story set: they are later than what other tests choose."""
    with sign_in(server.parameters(Role.OWNER)) as owner:
        owner.execute(CHOICES, [network.now])
