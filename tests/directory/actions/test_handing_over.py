"""Coordinators hand their part over: the new one has to fit, and nobody is without a coordinator for a moment."""

from __future__ import annotations

from uuid import UUID

import pytest

from counterpart.core.errors import Invalid, OutOfTurn, Refused
from counterpart.directory.actions.giving_access import grant_access, relate, suspend_access
from counterpart.directory.actions.handing_over import hand_over, hand_over_all
from counterpart.directory.actions.people import enter_member
from counterpart.directory.actions.registering import register_authority
from counterpart.directory.kinds import AuthorityKind, RelationKind
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.records import AuthorityRecord
from counterpart.foundation.actor import Actor
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from tests.cast import ADMINISTRATOR, NOW
from tests.database.servers import Server
from tests.directory.actions.test_people import somebody
from tests.directory.asking import facts_of, stored
from tests.network import Network, asked

VALIDATING, ACCESS, REQUEST = RelationKind.VALIDATING, RelationKind.ACCESS, RelationKind.REQUEST
AREA, DELEGATED, REGIONAL = AuthorityKind.AREA, AuthorityKind.DELEGATED, AuthorityKind.REGIONAL
PQ = ("pq", "authority")


def coordinator(
    network: Network, member: str, kind: AuthorityKind, region: str | None = None, area: str = ""
) -> tuple[UUID, Actor]:
    by = network.administrator_of(network.national(member))
    record = AuthorityRecord(member=member, kind=kind, names={"en": "Office"}, languages=("en",), region=region)
    ref = register_authority(by, asked(), record)
    if area:
        grant_access(by, asked(), ref, area, "coordinator")
    user = enter_member(by, asked(), ref, somebody(), [ADMINISTRATOR])
    return ref, actor_for(user, ref, NOW)


def holders(place: UUID, kind: RelationKind, module: str = "") -> list[UUID]:
    return [
        ref
        for (ref,) in stored(
            """select c.ref from directory_relation r join directory_authority a on a.id = r.authority_id
            join directory_authority c on c.id = r.coordinator_id
            where a.ref = %s and r.kind = %s and r.module = %s and r.until is null""",
            place,
            int(kind),
            module,
        )
    ]


def test_a_validating_coordinator_hands_over_and_the_new_one_may_what_it_could(
    database: Server, network: Network
) -> None:
    new, her = coordinator(network, "DK", AREA, area="pq")
    place, _ = network.newcomer("DK", PQ)
    national = network.administrator_of("dk_national")
    with pytest.raises(Refused, match="not_your_authority"):
        hand_over(her, asked(), place, new, VALIDATING)
    hand_over(national, asked(), place, new, VALIDATING)
    assert holders(place, VALIDATING) == [new]
    assert [type_ for type_, _ in facts_of(place)[-2:]] == ["directory.relation_changed"] * 2
    suspend_access(her, asked(), place, "pq", "authority")
    with pytest.raises(OutOfTurn, match="related"):
        hand_over(national, asked(), place, new, VALIDATING)
    hand_over(her, asked(), place, network.authorities["dk_national"], VALIDATING)
    assert holders(place, VALIDATING) == [network.authorities["dk_national"]]


def test_access_is_handed_over_area_by_area_and_who_watches_stays(database: Server, network: Network) -> None:
    new, _ = coordinator(network, "DK", DELEGATED, area="pq")
    place, _ = network.newcomer("DK", PQ, ("services", "authority"))
    national = network.authorities["dk_national"]
    hand_over(network.administrator_of("dk_national"), asked(), place, new, ACCESS, "pq")
    assert (holders(place, ACCESS, "pq"), holders(place, ACCESS, "services")) == ([new], [national])
    assert holders(place, REQUEST, "pq") == [national]


