"""An invited authority registers itself without signing in: page by page, and nothing that was typed is lost."""

from __future__ import annotations

import html

from counterpart.directory.actions.inviting import withdraw_invitation
from counterpart.directory.kinds import AuthorityState
from tests.exchanges.stories import asked, stored
from tests.network import Network
from tests.web.filling import text_of
from tests.web.joining.steps import CONTACT, NAMES, TOURISM, Guest, invited, person, waiting, whole
from tests.web.visitors import visitor


def test_the_code_is_typed_as_people_type_and_opens_the_form(people: Network) -> None:
    _, code = invited(people)
    client = visitor(people)
    answer = client.post("/join", {"code": f" {code.lower().replace('-', ' ')} "})
    assert (answer.status_code, answer["Location"]) == (302, f"/join/{code}")
    page = client.get(answer["Location"]).content.decode()
    assert "Ajuntament de Lloret de Vistalegre was invited by" in page
    assert 'value="Ajuntament de Lloret de Vistalegre"' in page


def test_page_after_page_leads_to_a_registration_that_waits(people: Network) -> None:
    ref, code = invited(people)
    guest = Guest(code)
    check = guest.goes_through(*whole())
    read = text_of(check)
    for said in ("Ayuntamiento de Lloret de Vistalegre", "07518 Lloret de Vistalegre", "Catalan, Spanish"):
        assert said in read
    assert "Maria Ferrer" in read
    guest.sends({}, do="send")
    assert (guest.answer.status_code, guest.answer["Location"]) == (302, "/join/sent")
    assert "Your registration was sent" in guest.client.get("/join/sent").content.decode()
    [found] = waiting(people, ref)
    assert found.names == {"ca": NAMES["names.0.text"], "es": NAMES["names.1.text"]}
    [(state, languages, website)] = stored(
        "select state, langs, website from directory_authority where ref = %s", [found.ref]
    )
    assert (state, languages, website) == (AuthorityState.AWAITING, ["ca", "es"], "https://www.lloret.example")
    codes = (
        "select code from directory_competence c join directory_authority a on a.id = c.authority_id where a.ref = %s"
    )
    assert stored(codes, [found.ref]) == [("tourism",)]


def test_all_that_is_wrong_on_a_page_is_said_at_once_with_a_link_to_each_field(people: Network) -> None:
    guest = Guest(invited(people)[1])
    guest.goes_through(NAMES)
    page = guest.sends({"email": "nowhere", "website": "no address", "languages": []})
    assert guest.answer.status_code == 422
    assert "<title>Error:" in page
    assert "There are 3 things to correct" in page
    for field in ("languages", "email", "website"):
        assert f'href="#{field}"' in page
        assert f'id="{field}-error"' in page
    assert 'value="nowhere"' in page


def test_each_wrong_page_keeps_what_was_typed_on_it_and_on_the_others(people: Network) -> None:
    guest = Guest(invited(people)[1])
    guest.opens()
    twice = {**NAMES, "names.1.lang": "ca"}
    assert "twice" in guest.sends(twice)
    assert guest.answer.status_code == 422
    assert guest.typed()["names.1.text"] == ["Ayuntamiento de Lloret de Vistalegre"]
    guest.sends(NAMES)
    guest.sends(CONTACT)
    guest.sends(TOURISM)
    page = guest.sends({**person(), "person_email": "maria", "person_name": ""})
    assert guest.answer.status_code == 422
    assert "Name of the person: Give the name." in html.unescape(page)
    sent = guest.typed()
    assert (sent["person_email"], sent["city"], sent["competence"]) == (
        ["maria"],
        ["Lloret de Vistalegre"],
        TOURISM["competence"],
    )


def test_one_goes_back_and_adds_a_language_without_losing_a_word(people: Network) -> None:
    guest = Guest(invited(people)[1])
    guest.goes_through(NAMES, CONTACT)
    guest.sends(TOURISM, do="back")
    assert guest.typed()["competence"] == TOURISM["competence"]
    guest.sends({}, do="go:names")
    page = guest.sends({"acronym": "ALV"}, do="add:names")
    assert 'id="names.2.text"' in page
    assert guest.typed()["acronym"] == ["ALV"]
    guest.sends({"names.2.lang": "eu", "names.2.text": "Lloret udala"})
    assert guest.typed()["names.2.text"] == ["Lloret udala"]


