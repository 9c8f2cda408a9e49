"""People of an authority: entered, given rights, away, gone; by its administrator, and by nobody else."""

from __future__ import annotations

import html

import pytest

from counterpart.directory.queries.people import people_of
from counterpart.foundation.actor import Right
from counterpart.foundation.refs import new_ref
from tests.cast import ADMINISTRATOR, NOW, PQ_HANDLER
from tests.database.servers import Server
from tests.network import Network
from tests.web.filling import fields_of, text_of
from tests.web.our_authority.offices import Office, form_at, office, page_at
from tests.web.visitors import signed_in, visitor


@pytest.fixture
def here(people: Network, database: Server) -> Office:
    return office(people, database)


def names(here: Office) -> list[str]:
    return [one.name for one in people_of(here.administrator, here.ref, NOW).members]


def rights_of(here: Office, name: str) -> frozenset[Right]:
    [found] = [one for one in people_of(here.administrator, here.ref, NOW).members if one.name == name]
    return found.rights


def entered(here: Office, name: str, email: str, *rights: str) -> int:
    client, place = here.client, here.own("people/new")
    form = form_at(client, place, "person") | {"name": [name], "email": [email], "right": list(rights)}
    return int(client.post(place, form | {"do": ["enter"]}).status_code)


def test_a_colleague_is_entered_with_rights_and_gets_a_link(here: Office) -> None:
    client = here.client
    assert entered(here, "Jonas Petraitis", "jonas@newtown.example", "pq.handler") == 302
    assert rights_of(here, "Jonas Petraitis") == {PQ_HANDLER}
    shown = text_of(page_at(client, here.own("people")))
    assert "Jonas Petraitis" in shown
    assert "Professional qualifications: Handler" in shown
    assert "Never signed in" in shown


def test_what_is_wrong_is_said_and_what_was_typed_stays(here: Office) -> None:
    client, place = here.client, here.own("people/new")
    form = form_at(client, place, "person") | {"name": [" "], "email": ["no address"], "right": ["pq.handler"]}
    answer = client.post(place, form | {"do": ["enter"]})
    page = html.unescape(answer.content.decode())
    assert (answer.status_code, "There are 2 things to correct" in page) == (422, True)
    sent = fields_of(page, "person")
    assert (sent["email"], sent["right"]) == (["no address"], ["pq.handler"])


def test_somebody_with_an_account_is_offered_to_be_added(here: Office, people: Network, database: Server) -> None:
    elsewhere = office(people, database)
    other = elsewhere.colleague("Known Already")
    client, place = here.client, here.own("people/new")
    email = "colleague%s@newtown.example" % (next(people.numbers) - 1)
    form = form_at(client, place, "person") | {"name": ["Known Already"], "email": [email]}
    answer = client.post(place, form | {"do": ["enter"]})
    page = html.unescape(answer.content.decode())
    assert "There is an account with this e-mail address already." in page
    assert "Let them belong to this authority, too" in page
    assert client.post(place, fields_of(page, "person") | {"do": ["add"]}).status_code == 302
    assert "Known Already" in names(here)
    assert other.authority_ref == elsewhere.ref


def test_rights_are_given_and_taken(here: Office) -> None:
    other = here.colleague("Somebody", PQ_HANDLER)
    client, place = here.client, here.own(f"people/{other.ref}")
    form = form_at(client, place, "person")
    assert form["right"] == ["pq.handler"]
    answer = client.post(place, form | {"right": ["pq.allocator", ".data_administrator"], "do": ["rights"]})
    assert answer.status_code == 302
    assert rights_of(here, "Somebody") == {Right("pq", "allocator"), ADMINISTRATOR}


def test_what_only_coordinators_have_is_not_offered_and_refused_when_sent(here: Office) -> None:
    other = here.colleague("Somebody")
    client, place = here.client, here.own(f"people/{other.ref}")
    form = form_at(client, place, "person")
    assert "Only people of coordinators have this right." in text_of(page_at(client, place))
    answer = client.post(place, form | {"right": ["pq.referral_handler"], "do": ["rights"]})
    assert answer.status_code == 403
    assert rights_of(here, "Somebody") == frozenset()


def test_somebody_is_away_and_a_colleague_stands_in(here: Office) -> None:
    other = here.colleague("Somebody")
    client, place = here.client, here.own(f"people/{here.administrator.ref}")
    form = form_at(client, place, "person")
    away = {"since": ["2 March 2030"], "until": ["13.3.2030"], "substitute": [str(other.ref)], "do": ["absence"]}
    assert client.post(place, form | away).status_code == 302
    shown = text_of(page_at(client, here.own("people")))
    assert "2 March 2030 to 13 March 2030, Somebody stands in" in shown
    back = form_at(client, place, "person") | {"do": ["back:2030-03-02"]}
    assert client.post(place, back).status_code == 302
    assert "stands in" not in text_of(page_at(client, here.own("people")))