def test_all_that_a_coordinator_has_is_handed_over_at_once_as_far_as_it_fits(
    database: Server, network: Network
) -> None:
    old, his = coordinator(network, "DK", AREA, area="pq")
    new, _ = coordinator(network, "DK", AREA, area="pq")
    jutland, _ = coordinator(network, "DK", AREA, region="DK-82", area="pq")
    places = [network.newcomer("DK", PQ)[0] for _ in range(3)]
    national = network.administrator_of("dk_national")
    for place in places:
        relate(national, asked(), place, old, ACCESS, "pq")
    with pytest.raises(Refused, match="coordinator_of_another_region"):
        hand_over_all(his, asked(), jutland, ACCESS, "pq")
    assert [holders(place, ACCESS, "pq") for place in places] == [[old]] * 3
    jutish = register_authority(
        national,
        asked(),
        AuthorityRecord(
            member="DK", kind=AuthorityKind.AUTHORITY, names={"da": "Viborg"}, languages=("da",), region="DK-82"
        ),
    )
    grant_access(national, asked(), jutish, "pq", "authority")
    relate(national, asked(), jutish, old, ACCESS, "pq")
    assert hand_over_all(his, asked(), jutland, ACCESS, "pq") == 1
    assert holders(jutish, ACCESS, "pq") == [jutland]
    assert hand_over_all(his, asked(), new, ACCESS, "pq") == 3
    assert [holders(place, ACCESS, "pq") for place in places] == [[new]] * 3
    with pytest.raises(OutOfTurn, match="nothing_to_hand_over"):
        hand_over_all(his, asked(), new, ACCESS, "pq")


@pytest.mark.parametrize(
    ("member", "kind", "region", "area", "code"),
    [
        ("SE", AREA, None, "pq", "coordinator_of_another"),
        ("DK", REGIONAL, "DK-82", "", "coordinator_of_another_region"),
        ("DK", AREA, None, "posting", "coordinator_outside_area"),
        ("DK", AuthorityKind.AUTHORITY, None, "", "coordinator_of_other_kinds"),
    ],
)
def test_who_does_not_fit_is_refused_with_the_reason(
    database: Server, network: Network, member: str, kind: AuthorityKind, region: str | None, area: str, code: str
) -> None:
    place, _ = network.newcomer("DK", PQ)
    new, _ = coordinator(network, member, kind, region, area)
    with pytest.raises(Refused, match=rf"{code}\("):
        hand_over(network.administrator_of("dk_national"), asked(), place, new, ACCESS, "pq")
    assert holders(place, ACCESS, "pq") == [network.authorities["dk_national"]]


def test_an_area_coordinator_is_not_put_under_one_of_its_own_kind(database: Server, network: Network) -> None:
    one, _ = coordinator(network, "DK", AREA, area="pq")
    other, _ = coordinator(network, "DK", AREA, area="pq")
    with pytest.raises(Refused, match="coordinator_of_other_kinds"):
        hand_over(network.administrator_of("dk_national"), asked(), one, other, VALIDATING)
    with pytest.raises(Invalid, match="coordinator_itself"):
        hand_over(network.administrator_of("dk_national"), asked(), one, one, VALIDATING)


@pytest.mark.parametrize(
    ("kind", "module", "code"),
    [
        (REQUEST, "pq", "handed_over_kind"),
        (RelationKind.LINKED, "pq", "handed_over_kind"),
        (VALIDATING, "pq", "module_not_meant"),
        (ACCESS, "", "module_missing"),
        (ACCESS, "pqq", "module_unknown"),
    ],
)
def test_what_cannot_be_meant_is_said(
    database: Server, network: Network, kind: RelationKind, module: str, code: str
) -> None:
    place, _ = network.newcomer("DK", PQ)
    new, _ = coordinator(network, "DK", AREA, area="pq")
    with pytest.raises(Invalid, match=code):
        hand_over(network.administrator_of("dk_national"), asked(), place, new, kind, module)
    with pytest.raises(Invalid, match=code):
        hand_over_all(network.administrator_of("dk_national"), asked(), new, kind, module)


def test_nobody_hands_over_what_another_country_has(database: Server, network: Network) -> None:
    place, official = network.newcomer("DK", PQ)
    new, _ = coordinator(network, "DK", AREA, area="pq")
    for actor, code in (
        (network.actor("walker"), "not_your_authority"),
        (network.actor("nowak"), "needs_right"),
        (official, "not_your_authority"),
    ):
        with pytest.raises(Refused, match=code):
            hand_over(actor, Asked(new_ref(NOW), NOW), place, new, VALIDATING)
