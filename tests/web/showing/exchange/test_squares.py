"""Where the squares of a map stand, and that no two states of a track look alike."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.conditions import RowFact
from counterpart.core.definitions.network import MapTile, Member, Membership, NetworkDefinition
from counterpart.core.workflow import profile_of
from counterpart.core.workflow.compiling import compile_procedure
from counterpart.core.workflow.machine import MachineRules, StateRules
from counterpart.web.showing.exchange.signs import signs_in
from counterpart.web.showing.exchange.squares import IN_A_ROW, places
from tests.web.showing.stage import AREAS, area_at

BARE: dict[str, Any] = {
    "name": "", "owners": (), "final": False, "outcome": "", "due": None, "reminders": (), "escalate_after": None,
    "escalate_to": (), "overdue": "", "effects": (), "tells": frozenset(), "quiet": False, "edit": {}, "sees": None,
    "actions": (), "autos": (), "fact": RowFact("s", final=False), "reads_dates": frozenset(),
    "reads_clocks": frozenset(), "reads_tracks": frozenset(),
}  # fmt: skip
DAY = dt.date(2026, 3, 2)
TILES = st.none() | st.builds(MapTile, column=st.integers(1, 12), row=st.integers(1, 12))


def network(**tiles: MapTile | None) -> NetworkDefinition:
    """The network of the areas with other members."""
    known = area_at(AREAS / "services").network
    assert known is not None
    made = {code: Member(name=code, time_zone="UTC", languages=("en",), map=tile) for code, tile in tiles.items()}
    return known.model_copy(update={"members": made})


def test_members_stand_where_the_profile_says_the_first_column_and_row_at_the_edge() -> None:
    tiles = {"A": MapTile(column=3, row=5), "B": MapTile(column=4, row=7)}
    assert places(network(**tiles), DAY) == {"A": (0, 0), "B": (1, 2)}


def test_without_places_they_stand_in_rows_in_the_order_of_their_codes() -> None:
    codes = [f"M{number:02}" for number in range(23)]
    found = places(network(**dict.fromkeys(reversed(codes))), DAY)
    assert [found[code] for code in codes] == [(n % IN_A_ROW, n // IN_A_ROW) for n in range(23)]


def test_who_has_no_place_stands_below_those_who_have_one() -> None:
    found = places(network(B=MapTile(column=1, row=1), C=MapTile(column=2, row=4), A=None, D=None), DAY)
    assert (found["A"], found["D"]) == ((0, 4), (1, 4))


@given(st.dictionaries(st.sampled_from([f"M{n}" for n in range(40)]), TILES, min_size=1))
def test_no_member_covers_another(tiles: dict[str, MapTile | None]) -> None:
    taken: set[tuple[int, int]] = set()
    for code, tile in tiles.items():
        place = (tile.column, tile.row) if tile else None
        tiles[code] = None if place in taken else tile
        taken |= {place} if place else set()
    found = places(network(**tiles), DAY)
    assert found.keys() == tiles.keys()
    assert len(set(found.values())) == len(found)
    assert min(min(one) for one in found.values()) == 0


def test_who_has_left_stands_on_the_map_only_where_it_takes_part() -> None:
    left = Member(name="L", time_zone="UTC", languages=("en",), membership=Membership(until="2020-12-31"))
    known = network(A=None)
    known = known.model_copy(update={"members": {**known.members, "L": left}})
    assert places(known, DAY).keys() == {"A"}
    assert places(known, DAY, {"L"}).keys() == {"A", "L"}
    assert places(known, dt.date(2020, 12, 31)).keys() == {"A", "L"}


def test_every_member_of_the_shipped_network_has_a_square_of_its_own() -> None:
    known = area_at(AREAS / "services").network
    assert known is not None
    assert all(one.map is not None for one in known.members.values())


@pytest.mark.parametrize("area", ["services", "pq", "registers", "solvit"])
def test_no_two_states_of_a_track_have_the_same_sign(area: str) -> None:
    found = area_at(AREAS / area)
    assert found.network is not None
    profile = profile_of(found.network, found.definition.countries and ())
    books = [compile_procedure(found.definition, name, profile) for name in found.definition.procedures]
    for machine in (track for book in books for track in book.tracks.values()):
        signs = signs_in(machine)
        assert len({(one.line, one.surface, one.number) for one in signs.values()}) == len(machine.states)
        assert all((signs[name].kind == "open") is not state.final for name, state in machine.states.items())


def test_a_track_with_more_states_than_shapes_has_numbers_for_the_others() -> None:
    open_ones = {f"s{n}": StateRules(**{**BARE, "name": f"s{n}"}) for n in range(9)}
    signs = signs_in(MachineRules("long", "s0", open_ones, {}))
    assert [one.number for one in signs.values()] == ["", "", "", "", "", "", "7", "8", "9"]
