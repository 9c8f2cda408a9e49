"""An authority ends: somebody is asked how, reads what will happen, and only then it does."""

from __future__ import annotations

import html
from uuid import UUID

import pytest

from counterpart.directory.kinds import AuthorityState
from counterpart.directory.queries.record_page import page_of
from tests.database.servers import Server
from tests.network import Network
from tests.web.filling import fields_of, text_of
from tests.web.our_authority.offices import Office, form_at, office, page_at
from tests.web.visitors import visitor


@pytest.fixture
def here(people: Network, database: Server) -> Office:
    return office(people, database)


def heir_of(here: Office, name: str) -> UUID:
    ref, _ = here.people.newcomer("PL", name=name)
    return ref


def test_an_authority_is_merged_after_reading_what_will_happen(here: Office) -> None:
    heir = heir_of(here, "Wroxley Register")
    here.colleague("Somebody")
    client, place = visitor(here.people, "wojcik"), here.of("wojcik", "ending")
    form = form_at(client, place, "ending") | {"how": ["merged"], "do": ["look"]}
    asked = html.unescape(client.post(place, form).content.decode())
    assert "Look for the authority that goes on" in asked
    found = client.post(place, fields_of(asked, "ending") | {"q": ["wroxley"], "do": ["look"]}).content.decode()
    assert str(heir) in found
    nobody = client.post(place, fields_of(found, "ending") | {"do": ["check"]})
    assert (nobody.status_code, "Say who goes on with this." in html.unescape(nobody.content.decode())) == (422, True)
    chosen = fields_of(found, "ending") | {"after-all": [str(heir)], "do": ["check"]}
    check = html.unescape(client.post(place, chosen).content.decode())
    assert "2 people go on at the new authority with the rights that they have." in check
    assert "This cannot be taken back." in check
    assert page_of(here.administrator, here.ref).lives
    done = client.post(place, fields_of(check, "ending") | {"do": ["end"]})
    assert done.status_code == 302
    assert "The authority has ended." in text_of(page_at(client, done["Location"]))
    page = page_of(here.people.actor("wojcik"), here.ref)
    assert (page.stored.state, page.stored.succeeded_by) == (AuthorityState.SUCCEEDED, heir)
    directory = text_of(here.visited_by("taylor", "").content.decode())
    assert "Merged into another authority on" in directory
    assert "Wroxley Register" in directory


def test_the_successor_tells_whom_it_goes_on_for(here: Office) -> None:
    heir = heir_of(here, "Wroxley Second Register")
    client, place = visitor(here.people, "wojcik"), here.of("wojcik", "ending")
    sent = form_at(client, place, "ending") | {"how": ["merged"], "after-all": [str(heir)], "known": [str(heir)]}
    check = client.post(place, sent | {"do": ["check"]}).content.decode()
    assert client.post(place, fields_of(check, "ending") | {"do": ["end"]}).status_code == 302
    acting = here.people.actor("taylor").authority_id
    shown = visitor(here.people, "taylor").get(f"/for/{acting}/authorities/{heir}").content.decode()
    assert "Goes on for" in text_of(shown)
    assert str(here.ref) in shown


def test_a_split_asks_who_goes_on_with_each_area(here: Office) -> None:
    first, second = heir_of(here, "Northern Half"), heir_of(here, "Southern Half")
    client, place = visitor(here.people, "wojcik"), here.of("wojcik", "ending")
    sent = form_at(client, place, "ending") | {"how": ["split"], "known": [str(first), str(second)], "do": ["check"]}
    answer = client.post(place, sent)
    page = html.unescape(answer.content.decode())
    assert (answer.status_code, "There are 2 things to correct" in page) == (422, True)
    one = fields_of(page, "ending") | {"after-all": [str(first)], "after-pq": [str(first)]}
    only = client.post(place, one | {"do": ["check"]}).content.decode()
    same = client.post(place, fields_of(only, "ending") | {"do": ["end"]})
    assert "This way of ending wants another number of successors." in html.unescape(same.content.decode())
    two = one | {"after-pq": [str(second)]}
    check = html.unescape(client.post(place, two | {"do": ["check"]}).content.decode())
    assert "Its people act for it no longer" in check
    assert client.post(place, fields_of(check, "ending") | {"do": ["end"]}).status_code == 302
    assert {one.module for one in page_of(here.people.actor("wojcik"), here.ref).after} == {"", "pq"}


def test_an_authority_without_open_work_is_deactivated(here: Office) -> None:
    client, place = visitor(here.people, "wojcik"), here.of("wojcik", "ending")
    sent = form_at(client, place, "ending") | {"how": ["deactivated"], "do": ["check"]}
    check = client.post(place, sent).content.decode()
    assert "Nobody finds it or can write to it any more." in html.unescape(check)
    assert client.post(place, fields_of(check, "ending") | {"do": ["end"]}).status_code == 302
    assert "It takes part no longer." in text_of(here.visited_by("taylor", "").content.decode())
    for page in ("data", "access", "switches", "coordinators", "competences", "people", "ending"):
        shown = text_of(here.visited_by("wojcik", page).content.decode())
        assert "This authority is not active (any more)." in shown, page


@pytest.mark.parametrize("do", ["look", "check"])
def test_without_a_choice_the_page_asks_for_one(here: Office, do: str) -> None:
    client, place = visitor(here.people, "wojcik"), here.of("wojcik", "ending")
    answer = client.post(place, form_at(client, place, "ending") | {"do": [do]})
    assert (answer.status_code, "Say how it ends." in html.unescape(answer.content.decode())) == (422, True)


def test_nobody_else_ends_it(here: Office) -> None:
    sent = {"how": "deactivated", "do": "end", "request": str(here.ref)}
    assert here.client.post(here.own("ending"), sent).status_code == 403
    for key in ("taylor", "zielinska", "dabrowska", "brandt"):
        place = here.of(key, "ending")
        assert visitor(here.people, key).post(place, sent).status_code == 403, key
    assert page_of(here.administrator, here.ref).lives
