"""Whatever a form sends, a page answers in words: nothing breaks, and nothing changes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from counterpart.directory.actions.registering import change_record
from counterpart.directory.queries.people import people_of
from counterpart.directory.queries.record_page import page_of
from counterpart.directory.records import FIELDS, AuthorityRecord
from counterpart.foundation.refs import new_ref
from tests.cast import NOW
from tests.database.servers import Server
from tests.network import Network, asked
from tests.web.filling import text_of
from tests.web.our_authority.offices import Office, form_at, office
from tests.web.visitors import visitor

GARBAGE = ["", "\x00", "﷽" * 5_000 + "<b>", "\ud800'; drop table directory_authority; --"]
FORM = "application/x-www-form-urlencoded"
FIELDS_OF_ALL = (
    "do", "request", "expected", "list", "pq.professions", "right", "since", "until", "substitute", "successor", "to",
    "q", "how", "known", "after-all", "after-pq", "names.0.text", "names.0.lang", "titles.0.text", "titles.0.lang",
    "region", "territory", "languages", "email", "website", "time_zone", "external_id", "name", "language_of_person",
    "keywords.0.text",
)  # fmt: skip
DEEDS = {
    "care": ["confirm!"],
    "data": ["save", "add:nothing"],
    "competences": ["save"],
    "people/new": ["enter", "add"],
    "access": ["grant:pq", "grant:pq.authority.more"],
    "coordinators": ["first:request-pq:nobody", "remove:validating:x"],
    "coordinators/access-pq": ["give"],
    "coordinators/request-nothing": ["give"],
    "switches": ["authority:pq:x:on", "a:b:c:d:e"],
    "ending": ["check", "end"],
}


@pytest.fixture
def here(people: Network, database: Server) -> Office:
    return office(people, database)


def state_of(here: Office) -> Any:
    page = page_of(here.administrator, here.ref)
    told = [(one.ref, one.rights, one.absences) for one in people_of(here.administrator, here.ref, NOW).members]
    return page.record, page.accesses, page.competences, page.relations, told


def filled_with(text: str, do: str) -> str:
    """What a browser would send with the same text in every field: also one that is no sound text."""
    filled = dict.fromkeys(FIELDS_OF_ALL, text) | {"do": do, "request": str(new_ref(NOW))}
    return urlencode(filled, errors="surrogatepass")


@pytest.mark.slow
@pytest.mark.parametrize("page", DEEDS)
def test_garbage_is_answered_in_words_and_changes_nothing(here: Office, page: str) -> None:
    before = state_of(here)
    client = visitor(here.people, "wojcik")
    for do in (*DEEDS[page], "burn"):
        for text in GARBAGE:
            answer = client.post(here.of("wojcik", page), filled_with(text, do), FORM)
            assert answer.status_code < 500, (do, text)
            assert answer.status_code != 302 or page == "competences", (do, text)
        broken = dict.fromkeys(FIELDS_OF_ALL, "?") | {"do": do, "request": "no request"}
        assert client.post(here.of("wojcik", page), broken).status_code < 500, do
    assert state_of(here) == before


@pytest.mark.slow
@pytest.mark.parametrize("do", ["rights", "absence", "back:yesterday", "burn"])
def test_garbage_about_a_person_changes_nothing(here: Office, do: str) -> None:
    other = here.colleague("Somebody")
    before = state_of(here)
    for text in GARBAGE[1:]:
        for page in (f"people/{other.ref}", f"people/{other.ref}/leaves"):
            answer = here.client.post(here.own(page), filled_with(text, do), FORM)
            assert answer.status_code < 500, (page, text)
    assert state_of(here) == before


def test_a_number_that_another_authority_has_is_said_at_its_field(here: Office, people: Network) -> None:
    other, _ = people.newcomer("PL")
    coordinator = people.administrator_of("pl_national")
    page = page_of(coordinator, other)
    taken = AuthorityRecord(
        **{name: getattr(page.record, name) for name in FIELDS if name != "external_id"}, external_id="PL/7"
    )
    change_record(coordinator, asked(), other, taken, page.stored.version)
    client, place = visitor(people, "wojcik"), here.of("wojcik", "data")
    answer = client.post(place, form_at(client, place, "record") | {"external_id": ["PL/7"]})
    assert answer.status_code == 422
    assert "Another authority has this number already." in text_of(answer.content.decode())
