"""What coordinators do for authorities in their care: access, parts handed over, switches; and nobody else does."""

from __future__ import annotations

import html
import re

import pytest

from counterpart.directory.kinds import AccessState, RelationKind
from counterpart.directory.queries.players import switches
from counterpart.directory.queries.record_page import page_of
from tests.cast import NOW
from tests.database.servers import Server
from tests.network import Network
from tests.web.filling import text_of
from tests.web.our_authority.offices import Office, form_at, office, page_at
from tests.web.visitors import visitor


@pytest.fixture
def here(people: Network, database: Server) -> Office:
    return office(people, database, by="pl_health")


def pressed(here: Office, key: str, page: str, do: str) -> int:
    """Press a button of a page as somebody of the cast; the request is that of the page."""
    client, place = visitor(here.people, key), here.of(key, page)
    shown = client.get(place).content.decode()
    request = re.search(r'name="request" value="([^"]+)"', shown)
    return int(client.post(place, {"do": do, "request": request[1] if request else str(here.ref)}).status_code)


def test_access_is_given_suspended_and_given_again(here: Office) -> None:
    assert "Services in the internal market" in text_of(here.visited_by("wojcik", "access").content.decode())
    assert pressed(here, "wojcik", "access", "grant:services.authority") == 302
    assert page_of(here.administrator, here.ref).modules == ("pq", "services")
    assert pressed(here, "wojcik", "access", "suspend:services.authority") == 302
    page = page_of(here.administrator, here.ref)
    assert [one.state for one in page.accesses if one.module == "services"] == [AccessState.SUSPENDED]
    assert "Suspended" in text_of(here.visited_by("wojcik", "access").content.decode())
    assert pressed(here, "wojcik", "access", "grant:services.authority") == 302


def test_access_that_is_given_already_says_so_and_a_wrong_role_too(here: Office) -> None:
    client, place = visitor(here.people, "wojcik"), here.of("wojcik", "access")
    for do, said in (
        ("grant:pq.authority", "The authority takes part in this policy area already."),
        ("grant:pq.king", "There is no such part for authorities in this policy area."),
        ("suspend:services.authority", "The authority does not take part in this policy area."),
    ):
        answer = client.post(place, {"do": do, "request": str(here.ref)[:-4] + do[-4:].encode().hex()[:4]})
        assert answer.status_code == 422, do
        assert said in html.unescape(answer.content.decode()), do
    assert client.post(place, {"do": "burn:pq.authority", "request": str(here.ref)}).status_code == 404


def test_its_own_administrator_reads_that_the_coordinator_gives_access(here: Office) -> None:
    client, place = here.client, here.own("access")
    page = page_at(client, place)
    assert "The coordinator of your authority does this." in text_of(page)
    assert 'value="grant:' not in page
    assert client.post(place, {"do": "grant:services.authority", "request": str(here.ref)}).status_code == 403


def test_a_coordinator_of_an_area_gives_access_to_that_area_alone(here: Office) -> None:
    page = here.visited_by("dabrowska", "access").content.decode()
    assert 'value="suspend:pq.authority"' in page
    assert 'value="grant:services.authority"' not in page
    assert pressed(here, "dabrowska", "access", "grant:services.authority") == 403


def test_the_validating_coordinator_hands_its_part_over(here: Office) -> None:
    client, place = visitor(here.people, "dabrowska"), here.of("dabrowska", "coordinators/validating")
    form = form_at(client, place, "naming")
    empty = client.post(place, form | {"do": ["give"]})
    assert (empty.status_code, "Choose one of the list." in html.unescape(empty.content.decode())) == (422, True)
    national = str(here.people.authorities["pl_national"])
    assert national in client.get(place).content.decode()
    assert client.post(place, form_at(client, place, "naming") | {"to": [national], "do": ["give"]}).status_code == 302
    [validating] = page_of(here.administrator, here.ref).related(RelationKind.VALIDATING)
    assert str(validating.who.ref) == national


def test_a_part_cannot_be_handed_to_who_does_not_fit(here: Office) -> None:
    client, place = visitor(here.people, "wojcik"), here.of("wojcik", "coordinators/access-pq")
    form = form_at(client, place, "naming")
    for key in ("gb_health", "pl_krakow"):
        answer = client.post(place, form | {"to": [str(here.people.authorities[key])], "do": ["give"]})
        assert answer.status_code in {422, 403}, key
    [access] = page_of(here.administrator, here.ref).related(RelationKind.ACCESS, "pq")
    assert access.who.ref == here.people.authorities["pl_health"]


