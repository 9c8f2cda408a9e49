"""The pages of the desk, of joining and of passwords, in each of their looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from counterpart.accounts.links import password_token
from counterpart.foundation.refs import new_ref
from tests.exchanges.stories import NOW, stored
from tests.network import Network
from tests.web.desk.stories import registered
from tests.web.filling import fields_of
from tests.web.joining.steps import CONTACT, NAMES, TOURISM, Guest, invited, person
from tests.web.visitors import at, visitor

Make = Callable[..., Any]
ANY = 0
"""Links count by the clock, which is not the same in all tests that look at pages."""
GARCIA, CLARKE = "garcia", "clarke"


def the_desk(people: Network, look: Make) -> Iterator[Any]:
    """Yield the pages; `look` makes one of a name, a reader, an address, a status and a form."""
    yield from _joining(people, look)
    yield from _passwords(people, look)
    yield from _desk(people, look)
    yield from _deciding(people, look)
    yield from _importing(people, look)


def _joining(people: Network, look: Make) -> Iterator[Any]:
    yield look("join", None, "/join")
    yield look("join", None, "/join", 404, {"code": "ZZZZ-ZZZZ-ZZZZ"})
    yield look("join_sent", None, "/join/sent")
    guest = Guest(invited(people)[1])
    yield look("join_with", None, guest.address)
    pages: tuple[Mapping[str, Any], ...] = (NAMES, CONTACT, TOURISM, person())
    guest.opens()
    for fields in pages:
        wrong = {**guest.typed(), **dict.fromkeys(fields, ""), "email": "x", "website": "x", "do": "next"}
        yield look("join_with", None, guest.address, 200 if fields is TOURISM else 422, wrong)
        yield look("join_with", None, guest.address, 200, {**guest.typed(), **fields, "do": "next"})
        guest.sends(fields)


def _passwords(people: Network, look: Make) -> Iterator[Any]:
    yield look("forgotten", None, "/password/forgotten")
    yield look("forgotten", None, "/password/forgotten", 422, {"email": "nowhere"})
    yield look("choose_password", None, "/password/no-token", 404)
    user = people.users["nowak"]
    [(chosen,)] = stored("select password_at from accounts_user where ref = %s", [user])
    place = f"/password/{password_token(user, chosen, dt.datetime.now(dt.UTC))}"
    yield look("choose_password", None, place, ANY)
    yield look("choose_password", None, place, 422, {"request": _once(), "password": "one", "repeated": "two"})


def _desk(people: Network, look: Make) -> Iterator[Any]:
    registered(people)
    invited(people)
    for who in (GARCIA, CLARKE, "dabrowska", "claes"):
        yield look("desk", who, at(people, who, "desk"))
    for name, address in {
        "desk_late": "desk/late/ours",
        "desk_care": "desk/care/one_user",
        "desk_authorities": "desk/authorities",
        "desk_gaps": "desk/gaps",
        "invite": "desk/invite",
        "register": "desk/register",
        "invitations": "desk/invitations",
        "import": "desk/import",
    }.items():
        yield look(name, CLARKE, at(people, CLARKE, address))
    for name, address in {
        "desk_late": "desk/late/still",
        "desk_care": "desk/care/invitations_ending",
        "desk_authorities": "desk/authorities?q=zzzz",
        "invitations": "desk/invitations?done=invited",
    }.items():
        yield look(name, GARCIA, at(people, GARCIA, address))
    yield look("desk", "kowalska", at(people, "kowalska", "desk"), 403)
    yield look(
        "invite", GARCIA, at(people, GARCIA, "desk/invite"), 422, {"request": _once(), "email": "x", "name": "y"}
    )
    page = visitor(people, GARCIA).get(at(people, GARCIA, "desk/register")).content.decode()
    form = fields_of(page, "registering")
    yield look("register", GARCIA, at(people, GARCIA, "desk/register"), 422, {**form, "do": "send"})


def _deciding(people: Network, look: Make) -> Iterator[Any]:
    place = at(people, GARCIA, f"desk/registrations/{registered(people)}")
    yield look("decide", GARCIA, place)
    yield look("decide", GARCIA, place, 422, {"request": _once(), "do": "reject", "reason": ""})


def _importing(people: Network, look: Make) -> Iterator[Any]:
    place = at(people, GARCIA, "desk/import")
    yield look("import", GARCIA, place, 422, {"request": _once()})
    form = {"request": _once(), "list": SimpleUploadedFile("list.csv", b"member,name:es\n", "text/csv")}
    answer = visitor(people, GARCIA).post(place, form)
    yield look("import_state", GARCIA, answer["Location"])


def _once() -> str:
    return str(new_ref(NOW))
