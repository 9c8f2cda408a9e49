"""A draft is its author's alone, sealed, never logged, and gone with its exchange or after a time."""

from __future__ import annotations

import datetime as dt

import pytest

from counterpart.core.errors import Invalid
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import run
from counterpart.foundation.doing import Doing
from counterpart.foundation.drafts import (
    DraftAt,
    draft,
    draft_life,
    drafts,
    drop_draft,
    erase_drafts,
    expire_drafts,
    remove_draft,
    save_draft,
)
from counterpart.foundation.log import EntryKind
from counterpart.foundation.refs import new_ref
from counterpart.foundation.vault import Damaged, KeyClass
from counterpart.foundation.vault.at_hand import keyring
from tests.database.servers import Server
from tests.foundation.events import BRENNAN, NOW, asked, stored

KOWALSKA = Actor(ActorKind.PERSON, new_ref(NOW), authority_ref=new_ref(NOW), authority_id=2)
EXCHANGE = new_ref(NOW)
TEXT = "Dr Brennan was seen in Łódź".encode()
SECOND = dt.timedelta(seconds=1)


@action("trial.save")
def save(doing: Doing, place: str) -> bool:
    doing.log(EXCHANGE, EntryKind.WRITTEN, action="save")
    return remove_draft(doing, place)


def test_what_was_typed_is_there_again_and_the_last_word_counts(database: Server) -> None:
    assert draft(BRENNAN, "answer/1", NOW) is None
    save_draft(BRENNAN, "answer/1", b"first", NOW)
    save_draft(BRENNAN, "answer/1", TEXT, NOW + SECOND)
    assert draft(BRENNAN, "answer/1", NOW) == TEXT
    assert draft(BRENNAN, "answer/2", NOW) is None


def test_a_save_that_arrives_late_changes_nothing(database: Server) -> None:
    save_draft(BRENNAN, "answer/1", TEXT, NOW + SECOND)
    save_draft(BRENNAN, "answer/1", b"older", NOW)
    assert draft(BRENNAN, "answer/1", NOW) == TEXT


def test_nobody_reads_lists_or_drops_the_draft_of_another(database: Server) -> None:
    save_draft(BRENNAN, "answer/1", TEXT, NOW, key_ref=EXCHANGE)
    assert draft(KOWALSKA, "answer/1", NOW) is None
    assert drafts(KOWALSKA) == ()
    assert not drop_draft(KOWALSKA, "answer/1")
    save_draft(KOWALSKA, "answer/1", b"mine", NOW, key_ref=EXCHANGE)
    assert draft(BRENNAN, "answer/1", NOW) == TEXT


def test_a_draft_that_was_moved_to_another_author_does_not_open(database: Server) -> None:
    save_draft(BRENNAN, "answer/1", TEXT, NOW, key_ref=EXCHANGE)
    save_draft(KOWALSKA, "answer/1", b"mine", NOW, key_ref=EXCHANGE)
    [(sealed,)] = stored("select sealed from foundation_draft where user_ref = %s", BRENNAN.ref)
    with as_actor([]):
        move(sealed)
    with pytest.raises(Damaged):
        draft(KOWALSKA, "answer/1", NOW)


def test_a_draft_is_sealed_and_says_nothing_in_the_log(database: Server) -> None:
    save_draft(BRENNAN, "answer/1", TEXT, NOW)
    [(sealed,)] = stored("select sealed from foundation_draft")
    assert TEXT not in bytes(sealed)
    assert b"Brennan" not in bytes(sealed)
    for table in ("log_entry", "fact", "request", "stream"):
        assert stored(f"select 1 from foundation_{table}") == []


def test_drafts_are_listed_the_newest_first_without_being_opened(database: Server) -> None:
    save_draft(BRENNAN, "a", TEXT, NOW, key_ref=EXCHANGE)
    save_draft(BRENNAN, "b", TEXT, NOW + SECOND)
    keyring().erase(EXCHANGE)
    assert drafts(BRENNAN) == (DraftAt("b", NOW + SECOND), DraftAt("a", NOW))
    assert drafts(BRENNAN, most=1) == (DraftAt("b", NOW + SECOND),)


def test_the_action_that_takes_a_draft_over_removes_it(database: Server) -> None:
    save_draft(BRENNAN, "answer/1", TEXT, NOW)
    assert save(BRENNAN, asked(), "answer/1")
    assert draft(BRENNAN, "answer/1", NOW) is None
    assert not save(BRENNAN, asked(), "answer/1")


def test_dropping_is_harmless_twice(database: Server) -> None:
    save_draft(BRENNAN, "answer/1", TEXT, NOW)
    assert [drop_draft(BRENNAN, "answer/1"), drop_draft(BRENNAN, "answer/1")] == [True, False]


def test_an_erased_exchange_takes_the_drafts_of_all_with_it(database: Server) -> None:
    save_draft(BRENNAN, "answer/1", TEXT, NOW, key_ref=EXCHANGE)
    save_draft(KOWALSKA, "answer/1", TEXT, NOW, key_ref=EXCHANGE)
    save_draft(KOWALSKA, "elsewhere", TEXT, NOW)
    with as_actor([]):
        assert erase_drafts(EXCHANGE) == 2
    assert draft(KOWALSKA, "elsewhere", NOW) == TEXT


def test_without_its_key_a_draft_is_as_if_it_were_not(database: Server) -> None:
    save_draft(BRENNAN, "answer/1", TEXT, NOW, key_ref=EXCHANGE)
    keyring().erase(EXCHANGE, [KeyClass.DRAFTS])
    assert draft(BRENNAN, "answer/1", NOW) is None


def test_what_nobody_changed_for_long_expires(database: Server) -> None:
    save_draft(BRENNAN, "old", TEXT, NOW)
    save_draft(BRENNAN, "new", TEXT, NOW + SECOND)
    assert expire_drafts(NOW + draft_life()) == 0
    assert expire_drafts(NOW + draft_life() + SECOND) == 1
    assert [one.place for one in drafts(BRENNAN)] == ["new"]


def test_how_long_drafts_live_is_a_setting() -> None:
    assert draft_life({}) == dt.timedelta(days=90)
    assert draft_life({"COUNTERPART_DRAFT_DAYS": "7"}) == dt.timedelta(days=7)


@pytest.mark.parametrize("said", ["0", "-1", "a week", "", "3651", "²"])
def test_a_life_that_is_no_number_of_days_is_refused(said: str) -> None:
    with pytest.raises(Invalid, match="draft_days"):
        draft_life({"COUNTERPART_DRAFT_DAYS": said})


def test_the_clock_types_nothing_and_a_place_has_a_name() -> None:
    with pytest.raises(Invalid, match="draft_of_nobody"):
        save_draft(Actor(ActorKind.CLOCK, None), "answer/1", TEXT, NOW)
    for place in ("", "x" * 201):
        with pytest.raises(Invalid, match="draft_place"):
            draft(BRENNAN, place, NOW)


def test_more_than_a_draft_can_hold_is_refused(database: Server) -> None:
    with pytest.raises(Invalid, match="value_too_large"):
        save_draft(BRENNAN, "answer/1", bytes((1 << 20) + 1), NOW)
    assert drafts(BRENNAN) == ()


def move(sealed: bytes) -> None:
    run("update foundation_draft set sealed = %s where user_ref = %s", [sealed, KOWALSKA.ref])
