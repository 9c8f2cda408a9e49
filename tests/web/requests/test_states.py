"""In every state every party is offered what the procedure lets it do there, and nothing else; all else says when."""

from __future__ import annotations

import re
from collections.abc import Collection

import pytest

from counterpart.core.workflow import Rulebook
from counterpart.modules.pins import newest
from counterpart.modules.texts import speaker
from tests.exchanges.stories import REQUESTER
from tests.network import Network
from tests.web.door import Door, doing
from tests.web.requests.paths import WAYS, WHO, brought
from tests.web.requests.rows import ROWS

AREAS = ("pq", "services", "posting")
STATES = [state for state in WAYS if state not in ("written", "accepted_later", "discarded")]
NOT_HERE = "This is not possible at the stage that the exchange has reached."
ENDED = "The exchange has ended."
PLAYED_ELSEWHERE = {"forward", "split", "add_document"}
"""Actions of the request itself that take a choice or a file: `test_passing_on`, `test_beginning`."""
UNREADY = {"accepted": {"reply", "ask_date"}, "date_asked": {"reply"}}
"""What waits for something else: nothing is answered there, and no other date was promised."""
OF_PARTS = {"take", "give_back", "deliver"}


@pytest.fixture(scope="module")
def titles(network: Network) -> dict[str, str]:
    """What the actions are called on pages, once the areas are there."""
    said = speaker("pq", newest("pq", "request").line, "en")
    return {name: said.text(one.text) for name, one in rules().main.actions.items()}


def rules() -> Rulebook:
    return newest("pq", "request").rules


def offered(page: str, number: str) -> set[str]:
    """The actions whose buttons stand on the page: links, or in the form of answers; a draft is checked first."""
    links = set(re.findall(r"/do/(\w+)\?", page))
    buttons = {one.partition("|")[0] for one in re.findall(r'name="do" value="(\w+\|[^"]*)"', page)}
    checked = {"send"} if f"/exchanges/{number}/check" in page else set()
    return links | buttons | checked


def allowed(party: str, state: str, not_now: Collection[str]) -> set[str]:
    actions = rules().main.actions.values()
    return {one.name for one in actions if party in one.by and state in one.sources and one.name not in not_now}


def test_every_action_of_a_request_is_played_at_its_page(door: Door) -> None:
    assert door.people.authorities  # the areas are installed with the network
    for area in AREAS:
        found = newest(area, "request").rules
        actions = {name for name, one in found.main.actions.items() if set(one.by) - {"system"}}
        assert actions == {row.action for row in ROWS} | PLAYED_ELSEWHERE, area
        assert set(found.tracks["part"].actions) == OF_PARTS


@pytest.mark.parametrize("state", STATES)
def test_everybody_is_offered_what_they_may_do_in_a_state_and_told_when_the_rest(
    door: Door, state: str, titles: dict[str, str]
) -> None:
    closed = {"draft": {"taylor", "clarke", "dabrowska"}, "send_approval": {"taylor", "clarke"}}.get(state, set())
    with brought(door.people, state) as exchange:
        for party, who in WHO.items():
            page = door.look(who, exchange)
            assert (page.status == 404) == (who in closed), who
            if page.status == 200:
                here = allowed(party, state, UNREADY.get(state, ()))
                assert offered(page.page, exchange.number) == here, party
                later = page.text.partition("for another time")[2]
                ended = rules().main.states[state].final
                for action in rules().main.actions.values():
                    waits = party in action.by and state not in action.sources and not ended
                    assert not waits or f"{titles[action.name]} Possible in: " in later, (party, action.name)


@pytest.mark.parametrize("state", STATES)
def test_what_is_for_another_state_is_refused_with_the_reason(door: Door, state: str) -> None:
    with brought(door.people, state) as exchange:
        wrong = [
            one.name for one in rules().main.actions.values() if state not in one.sources and "requester" in one.by
        ]
        page = door.open("kowalska", doing(exchange, wrong[-1], REQUESTER))
        assert page.status == 409
        assert (ENDED if rules().main.states[state].final else NOT_HERE) in page.text
        told = door.do("kowalska", exchange, wrong[-1], REQUESTER, {"reason": "All the same.", "lang": "en"})
        assert told.status == 422, told.text
        assert door.state(exchange) == state


def test_without_the_guard_a_button_that_leads_nowhere_is_there(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    with brought(door.people, "sent") as exchange:
        assert "accept" not in offered(door.look("hughes", exchange).page, exchange.number)
        monkeypatch.setattr("counterpart.exchanges.queries.page.for_somebody", lambda _actor, _rules, verdict: verdict)
        assert "accept" in offered(door.look("hughes", exchange).page, exchange.number)
