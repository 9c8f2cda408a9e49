"""What is being typed is kept: it outlives a session, and nobody else can read it or write there."""

from __future__ import annotations

import re

from django.test import Client

from counterpart.exchanges.actions.beginning import Written
from tests.exchanges.stories import accepted, sent, stored
from tests.network import Network
from tests.web.visitors import at, visitor


def hidden(page: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found[1]


def token(people: Network, client: Client, who: str, request: Written, page: str) -> str:
    return hidden(client.get(at(people, who, f"exchanges/{request.number}{page}")).content.decode(), "token")


def keep(people: Network, client: Client, who: str, where: str, given: dict[str, str]) -> int:
    return client.post(at(people, who, where), given).status_code


def test_an_answer_half_typed_is_there_again_after_signing_in_anew(people: Network) -> None:
    request, taylor = accepted(people, ask=["qualification"]), visitor(people, "taylor")
    given = {"token": token(people, taylor, "taylor", request, ""), "v-0.qualification": "0"}
    given |= {"a-0.qualification": "Master of Phar", "was-0.qualification": "[]"}
    assert keep(people, taylor, "taylor", f"exchanges/{request.number}/kept/answers", given) == 200
    again = visitor(people, "taylor").get(at(people, "taylor", f"exchanges/{request.number}")).content.decode()
    assert "Master of Phar</textarea>" in again
    assert "It is not sent yet." in again
    assert stored("select count(*) from exchanges_content where kind = 3") == [(0,)]
    bare = visitor(people, "taylor").get(at(people, "taylor", f"exchanges/{request.number}?typed=no")).content.decode()
    assert "Master of Phar" not in bare
    colleague = visitor(people, "patel").get(at(people, "patel", f"exchanges/{request.number}")).content.decode()
    assert "Master of Phar" not in colleague


def test_what_was_sent_is_kept_no_longer(people: Network) -> None:
    request, kowalska = sent(people), visitor(people, "kowalska")
    place = f"exchanges/{request.number}"
    given = {"token": token(people, kowalska, "kowalska", request, "/message"), "text": "Half a sen", "lang": "en"}
    assert keep(people, kowalska, "kowalska", f"{place}/kept/message", given) == 200
    page = kowalska.get(at(people, "kowalska", f"{place}/message")).content.decode()
    assert "Half a sen</textarea>" in page
    whole = {"request": hidden(page, "request"), "text": "Half a sentence.", "lang": "en"}
    assert kowalska.post(at(people, "kowalska", f"{place}/message"), whole).status_code == 302
    page = kowalska.get(at(people, "kowalska", f"{place}/message")).content.decode()
    assert "Half a sen" not in page.partition("<textarea")[2].partition("</textarea>")[0]
    assert stored("select count(*) from foundation_draft") == [(0,)]


def test_a_reason_half_typed_is_there_again(people: Network) -> None:
    request, kowalska = accepted(people), visitor(people, "kowalska")
    where = f"exchanges/{request.number}/do/withdraw"
    given = {"token": token(people, kowalska, "kowalska", request, "/do/withdraw"), "reason": "The wrong per"}
    assert keep(people, kowalska, "kowalska", f"exchanges/{request.number}/kept/do-withdraw", given) == 200
    assert "The wrong per</textarea>" in visitor(people, "kowalska").get(at(people, "kowalska", where)).content.decode()


def test_a_page_that_was_drawn_for_another_keeps_nothing(people: Network) -> None:
    request, taylor = accepted(people), visitor(people, "taylor")
    given = {"token": token(people, taylor, "taylor", request, "")}
    place = f"exchanges/{request.number}/kept/answers"
    assert keep(people, visitor(people, "patel"), "patel", place, given) == 404
    assert keep(people, taylor, "taylor", place, {"token": given["token"][:-2]}) == 404
    assert keep(people, taylor, "taylor", f"exchanges/{request.number}/kept/elsewhere", given) == 404
    assert stored("select count(*) from foundation_draft") == [(0,)]
