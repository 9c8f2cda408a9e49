"""The page that finds exchanges: filters stand in its address, nothing personal ever does."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpart.exchanges.queries import searching as query
from counterpart.exchanges.search import keeping
from counterpart.modules.memory import steady
from tests.database.servers import Server
from tests.exchanges.stories import SUBJECT, accepted, sent, stored
from tests.exchanges.test_row_security import switched_off
from tests.network import Network
from tests.web.visitors import at, visitor


def asked_for(client: Client, people: Network, who: str, **filters: str) -> str:
    """Send the form, and return the address that it leads to."""
    answer = client.post(at(people, who, "search"), filters)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def shown(client: Client, place: str) -> str:
    answer = client.get(place)
    assert answer.status_code == 200, place
    return answer.content.decode()


def test_filters_stand_in_the_address_and_lead_to_what_fits(people: Network) -> None:
    begun, running = sent(people), accepted(people)
    client = visitor(people, "taylor")
    place = asked_for(client, people, "taylor", area="pq.request", state="is-sent", since="2 3 2026", number="")
    assert parse_qs(urlsplit(place).query) == {"area": ["pq.request"], "state": ["is-sent"], "since": ["2026-03-02"]}
    page = shown(client, place)
    assert begun.number in page
    assert running.number not in page
    assert 'value="2 3 2026"' in page
    assert "1 exchange found" in page


def test_nothing_personal_stands_in_an_address_or_comes_from_one(people: Network) -> None:
    one = sent(people)
    other = sent(people, subject=SUBJECT | {"surname": "Murphy"})
    client = visitor(people, "taylor")
    place = asked_for(client, people, "taylor", value="Brennan", country="PL")
    assert "Brennan" not in place
    assert urlsplit(place).query == ""
    page = shown(client, place)
    assert one.number in page
    assert other.number not in page
    assert "Only you can open this address." in page
    assert other.number in shown(client, at(people, "taylor", "search?value=Brennan&state="))
    assert "Brennan" not in asked_for(client, people, "taylor", number="Bren")
    in_clear = "select saved, position('Brennan' in encode(sealed, 'escape')) > 0 from exchanges_search"
    assert stored(in_clear) == [(False, False)] * 2


def test_the_address_of_a_search_opens_for_nobody_else_until_the_question_whose_it_is_is_gone(
    people: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(people)
    place = asked_for(visitor(people, "taylor"), people, "taylor", value="Brennan")
    patel = visitor(people, "patel")
    for way in ("", "/list"):
        assert patel.get(f"{place}{way}").status_code == 404
    assert patel.post(f"{place}/remove").status_code == 404
    own = visitor(people, "taylor")
    saved = own.post(at(people, "taylor", "search/save"), {"kept": place.rpartition("/")[2], "name": "About Brennan"})
    assert "About Brennan" in shown(own, saved["Location"])
    assert "About Brennan" not in shown(patel, at(people, "patel", "search"))
    whose = "user_ref = %(user)s and"
    assert whose in keeping.FIND
    monkeypatch.setattr(keeping, "FIND", keeping.FIND.replace(whose, ""))
    assert 'value="Brennan"' in shown(patel, place)
    assert "About Brennan" in shown(patel, at(people, "patel", "search"))


def test_row_security_keeps_the_searches_of_another_authority(
    people: Network, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(people)
    place = asked_for(visitor(people, "taylor"), people, "taylor", value="Brennan")
    monkeypatch.setattr(keeping, "FIND", f"{keeping.FIND.partition('where')[0]} where saved or ref = %(ref)s")
    ref = place.rpartition("/")[2]
    theirs = visitor(people, "stoyanova")
    address = at(people, "stoyanova", f"search/{ref}")
    assert theirs.get(address).status_code == 404
    guard = "alter table exchanges_search {} row level security"
    with switched_off(database, guard.format("disable"), guard.format("enable")):
        assert 'value="Brennan"' in theirs.get(address).content.decode()


def test_who_may_open_no_content_finds_nobody_until_the_right_is_gone(
    people: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = sent(people)
    nowak = visitor(people, "nowak")
    page = shown(nowak, at(people, "nowak", "search?state="))
    assert one.number in page
    assert "Brennan" not in page
    assert "You do not have the right for this." in page
    place = asked_for(nowak, people, "nowak", value="Brennan")
    answer = nowak.get(place)
    assert (answer.status_code, one.number in answer.content.decode()) == (403, False)
    monkeypatch.setattr(query, "why_closed", lambda *_, **__: "")
    assert one.number in shown(nowak, place)


def test_a_saved_search_has_a_name_is_found_again_and_goes(people: Network) -> None:
    one = accepted(people)
    client = visitor(people, "taylor")
    save = at(people, "taylor", "search/save")
    nameless = client.post(save, {"state": "open"})
    assert nameless.status_code == 422
    assert "Give the search a name." in nameless.content.decode()
    form = {"state": "open", "name": "All that is open"}
    client.post(save, form)
    place = str(client.post(save, form)["Location"])
    assert one.number in shown(client, place)
    page = shown(client, at(people, "taylor", "search"))
    assert page.count("All that is open</a>") == 1
    assert client.post(f"{place}/remove").status_code == 302
    assert client.get(place).status_code == 404
    assert "All that is open" not in shown(client, at(people, "taylor", "search"))


def test_a_list_for_a_spreadsheet_holds_nothing_personal(people: Network) -> None:
    one = sent(people)
    client = visitor(people, "taylor")
    place = asked_for(client, people, "taylor", value="Brennan")
    for address in (f"{place}/list", at(people, "taylor", "search/list?state=")):
        answer = client.get(address)
        text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        lines = list(csv.DictReader(io.StringIO(text)))
        assert [line["Number"] for line in lines] == [one.number]
        assert (lines[0]["Country"], lines[0]["Begun"], lines[0]["Ended"]) == ("PL", "2026-03-02", "")
        assert "Brennan" not in text + str(answer.headers)
    readings = stored("select what, count(*) from foundation_access where what = 3 group by what")
    assert readings == [(3, 2)]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("number", "7F", "Write at least 3 characters of the number."),
        ("since", "some day", "Write a day: day, month and year in numbers"),
        ("value", "a,b,c,d,e,f", "This is too much at once"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_what_was_typed_stays(
    people: Network, field: str, typed: str, said: str
) -> None:
    answer = visitor(people, "taylor").post(at(people, "taylor", "search"), {field: typed, "country": "PL"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert f'value="{typed}"' in page
    assert '<option value="PL" selected>' in page
    assert "<title>Error:" in page


def test_the_search_is_a_tab_of_my_work_and_helps_who_has_found_nothing(people: Network) -> None:
    client = visitor(people, "taylor")
    assert f'href="{at(people, "taylor", "search")}"' in shown(client, at(people, "taylor", "work"))
    assert "Show all" in shown(client, at(people, "taylor", "search"))
    page = shown(client, at(people, "taylor", "search?country=MT"))
    assert "No exchange was found." in page


def test_a_page_of_results_takes_few_statements(people: Network) -> None:
    sent(people)
    client = visitor(people, "taylor")
    by_value = asked_for(client, people, "taylor", value="Brennan")
    for place, most in ((at(people, "taylor", "search?country=PL"), 11), (by_value, 12)):
        shown(client, place)
        with steady(), CaptureQueriesContext(connections["default"]) as seen:
            shown(client, place)
        assert len(seen) <= most, [one["sql"][:90] for one in seen.captured_queries]


def test_another_language_keeps_what_was_filled_in_and_what_was_found(people: Network) -> None:
    one = sent(people)
    client = visitor(people, "taylor")
    search = at(people, "taylor", "search")
    place = asked_for(client, people, "taylor", value="Brennan")
    same = client.post(f"{search}?next={place}", {"value": "Brennan", "language": "de"})
    assert (same.status_code, same["Location"]) == (302, place)
    page = shown(client, place)
    assert '<html lang="de">' in page
    assert one.number in page
    typed = client.post(f"{search}?next={place}", {"value": "Murphy", "since": "2 3", "language": "pl"})
    page = typed.content.decode()
    assert typed.status_code == 200
    assert [text in page for text in ('<html lang="pl">', 'value="Murphy"', 'value="2 3"')] == [True] * 3
