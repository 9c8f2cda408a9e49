"""Files beside an answer: attached to their question, shown with it, kept when something else is wrong."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.queries.page import exchange_page
from counterpart.exchanges.queries.views import Content
from tests.exchanges.stories import NOW, RESPONDER, SUBJECT, accepted, done, stored
from tests.network import Network
from tests.web.filling import Fields, fields_of
from tests.web.visitors import at, visitor

WITH_DIPLOMA = SUBJECT | {"diploma": "Bachelor of Pharmacy"}
ASKED = ["established", "diploma_authentic"]
NAME = "0.diploma_authentic"
UPLOAD = f"d-{NAME}:upload"
CONTENT = b"%PDF-1.7 the register of diplomas"


def scan(name: str = "register.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, CONTENT, "application/pdf")


def asked_for_a_diploma(people: Network) -> Written:
    return accepted(people, ask=ASKED, subject=WITH_DIPLOMA)


def place(people: Network, who: str, request: Written) -> str:
    return at(people, who, f"exchanges/{request.number}")


def sheet(people: Network, client: Client, request: Written) -> tuple[str, Fields]:
    page = client.get(place(people, "taylor", request)).content.decode()
    return page, fields_of(page, "answers")


def content(people: Network, who: str, request: Written) -> Content:
    found = exchange_page(people.actor(who), request.number, NOW).content
    assert found is not None
    return found


def save(people: Network, client: Client, request: Written, fields: dict[str, object]) -> tuple[int, str]:
    answer = client.post(f"{place(people, 'taylor', request)}/answers", fields)
    return answer.status_code, answer.content.decode()


def test_a_file_is_offered_only_where_the_question_allows_one(people: Network) -> None:
    page, _ = sheet(people, visitor(people, "taylor"), asked_for_a_diploma(people))
    assert f'name="{UPLOAD}"' in page
    assert 'name="d-0.established:upload"' not in page
    without, _ = sheet(people, visitor(people, "taylor"), accepted(people))
    assert "multipart/form-data" not in without.partition('id="answers"')[2][:200]


def test_a_file_is_attached_to_its_answer_and_read_with_it_by_the_other_side(people: Network) -> None:
    request, taylor = asked_for_a_diploma(people), visitor(people, "taylor")
    _, fields = sheet(people, taylor, request)
    given = {"a-0.established": "no", f"a-{NAME}": "yes", UPLOAD: scan()}
    assert save(people, taylor, request, {**fields, **given})[0] == 302
    [file] = content(people, "taylor", request).files
    assert (file.name, file.about) == ("register.pdf", "diploma_authentic")
    answered = {one.code: one for one in content(people, "taylor", request).questions}
    assert answered["diploma_authentic"].files == (file.ref,)
    done(people, "taylor", _now(people, request), "reply", RESPONDER)
    page = visitor(people, "kowalska").get(place(people, "kowalska", request)).content.decode()
    link = re.search(r'<ul class="answer"><li><a href="([^"]*)">register.pdf</a>', page)
    assert link is not None
    handed = visitor(people, "kowalska").get(link[1])
    assert b"".join(handed.streaming_content) == CONTENT  # type: ignore[attr-defined]  # an answer in pieces


def test_a_file_that_came_with_a_wrong_answer_is_kept_and_not_asked_for_again(people: Network) -> None:
    request, taylor = asked_for_a_diploma(people), visitor(people, "taylor")
    _, fields = sheet(people, taylor, request)
    wrong = {f"c-{NAME}": "See the file.", UPLOAD: scan()}
    status, page = save(people, taylor, request, {**fields, **wrong})
    assert status == 422
    assert "register.pdf" in page
    again = fields_of(page, "answers")
    assert len(again[f"d-{NAME}"]) == 2  # an empty one, by which boxes say that they were there
    assert save(people, taylor, request, {**again, f"a-{NAME}": ["yes"]})[0] == 302
    assert [one.name for one in content(people, "taylor", request).files] == ["register.pdf"]


def test_an_answer_saved_again_keeps_its_file_and_leaves_it_out_when_unticked(people: Network) -> None:
    request, taylor = asked_for_a_diploma(people), visitor(people, "taylor")
    _, fields = sheet(people, taylor, request)
    assert save(people, taylor, request, {**fields, f"a-{NAME}": "yes", UPLOAD: scan()})[0] == 302
    _, fields = sheet(people, taylor, request)
    assert save(people, taylor, request, {**fields, f"a-{NAME}": "no"})[0] == 302
    assert _files_of_answer(people, request) == 1
    _, fields = sheet(people, taylor, request)
    assert save(people, taylor, request, {**fields, f"d-{NAME}": ""})[0] == 302
    assert _files_of_answer(people, request) == 0
    assert stored("select count(*) from foundation_file") == [(1,)]


def test_a_file_of_somebody_else_cannot_be_named_as_ones_own(people: Network) -> None:
    other, taylor = asked_for_a_diploma(people), visitor(people, "taylor")
    _, fields = sheet(people, taylor, other)
    assert save(people, taylor, other, {**fields, f"a-{NAME}": "yes", UPLOAD: scan()})[0] == 302
    [foreign] = content(people, "taylor", other).files
    request = asked_for_a_diploma(people)
    _, fields = sheet(people, taylor, request)
    named = {f"a-{NAME}": "yes", f"d-{NAME}": str(foreign.ref)}
    assert save(people, taylor, request, {**fields, **named})[0] == 302
    assert _files_of_answer(people, request) == 0
    forged = named | {f"file-name-{foreign.ref}": "mine.pdf", f"a-{NAME}": "no"}
    _, fields = sheet(people, taylor, request)
    assert save(people, taylor, request, {**fields, **forged})[0] == 404


def _files_of_answer(people: Network, request: Written) -> int:
    answered = {one.code: one for one in content(people, "taylor", request).questions}
    return len(answered["diploma_authentic"].files)


def _now(people: Network, request: Written) -> Written:
    page = exchange_page(people.actor("taylor"), request.number, NOW)
    return Written(**{**{name: getattr(request, name) for name in request.__slots__}, "version": page.version})
