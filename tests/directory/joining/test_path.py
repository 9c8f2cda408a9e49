"""An authority comes into the network: invited, registered by itself, validated; or turned down."""

from __future__ import annotations

from counterpart.directory.actions.validating import register_directly, reject, validate
from counterpart.directory.kinds import AuthorityState, InvitationState, RelationKind
from counterpart.directory.queries.acting import authorities_of
from counterpart.directory.queries.finding import record_of
from counterpart.directory.queries.joining import awaiting_of, invitations_of
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import stored
from tests.directory.joining.stories import SERVICES, TOWN, invited, joined, mayor, spain, state_of
from tests.network import OPERATOR, Network, asked

ABOVE = """
select (select c.ref from directory_relation r join directory_authority c on c.id = r.coordinator_id
  where r.authority_id = a.id and r.kind = %s and r.until is null),
  (select x.role from directory_access x where x.authority_id = a.id) from directory_authority a where ref = %s
"""


def test_an_invited_town_registers_itself_and_is_validated(database: Server, network: Network) -> None:
    act = spain(network)
    ref = invited(network)
    [shown] = [one for one in invitations_of(act).invitations if one.ref == ref]
    assert (shown.state, shown.roles) == (InvitationState.OPEN, (SERVICES,))
    town = joined(ref)
    assert record_of(OPERATOR, town).state is AuthorityState.AWAITING
    [waiting] = [one for one in awaiting_of(act).authorities if one.ref == town]
    assert waiting.names["ca"] == TOWN.names["ca"]
    validate(act, asked(), town, [SERVICES])
    assert record_of(OPERATOR, town).state is AuthorityState.REGISTERED
    assert state_of(ref) == InvitationState.VALIDATED
    assert stored(ABOVE, int(RelationKind.VALIDATING), town) == [(network.authorities["es_national"], "authority")]


def test_a_town_that_is_turned_down_leaves_nothing(database: Server, network: Network) -> None:
    ref = invited(network)
    first = mayor()
    town = joined(ref, first=first)
    reject(spain(network), asked(), town, "Part of another municipality")
    assert record_of(OPERATOR, town).state is AuthorityState.REJECTED
    assert stored("select names::text, city, email from directory_authority where ref = %s", town) == [("{}", "", "")]
    assert stored("select 1 from accounts_user where email = %s", first.email) == []


def test_a_coordinator_registers_an_authority_with_its_first_user_at_once(database: Server, network: Network) -> None:
    first = mayor()
    town = register_directly(spain(network), asked(), TOWN, first, [SERVICES])
    [(user,)] = stored("select ref from accounts_user where email = %s", first.email)
    assert [each.ref for each in authorities_of(user, NOW)] == [town]