@pytest.mark.parametrize(
    ("away", "said"),
    [
        ({"since": ["some day"], "substitute": ["nobody"]}, "Write a day"),
        (
            {"since": ["3 3 2030"], "until": ["1 3 2030"], "substitute": ["nobody"]},
            "The absence ends before it begins.",
        ),
        ({"since": ["3 3 2030"], "until": ["4 3 2030"]}, "Say who stands in, or that nobody does."),
        ({"since": ["3 3 2020"], "until": ["4 3 2020"], "substitute": ["nobody"]}, "This absence is over already."),
    ],
)
def test_an_absence_that_cannot_be_is_not_entered(here: Office, away: dict[str, list[str]], said: str) -> None:
    other = here.colleague("Somebody")
    client, place = here.client, here.own(f"people/{other.ref}")
    form = form_at(client, place, "person") | {"do": ["absence"]} | away
    answer = client.post(place, form)
    page = html.unescape(answer.content.decode())
    assert (answer.status_code, said in page) == (422, True)
    assert fields_of(page, "person")["since"] == away["since"]


def test_somebody_enters_their_own_absence_and_nobody_else_s(here: Office) -> None:
    other = here.colleague("Somebody")
    client = signed_in(other)
    own, boss = here.own(f"people/{other.ref}"), here.own(f"people/{here.administrator.ref}")
    form = form_at(client, own, "person")
    assert "right" not in form
    away = {"since": ["1 4 2030"], "until": ["2 4 2030"], "substitute": ["nobody"], "do": ["absence"]}
    assert client.post(own, form | away).status_code == 302
    assert client.post(boss, form | away | {"request": [str(new_ref(NOW))]}).status_code == 403
    client.post(own, form | {"right": [".data_administrator"], "do": ["rights"], "request": [str(new_ref(NOW))]})
    assert rights_of(here, "Somebody") == frozenset()


def test_who_leaves_says_who_takes_over(here: Office) -> None:
    other = here.colleague("Somebody", PQ_HANDLER)
    client, place = here.client, here.own(f"people/{other.ref}/leaves")
    form = form_at(client, place, "leaving")
    answer = client.post(place, form)
    assert answer.status_code == 422
    assert "Say who takes over, or that nobody does." in html.unescape(answer.content.decode())
    assert client.post(place, form | {"successor": [str(here.administrator.ref)]}).status_code == 302
    assert "Somebody" not in names(here)


def test_the_last_administrator_stays(here: Office) -> None:
    here.colleague("Somebody")
    client, place = here.client, here.own(f"people/{here.administrator.ref}/leaves")
    page = page_at(client, place)
    assert "Somebody has to administer the authority: name another person first." in text_of(page)
    answer = client.post(place, fields_of(page, "leaving") | {"successor": ["nobody"]})
    assert answer.status_code == 422
    assert len(names(here)) == 2


def test_a_colleague_without_the_right_sees_people_and_changes_nothing(here: Office) -> None:
    other = here.colleague("Somebody")
    client = signed_in(other)
    shown = text_of(page_at(client, here.own("people")))
    assert "You do not have the right for this. Ask who administers your authority." in shown
    assert client.get(here.own("people/new")).status_code == 403
    assert client.get(here.own(f"people/{here.administrator.ref}/leaves")).status_code == 403


def test_a_coordinator_sees_who_administers_and_of_the_others_their_number(here: Office, people: Network) -> None:
    here.colleague("Somebody Else", PQ_HANDLER)
    shown = text_of(here.visited_by("wojcik", "people").content.decode())
    assert "Somebody Else" not in shown
    assert "and 1 more person" in shown
    other = next(one for one in people_of(here.administrator, here.ref, NOW).members if one.name == "Somebody Else")
    assert here.visited_by("wojcik", f"people/{other.ref}").status_code == 404


@pytest.mark.parametrize(("key", "status"), [("taylor", 403), ("kowalska", 403), ("brandt", 403), ("dabrowska", 200)])
def test_people_are_nothing_for_others(here: Office, people: Network, key: str, status: int) -> None:
    answer = here.visited_by(key, "people")
    assert (answer.status_code, "Newcomer of" in answer.content.decode()) == (status, False)
    assert here.visited_by(key, f"people/{here.administrator.ref}").status_code == (404 if status == 200 else 403)
    assert visitor(people, key).post(here.of(key, "people/new"), {"name": "X"}).status_code == 403
