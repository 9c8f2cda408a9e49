"""The page of an authority in the directory: what a colleague abroad needs to know, and what one may ask of it."""

from __future__ import annotations

import datetime as dt
import html
import re

from counterpart.directory.actions.ending import deactivate
from counterpart.directory.actions.giving_access import grant_access, set_competences, suspend_access
from counterpart.directory.actions.registering import change_record
from counterpart.directory.queries.record_page import page_of
from counterpart.directory.records import FIELDS, AuthorityRecord
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from tests.database.servers import Server
from tests.network import Network, asked
from tests.web.filling import text_of
from tests.web.our_authority.offices import Office, office
from tests.web.visitors import at, visitor

FULL = {
    "names": {"es": "Ayuntamiento de Newtown", "ca": "Ajuntament de Newtown"},
    "titles": {"en": "Municipality of Newtown", "pl": "Gmina Newtown"},
    "street": "Carrer Major 1",
    "postcode": "07518",
    "phone": "+34 971 000000",
    "email": "oficina@newtown.example",
    "website": "https://newtown.example",
    "opening": {"es": "Lunes a viernes, 9 a 14 h", "en": "Monday to Friday, 9 to 14"},
    "description": {"es": "Licencias de turismo"},
    "keywords": {"en": ("tourism", "guides")},
    "region": "ES-IB",
    "territory": ("ES-IB", "ES-CT"),
    "languages": ("es", "ca", "en"),
}


def filled(people: Network, database: Server) -> Office:
    here = office(people, database, ("services", "authority"), member="ES")
    coordinator = people.administrator_of("es_national")
    page = page_of(coordinator, here.ref)
    record = AuthorityRecord(**{name: FULL.get(name, getattr(page.record, name)) for name in FIELDS})
    change_record(coordinator, asked(), here.ref, record, page.stored.version)
    set_competences(coordinator, asked(), here.ref, "services", "sectors", ["tourism"])
    return here


def read(here: Office, key: str) -> str:
    return text_of(html.unescape(here.visited_by(key, "").content.decode()))


def test_it_tells_everything_that_a_colleague_abroad_needs(people: Network, database: Server) -> None:
    here = filled(people, database)
    page = read(here, "taylor")
    for said in (
        "Municipality of Newtown", "Ayuntamiento de Newtown", "Ajuntament de Newtown", "Official name (Catalan)",
        "Spanish, Catalan, English", "Carrer Major 1, 07518 Newtown", "Illes Balears / Islas Baleares",
        "Catalunya / Cataluña", "+34 971 000000", "oficina@newtown.example", "Monday to Friday, 9 to 14",
        "Licencias de turismo", "tourism, guides", "Validating coordinator", "Competent authority",
    ):  # fmt: skip
        assert said in page, said


def test_names_are_marked_with_their_language_and_the_reader_s_own_comes_first(
    people: Network, database: Server
) -> None:
    here = filled(people, database)
    polish = here.visited_by("kowalska", "").content.decode()
    assert '<dd class="pre" lang="ca">Ajuntament de Newtown</dd>' in polish
    client = visitor(people, "kowalska", language="pl")
    shown = client.get(here.of("kowalska", "")).content.decode()
    assert "<h1>Gmina Newtown</h1>" in shown


def test_one_asks_it_for_what_it_takes_part_in_and_reads_why_not_for_the_rest(
    people: Network, database: Server
) -> None:
    here = filled(people, database)
    page = here.visited_by("taylor", "").content.decode()
    assert "It does not take part in this." in page
    assert 'action="/for' not in page
    coordinator = people.administrator_of("es_national")
    grant_access(coordinator, asked(), here.ref, "pq", "authority")
    assert "/new/pq/request" in here.visited_by("taylor", "").content.decode()
    suspend_access(coordinator, asked(), here.ref, "pq", "authority")
    page = here.visited_by("taylor", "").content.decode()
    assert ("/new/pq/request" in page, "Its access to this policy area is suspended." in page) == (False, True)


