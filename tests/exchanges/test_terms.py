"""When the term of a kind of data is over, the worker blocks or erases it: row 31 of the state table."""

from __future__ import annotations

import datetime as dt
import json
from uuid import UUID

import pytest

from counterpart.core.errors import NotFound, OutOfTurn, Refused
from counterpart.exchanges.actions import expiring
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.copying import copy
from counterpart.exchanges.actions.expiring import expire, keep_terms
from counterpart.exchanges.actions.opening import Begun
from counterpart.exchanges.actions.ringing import CLOCK
from counterpart.exchanges.actions.talking import message
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.exchanges.queries.page import exchange_page
from counterpart.exchanges.queries.views import ExchangePage, TextView
from counterpart.exchanges.storage import concluding
from counterpart.exchanges.storage.held import Held
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.doing import Doing
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.log import EntryKind
from counterpart.foundation.log_keeping import look_at_log
from counterpart.foundation.serving import as_worker
from counterpart.foundation.vault import KeyClass, KeyGone
from tests.database.servers import Server
from tests.exchanges.stories import REQUESTER, RESPONDER, accepted, asked, done, later, stored
from tests.network import Network

DUE = "select block_at, erase_at, blocked_at, erased_at from exchanges_exchange"
KEYS = "select key_class from vault.key where ref = %s"
SAID = "select kind, facts from foundation_log_entry where stream = %s and kind in (8, 9) order by n"
LEFT = ("content", "question", "facet", "blind", "access", "track", "allocation", "turn", "deadline")


def closed(network: Network) -> Written:
    """A request with an answer of each kind, a message, and an end on 2 March."""
    exchange = accepted(network, ask=["established", "sanctions"])
    given = Answers({"established": "no", "sanctions": "no"})
    answered = answer(network.actor("taylor"), asked(), exchange.ref, RESPONDER, given)
    message(network.actor("taylor"), asked(), exchange.ref, RESPONDER, "It took a while.")
    replied = done(network, "taylor", answered, "reply", RESPONDER)
    return done(network, "kowalska", replied, "close", REQUESTER)


def read(network: Network, exchange: Written, at: dt.datetime) -> ExchangePage:
    return exchange_page(network.actor("kowalska"), exchange.number, at)


def worked(at: dt.datetime) -> int:
    """The worker does what is due, and destroys the keys of what was erased."""
    done_in = keep_terms(at)
    with as_worker():
        sequence_facts(at)
        feed_consumers(at)
    return done_in


def answers_in(page: ExchangePage) -> set[str]:
    assert page.content is not None
    return {one.code for one in page.content.questions if one.answer is not None}


def bring_forward(server: Server, at: dt.datetime) -> None:
    with sign_in(server.superuser) as superuser:
        superuser.execute("update exchanges_exchange set erase_at = %s", [at])


def texts_in(page: ExchangePage) -> tuple[TextView, ...]:
    assert page.content is not None
    return page.content.texts


def keys_of(exchange: Written, server: Server) -> set[KeyClass]:
    with sign_in(server.superuser) as superuser:
        return {KeyClass(int(str(one))) for (one,) in superuser.execute(KEYS, [exchange.ref]).fetchall()}


def test_sensitive_data_are_blocked_before_the_others_and_the_log_says_so(network: Network, database: Server) -> None:
    exchange = closed(network)
    assert worked(later(days=30)) == 0
    assert answers_in(read(network, exchange, later(days=30))) == {"established", "sanctions"}
    at = later(days=32)
    page = read(network, exchange, at)
    assert answers_in(page) == {"established"}
    assert page.shut == frozenset({KeyClass.SENSITIVE, KeyClass.DRAFTS})
    assert worked(at) == 1
    assert worked(at) == 0
    [(kind, told)] = stored(SAID, [exchange.ref])[:1]
    facts = json.loads(told)
    assert kind == EntryKind.ERASED
    assert (facts["classes"], facts["blocked"]) == (["drafts"], ["sensitive"])
    assert KeyClass.DRAFTS not in keys_of(exchange, database)
    assert answers_in(read(network, exchange, at)) == {"established"}


