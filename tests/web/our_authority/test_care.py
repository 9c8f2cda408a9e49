"""The overview of an authority, its competences, and what it says to those who only look."""

from __future__ import annotations

import html

import pytest

from counterpart.directory.queries.record_page import AuthorityPage, page_of
from tests.database.servers import Server
from tests.network import Network
from tests.web.filling import fields_of, text_of
from tests.web.our_authority.offices import form_at, office, page_at
from tests.web.visitors import at, signed_in, visitor


def test_one_click_says_that_everything_is_still_right(people: Network, database: Server) -> None:
    here = office(people, database)
    client = here.client
    page = page_at(client, f"/for/{here.administrator.authority_id}/our-authority")
    assert "not checked since" in text_of(page) or "Last checked on 2 March 2026" in text_of(page)
    answer = client.post(here.own("care"), {"do": "confirm", "request": str(here.ref)})
    assert answer.status_code == 302
    assert "Thank you: the data count as checked from today." in text_of(page_at(client, answer["Location"]))
    confirmed = page_of(here.administrator, here.ref).confirmed_at
    assert confirmed is not None
    assert confirmed > people.now


def test_what_needs_care_stands_at_the_top(people: Network, database: Server) -> None:
    here = office(people, database)
    lonely = "Only one person belongs to this authority. Enter a second one as a stand-in."
    assert lonely in text_of(page_at(here.client, here.own("care")))
    here.colleague("Somebody")
    assert lonely not in text_of(page_at(here.client, here.own("care")))


def test_who_may_not_change_reads_the_reason_on_the_button(people: Network, database: Server) -> None:
    here = office(people, database)
    client = signed_in(here.colleague("Somebody"))
    page = page_at(client, here.own("care"))
    assert 'aria-disabled="true">Everything is still right' in page
    assert "You do not have the right for this. Ask who administers your authority." in text_of(page)
    answer = client.post(here.own("care"), {"do": "confirm", "request": str(here.ref)})
    assert answer.status_code == 403
    assert "You do not have the right for this." in text_of(answer.content.decode())


def test_another_authority_s_pages_are_refused_with_the_reason(people: Network, database: Server) -> None:
    here = office(people, database)
    for page in ("care", "data", "competences", "people", "coordinators", "access", "switches", "ending"):
        for key in ("taylor", "zielinska", "brandt", "huber"):
            answer = here.visited_by(key, page)
            assert answer.status_code == 403, (page, key)
            said = text_of(answer.content.decode())
            assert "This belongs to another authority." in said or "You do not have the right" in said, (page, key)


def test_without_the_look_at_who_looks_after_it_anybody_would_get_in(
    people: Network, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = office(people, database)
    assert here.visited_by("taylor", "care").status_code == 403
    monkeypatch.setattr(AuthorityPage, "not_looking_after", lambda _page: None)
    assert here.visited_by("taylor", "care").status_code == 200


def test_competences_are_ticked_and_found(people: Network, database: Server) -> None:
    here = office(people, database)
    client, place = here.client, here.own("competences")
    form = form_at(client, place, "competences")
    assert "pq.professions" not in form
    assert client.post(place, form | {"pq.professions": ["nurse", "pharmacist"]}).status_code == 302
    again = form_at(client, place, "competences")
    assert sorted(again["pq.professions"]) == ["nurse", "pharmacist"]
    assert client.post(place, again | {"pq.professions": ["nurse"]}).status_code == 302
    assert page_of(here.administrator, here.ref).competences == (("pq", "professions", "nurse"),)
    shown = visitor(people, "kowalska").get(at(people, "kowalska", f"authorities/{here.ref}"))
    assert "Professional qualifications nurse" in text_of(shown.content.decode())


def test_a_form_that_shows_no_list_changes_none(people: Network, database: Server) -> None:
    here = office(people, database)
    client, place = here.client, here.own("competences")
    form = form_at(client, place, "competences") | {"pq.professions": ["nurse"]}
    assert client.post(place, form).status_code == 302
    assert client.post(place, {"request": str(here.ref)}).status_code == 302
    assert page_of(here.administrator, here.ref).competences == (("pq", "professions", "nurse"),)


def test_a_competence_that_does_not_exist_is_refused_and_the_others_stay_ticked(
    people: Network, database: Server
) -> None:
    here = office(people, database)
    client, place = here.client, here.own("competences")
    form = form_at(client, place, "competences") | {"pq.professions": ["nurse", "alchemist"]}
    answer = client.post(place, form)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "There is no such field of competence." in page
    assert fields_of(page, "competences")["pq.professions"] == ["nurse"]
    assert page_of(here.administrator, here.ref).competences == ()
    assert signed_in(here.colleague("Somebody")).post(place, form).status_code == 403


def test_an_authority_without_access_is_told_who_gives_it(people: Network, database: Server) -> None:
    ref, administrator = people.newcomer("PL")
    here = office(people, database)
    assert here.ref != ref
    page = text_of(
        page_at(signed_in(administrator), f"/for/{administrator.authority_id}/authorities/{ref}/competences")
    )
    assert "It takes part in no policy area yet. Its coordinator gives access." in page
