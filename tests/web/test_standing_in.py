"""Who stands in for a colleague: every page says so, one's own leads there, and the history names both."""

from __future__ import annotations

import pytest
from django.test import Client

from counterpart.exchanges.actions.beginning import Written
from counterpart.foundation.clock import MovableClock
from counterpart.web.session import arriving
from tests.cast import ABSENCES
from tests.exchanges.stories import later, sent
from tests.network import Network
from tests.web.test_exchange_doing import form_of
from tests.web.visitors import at, visitor

[AWAY] = ABSENCES
BYRNE = "Ronan Byrne"


@pytest.fixture(autouse=True)
def while_byrne_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = MovableClock(later(hours=1))
    monkeypatch.setattr(arriving, "clock_of", lambda: clock)


def read(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def asked_of_ireland(people: Network) -> Written:
    return sent(people, parties={"responder": [people.authorities["ie_pharmacists"]]})


def in_place(people: Network, address: str) -> str:
    """The address of a page where the substitute acts for the colleague."""
    own = at(people, AWAY.substitute, address).split("/", 3)
    return f"/for/{own[2]}-{str(people.users[AWAY.person])[-12:]}/{own[3]}"


def test_every_page_says_for_whom_one_stands_in(people: Network) -> None:
    kelly = visitor(people, AWAY.substitute)
    said = f"You stand in for {BYRNE}."
    for page in ("work", "new", "our-authority", "help"):
        assert said in read(kelly, in_place(people, page)), page
        assert said not in read(kelly, at(people, AWAY.substitute, page)), page
    assert f"(standing in for {BYRNE})" in read(kelly, "/")


def test_whoever_may_not_read_in_their_own_name_is_led_to_where_they_may(people: Network) -> None:
    request = asked_of_ireland(people)
    kelly = visitor(people, AWAY.substitute)
    there = in_place(people, f"exchanges/{request.number}")
    page = read(kelly, at(people, AWAY.substitute, f"exchanges/{request.number}"))
    assert "Brennan" not in page
    assert f'<a href="{there}">Open it for {BYRNE}, for whom you stand in</a>' in page
    page = read(kelly, there)
    assert "Brennan" in page
    assert "for whom you stand in" not in page


def test_the_history_names_both(people: Network) -> None:
    request = asked_of_ireland(people)
    kelly = visitor(people, AWAY.substitute)
    place = in_place(people, f"exchanges/{request.number}/do/accept?as=responder")
    assert kelly.post(place, form_of(kelly.get(place).content.decode())).status_code == 302
    kowalska = visitor(people, "kowalska")
    both = f"Maeve Kelly, standing in for {BYRNE}: “Accept”"
    assert both in read(kowalska, at(people, "kowalska", f"exchanges/{request.number}"))
    assert both in read(kowalska, at(people, "kowalska", f"exchanges/{request.number}/history"))
    assert f"You, standing in for {BYRNE}: “Accept”" in read(kelly, in_place(people, f"exchanges/{request.number}"))


def test_whose_overview_names_nobody_names_no_absent_colleague_either(people: Network) -> None:
    request = asked_of_ireland(people)
    kelly = visitor(people, AWAY.substitute)
    place = in_place(people, f"exchanges/{request.number}/do/accept?as=responder")
    kelly.post(place, form_of(kelly.get(place).content.decode()))
    page = read(visitor(people, "nolan"), at(people, "nolan", f"exchanges/{request.number}/history"))
    assert "“Accept”" in page
    assert [name for name in ("Kelly", "Byrne") if name in page] == []