def test_an_administrator_chooses_which_coordinator_is_turned_to_first(here: Office) -> None:
    client = visitor(here.people, "wojcik")
    place = here.of("wojcik", "coordinators/request-pq")
    national = str(here.people.authorities["pl_national"])
    given = form_at(client, place, "naming") | {"to": [national], "do": ["give"]}
    assert client.post(place, given).status_code == 302
    own, own_place = here.client, here.own("coordinators")
    page = page_at(own, own_place)
    choose = re.search(r'value="(first:request-pq:[^"]+)"', page)
    assert choose is not None
    assert own.post(own_place, {"do": choose[1], "request": str(here.ref)}).status_code == 302
    [first] = [one for one in page_of(here.administrator, here.ref).related(RelationKind.REQUEST, "pq") if one.chosen]
    assert str(first.who.ref) == national
    assert 'value="remove:' not in page
    remove = f"remove:request-pq:{national}"
    assert own.post(own_place, {"do": remove, "request": str(here.administrator.ref)}).status_code == 403
    assert pressed(here, "wojcik", "coordinators", remove) == 302


def test_an_authority_is_linked_after_it_was_searched_for(here: Office) -> None:
    client, place = visitor(here.people, "wojcik"), here.of("wojcik", "coordinators/linked-pq")
    form = form_at(client, place, "naming")
    found = client.post(place, form | {"q": ["krakow"], "do": ["look"]}).content.decode()
    krakow = str(here.people.authorities["pl_krakow"])
    assert krakow in found
    given = {"q": ["krakow"], "to": [krakow], "do": ["give"]}
    assert client.post(place, form_at(client, place, "naming") | given).status_code == 302
    [linked] = page_of(here.administrator, here.ref).related(RelationKind.LINKED, "pq")
    assert str(linked.who.ref) == krakow
    nobody = client.post(place, form_at(client, place, "naming") | {"q": ["zzzzzz"], "do": ["look"]})
    assert "Nobody is found by these words." in html.unescape(nobody.content.decode())


def test_naming_a_coordinator_is_refused_to_others(here: Office) -> None:
    for part in ("validating", "access-pq", "request-pq", "linked-pq"):
        assert here.visited_by("zielinska", f"coordinators/{part}").status_code == 403
        assert here.client.get(here.own(f"coordinators/{part}")).status_code == 403
    assert here.visited_by("wojcik", "coordinators/king-pq").status_code == 404


def test_a_switch_is_set_for_one_authority_and_taken_back(here: Office) -> None:
    key = "requests_via_coordinator"
    assert pressed(here, "wojcik", "switches", f"authority:pq:{key}:on") == 302
    shown = text_of(here.visited_by("wojcik", "switches").content.decode())
    assert "chosen for this authority" in shown
    later = NOW.replace(year=2030)
    assert switches("pq", ["PL"], [page_of(here.administrator, here.ref).id], later)[f"PL/{here.ref}"] == {key: True}
    assert pressed(here, "wojcik", "switches", f"authority:pq:{key}:unset") == 302
    assert f"PL/{here.ref}" not in switches("pq", ["PL"], [page_of(here.administrator, here.ref).id], later)


def test_switches_are_read_by_the_authority_and_set_by_its_coordinator(here: Office) -> None:
    page = page_at(here.client, here.own("switches"))
    assert "The coordinator of your authority does this." in text_of(page)
    assert 'value="authority:' not in page
    for do in ("authority:pq:requests_via_coordinator:on", "member:pq:requests_via_coordinator:on"):
        assert here.client.post(here.own("switches"), {"do": do, "request": str(here.ref)}).status_code == 403
    assert pressed(here, "wojcik", "switches", "authority:pq:no_such_switch:on") == 422
    assert pressed(here, "wojcik", "switches", "authority:pq:requests_via_coordinator:perhaps") == 404


def test_a_country_chooses_on_the_page_of_its_coordinator(people: Network) -> None:
    client = visitor(people, "wojcik")
    actor = people.actor("wojcik")
    place = f"/for/{actor.authority_id}/authorities/{people.authorities['pl_national']}/switches"
    page = page_at(client, place)
    assert 'value="member:pq:requests_via_coordinator:on"' in page
    assert "For the whole country:" in text_of(page)