def test_who_takes_part_no_longer_is_not_asked(people: Network, database: Server) -> None:
    here = filled(people, database)
    deactivate(people.administrator_of("es_national"), asked(), here.ref)
    page = read(here, "taylor")
    assert "It takes part no longer. Its coordinator can tell whom to ask." in page
    assert "Ask this authority" not in page


def test_only_those_who_look_after_it_are_led_there(people: Network, database: Server) -> None:
    here = filled(people, database)
    assert "Look after this authority" in read(here, "garcia")
    for key in ("taylor", "kaczmarek", "brandt"):
        assert "Look after this authority" not in read(here, key)


def test_filters_narrow_what_is_found_and_say_what_they_are(people: Network, database: Server) -> None:
    here = filled(people, database)
    client, ref = visitor(people, "taylor"), str(here.ref)

    def shown(query: str) -> str:
        return client.get(at(people, "taylor", f"authorities?{query}")).content.decode()

    assert ref in shown("q=newtown&country=ES&region=ES-IB&area=services&reads=ca")
    assert ref in shown("q=newtown&country=ES&region=ES-CT")
    assert ref not in shown("q=newtown&country=ES&region=ES-MD")
    assert ref not in shown("q=newtown&country=PL")
    assert ref not in shown("q=newtown&area=pq")
    assert ref not in shown("q=newtown&reads=fi")
    page = shown("q=newtown&country=ES")
    assert '<option value="ES-IB">Illes Balears / Islas Baleares</option>' in page
    assert '<select id="region"' not in shown("q=newtown")


def test_a_filter_that_means_nothing_is_as_if_it_were_not_there(people: Network, database: Server) -> None:
    here = filled(people, database)
    client = visitor(people, "taylor")
    for query in ("q=newtown&country=ES&region=PL-12", "q=newtown&area=alchemy", "q=newtown&country=XX"):
        assert str(here.ref) in client.get(at(people, "taylor", f"authorities?{query}")).content.decode(), query


def test_filters_and_words_stay_on_the_next_page(people: Network) -> None:
    for _ in range(21):
        people.newcomer("LT", name="Sūduva office")
    client = visitor(people, "taylor")
    page = client.get(at(people, "taylor", "authorities?q=suduva&country=LT&reads=en")).content.decode()
    following = re.search(r'<a href="([^"]+)">Next page</a>', page)
    assert following is not None
    next_page = client.get(at(people, "taylor", f"authorities{html.unescape(following[1])}")).content.decode()
    assert next_page.count('<li class="hit">') == 1
    assert 'value="LT" selected' in next_page
    assert 'value="suduva"' in next_page


def test_how_fast_it_usually_is_stands_there_where_it_tells_of_nobody(people: Network, database: Server) -> None:
    here, other = filled(people, database), filled(people, database)
    month = dt.datetime.now(dt.UTC).date().replace(day=1)
    with sign_in(database.parameters(Role.OWNER)) as owner:
        for one, total in ((here, 5), (other, 4)):
            owner.execute(
                "insert into exchanges_speed(module, figure, member, authority_id, month, item, n, total)"
                " values ('pq', 'accepted_within_week', 'ES', %s, %s, '', 4, %s)",
                [page_of(one.administrator, one.ref).id, month, total],
            )
    page = read(here, "taylor")
    assert "Accepted within one week 80%" in page
    assert "Accepted within one week" not in read(other, "taylor")
    found = visitor(people, "taylor").get(at(people, "taylor", "authorities?q=newtown&country=ES&area=services"))
    assert text_of(found.content.decode()).count("Accepted within one week") == 1


def test_who_waits_to_be_registered_is_shown_to_those_who_decide_and_to_nobody_else(
    people: Network, database: Server
) -> None:
    here = filled(people, database)
    with sign_in(database.parameters(Role.OWNER)) as owner:
        owner.execute("update directory_authority set state = 2 where ref = %s", [here.ref])
    assert here.visited_by("taylor", "").status_code == 404
    assert here.visited_by("taylor", "care").status_code == 404
    assert "Waits to be validated" in read(here, "garcia")
