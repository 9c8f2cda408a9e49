"""Messages between parties, marked as confidential where their sender asks for it; and notes that stay inside."""

from __future__ import annotations

import pytest

from counterpart.exchanges.queries import page as page_query
from tests.exchanges.stories import sent, stored
from tests.web.door import Changes, Door, Told

WORDS = "The court has sealed the file."
GROUND = "§ 30 of the tax code"
TEXT: Changes = {"text": WORDS, "lang": "en"}
NO_RIGHT = "You do not have the right for this. Ask who administers your authority."


def said(door: Door, who: str, number: str, kind: str, given: Changes = TEXT) -> Told:
    return door.send(who, f"exchanges/{number}/{kind}", "writing", given)


def test_a_confidential_message_is_marked_with_its_reason_for_whoever_reads_it(door: Door) -> None:
    exchange = sent(door.people)
    assert said(door, "taylor", exchange.number, "message", {**TEXT, "confidential": GROUND}).done
    for who in ("taylor", "kowalska", "lewandowski", "patel"):
        page = door.look(who, exchange).text
        assert f"Confidential {GROUND} {WORDS}" in page, who
    assert said(door, "kowalska", exchange.number, "message", {"text": "Thank you.", "lang": "en"}).done
    assert door.look("taylor", exchange).text.count("Confidential") == 1
    assert GROUND not in str(stored("select facts from foundation_log_entry"))


def test_a_reason_that_is_a_novel_is_refused_and_nothing_is_lost(door: Door) -> None:
    exchange = sent(door.people)
    told = said(door, "taylor", exchange.number, "message", {**TEXT, "confidential": "x" * 501})
    assert (told.status, "at most 500 letters" in told.text) == (422, True)
    assert WORDS in told.text
    assert stored("select count(*) from exchanges_content where kind = 5") == [(0,)]


def test_a_message_for_one_party_is_not_read_by_another(door: Door) -> None:
    exchange = sent(door.people)
    assert said(door, "taylor", exchange.number, "message", {**TEXT, "to": "responder_coordinator"}).done
    assert WORDS in door.look("clarke", exchange).text
    assert WORDS not in door.look("kowalska", exchange).text


@pytest.mark.parametrize("who", ["taylor", "hughes", "clarke", "kowalska"])
def test_a_note_stays_inside_whoever_of_the_authority_writes_it(door: Door, who: str) -> None:
    """Who allocates may leave one as well: it binds nobody outside."""
    exchange = sent(door.people)
    assert said(door, who, exchange.number, "note").done
    inside = {one for one in ("taylor", "patel", "hughes", "clarke", "kowalska", "lewandowski", "dabrowska")
              if door.people.actor(one).authority_id == door.people.actor(who).authority_id}  # fmt: skip
    for reader in ("taylor", "patel", "hughes", "clarke", "kowalska", "lewandowski", "dabrowska"):
        assert (WORDS in door.look(reader, exchange).text) == (reader in inside), reader
        assert (WORDS in door.look(reader, exchange, "/history").text) is False


def test_who_may_not_write_is_told_before_they_have_typed(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    exchange = sent(door.people)
    assert "Write a message" not in door.look("hughes", exchange).text
    told = door.look("hughes", exchange, "/message")
    assert (told.status, NO_RIGHT in told.text) == (403, True)
    monkeypatch.setattr(page_query, "may_write", lambda *_: True)
    told = said(door, "hughes", exchange.number, "message")
    assert (told.status, NO_RIGHT in told.text) == (403, True), "the action itself refuses it, too"
    assert stored("select count(*) from exchanges_content where kind = 5") == [(0,)]
