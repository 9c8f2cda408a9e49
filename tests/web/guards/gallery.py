"""Every page of the web in each of its looks: empty, filled, with what is wrong shown; and as each reader meets it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.test import Client, RequestFactory

from counterpart.exchanges.actions.arranging import link
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.opening import Cover
from counterpart.exchanges.actions.talking import message, note
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.exchanges.search.keeping import keep_search
from counterpart.exchanges.search.sought import Sought
from counterpart.foundation.refs import new_ref
from counterpart.notices.tokens import token_of
from counterpart.web.session.failing import broken, unreadable
from tests.exchanges.stories import (
    NOW,
    REQUESTER,
    RESPONDER,
    SUBJECT,
    accepted,
    asked,
    done,
    drafted,
    later,
    sent,
)
from tests.network import Network
from tests.web.filling import fields_of
from tests.web.guards.gallery_of_authorities import authorities
from tests.web.guards.gallery_of_the_desk import the_desk
from tests.web.guards.story import attached, tell_everybody
from tests.web.visitors import at, visitor

ASKED = ["established", "national", "qualification", "diploma_authentic", "entitled_to"]
FULL = SUBJECT | {"diploma": "Bachelor of Pharmacy", "birth_date": "1976-12-15", "birth_place": "Galway"}
WHOLE = {
    "national": "yes",
    "qualification": "Four years at a university",
    "diploma_authentic": "yes",
    "established": "no",
    "entitled_to": "pharmacist",
}

ANY = 0
"""Whatever the status is: the tests have no worker, which is not well."""


@dataclass(frozen=True)
class Look:
    """One page as one reader meets it: asked for at the site; or, with `form`, what it says to a form."""

    name: str
    who: str | None
    address: str
    status: int = 200
    form: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Matters:
    """Exchanges in the states that pages look different in."""

    draft: Written
    empty: Written
    fresh: Written
    open: Written
    answered: Written
    split: Written


def matters(people: Network) -> Matters:
    """Tell all these stories."""
    cover = Cover(wanted_on=dt.date(2030, 3, 27))
    kowalska, taylor = people.actor("kowalska"), people.actor("taylor")
    open_one, reading = (accepted(people, ask=ASKED, subject=FULL) for _ in range(2))
    message(kowalska, asked(), open_one.ref, REQUESTER, "Proszę powiększyć pieczęć.", lang="pl")
    note(taylor, asked(), open_one.ref, RESPONDER, "Ask the archive.")
    answer(taylor, asked(later(hours=1)), open_one.ref, RESPONDER, Answers({"established": "yes"}))
    remarks = {"national": {"comment": "Seen in the register of births."}}
    whole = answer(taylor, asked(later(hours=1)), reading.ref, RESPONDER, Answers(WHOLE, remarks))
    done(people, "taylor", whole, "reply", RESPONDER, at=later(hours=2))
    split = accepted(people, ask=["established", "self_employed"])
    ref, _ = people.newcomer("GB", ("pq", "authority"), name="Register of Wales")
    done(people, "taylor", split, "split", RESPONDER, choose=[ref], questions=["self_employed"])
    attached(people, open_one)
    link(kowalska, asked(later(hours=2)), open_one.ref, REQUESTER, reading.ref)
    tell_everybody()
    return Matters(
        draft=drafted(people, ask=["established", "regulated", "insured"], subject=FULL, cover=cover),
        empty=drafted(people, subject={}, ask=[], cover=Cover()),
        fresh=sent(people, ask=ASKED, subject=FULL),
        open=open_one,
        answered=reading,
        split=split,
    )


def looks(people: Network, told: Matters) -> Iterator[Look]:
    """Yield every page, in each of its looks."""
    yield from looks_of_galleries(people)
    yield from looks_of_work(people, told)


def looks_of_galleries(people: Network) -> Iterator[Look]:
    """Yield the pages of an authority, of the desk, of joining and of passwords."""
    yield from authorities(people, Look)
    yield from the_desk(people, Look)


def looks_of_work(people: Network, told: Matters) -> Iterator[Look]:
    """Yield all other pages: what an official meets."""
    yield from _outside(people)
    yield from _of_the_reader(people)
    yield from _exchanges(people, told)
    yield from _writing(people, told)
    yield from _wrong(people, told)


def _outside(people: Network) -> Iterator[Look]:
    stop = f"/mail/stop/{token_of(people.users['nowak'])}"
    yield Look("sign_in", None, "/sign-in")
    yield Look("sign_in", None, "/sign-in", 403, {"email": "nobody@nowhere.example", "password": "wrong"})
    yield Look("health", None, "/health", ANY)
    yield Look("health", "claes", "/health", ANY)
    yield Look("stop_mails", None, stop)
    yield Look("stop_mails", None, stop, 200, {})
    yield Look("stop_mails", None, "/mail/stop/not-a-token", 404, {})
    yield Look("home", "kelly", "/")
    yield Look("sign_out", None, "/sign-out", 405)
    yield Look("", None, "/nothing-is-here", 404)


def _of_the_reader(people: Network) -> Iterator[Look]:
    for name, address in {
        "help": "help",
        "my_work": "work",
        "work_list": "work/others",
        "new": "new",
        "find_authority": "authorities",
        "authority": f"authorities/{people.authorities['gb_pharmacists']}",
        "our_authority": "our-authority",
        "search": "search",
    }.items():
        yield Look(name, "kowalska", at(people, "kowalska", address))
    for query in ("q=zzzz", "q=pharmacists&country=GB", "to=pq.request&q=pharmacists"):
        yield Look("find_authority", "kowalska", at(people, "kowalska", f"authorities?{query}"))
    for query in ("state=", "area=pq.request&state=is-sent&late=yes", "country=MT"):
        yield Look("search", "kowalska", at(people, "kowalska", f"search?{query}"))
    kept = keep_search(people.actor("kowalska"), Sought(value="Brennan"), NOW)
    yield Look("search_kept", "kowalska", at(people, "kowalska", f"search/{kept}"))
    yield Look("search", "nowak", at(people, "nowak", "search?state="))
    yield Look("search", "kowalska", at(people, "kowalska", "search"), 422, {"number": "7F", "since": "some day"})
    yield Look("search_save", "kowalska", at(people, "kowalska", "search/save"), 422, {"state": "open"})
    yield Look("notices", "kowalska", at(people, "kowalska", "notices"))
    yield Look("work_list", "taylor", at(people, "taylor", "work/mine"))
    for who in ("taylor", "nowak"):
        yield Look("notices", who, at(people, who, "notices"))
    yield Look("new", "nowak", at(people, "nowak", "new"))
    refused = {"request": str(new_ref(NOW)), "authority": str(people.authorities["gb_pharmacists"])}
    yield Look("begin", "nowak", at(people, "nowak", "new/pq/request"), 403, refused)


def _exchanges(people: Network, told: Matters) -> Iterator[Look]:
    for who, one in (
        ("kowalska", told.draft), ("taylor", told.open), ("kowalska", told.answered), ("wojcik", told.open),
        ("nowak", told.open), ("clarke", told.open), ("taylor", told.split), ("taylor", told.fresh),
    ):  # fmt: skip
        yield Look("exchange", who, at(people, who, f"exchanges/{one.number}"))
    for who, one, action in (
        ("taylor", told.fresh, "accept?as=responder"), ("taylor", told.open, "forward?as=responder"),
        ("taylor", told.open, "refuse?as=responder"), ("taylor", told.open, "split?as=responder"),
        ("taylor", told.open, "add_document?as=responder"), ("kowalska", told.open, "withdraw?as=requester"),
        ("kowalska", told.answered, "close?as=requester"),
    ):  # fmt: skip
        yield Look("do", who, at(people, who, f"exchanges/{one.number}/do/{action}"))
    for name, who, page in (
        ("message", "kowalska", "message"), ("note", "taylor", "note"), ("history", "taylor", "history"),
        ("history", "wojcik", "history"), ("allocate", "hughes", "handlers"), ("reports", "taylor", "reports"),
        ("history", "taylor", "history?all=yes"), ("copy", "kowalska", "copy"), ("link", "kowalska", "link"),
        ("compare", "kowalska", "compare"), ("procedure", "taylor", "procedure"),
        ("participants", "kowalska", "parties/responder"),
    ):  # fmt: skip
        yield Look(name, who, at(people, who, f"exchanges/{told.open.number}/{page}"))
    for name, page in (("versions", "versions"), ("file_history", "file")):
        yield Look(name, "kowalska", at(people, "kowalska", f"exchanges/{told.open.number}/{page}"), ANY)


def _writing(people: Network, told: Matters) -> Iterator[Look]:
    for one in (told.draft, told.empty, told.fresh, told.answered):
        yield Look("write", "kowalska", at(people, "kowalska", f"exchanges/{one.number}/write"))
    for one in (told.draft, told.empty):
        yield Look("check", "kowalska", at(people, "kowalska", f"exchanges/{one.number}/check"))


def _wrong(people: Network, told: Matters) -> Iterator[Look]:
    """Yield what forms say that were filled in wrongly, or came too late."""
    kowalska, taylor = visitor(people, "kowalska"), visitor(people, "taylor")
    write = at(people, "kowalska", f"exchanges/{told.draft.number}/write")
    sheet = fields_of(_page(kowalska, write), "draft")
    wrong = {"f-birth_date": ["some day"], "wanted_on": ["1 1 2020"], "f-surname": [""], "do": ["save"]}
    yield Look("write", "kowalska", write, 422, sheet | wrong)
    yield Look("write", "kowalska", write, 200, sheet | {"authority_q": ["thessaloniki"], "do": ["look"]})
    here = at(people, "taylor", f"exchanges/{told.open.number}")
    said = answers_of(_page(taylor, here))
    yield Look("answer", "taylor", f"{here}/answers", 422, said | {"a-0.established_since": ["some day"]})
    once = {"request": str(new_ref(NOW)), "lang": "en", "text": ""}
    yield Look("message", "taylor", f"{here}/message", 422, once)
    yield Look("note", "taylor", f"{here}/note", 422, once)
    yield Look("link", "taylor", f"{here}/link", 422, once | {"other": "7F3"})
    for action in ("forward", "refuse", "split"):
        yield Look("do", "taylor", f"{here}/do/{action}?as=responder", 422, once)
    user = str(people.actor("patel").user_id)
    yield Look("allocate", "taylor", f"{here}/handlers", 403, once | {"user": user})
    meeting = said | {"a-0.qualification": ["Three years"]}
    patel = visitor(people, "patel")
    theirs = answers_of(_page(patel, here)) | {"a-0.qualification": ["Four years"]}
    assert patel.post(f"{here}/answers", theirs).status_code == 302
    yield Look("answer", "taylor", f"{here}/answers", 409, meeting)


def pages_of_mistakes() -> dict[str, bytes]:
    """The pages that only a mistake of ours, or a damaged request, brings up."""
    request = RequestFactory(SERVER_NAME="localhost").get("/")
    return {"broken": broken(request).content, "unreadable": unreadable(request, ValueError()).content}


def answers_of(page: str) -> dict[str, list[str]]:
    """What the form with the answers would send if nobody touched it."""
    return fields_of(page.replace('<form class="columns"', '<form class="columns" id="answers"', 1), "answers")


def _page(client: Client, place: str) -> str:
    found = client.get(place)
    assert found.status_code == 200, place
    return found.content.decode()
