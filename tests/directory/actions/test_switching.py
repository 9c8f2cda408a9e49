"""What a member chooses where the law leaves a choice."""

from __future__ import annotations

import datetime as dt

import pytest

from counterpart.core.errors import Conflict, Invalid, OutOfTurn, Refused
from counterpart.directory.actions.switching import set_switch, set_switch_of_authority, stream_of_member
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import facts_of, stored
from tests.network import Network, asked

pytestmark = pytest.mark.usefixtures("choices_taken_back")

KEY = "requests_via_coordinator"
HOUR = dt.timedelta(hours=1)


def test_a_choice_is_kept_with_its_history(database: Server, network: Network) -> None:
    garcia = network.actor("garcia")
    set_switch(garcia, asked(), "ES", "pq", KEY, value=True)
    set_switch(garcia, asked(NOW + HOUR), "ES", "pq", KEY, value=False)
    set_switch(garcia, asked(NOW + 2 * HOUR), "ES", "pq", KEY, value=None)
    kept = stored("select value, since from directory_switch where country = 'ES' and key = %s order by since", KEY)
    assert kept == [(True, NOW), (False, NOW + HOUR), (None, NOW + 2 * HOUR)]
    assert [type_ for type_, _ in facts_of(stream_of_member("ES"))] == ["directory.switch_set"] * 3


def test_a_choice_that_stands_so_already_or_lies_before_another_is_told(database: Server, network: Network) -> None:
    garcia = network.actor("garcia")
    set_switch(garcia, asked(NOW + HOUR), "ES", "services", KEY, value=True)
    with pytest.raises(OutOfTurn, match="switch_stands_so"):
        set_switch(garcia, asked(NOW + 2 * HOUR), "ES", "services", KEY, value=True)
    for moment in (NOW, NOW + HOUR):
        with pytest.raises(Conflict, match="switch_later"):
            set_switch(garcia, asked(moment), "ES", "services", KEY, value=False)
    with pytest.raises(OutOfTurn, match="switch_stands_so"):
        set_switch(garcia, asked(), "ES", "posting", KEY, value=None)


@pytest.mark.parametrize(
    ("who", "member", "module"),
    [
        ("garcia", "GR", "pq"),
        ("kaczmarek", "PL", "pq"),
        ("dabrowska", "PL", "services"),
        ("huber", "DE", "pq"),
        ("nowak", "PL", "pq"),
    ],
)
def test_nobody_chooses_for_a_member_that_is_not_theirs(
    database: Server, network: Network, who: str, member: str, module: str
) -> None:
    with pytest.raises(Refused, match=r"not_your_member|needs_right"):
        set_switch(network.actor(who), asked(), member, module, KEY, value=True)


def test_the_coordinator_of_an_area_chooses_in_it(database: Server, network: Network) -> None:
    dimitrov = network.actor("dimitrov")
    set_switch(dimitrov, asked(), "BG", "pq", "alerts_sent_directly", value=False)
    assert facts_of(stream_of_member("BG"))[0][0] == "directory.switch_set"


def test_what_the_area_does_not_leave_to_choose_is_refused(database: Server, network: Network) -> None:
    with pytest.raises(Invalid, match="switch_unknown") as refused:
        set_switch(network.actor("garcia"), asked(), "ES", "pq", "request_via_coordinator", value=True)
    assert refused.value.parameters["hint"] == f"did you mean '{KEY}'?"
    with pytest.raises(Invalid, match="member_unknown"):
        set_switch(network.actor("garcia"), asked(), "EL", "pq", KEY, value=True)


def test_a_coordinator_chooses_for_one_authority_and_the_authority_itself_does_not(
    database: Server, network: Network
) -> None:
    place, newcomer = network.newcomer("ES", ("services", "authority"))
    with pytest.raises(Refused, match="not_your_authority"):
        set_switch_of_authority(newcomer, asked(), place, "services", KEY, value=True)
    set_switch_of_authority(network.actor("garcia"), asked(), place, "services", KEY, value=True)
    assert facts_of(place)[-1][0] == "directory.switch_set"
