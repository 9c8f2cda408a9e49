"""The usual way through a procedure: what a definition never says and everybody knows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from counterpart.core.composing import load_area, load_network
from counterpart.core.findings import Findings
from counterpart.core.workflow import Rulebooks, profile_of
from counterpart.core.workflow.machine import MachineRules
from counterpart.web.showing.exchange.route import usual_route, usual_step
from tests.architecture.guards.files import ROOT


@cache
def machine(path: str, procedure: str, track: str = "") -> MachineRules:
    findings = Findings()
    area = load_area(ROOT / path, findings, searched=(ROOT / "areas", Path(ROOT / path).parent))
    network = load_network(ROOT / "areas" / "network.yaml", findings)
    assert area is not None, list(findings)
    assert network is not None
    return Rulebooks(area.definition, profile_of(network))[procedure].machine(track)


@pytest.mark.parametrize(
    ("state", "way"),
    [
        ("draft", "send accept reply close"),
        ("sent", "accept reply close"),
        ("date_asked", "reply close"),
        ("answered", "close"),
        ("refused", "close_refused"),
        ("with_own_coordinator", "find_sufficient close"),
        ("more_wanted", "accept_more reply close"),
        ("closed", ""),
    ],
)
def test_a_request_goes_on_as_requests_do(state: str, way: str) -> None:
    found = usual_route(machine("areas/pq", "request"), state)
    assert [leg.action for leg in found] == way.split()


def test_what_is_not_offered_is_no_first_step() -> None:
    alert = machine("areas/services", "alert")
    assert usual_route(alert, "draft")[0].action == "broadcast_directly"
    assert [leg.action for leg in usual_route(alert, "draft", {"broadcast_directly"})][:2] == ["submit", "broadcast"]
    assert usual_route(alert, "checking", {"broadcast_directly"}) == usual_route(alert, "checking")


def test_a_part_of_a_request_is_answered() -> None:
    found = usual_route(machine("areas/pq", "request", "part"), "open")
    assert [leg.action for leg in found] == ["deliver"]


def test_a_board_votes_and_adopts() -> None:
    found = usual_route(machine("tests/areas/votes", "dispute"), "draft")
    assert [leg.state for leg in found] == ["voting", "adopted"]


def test_a_state_that_there_is_not_leads_nowhere() -> None:
    assert usual_route(machine("areas/pq", "request"), "elsewhere") == ()


@pytest.mark.parametrize(
    ("path", "procedure", "state", "step"),
    [
        ("areas/registers", "entry", "published", "confirm"),
        ("areas/registers", "entry", "stale", "confirm"),
        ("areas/registers", "entry", "archived", "delete"),
        ("areas/std", "repository", "suspended", "reinstate"),
        ("areas/pq", "ban_alert", "checking", "broadcast"),
        ("areas/pq", "ban_alert", "active", "confirm"),
        ("areas/services", "alert", "active", "propose_closing"),
        ("areas/pq", "request", "answered", "close"),
    ],
)
def test_what_is_made_to_last_is_confirmed_and_not_taken_down(path: str, procedure: str, state: str, step: str) -> None:
    found = usual_step(machine(path, procedure), state)
    assert found is not None
    assert found.name == step


def test_the_way_still_leads_through_all_to_the_end() -> None:
    entry = machine("areas/registers", "entry")
    assert usual_route(entry, "draft")[0].state == "published"
    assert usual_route(entry, "published")[-1].state == "deleted"


def test_what_cannot_be_confirmed_now_goes_the_way_to_the_end() -> None:
    found = usual_step(machine("areas/pq", "ban_alert"), "active", {"confirm"})
    assert found is not None
    assert found.name == "end"


def test_an_end_has_no_next_step() -> None:
    assert usual_step(machine("areas/pq", "request"), "closed") is None
