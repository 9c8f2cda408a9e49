from __future__ import annotations

import dataclasses
from typing import Any
from uuid import UUID

import pytest

from counterpart.core.errors import Invalid
from counterpart.foundation.actor import Actor, ActorKind, Right

ME, COLLEAGUE, OFFICE = UUID(int=1), UUID(int=2), UUID(int=3)
PERSON: dict[str, Any] = {"kind": ActorKind.PERSON, "ref": ME, "authority_ref": OFFICE}


def test_an_official_acts_for_one_authority_with_the_rights_held_there() -> None:
    actor = Actor(**PERSON, rights=frozenset({Right("pq", "send"), Right("", "read_statistics")}))
    assert actor.may("send", module="pq")
    assert not actor.may("send", module="services")
    assert actor.may("read_statistics", module="")
    assert not actor.may("read_statistics", module="pq")


def test_a_substitute_acts_on_behalf_of_a_colleague() -> None:
    assert Actor(**PERSON, on_behalf_of=COLLEAGUE).on_behalf_of == COLLEAGUE


def test_an_actor_is_never_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Actor(**PERSON).authority_ref = COLLEAGUE  # type: ignore[misc]


def test_times_are_shown_in_the_actors_zone() -> None:
    assert Actor(**PERSON, time_zone="Europe/Athens").zone.key == "Europe/Athens"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ref": None}, "ref"),
        ({"kind": ActorKind.CLOCK}, "ref"),
        ({"on_behalf_of": ME}, "on_behalf_of"),
        ({"kind": ActorKind.CLIENT, "on_behalf_of": COLLEAGUE}, "on_behalf_of"),
        ({"language": ""}, "language"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"time_zone": ""}, "time_zone"),
        ({"time_zone": "../etc/passwd"}, "time_zone"),
        ({"time_zone": "Europe"}, "time_zone"),
    ],
)
def test_an_actor_that_cannot_be_is_refused(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        Actor(**(PERSON | changed))
    assert refusal.value.field == field


def test_the_clock_acts_without_being_anybody() -> None:
    assert Actor(ActorKind.CLOCK, None).ref is None


def test_the_stored_numbers_of_kinds_stay_what_they_are() -> None:
    assert {kind.name: int(kind) for kind in ActorKind} == {
        "PERSON": 1,
        "CLIENT": 2,
        "CLOCK": 3,
        "REGISTER": 4,
        "APPLICANT": 5,
        "OPERATOR": 6,
    }
