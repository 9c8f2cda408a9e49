"""Rows 1 and 2: a request is begun or copied, written, given documents; and thrown away while nobody has seen it."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from counterpart.foundation.refs import new_ref
from tests.exchanges.stories import NOW, drafted, sent, stored
from tests.web.door import Door
from tests.web.filling import fields_of

STATES = "select state, erased_at is null from exchanges_exchange order by id"


def begun(door: Door) -> str:
    """Begin a request as the search of authorities does it, and return where it is written."""
    told = {"request": str(new_ref(NOW)), "authority": str(door.people.authorities["gb_pharmacists"])}
    answer = door.client("kowalska").post(door.at("kowalska", "new/pq/request"), told)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_row_1_a_request_is_begun_with_a_number_an_area_and_a_procedure(door: Door) -> None:
    page = door.client("kowalska").get(begun(door)).content.decode()
    [(number, state, area)] = stored("select number, state, module from exchanges_exchange")
    assert (state, area) == ("draft", "pq")
    assert number in page
    assert "Request about a professional" in page


def test_row_1_is_refused_to_who_has_no_right_for_it(door: Door) -> None:
    for who in ("nowak", "wisniewska", "kaczmarek"):
        told = {"request": str(new_ref(NOW)), "authority": str(door.people.authorities["gb_pharmacists"])}
        answer = door.client(who).post(door.at(who, "new/pq/request"), told)
        assert answer.status_code == 403
        assert "You do not have the right for this." in answer.content.decode()
    assert stored(STATES) == []


def test_row_2_a_draft_is_written_and_says_what_is_missing_before_it_is_sent(door: Door) -> None:
    where = begun(door)
    page = door.client("kowalska").get(where).content.decode()
    given = fields_of(page, "draft") | {"f-surname": ["Brennan"], "do": ["check"]}
    answer = door.client("kowalska").post(where, given, follow=True)
    text = answer.content.decode()
    assert "things are missing" in text
    assert "Choose at least one question." in text
    assert "Say by when you need the answer." in text
    assert "First name: " in text
    [(number,)] = stored("select number from exchanges_exchange")
    told = door.send("kowalska", f"exchanges/{number}/do/send?as=requester", "doing")
    assert told.status == 422
    assert stored(STATES) == [("draft", True)]


def test_row_2_a_document_comes_with_a_request_at_any_time(door: Door) -> None:
    exchange = sent(door.people)
    for who, party in (("kowalska", "requester"), ("taylor", "responder")):
        where = f"exchanges/{exchange.number}/do/add_document?as={party}"
        file = SimpleUploadedFile(f"of {who}.pdf", b"%PDF-1.7 nothing in it", "application/pdf")
        told = door.send(who, where, "doing", {"f0-documents:upload": file})
        assert told.done, told.text
    for who in ("kowalska", "taylor"):
        assert "of kowalska.pdf" in door.look(who, exchange).text
        assert "of taylor.pdf" in door.look(who, exchange).text
    without = door.send("kowalska", f"exchanges/{exchange.number}/do/add_document?as=requester", "doing")
    assert without.status == 422


def test_row_2_a_draft_is_thrown_away_and_nothing_that_was_sent_is(door: Door) -> None:
    draft, other = drafted(door.people), sent(door.people)
    assert door.send("kowalska", f"exchanges/{draft.number}/write", "draft", {"do": "delete"}).done
    assert door.look("kowalska", draft).status == 404
    told = door.send("kowalska", f"exchanges/{other.number}/write", "draft", {"do": "delete"})
    assert "This is possible only with a draft that nobody else has seen." in told.text
    assert stored(STATES) == [("draft", False), ("sent", True)]
