"""A whole network is laid down at once, checked like a single registration, and told of in one entry."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterpart.core.errors import Invalid, Refused
from counterpart.directory.actions.laying import LaidAuthority, LaidDown, LaidPerson, lay_network
from counterpart.directory.kinds import AuthorityKind, RelationKind
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.queries.finding import find_authorities
from counterpart.directory.queries.players import coordinators
from counterpart.directory.records import AuthorityRecord
from counterpart.foundation.actor import Right
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.statements import rows
from tests.cast import NOW
from tests.database.servers import Server
from tests.network import OPERATOR, Network, asked


def record(
    name: str, key: str, *, member: str = "LI", kind: AuthorityKind = AuthorityKind.AUTHORITY
) -> AuthorityRecord:
    return AuthorityRecord(member=member, kind=kind, names={"de": name}, languages=("de",), external_id=key)


NETWORK = [
    LaidAuthority(record("Amt für Gesundheit", "health", kind=AuthorityKind.AREA), (("pq", "coordinator"),)),
    LaidAuthority(
        record("Gemeinde Triesen", "triesen"),
        (("pq", "authority"),),
        (("pq", "professions", "nurse"),),
        ((RelationKind.REQUEST, "pq", "health", True),),
        (LaidPerson("Verena Frick", "verena.frick@triesen.example", "de", (Right("pq", "handler"),)),),
    ),
]


@pytest.fixture
def laid(network: Network, database: Server) -> Iterator[LaidDown]:
    with sign_in(database.parameters(Role.OWNER)) as owner:
        [most] = owner.execute("select max(id) from directory_authority").fetchone() or (0,)
    yield lay_network(OPERATOR, asked(), NETWORK)
    with sign_in(database.parameters(Role.OWNER)) as owner:
        members = "membership_id in (select id from directory_membership where authority_id > %s)"
        owner.execute(f"delete from directory_right where {members}", [most])
        for table in ("membership", "competence", "access", "relation"):
            owner.execute(f"delete from directory_{table} where authority_id > %s", [most])
        owner.execute("delete from directory_authority where id > %s", [most])
        owner.execute("delete from accounts_user where email like '%triesen.example'")


def test_what_was_laid_down_is_found_coordinated_and_can_act(network: Network, laid: LaidDown) -> None:
    assert laid == LaidDown(2, 1)
    [hit] = find_authorities(network.actor("kowalska"), "pq", "authority", "LI", "triesen").found
    [coordinator] = coordinators("pq", [hit.id])[hit.id]
    assert coordinator.names == {"de": "Amt für Gesundheit"}
    [(ref,)] = rows("select ref from accounts_user where name = 'Verena Frick'")
    assert actor_for(ref, hit.ref, NOW).may("handler", module="pq")


def test_one_registered_afterwards_has_a_number_of_its_own(network: Network, laid: LaidDown) -> None:
    _, actor = network.newcomer("LI", ("pq", "authority"))
    assert actor.authority_id


def test_what_cannot_be_registered_cannot_be_laid_down(network: Network, database: Server) -> None:
    with pytest.raises(Invalid, match="member_unknown"):
        lay_network(OPERATOR, asked(), [*NETWORK, LaidAuthority(record("Nowhere", "x", member="XX"))])
    assert find_authorities(network.actor("kowalska"), member="LI").found == ()


def test_only_the_operator_lays_down(network: Network, database: Server) -> None:
    with pytest.raises(Refused, match="operator_only"):
        lay_network(network.actor("kowalska"), asked(), NETWORK)
