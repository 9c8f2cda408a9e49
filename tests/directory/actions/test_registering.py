"""Authorities are registered once, by who is above them, and their record has one truth at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpart.core.errors import Conflict, Invalid, NotFound, Refused
from counterpart.directory.actions.registering import change_record, register_authority
from counterpart.directory.kinds import AuthorityKind, AuthorityState, RelationKind
from counterpart.directory.queries.finding import record_of
from counterpart.directory.records import AuthorityRecord
from counterpart.foundation.refs import new_ref
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import facts_of, record, stored
from tests.network import OPERATOR, Network, asked

CHAMBER = AuthorityRecord(
    member="PL",
    kind=AuthorityKind.AUTHORITY,
    names={"pl": "Izba Próbna"},
    titles={"en": "Trial Chamber"},
    languages=("pl",),
    keywords={"pl": ("leki", "apteka")},
    territory=("PL-14",),
    email="biuro@izba-probna.example",
    website="https://izba-probna.example/",
)
COORDINATOR_ABOVE = """
select c.ref from directory_relation r join directory_authority c on c.id = r.coordinator_id
join directory_authority a on a.id = r.authority_id where a.ref = %s and r.kind = %s and r.until is null
"""


def test_who_registers_an_authority_becomes_its_validating_coordinator(database: Server, network: Network) -> None:
    ref = register_authority(network.actor("dabrowska"), asked(), CHAMBER)
    above = stored(COORDINATOR_ABOVE, ref, int(RelationKind.VALIDATING))
    assert above == [(network.authorities["pl_health"],)]
    assert facts_of(ref) == [("directory.authority_registered", '{"kind": 5, "member": "PL"}')]
    assert record(ref) == replace(CHAMBER, time_zone="Europe/Warsaw")


def test_the_same_request_again_registers_nothing_more(database: Server, network: Network) -> None:
    once = asked()
    act = network.actor("dabrowska")
    assert register_authority(act, once, CHAMBER) == register_authority(act, once, CHAMBER)


@pytest.mark.parametrize(
    ("who", "changed", "code"),
    [
        ("kowalska", {}, "needs_right"),
        ("kaczmarek", {}, "not_a_coordinator"),
        ("dabrowska", {"kind": AuthorityKind.AREA}, "kind_not_registered"),
        ("dabrowska", {"member": "GB"}, "not_your_member"),
        ("wojcik", {"kind": AuthorityKind.NATIONAL}, "kind_not_registered"),
        ("wojcik", {"member": "DE"}, "not_your_member"),
        ("huber", {"member": "DE", "region": "DE-HE"}, "not_your_member"),
        ("huber", {"member": "DE"}, "not_your_member"),
        ("huber", {"member": "DE", "region": "DE-BY", "kind": AuthorityKind.REGIONAL}, "kind_not_registered"),
        ("claes", {}, "not_a_coordinator"),
    ],
)
def test_nobody_registers_what_is_not_below_them(
    database: Server, network: Network, who: str, changed: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        register_authority(network.actor(who), asked(), replace(CHAMBER, **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("who", "changed"),
    [
        ("wojcik", {"kind": AuthorityKind.DELEGATED}),
        ("wojcik", {"region": "PL-14"}),
        ("huber", {"member": "DE", "region": "DE-BY", "territory": (), "names": {"de": "Probe"}}),
        ("claes", {"member": "", "kind": AuthorityKind.BODY, "territory": ()}),
    ],
)
def test_coordinators_register_what_is_below_them(
    database: Server, network: Network, who: str, changed: dict[str, object]
) -> None:
    ref = register_authority(network.actor(who), asked(), replace(CHAMBER, **changed))  # type: ignore[arg-type]
    assert record_of(OPERATOR, ref).state is AuthorityState.REGISTERED


def test_the_operator_registers_national_coordinators_and_one_for_each_member(
    database: Server, network: Network
) -> None:
    with pytest.raises(Refused, match="national_coordinators_only"):
        register_authority(OPERATOR, asked(), CHAMBER)
    with pytest.raises(Conflict, match="national_exists"):
        register_authority(OPERATOR, asked(), replace(CHAMBER, kind=AuthorityKind.NATIONAL))


def test_the_number_of_a_list_stands_for_one_authority_of_a_member(database: Server, network: Network) -> None:
    listed = replace(CHAMBER, external_id="PL-0815-registering")
    register_authority(network.actor("dabrowska"), asked(), listed)
    with pytest.raises(Conflict, match="external_id_taken"):
        register_authority(network.actor("dabrowska"), asked(), listed)


@pytest.mark.parametrize(
    ("changed", "code", "field", "hint"),
    [
        ({"member": "UK"}, "member_unknown", "member", ""),
        ({"member": "PLL"}, "member_unknown", "member", "did you mean 'PL'?"),
        ({"member": "PL", "kind": AuthorityKind.BODY}, "member_of_body", "member", ""),
        ({"names": {}}, "name_missing", "names", ""),
        ({"names": {"pl": " "}}, "name_missing", "names.pl", ""),
        ({"names": {"pl": "x" * 401}}, "text_long", "names.pl", ""),
        ({"names": {"qq": "x"}}, "language_unknown", "names", ""),
        ({"titles": {"polish": "x"}}, "language_unknown", "titles", ""),
        ({"languages": ()}, "languages_missing", "languages", ""),
        ({"languages": ("xx",)}, "language_unknown", "languages", ""),
        ({"region": "Mazowieckie"}, "region_invalid", "region", ""),
        ({"territory": ("PL-14", "pl-12")}, "region_invalid", "territory", ""),
        ({"time_zone": "Europe/Warszawa"}, "time_zone_unknown", "time_zone", ""),
        ({"email": "izba"}, "email_invalid", "email", ""),
        ({"website": "javascript:alert(1)"}, "website_invalid", "website", ""),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(
    database: Server, network: Network, changed: dict[str, object], code: str, field: str, hint: str
) -> None:
    with pytest.raises(Invalid, match=code) as refused:
        register_authority(network.actor("wojcik"), asked(), replace(CHAMBER, **changed))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert hint in str(refused.value.parameters.get("hint", ""))


def test_names_may_be_in_languages_that_the_network_does_not_speak(database: Server, network: Network) -> None:
    named = replace(CHAMBER, names={"pl": "Urząd", "csb": "Ùrząd", "ca": "Oficina"})
    assert record(register_authority(network.actor("wojcik"), asked(), named)).names["csb"] == "Ùrząd"


def test_an_administrator_changes_the_record_but_not_the_official_name(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL")
    read = record_of(newcomer, place)
    change_record(newcomer, asked(), place, replace(read.record, phone="+48 22 000", city="Łódź"), read.version)
    after = record_of(newcomer, place)
    assert (after.version, after.record.phone, after.record.city) == (2, "+48 22 000", "Łódź")
    assert facts_of(place)[-1] == ("directory.authority_changed", '{"fields": ["city", "phone"]}')
    with pytest.raises(Refused, match="official_field"):
        change_record(newcomer, asked(), place, replace(after.record, names={"pl": "Ministerstwo"}), 2)
    wojcik = network.actor("wojcik")
    assert change_record(wojcik, asked(), place, replace(after.record, names={"pl": "Izba"}), 2) == 3
    assert record(place).names == {"pl": "Izba"}


def test_two_who_change_a_record_at_once_do_not_overwrite_each_other(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL")
    read = record_of(newcomer, place)
    change_record(newcomer, asked(), place, replace(read.record, phone="1"), read.version)
    with pytest.raises(Conflict, match="record_changed"):
        change_record(network.actor("wojcik"), asked(), place, replace(read.record, phone="2"), read.version)
    assert record(place).phone == "1"


def test_an_authority_never_moves_to_another_member_or_kind(database: Server, network: Network) -> None:
    place, _ = network.newcomer("PL")
    read = record_of(OPERATOR, place)
    for moved in (replace(read.record, member="DE"), replace(read.record, kind=AuthorityKind.AREA)):
        with pytest.raises(Refused, match="fixed_field"):
            change_record(network.actor("wojcik"), asked(), place, moved, read.version)


def test_the_record_of_another_is_not_yours_to_change(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL")
    read = record_of(newcomer, place)
    for who, code in (("kaczmarek", "not_your_authority"), ("walker", "not_your_authority"), ("nowak", "needs_right")):
        with pytest.raises(Refused, match=code):
            change_record(network.actor(who), asked(), place, read.record, read.version)
    with pytest.raises(NotFound, match="authority_unknown"):
        change_record(newcomer, asked(), new_ref(NOW), read.record, 1)


def test_a_new_address_takes_the_mark_of_bounced_mail_away(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL")
    stored("update directory_authority set mail_failed_at = %s where ref = %s returning 1", NOW, place)
    read = record_of(newcomer, place)
    change_record(newcomer, asked(), place, replace(read.record, phone="1"), 1)
    assert stored("select mail_failed_at from directory_authority where ref = %s", place) == [(NOW,)]
    change_record(newcomer, asked(), place, replace(read.record, email="biuro@izba.example"), 2)
    assert stored("select mail_failed_at from directory_authority where ref = %s", place) == [(None,)]
