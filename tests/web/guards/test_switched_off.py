"""Each guard alone, switched off: then what it keeps back is there. Without this no one could tell that it is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.http import HttpRequest  # noqa: TID251  a middleware is replaced here

from counterpart.core.visibility import Viewer
from counterpart.exchanges.queries import page as page_query
from counterpart.exchanges.queries import seeing, work
from counterpart.exchanges.queries.sight import Sight, sight_of
from counterpart.exchanges.row_security import CONTENT
from counterpart.exchanges.storage import concluding
from counterpart.web.session.arriving import ArrivingMiddleware
from counterpart.web.views import keeping
from counterpart.web.visit import ActingFor, Visit
from tests.database.servers import Server
from tests.exchanges.stories import drafted, stored
from tests.exchanges.test_row_security import switched_off
from tests.network import Network
from tests.web.guards.story import Story, acting, body_of, secrets_in
from tests.web.visitors import at, visitor

ALL = {"subject", "given name", "message", "file"}
"""What both parties read, and whoever gets past the guards; the page of one of them holds more."""
SEALED = ("exchange", "party", "access", "content", "question", "turn", "track", "deadline", "allocation", "matter")


@contextmanager
def no_row_security(server: Server) -> Iterator[None]:
    """The tables of exchanges without the policies that keep rows from authorities."""
    tables = [f"exchanges_{name}" for name in SEALED]
    off, on = (
        ";".join(f"alter table {name} {way} row level security" for name in tables) for way in ("disable", "enable")
    )
    with switched_off(server, off, on):
        yield


def read_by(story: Story, who: str | None, name: str = "exchange", code: str = "") -> tuple[int, set[str]]:
    """What somebody is answered at an address of the story, and which secrets stand in it."""
    client = visitor(story.people, who)
    answer = client.get(story.address(name, code or acting(story.people, who or "kowalska")))
    return answer.status_code, set(secrets_in(body_of(answer)))


def test_the_gate(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    kowalska = story.people.actor("kowalska")

    def trusting(self: ArrivingMiddleware, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        del self, view, args
        visit: Visit = request.visit  # type: ignore[attr-defined]  # put there by the middleware
        code = str(kwargs.pop("acting"))
        visit.acting = ActingFor(code, story.people.authorities["pl_pharmacists"], int(code), "PL", {"en": "Trusted"})
        visit.actor = kowalska

    assert read_by(story, None) == (302, set())
    monkeypatch.setattr(ArrivingMiddleware, "process_view", trusting)
    assert read_by(story, None)[1] >= ALL


def test_the_right(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_by(story, "nowak") == (200, set())
    assert read_by(story, "nowak", "file") == (404, set())
    monkeypatch.setattr(page_query, "why_closed", lambda *_, **__: "")
    assert read_by(story, "nowak")[1] >= ALL
    assert read_by(story, "nowak", "file") == (200, {"in the file"})


def test_the_right_where_work_is_listed(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    others = at(story.people, "nowak", "work/others")
    assert secrets_in(body_of(visitor(story.people, "nowak").get(others))) == []
    monkeypatch.setattr(work, "why_closed", lambda *_, **__: "")
    assert secrets_in(body_of(visitor(story.people, "nowak").get(others))) == ["subject"]


def test_the_level_that_lets_in_and_row_level_security_stand_one_behind_the_other(
    story: Story, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_by(story, "ioannou") == (404, set())
    with no_row_security(database):
        assert read_by(story, "ioannou") == (404, set())

    def deep(authority_id: int, number: str, *, overseen: bool = False, whole: bool = True) -> Sight | None:
        found = sight_of(authority_id, number, overseen=overseen, whole=whole)
        return replace(found, level=CONTENT) if found is not None else None

    monkeypatch.setattr(page_query, "sight_of", deep)
    assert read_by(story, "ioannou") == (404, set())
    with no_row_security(database):
        status, _ = read_by(story, "ioannou")
        assert status == 200


def test_need_to_know_of_free_text_and_of_what_an_exchange_is_about(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_by(story, "clarke") == (200, set())
    monkeypatch.setattr(seeing, "sees_texts", lambda *_: True)
    assert read_by(story, "clarke") == (200, {"message"})
    monkeypatch.setattr(page_query, "visible_subject", lambda *_: frozenset({"surname"}))
    assert read_by(story, "clarke") == (200, {"message", "subject"})


def test_need_to_know_where_work_is_listed(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    others = at(story.people, "clarke", "work/others")
    page = body_of(visitor(story.people, "clarke").get(others))
    assert (story.request.number in page, secrets_in(page)) == (True, [])
    monkeypatch.setattr(work, "_fields_seen", lambda *_: frozenset({"surname"}))
    assert secrets_in(body_of(visitor(story.people, "clarke").get(others))) == ["subject"]


def test_need_to_know_of_fields_answers_and_files(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_by(story, "clarke") == (200, set())
    see = seeing.viewer_for

    def as_who_answers(*given: Any) -> Viewer | None:
        found = see(*given)
        return replace(found, parties=frozenset({"responder"})) if found is not None else None

    monkeypatch.setattr(page_query, "viewer_for", as_who_answers)
    assert read_by(story, "clarke")[1] == {*ALL, "answer"}


def test_to_whom_it_was_given(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    hughes, patel = visitor(story.people, "hughes"), story.people.actor("patel").user_id
    place = story.address("allocate", acting(story.people, "hughes"))
    assert hughes.post(place, story.form() | {"user": [str(patel)]}).status_code == 302
    assert read_by(story, "patel")[1] > {"subject", "message"}
    assert read_by(story, "taylor") == (200, set())
    monkeypatch.setattr(page_query, "why_closed", lambda *_, **__: "")
    assert read_by(story, "taylor")[1] > {"subject", "message"}


def test_the_sign_that_a_page_was_drawn_for_its_reader(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = "select count(*) from foundation_draft"
    client, place = visitor(story.people, "patel"), story.address("keep", acting(story.people, "patel"))
    assert (client.post(place, story.form()).status_code, stored(drafts)) == (404, [(0,)])
    monkeypatch.setattr(keeping, "exchange_of", lambda *_: story.request.ref)
    assert (client.post(place, story.form()).status_code, stored(drafts)) == (200, [(1,)])


def test_a_note_inside_the_other_authority(story: Story, database: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database hides its row, and it is sealed for its own authority: each holds without the other."""
    assert ("note" in read_by(story, "taylor")[1], "their note" in read_by(story, "taylor")[1]) == (True, False)
    with no_row_security(database):
        assert "their note" not in read_by(story, "taylor")[1]
        house = story.people.authority("pl_pharmacists")
        found = stored("select slot from exchanges_content where kind = 6 and inside_authority_id = %s", [house.id])
        slots, see, opens = {slot for (slot,) in found}, seeing.visible_pieces, seeing.open_pieces
        monkeypatch.setattr(page_query, "visible_pieces", lambda *one: [p for p in see(*one) if p.key.slot in slots])
        monkeypatch.setattr(
            page_query, "open_pieces", lambda sight, pieces, _, *rest: opens(sight, pieces, house.ref, *rest)
        )
        assert "their note" in read_by(story, "taylor")[1]


def test_that_a_draft_is_nobody_elses_affair(people: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    wojcik = visitor(people, "wojcik")
    assert wojcik.get(at(people, "wojcik", f"exchanges/{drafted(people).number}")).status_code == 404
    monkeypatch.setattr(concluding, "is_private", lambda *_: False)
    assert wojcik.get(at(people, "wojcik", f"exchanges/{drafted(people).number}")).status_code == 200