def test_nobody_reaches_the_end_past_a_page_that_is_not_filled_in(people: Network) -> None:
    ref, code = invited(people)
    guest = Guest(code)
    guest.opens()
    page = guest.sends(NAMES, do="go:check")
    assert guest.answer.status_code == 422
    assert 'name="step" value="contact"' in page
    guest.sends({**CONTACT, **person(), "person_email": ""}, do="send")
    assert 'name="step" value="person"' in guest.page
    assert waiting(people, ref) == []


def test_another_language_keeps_the_page_and_everything_typed(people: Network) -> None:
    guest = Guest(invited(people)[1])
    guest.goes_through(NAMES)
    for language in ("el", "de", "pl", "fr", "bg", "en"):
        page = guest.sends({**CONTACT, "phone": "+34 971", "language": language}, do="")
        assert f'<html lang="{language}">' in page
        assert 'name="step" value="contact"' in page
        assert guest.typed()["phone"] == ["+34 971"]
        assert guest.typed()["names.0.text"] == [NAMES["names.0.text"]]


def test_an_address_that_somebody_signs_in_with_already_is_said_at_its_field(people: Network) -> None:
    guest = Guest(invited(people)[1])
    guest.goes_through(NAMES, CONTACT, TOURISM, {**person(), "person_email": "garcia@es-national.example"})
    page = guest.sends({}, do="send")
    assert guest.answer.status_code == 422
    assert 'href="#person_email"' in page
    assert 'name="step" value="person"' in page
    assert guest.typed()["city"] == ["Lloret de Vistalegre"]


def test_a_code_is_used_once_and_says_so_afterwards(people: Network) -> None:
    ref, code = invited(people)
    guest, late = Guest(code), Guest(code)
    guest.goes_through(*whole())
    late.goes_through(*whole())
    guest.sends({}, do="send")
    late.sends({}, do="send")
    assert late.answer.status_code == 409
    assert "Somebody has registered an authority with this code already" in text_of(late.page)
    assert len(waiting(people, ref)) == 1


def test_a_button_pressed_twice_sends_once_and_leads_on_both_times(people: Network) -> None:
    ref, code = invited(people)
    guest = Guest(code)
    guest.goes_through(*whole())
    form = {**guest.typed(), "do": "send"}
    answers = [guest.client.post(guest.address, form) for _ in range(2)]
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, "/join/sent")] * 2
    assert len(waiting(people, ref)) == 1


def test_a_code_that_is_wrong_taken_back_or_too_old_opens_nothing(people: Network) -> None:
    ref, code = invited(people)
    client = visitor(people)
    for wrong in ("", "ABCD", "ZZZZ-ZZZZ-ZZZZ", "<script>alert(1)</script>"):
        answer = client.post("/join", {"code": wrong})
        page = answer.content.decode()
        assert (answer.status_code, "<script>alert" in page) == (404, False)
        assert 'id="code-error"' in page
    withdraw_invitation(people.actor("garcia"), asked(), ref)
    assert client.get(f"/join/{code}").status_code == 409


def test_who_tries_codes_out_has_to_wait_and_so_does_nobody_else(people: Network) -> None:
    _, code = invited(people)
    stranger = visitor(people)
    answers = [stranger.post("/join", {"code": "ZZZZ-ZZZZ-ZZZZ"}, REMOTE_ADDR="203.0.113.7") for _ in range(25)]
    assert {one.status_code for one in answers[:20]} == {404}
    assert {one.status_code for one in answers[20:]} == {403}
    assert stranger.post("/join", {"code": code}, REMOTE_ADDR="203.0.113.7").status_code == 403
    assert stranger.post("/join", {"code": code}, REMOTE_ADDR="203.0.113.8").status_code == 302


def test_nobody_registers_another_country_kind_or_region_than_was_invited(people: Network) -> None:
    ref, code = invited(people)
    guest = Guest(code)
    guest.goes_through(*whole())
    guest.sends({"member": "PL", "kind": "1", "region": "ES-MD", "role": ["pq|coordinator"]}, do="send")
    [found] = waiting(people, ref)
    assert (found.member, int(found.kind), found.region) == ("ES", 5, "ES-IB")
