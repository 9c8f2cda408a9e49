"""Actions that ask for a form: read in the writer's words, checked, and nothing typed is lost; files among it."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.exchanges.stories import accepted, sent, stored
from tests.network import Network
from tests.web.visitors import at, visitor

AGREED = "select state, agreed_on::text from exchanges_exchange"


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the form of an action."""
    form = page.partition('<form class="box form"')[2].partition("</form>")[0]
    return {
        name: value
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
        if name != "csrfmiddlewaretoken"
    }


def send(client: Client, place: str, given: dict[str, Any]) -> Any:
    """Open the page of an action and send it with these fields."""
    return client.post(place, hidden(client.get(place).content.decode()) | given)


def test_another_date_is_proposed_as_people_write_dates(people: Network) -> None:
    request, taylor = sent(people), visitor(people, "taylor")
    place = at(people, "taylor", f"exchanges/{request.number}/do/accept?as=responder")
    assert "We propose another date" in taylor.get(place).content.decode()
    assert send(taylor, place, {"f0-other_date": "1. 4. 2030"}).status_code == 302
    assert stored(AGREED) == [("accepted", "2030-04-01")]


def test_a_past_date_is_said_beside_its_field_and_stays_as_it_was_typed(people: Network) -> None:
    request, taylor = sent(people), visitor(people, "taylor")
    place = at(people, "taylor", f"exchanges/{request.number}/do/accept?as=responder")
    for typed in ("1 4 2020", "some day"):
        answer = send(taylor, place, {"f0-other_date": typed})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "<title>Error: Accept" in page
        assert '<a href="#f0-other_date">' in page
        assert f'value="{typed}"' in page
    assert stored(AGREED) == [("sent", None)]


def test_form_and_reason_are_asked_for_together(people: Network) -> None:
    request, taylor = sent(people), visitor(people, "taylor")
    place = at(people, "taylor", f"exchanges/{request.number}/do/refuse?as=responder")
    page = send(taylor, place, {}).content.decode()
    errors = page.partition('class="errors"')[2].partition("</ul>")[0]
    assert errors.count("<li>") == 2
    assert "Give a reason." in errors


def test_a_document_is_attached_and_handed_out_only_to_whom_it_is_for(people: Network) -> None:
    request, taylor = accepted(people), visitor(people, "taylor")
    place = at(people, "taylor", f"exchanges/{request.number}/do/add_document?as=responder")
    file = SimpleUploadedFile("Diploma of S. Brennan.pdf", b"%PDF-1.7 sealed", "application/pdf")
    assert send(taylor, place, {"f0-documents:upload": file}).status_code == 302
    page = visitor(people, "kowalska").get(at(people, "kowalska", f"exchanges/{request.number}")).content.decode()
    found = re.search(r'href="(/for/\d+/exchanges/[^"]+/files/[^"]+)">Diploma of S. Brennan.pdf</a>', page)
    assert found
    read = visitor(people, "kowalska").get(found[1])
    assert b"".join(read) == b"%PDF-1.7 sealed"
    assert read["Content-Disposition"].startswith("attachment; filename*=UTF-8''Diploma%20of")
    ref = found[1].rpartition("/")[2]
    for who in ("clarke", "wojcik", "nowak", "stoyanova"):
        assert visitor(people, who).get(at(people, who, f"exchanges/{request.number}/files/{ref}")).status_code == 404
    assert stored("select count(*) from foundation_access where what = 4") == [(1,)]


def test_a_file_is_not_lost_when_something_else_was_wrong(people: Network) -> None:
    request, taylor = accepted(people, ask=["established"]), visitor(people, "taylor")
    place = at(people, "taylor", f"exchanges/{request.number}/do/add_document?as=responder")
    file = SimpleUploadedFile("seal.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0", "image/png")
    page = taylor.get(place).content.decode()
    first = taylor.post(place, hidden(page) | {"f0-documents:upload": file, "do": "show"})
    again = first.content.decode()
    assert "seal.png" in again
    ref = re.search(r'name="f0-documents" value="([0-9a-f-]{36})" checked', again)
    assert ref
    given = hidden(again) | {"f0-documents": [ref[1]]}
    assert [taylor.post(place, given).status_code for _ in range(2)] == [302, 302]
    assert stored("select count(*) from exchanges_content where kind = 9") == [(1,)]


def test_a_survey_that_nobody_must_fill_in_closes_with_one_click(people: Network) -> None:
    request = accepted(people, ask=["established"])
    taylor, kowalska = visitor(people, "taylor"), visitor(people, "kowalska")
    answers = at(people, "taylor", f"exchanges/{request.number}")
    form = taylor.get(answers).content.decode().partition('<form class="columns"')[2]
    given = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    given = {name: value.replace("&#34;", '"') for name, value in given.items() if name != "csrfmiddlewaretoken"}
    assert taylor.post(f"{answers}/answers", given | {"a-0.established": "no"}).status_code == 302
    assert send(taylor, f"{answers}/do/reply?as=responder", {}).status_code == 302
    place = at(people, "kowalska", f"exchanges/{request.number}/do/close?as=requester")
    assert send(kowalska, place, {}).status_code == 302
    assert stored("select state from exchanges_exchange") == [("closed",)]
