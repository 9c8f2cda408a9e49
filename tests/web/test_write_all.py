"""The page of a draft for every procedure that ships, and files in it: one page for all of them."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.foundation.words import SPOKEN
from counterpart.modules.pins import newest
from counterpart.web.showing.areas import asked_party
from tests.exchanges.stories import asked, drafted
from tests.network import Network
from tests.web.drafts import content, opened, place, save, typed_over
from tests.web.filling import text_of
from tests.web.visitors import visitor

STARTED = [
    ("kowalska", "pq", "request", "gb_pharmacists"),
    ("kowalska", "pq", "ban_alert", ""),
    ("kowalska", "pq", "falsified_diploma_alert", ""),
    ("moser", "services", "request", "es_lloret"),
    ("moser", "services", "alert", ""),
    ("stoyanova", "posting", "request", ""),
]


@pytest.mark.parametrize(("who", "module", "procedure", "asked_of"), STARTED)
@pytest.mark.parametrize("language", SPOKEN)
def test_every_procedure_is_written_on_the_same_page(
    people: Network, who: str, module: str, procedure: str, asked_of: str, language: str
) -> None:
    party = asked_party(newest(module, procedure))
    parties = {party: [people.authorities[asked_of]]} if party and asked_of else {}
    draft = open_exchange(people.actor(who), asked(), module, procedure, Begun(parties=parties))
    client = visitor(people, who, language=language)
    page = opened(people, client, who, draft)
    assert f'<html lang="{language}">' in page
    assert 'id="subject"' in page
    assert save(people, client, who, draft, {}, page=page).status_code == 302
    checked = client.get(place(people, who, draft, "check"))
    assert checked.status_code == 200, checked.content.decode()
    assert 'class="bilingual' in checked.content.decode()


def test_a_file_is_sealed_with_the_draft_and_shown_by_its_name(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    letter = SimpleUploadedFile("letter of the employer.pdf", b"%PDF-1.7 a letter", "application/pdf")
    given = typed_over(opened(people, kowalska, "kowalska", draft), {"f-surname": "Byrne"})
    answer = kowalska.post(place(people, "kowalska", draft), {**given, "f-documents:upload": letter})
    assert answer.status_code == 302
    stored = content(people, "kowalska", draft)
    assert [one.name for one in stored.files] == ["letter of the employer.pdf"]
    assert stored.subject["documents"] == [str(stored.files[0].ref)]
    assert stored.subject["surname"] == "Byrne"
    page = opened(people, kowalska, "kowalska", draft)
    assert "letter of the employer.pdf" in page
    checked = text_of(kowalska.get(place(people, "kowalska", draft, "check")).content.decode())
    assert checked.count("letter of the employer.pdf") == 1 + ("What they read" in checked)


def test_a_file_that_came_with_something_wrong_is_not_asked_for_again(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.7 a letter", "application/pdf")
    given = typed_over(opened(people, kowalska, "kowalska", draft), {"f-birth_date": "31 2 1985"})
    answer = kowalska.post(place(people, "kowalska", draft), {**given, "f-documents:upload": letter})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r'name="f-documents" value="[0-9a-f-]{36}" checked', page)
    assert "letter.pdf" in page
    assert save(people, kowalska, "kowalska", draft, {"f-birth_date": ""}, page=page).status_code == 302
    assert [one.name for one in content(people, "kowalska", draft).files] == ["letter.pdf"]
