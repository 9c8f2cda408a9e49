from __future__ import annotations

from counterpart.directory.kinds import BY_OPERATOR, EVERY_AREA, POWERS, SINGLE, AuthorityKind, RelationKind


def test_every_kind_has_powers_under_its_name_in_the_field() -> None:
    assert set(POWERS) == set(AuthorityKind)
    coordinators = {kind: powers.short for kind, powers in POWERS.items() if powers.coordinates}
    assert coordinators == {
        AuthorityKind.NATIONAL: "NIMIC",
        AuthorityKind.REGIONAL: "SDIMIC",
        AuthorityKind.AREA: "LIMIC",
        AuthorityKind.DELEGATED: "DIMIC",
    }


def test_national_and_regional_coordinators_have_every_area_and_no_others() -> None:
    assert set(EVERY_AREA) == {AuthorityKind.NATIONAL, AuthorityKind.REGIONAL}


def test_nobody_registers_their_like_or_those_above_them() -> None:
    for kind, powers in POWERS.items():
        assert all(below > kind for below in powers.registers)
        assert bool(powers.registers) == powers.coordinates


def test_every_kind_is_registered_by_somebody() -> None:
    registered = BY_OPERATOR.union(*(powers.registers for powers in POWERS.values()))
    assert registered == set(AuthorityKind)


def test_stored_numbers_never_change() -> None:
    assert [kind.value for kind in RelationKind] == [1, 2, 3, 4]
    named = [kind.name for kind in sorted(AuthorityKind)]
    coordinators = ["NATIONAL", "REGIONAL", "AREA", "DELEGATED"]
    assert named == [*coordinators, "AUTHORITY", "SUPERVISOR", "BODY", "EXTERNAL", "REGISTER"]
    assert [kind.value for kind in sorted(AuthorityKind)] == list(range(1, 10))
    assert sorted(SINGLE) == [RelationKind.VALIDATING, RelationKind.ACCESS]