def test_what_is_blocked_is_not_copied(network: Network, database: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    exchange = closed(network)
    begun = Begun(parties={"responder": [network.authorities["gb_pharmacists"]]})
    kowalska = network.actor("kowalska")
    assert copy(kowalska, asked(later(days=40)), exchange.ref, REQUESTER, begun, ["surname"]).state == "draft"
    monkeypatch.setattr(Held, "erased_by", lambda *_: frozenset({KeyClass.PERSONAL}))
    with pytest.raises(Refused, match="not_visible"):
        copy(kowalska, asked(later(days=40)), exchange.ref, REQUESTER, begun, ["surname"])


def test_half_a_year_after_the_end_everything_is_blocked(network: Network, database: Server) -> None:
    exchange = closed(network)
    worked(later(days=32))
    at = later(days=190)
    assert worked(at) == 1
    [(block_at, erase_at, blocked_at, erased_at)] = stored(DUE)
    assert (block_at, blocked_at, erased_at) == (None, at, None)
    assert erase_at == dt.datetime(2029, 3, 2, 9, tzinfo=dt.UTC)
    assert [kind for kind, _ in stored(SAID, [exchange.ref])] == [
        EntryKind.ERASED,
        EntryKind.ERASED,  # the proof that the keys are gone
        EntryKind.BLOCKED,
    ]
    assert stored("select count(*) from exchanges_blind where exchange_id = (select id from exchanges_exchange)") == [
        (0,)
    ]
    page = read(network, exchange, at)
    assert (page.content, page.refusal) == (None, "blocked")
    with pytest.raises(OutOfTurn, match="blocked"):
        message(network.actor("kowalska"), asked(at), exchange.ref, REQUESTER, "Thank you.")


def test_three_years_after_the_end_nothing_is_left_but_that_there_was_one_and_the_log_is_whole(
    network: Network, database: Server
) -> None:
    exchange = closed(network)
    for days in (32, 190, 1_100):
        worked(later(days=days))
    assert [len(stored(f"select 1 from exchanges_{name}")) for name in LEFT] == [0] * len(LEFT)
    assert keys_of(exchange, database) == set()
    assert stored("select state, label, erased_at is not null from exchanges_exchange") == [("closed", None, True)]
    with pytest.raises(NotFound, match="exchange_unknown"):
        read(network, exchange, later(days=1_100))
    assert "Brennan" not in json.dumps(stored("select machine::text from exchanges_exchange"))
    look = look_at_log()
    assert look.breaches == []


def test_the_log_is_whole_while_some_kinds_are_erased(network: Network, database: Server) -> None:
    closed(network)
    worked(later(days=32))
    assert look_at_log().breaches == []


def test_what_another_worker_did_is_not_done_again(network: Network, database: Server) -> None:
    exchange = closed(network)
    worked(later(days=190))
    with as_worker(), pytest.raises(OutOfTurn, match="nothing_due"):
        expire(CLOCK, asked(later(days=191)), exchange.ref)


def test_writing_after_the_first_term_brings_none_back(network: Network, database: Server) -> None:
    exchange = closed(network)
    worked(later(days=32))
    before = stored(DUE)
    message(network.actor("kowalska"), asked(later(days=33)), exchange.ref, REQUESTER, "Thank you.")
    assert stored(DUE) == before
    assert worked(later(days=33)) == 0


def test_a_fault_of_one_exchange_does_not_stop_the_others(
    network: Network, database: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    exchanges = [closed(network), closed(network)]

    def broken(doing: Doing, ref: UUID) -> None:
        if ref == exchanges[0].ref:
            raise RuntimeError("Brennan")
        expire(doing.actor, asked(doing.now), ref)

    monkeypatch.setattr(expiring, "expire", lambda _, said, ref: broken(Doing(CLOCK, said), ref))
    at = later(days=32)
    assert worked(at) == 1
    assert "the term of an exchange could not be kept" in caplog.text
    assert "Brennan" not in caplog.text
    monkeypatch.undo()
    assert worked(at) == 0
    assert worked(at + expiring.LATER) == 1


def test_what_is_opened_again_after_its_first_term_can_be_written_in(
    network: Network, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Working copies go after a month, and a month may have 28 days: reopening is possible for thirty."""
    exchange = closed(network)
    monkeypatch.setattr(Held, "erased_by", lambda *_: frozenset({KeyClass.DRAFTS, KeyClass.MESSAGES}))
    bring_forward(database, later(days=20))
    assert worked(later(days=20)) == 1
    assert KeyClass.MESSAGES not in keys_of(exchange, database)
    assert list(texts_in(read(network, exchange, later(days=20)))) == []
    again = done(network, "kowalska", exchange, "reopen", REQUESTER, at=later(days=21), reason="One more thing")
    monkeypatch.undo()
    message(network.actor("kowalska"), asked(later(days=22)), again.ref, REQUESTER, "Which year?")
    assert "Which year?" in [one.text for one in texts_in(read(network, exchange, later(days=22)))]


def test_without_its_key_nothing_could_be_written_in_it(
    network: Network, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = closed(network)
    monkeypatch.setattr(Held, "erased_by", lambda *_: frozenset({KeyClass.MESSAGES}))
    bring_forward(database, later(days=20))
    worked(later(days=20))
    monkeypatch.setattr(concluding, "renew_keys", lambda *_: None)
    with pytest.raises(KeyGone):
        done(network, "kowalska", exchange, "reopen", REQUESTER, at=later(days=21), reason="One more thing")
