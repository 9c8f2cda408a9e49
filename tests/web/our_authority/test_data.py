"""The record of an authority is changed by those who may, in every language, and nothing that was typed is lost."""

from __future__ import annotations

import html

from counterpart.directory.queries.finding import record_of
from tests.database.servers import Server
from tests.network import Network
from tests.web.filling import fields_of, text_of
from tests.web.our_authority.offices import form_at, office, page_at
from tests.web.visitors import signed_in, visitor

TYPED = "Nobody has saved this yet: ąłżß Ωψ Жщ"


def test_an_administrator_changes_the_data_and_others_read_them(people: Network, database: Server) -> None:
    here = office(people, database)
    client, place = here.client, here.own("data")
    form = form_at(client, place, "record") | {"phone": ["+48 22 1234567"], "email": ["office@newtown.example"]}
    answer = client.post(place, form)
    assert answer.status_code == 302, text_of(answer.content.decode())
    assert "Saved." in page_at(client, answer["Location"])
    shown = here.visited_by("taylor", "").content.decode()
    assert "office@newtown.example" in shown


def test_a_language_is_added_to_a_text_without_losing_what_was_typed(people: Network, database: Server) -> None:
    here = office(people, database)
    client, place = here.client, here.own("data")
    form = form_at(client, place, "record") | {"street": [TYPED], "titles.0.text": ["Register"]}
    grown = client.post(place, form | {"do": ["add:titles"]}).content.decode()
    assert TYPED in html.unescape(grown)
    sent = fields_of(grown, "record")
    added = max(name for name in sent if name.startswith("titles.") and name.endswith(".text"))
    sent |= {added: ["Rejestr"], added.replace("text", "lang"): ["pl"], "titles.0.lang": ["en"]}
    assert client.post(place, sent).status_code == 302
    record = record_of(here.administrator, here.ref).record
    assert (record.street, record.titles) == (TYPED, {"en": "Register", "pl": "Rejestr"})


def test_everything_that_is_wrong_is_said_at_once_and_stays_in_its_field(people: Network, database: Server) -> None:
    here = office(people, database)
    client, place = here.client, here.own("data")
    wrong = {"email": ["nobody at home"], "website": ["not a site"], "languages": [], "street": [TYPED]}
    answer = client.post(place, form_at(client, place, "record") | wrong)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "<title>Error: Data" in page
    assert "There are 3 things to correct" in page
    for field in ("email", "website", "languages"):
        assert f'href="#{field}"' in page
    assert (TYPED in page, "nobody at home" in page) == (True, True)
    assert record_of(here.administrator, here.ref).record.street == ""


def test_two_who_change_it_at_once_see_both_texts(people: Network, database: Server) -> None:
    here = office(people, database)
    client, place = here.client, here.own("data")
    mine = form_at(client, place, "record")
    theirs = form_at(client, place, "record") | {"city": ["Oldtown"]}
    assert client.post(place, theirs).status_code == 302
    answer = client.post(place, mine | {"street": [TYPED]})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "Somebody has changed this record meanwhile" in page
    assert (TYPED in page, "Oldtown" in text_of(page)) == (True, True)
    assert client.post(place, fields_of(page, "record")).status_code == 302
    record = record_of(here.administrator, here.ref).record
    assert (record.street, record.city) == (TYPED, "Newtown")


def test_the_official_name_is_for_the_coordinator_alone(people: Network, database: Server) -> None:
    here = office(people, database)
    client, place = here.client, here.own("data")
    form = form_at(client, place, "record")
    assert "names.0.text" not in form
    assert "its coordinator changes these" in text_of(page_at(client, place))
    forged = {"names.0.lang": ["en"], "names.0.text": ["The Crown"], "region": ["PL-12"]}
    assert client.post(place, form | forged).status_code == 302
    assert record_of(here.administrator, here.ref).record.region is None
    assert "The Crown" not in record_of(here.administrator, here.ref).record.names.values()
    coordinator, theirs = visitor(people, "wojcik"), here.of("wojcik", "data")
    changed = form_at(coordinator, theirs, "record") | {"names.0.text": ["Newtown Register"], "region": ["PL-12"]}
    assert coordinator.post(theirs, changed).status_code == 302
    record = record_of(here.administrator, here.ref).record
    assert (record.names, record.region) == ({"en": "Newtown Register"}, "PL-12")


def test_who_does_not_administer_it_reads_why_and_can_change_nothing(people: Network, database: Server) -> None:
    here = office(people, database)
    sent = form_at(here.client, here.own("data"), "record") | {"street": [TYPED]}
    client = signed_in(here.colleague("Somebody"))
    page = text_of(page_at(client, here.own("data")))
    assert "You do not have the right for this." in page
    assert client.post(here.own("data"), sent).status_code == 403
    for key in ("taylor", "zielinska", "brandt"):
        answer = visitor(people, key).post(here.of(key, "data"), sent)
        assert answer.status_code == 403, key
    assert record_of(here.administrator, here.ref).record.street == ""


def test_another_language_keeps_what_was_typed(people: Network, database: Server) -> None:
    here = office(people, database)
    client, place = here.client, here.own("data")
    form = form_at(client, place, "record") | {"street": [TYPED]}
    for language in ("de", "el", "en"):
        page = html.unescape(client.post(place, form | {"language": [language]}).content.decode())
        assert f'<html lang="{language}">' in page
        assert TYPED in page
    assert record_of(here.administrator, here.ref).record.street == ""
