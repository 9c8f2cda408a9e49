"""The desk and the lists behind its numbers: dates and states, reminders by one click, and nothing of the matter."""

from __future__ import annotations

import html

import pytest

from counterpart.foundation.refs import new_ref
from tests.exchanges.stories import NOW, accepted, sent, stored
from tests.network import Network
from tests.web.desk.stories import page
from tests.web.filling import text_of
from tests.web.visitors import at, visitor

LISTS = ("desk/late/ours", "desk/late/others", "desk/late/coordinators", "desk/late/still")
CARE = ("never_signed_in", "one_user", "absent_without_substitute", "unconfirmed", "mail_failed", "invitations_ending")
SECRET = ("Brennan", "Siobhán", "Kowalska", "Taylor")
REMINDED = "select reminded from exchanges_turn t join exchanges_exchange e on e.id = t.exchange_id where e.number = %s"


def once() -> str:
    return str(new_ref(NOW))


def test_what_is_late_stands_under_whose_move_it_is_with_nothing_of_the_matter(people: Network) -> None:
    request = sent(people)  # in March: late by now
    desk = page(people, "clarke", "desk")
    assert "Our authorities must move: 1" in text_of(desk)
    assert request.number in desk
    theirs = page(people, "dabrowska", "desk")
    assert "Other countries must move: 1" in text_of(theirs)
    assert "Ask coordinator GB" in theirs
    for shown in (desk, theirs):
        assert [word for word in SECRET if word in html.unescape(shown).partition("<main")[2]] == []


def test_one_click_reminds_whose_move_it_is_and_not_again_for_some_days(people: Network) -> None:
    request, clarke = sent(people), visitor(people, "clarke")
    remind = at(people, "clarke", "desk/remind")
    answer = clarke.post(remind, {"request": once(), "number": request.number, "list": "ours"})
    assert answer["Location"] == at(people, "clarke", "desk/late/ours?done=reminded")
    shown = clarke.get(answer["Location"]).content.decode()
    assert "The reminder is on its way." in shown
    assert "reminded on" in text_of(shown)
    assert stored(REMINDED, [request.number]) == [(1,)]
    again = clarke.post(remind, {"request": once(), "number": request.number})
    assert (again.status_code, stored(REMINDED, [request.number])) == (409, [(1,)])


def test_all_that_are_shown_are_reminded_at_once(people: Network) -> None:
    numbers = [sent(people).number for _ in range(3)]
    clarke, place = visitor(people, "clarke"), at(people, "clarke", "desk/late/ours")
    shown = clarke.get(place).content.decode()
    assert "Remind all 3 shown" in shown
    assert all(f'name="number" value="{one}"' in shown for one in numbers)
    answer = clarke.post(place, {"request": once(), "number": numbers})
    assert answer.status_code == 302
    assert [stored(REMINDED, [one]) for one in numbers] == [[(1,)]] * 3


def test_an_exchange_of_others_is_not_reminded_of(people: Network) -> None:
    request = sent(people)
    form = {"request": once(), "number": request.number}
    assert visitor(people, "gruber").post(at(people, "gruber", "desk/remind"), form).status_code == 404
    assert visitor(people, "taylor").post(at(people, "taylor", "desk/remind"), form).status_code == 403
    assert stored(REMINDED, [request.number]) == [(0,)]


@pytest.mark.parametrize("place", [*LISTS, *(f"desk/care/{one}" for one in CARE), "desk/authorities", "desk/gaps"])
def test_a_list_is_there_for_coordinators_and_for_nobody_else(people: Network, place: str) -> None:
    accepted(people)
    shown = page(people, "clarke", place)
    assert [word for word in SECRET if word in html.unescape(shown).partition("<main")[2]] == []
    for who in ("taylor", "kowalska", "sikora"):
        assert visitor(people, who).get(at(people, who, place)).status_code == 403, who
    assert visitor(people, "clarke").get(at(people, "kowalska", place)).status_code == 404


@pytest.mark.parametrize("place", ["desk/late/everybody", "desk/care/everything"])
def test_a_list_that_there_is_not_is_not_found(people: Network, place: str) -> None:
    assert visitor(people, "clarke").get(at(people, "clarke", place)).status_code == 404


def test_authorities_that_need_care_are_reminded_with_one_click_and_left_in_peace_for_a_week(people: Network) -> None:
    ref, _ = people.newcomer("GB", ("pq", "authority"), name="Council for Optometry", by="gb_health")
    clarke, place = visitor(people, "clarke"), at(people, "clarke", "desk/care/one_user")
    shown = html.unescape(clarke.get(place).content.decode())
    assert "Council for Optometry" in shown
    answer = clarke.post(place, {"request": once(), "authority": [str(ref)]})
    assert answer["Location"] == f"{place}?done=reminded"
    again = clarke.post(place, {"request": once(), "authority": [str(ref)]})
    assert (again.status_code, "<title>Error:" in again.content.decode()) == (409, True)
    row = html.unescape(clarke.get(place).content.decode()).partition("Council for Optometry")[2].partition("</tr>")[0]
    assert "reminded a few days ago" in row


def test_an_authority_of_another_country_is_not_reminded(people: Network) -> None:
    clarke, place = visitor(people, "clarke"), at(people, "clarke", "desk/care/one_user")
    form = {"request": once(), "authority": [str(people.authorities["pl_krakow"])]}
    assert clarke.post(place, form).status_code == 403
    assert clarke.post(place, {**form, "authority": ["no ref"]}).status_code == 404


def test_the_list_of_all_authorities_is_narrowed_to_words_and_areas(people: Network) -> None:
    shown = page(people, "clarke", "desk/authorities")
    assert "Register of Great Britain" in shown
    assert "Register of Great Britain" in page(people, "clarke", "desk/authorities?q=pharm&area=pq")
    assert "No authority was found." in page(people, "clarke", "desk/authorities?q=zzzz")
    assert "Warsaw" not in shown


def test_a_page_that_somebody_has_changed_the_address_of_begins_at_the_beginning(people: Network) -> None:
    for query in ("after=x", "after=-1", "after=2026-99-99~7", "after=~", "after=99999999999999"):
        for place in ("desk/late/ours", "desk/care/one_user", "desk/authorities", "desk/invitations"):
            assert page(people, "clarke", f"{place}?{query}")


def test_the_entry_of_the_menu_is_there_for_coordinators_alone(people: Network) -> None:
    for who, there in (("clarke", True), ("wojcik", True), ("claes", True), ("taylor", False), ("nowak", False)):
        shown = page(people, who, "work")
        assert (f'href="{at(people, who, "desk")}"' in shown) is there, who
