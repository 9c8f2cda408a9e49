"""Another language in the middle of a form: the same page again, with what was typed and ticked, and nothing done."""

from __future__ import annotations

import html

import pytest

from tests.cast import PQ_HANDLER
from tests.database.servers import Server
from tests.network import Network
from tests.web.filling import fields_of
from tests.web.guards.test_languages import switched
from tests.web.our_authority.offices import office
from tests.web.visitors import visitor

PAGES = {
    "people/new": ("person", {"name": ["Ωψ Жщ ąłż"], "email": ["somebody@newtown.example"], "right": ["pq.handler"]}),
    "people/{user}": ("person", {"since": ["1 4 2030"], "substitute": ["nobody"], "right": ["pq.allocator"]}),
    "people/{user}/leaves": ("leaving", {"successor": ["nobody"]}),
    "competences": ("competences", {"pq.professions": ["nurse", "pharmacist"]}),
    "data": ("record", {"street": ["Ωψ Жщ ąłż"], "titles.0.text": ["Office"], "languages": ["pl", "fi"]}),
    "ending": ("ending", {"how": ["split"], "q": ["krakow"]}),
}


@pytest.mark.parametrize("page", PAGES)
def test_what_was_typed_is_there_in_every_language(people: Network, database: Server, page: str) -> None:
    here = office(people, database)
    other = here.colleague("Somebody", PQ_HANDLER)
    form, typed = PAGES[page]
    where = page.format(user=other.ref)
    client = visitor(people, "wojcik") if page == "ending" else here.client
    place = here.of("wojcik", where) if page == "ending" else here.own(where)
    shown = client.get(place).content.decode()
    for language in ("de", "el", "en"):
        answer = switched(client, shown, language, typed)
        shown = answer.content.decode()
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in shown
        sent = fields_of(html.unescape(shown), form)
        assert {name: sorted(filter(None, sent[name])) for name in typed} == {
            name: sorted(said) for name, said in typed.items()
        }
    assert client.get(place).status_code == 200
