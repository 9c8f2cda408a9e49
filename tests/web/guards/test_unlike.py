"""A policy area unlike all that ship goes through every page, from what is needed to the closed exchange.

`odd` has every type of field and of question, repeated, nested, hidden by one another, and texts that look like markup.
Others of the tests have no one to ask, many to ask, or children. Nothing in the product knows any of them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from counterpart.core.errors import Conflict
from counterpart.foundation.actor import Actor
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from tests.architecture.guards.files import ROOT
from tests.database.servers import Server
from tests.exchanges.stories import asked, stored
from tests.network import OPERATOR, Network
from tests.web.filling import Fields, fields_of, text_of
from tests.web.guards.gallery import answers_of
from tests.web.visitors import give_passwords, signed_in

ODD = Path(__file__).parents[1] / "showing" / "odd"
FOLDERS = (ROOT / "tests" / "areas", ROOT / "examples" / "areas")
STATE = "select state from exchanges_exchange order by id"
LINE = "A thing & its <b>marks</b>"

Seat = tuple[Actor, Client]


@pytest.fixture
def seats(people: Network, database: Server) -> Callable[..., list[Seat]]:
    """Install an area, and bring an authority of each member with somebody at a browser."""

    def come(path: Path, *members: str, role: str = "authority") -> list[Seat]:
        try:
            install(OPERATOR, asked(), trusted_consignment(path, ROOT / "areas" / "network.yaml"))
        except Conflict as already:
            assert already.code == "already_installed"
        actors = [people.newcomer(member, (path.name, role))[1] for member in members]
        give_passwords(database)
        return [(actor, signed_in(actor)) for actor in actors]

    return come


def at(seat: Seat, address: str) -> str:
    return f"/for/{seat[0].authority_id}/{address}"


def read(seat: Seat, address: str) -> str:
    """A page, which is there."""
    answer = seat[1].get(address if address.startswith("/") else at(seat, address))
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def sent(seat: Seat, address: str, given: Fields | dict[str, Any]) -> str:
    """Where a form leads that was taken."""
    answer = seat[1].post(address if address.startswith("/") else at(seat, address), given)
    assert answer.status_code == 302, text_of(answer.content.decode())
    return str(answer["Location"])


def begun(asker: Seat, answerer: Seat) -> str:
    """From what is needed to a draft, by the pages: the number of the exchange."""
    assert "to=odd.ask" in read(asker, "new")
    name = f"authorities?to=odd.ask&q=Newcomer&country={'FR'}"
    found = read(asker, name)
    assert str(answerer[0].authority_ref) in found
    request = re.search(r'name="request" value="([^"]+)"', found)
    assert request
    told = {"request": request[1], "authority": str(answerer[0].authority_ref)}
    return re.sub(r".*/exchanges/([^/]+)/write$", r"\1", sent(asker, "new/odd/ask", told))


def written(asker: Seat, number: str) -> None:
    """Fill in the draft, a file among it, as fields appear; a mistake on the way loses nothing."""
    place = at(asker, f"exchanges/{number}/write")
    first: Fields = fields_of(read(asker, place), "draft") | {
        "f-line": [LINE], "f-shape": ["other"], "f-sure": ["yes"], "f-trade": ["actuary"], "f-day": ["soon"],
    }  # fmt: skip
    wrong = asker[1].post(place, first | {"do": ["save"]})
    page = wrong.content.decode()
    assert (wrong.status_code, "<title>Error: " in page, html.escape(LINE) in page) == (422, True, True)
    assert 'name="f-other_shape"' in page
    paper = SimpleUploadedFile("paper.pdf", b"%PDF-1.7 odd", "application/pdf")
    second = fields_of(page, "draft") | {
        "f-day": ["1 5 2019"], "f-other_shape": ["Oval"], "f-why_other": ["It is so"], "f-place.town": ["Łódź"],
        "f-mail": ["a@b.eu"], "f-holdings.0.name": ["First"], "wanted_on": ["1 4 2030"], "do": ["save"],
    }  # fmt: skip
    sent(asker, place, {**second, "f-paper:upload": paper})
    page = read(asker, place)
    asks = {"ask": ["exists", "how_long", "colour", "tell"], "do": ["check"]}
    offered = set(re.findall(r'name="ask" value="(\w+)"', page))
    asks["ask"] = [code for code in asks["ask"] if code in offered]
    assert len(asks["ask"]) > 1
    assert sent(asker, place, fields_of(page, "draft") | asks).endswith("/check")


def test_an_odd_matter_from_the_first_page_to_the_last(seats: Callable[..., list[Seat]]) -> None:
    asker, answerer = seats(ODD, "IE", "FR")
    number = begun(asker, answerer)
    written(asker, number)
    page = read(asker, f"exchanges/{number}/check")
    assert "Who will see what" in page
    action = re.search(r'<form id="send" method="post" action="([^"]+)"', page)
    assert action, text_of(page)
    sent(asker, html.unescape(action[1]), fields_of(page, "send"))
    assert stored(STATE) == [("sent",)]
    assert number in read(asker, "work/others")
    assert html.escape(LINE) in read(asker, f"exchanges/{number}").replace("&#39;", "'")
    answered(answerer, number)
    talked(asker, answerer, number)
    done(answerer, number, "close", "responder")
    assert stored(STATE) == [("closed",)]
    for seat in (asker, answerer):
        assert "Closed" in read(seat, f"exchanges/{number}")
        assert "Close" in text_of(read(seat, f"exchanges/{number}/history"))
        assert read(seat, "help")


def answered(answerer: Seat, number: str) -> None:
    """The other side finds it in its work, reads it with its file, and answers."""
    assert number in read(answerer, "work")
    place = at(answerer, f"exchanges/{number}")
    page = read(answerer, place)
    file = re.search(r'href="([^"]+/files/[^"]+)"', page)
    assert file
    assert b"".join(answerer[1].get(file[1])) == b"%PDF-1.7 odd"
    given = answers_of(page) | {"a-0.exists": ["yes"]}
    sent(answerer, f"{place}/answers", given)
    page = read(answerer, place)
    assert 'name="a-0.since"' in page
    sent(answerer, f"{place}/answers", answers_of(page) | {"a-0.since": ["1 5 2001"]})
    assert "1 May 2001" in text_of(read(answerer, place)) or "1 5 2001" in read(answerer, place)


def talked(asker: Seat, answerer: Seat, number: str) -> None:
    """Both write, and one gives it to a colleague, who is nobody but they themselves."""
    for seat, kind in ((asker, "message"), (answerer, "note")):
        page = read(seat, f"exchanges/{number}/{kind}")
        sent(seat, f"exchanges/{number}/{kind}", fields_of(page, "writing") | {"text": [f"A {kind}"], "lang": ["en"]})
    assert "A message" in read(answerer, f"exchanges/{number}")
    assert "A note" not in read(asker, f"exchanges/{number}")
    page = read(answerer, f"exchanges/{number}/handlers")
    user = str(answerer[0].user_id)
    request = re.search(r'name="request" value="([^"]+)"', page)
    assert request
    sent(answerer, f"exchanges/{number}/handlers", {"request": request[1], "user": [user]})


def done(seat: Seat, number: str, action: str, party: str) -> None:
    place = at(seat, f"exchanges/{number}/do/{action}?as={party}")
    sent(seat, place, fields_of(read(seat, place), "doing"))


BEGINNINGS = {
    "votes": ("dispute", "authority"),
    "children": ("file", "authority"),
    "public-documents": ("model", "authority"),
    "technical-rules": ("notification", "authority"),
    "product-safety": ("alert", "authority"),
    "euro-cash": ("licence", "authority"),
    "odd": ("ask", "authority"),
}


@pytest.mark.parametrize("area", sorted(BEGINNINGS))
def test_each_area_that_does_not_ship_is_begun_and_looked_at_from_every_page(
    seats: Callable[..., list[Seat]], area: str
) -> None:
    procedure, role = BEGINNINGS[area]
    path = ODD if area == "odd" else next(one / area for one in FOLDERS if (one / area).is_dir())
    asker, other = seats(path, "IE", "FR", role=role)
    told = {"request": "01a20214-9a80-7f38-8000-000000000001"}
    if f"to={area}.{procedure}" in read(asker, "new"):
        told["authority"] = str(other[0].authority_ref)
    number = re.sub(r".*/exchanges/([^/]+)/write$", r"\1", sent(asker, f"new/{area}/{procedure}", told))
    page = read(asker, f"exchanges/{number}")
    for kind in ("history", "message", "note", "handlers"):
        assert number in read(asker, f"exchanges/{number}/{kind}")
    for kind in ("write", "check"):
        assert asker[1].get(at(asker, f"exchanges/{number}/{kind}")).status_code in (200, 302)
    actions = {html.unescape(one) for one in re.findall(r'href="([^"]+/do/[^"]+)"', page)}
    for action in actions:
        assert asker[1].get(action).status_code == 200, action
    for address in ("work", "work/mine", "work/colleagues", "work/others", "help", "notices", "our-authority"):
        read(asker, address)
    assert other[1].get(at(other, f"exchanges/{number}")).status_code in (200, 404)
