"""Documents that a procedure wants: made by the worker for each authority, kept sealed, ended with the exchange."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from counterpart.core.errors import CounterpartError, NotFound
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.foundation.actions import action
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows
from counterpart.foundation.deliveries import ChannelKind, Delivery, Undeliverable, deliver_due
from counterpart.foundation.doing import Doing
from counterpart.foundation.erasing import erase_due
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.files import sweep_files
from counterpart.foundation.loading import load_handlers
from counterpart.foundation.log import EntryKind
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from counterpart.foundation.vault import KeyClass
from counterpart.reports.handlers import make_document, sign_document
from counterpart.reports.keeping import MAKER
from counterpart.reports.queries import documents_of, open_document
from counterpart.reports.signing import SignatureTrouble
from tests.database.servers import Server
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, accepted, asked, done, stored
from tests.network import Network
from tests.reports.reading import language_of, text_of

load_handlers()

DOCUMENT, SIGNATURE = int(ChannelKind.DOCUMENT), int(ChannelKind.SIGNATURE)
STATES = "select channel, state from foundation_delivery where channel in (5, 6) order by id"
WAITING, SENT = 1, 3


def fed() -> None:
    """All that the worker does about what happened so far."""
    sequence_facts(NOW)
    feed_consumers(NOW)
    deliver_due(NOW)


def answered(network: Network) -> Written:
    """A request that the British register answered: the procedure wants a report of it."""
    exchange = accepted(network)
    last = answer(network.actor("taylor"), asked(), exchange.ref, RESPONDER, Answers({"established": "no"}))
    return done(network, "taylor", last, "reply", RESPONDER)


def kept(network: Network, who: str, exchange: UUID) -> list[bytes]:
    reader = network.actor(who)
    return [b"".join(open_document(reader, exchange, one.ref, NOW)) for one in documents_of(reader, exchange)]


def delivery_of(exchange: UUID, kind: ChannelKind = ChannelKind.DOCUMENT) -> Delivery:
    """The delivery of a document of the fifth entry: the answer."""
    return Delivery(1, 1, kind, f"{exchange}:0", {"verb": "pdf", "document": "report", "n": 5}, 1, None)


def files() -> int:
    [(count,)] = stored("select count(*) from foundation_file where key_class = 1 and state = 3")
    return int(count)


def test_each_side_finds_the_document_in_its_own_language(network: Network, database: Server) -> None:
    exchange = answered(network)
    fed()
    [asking], [replying] = kept(network, "kowalska", exchange.ref), kept(network, "taylor", exchange.ref)
    assert language_of(asking) == "pl"
    assert language_of(replying) == "en"
    assert "Brennan" in text_of(asking)
    assert "Made for Pharmacists’ Register of Great Britain" in text_of(replying)
    assert stored(STATES) == [(DOCUMENT, SENT)]


def test_each_document_holds_what_its_authority_may_see(network: Network, database: Server) -> None:
    """The coordinator of the other side sees the course of the request, and nothing personal."""
    exchange = answered(network)
    fed()
    [watching] = kept(network, "clarke", exchange.ref)
    assert "Department of Health, London" in text_of(watching)
    assert "Brennan" not in text_of(watching)
    assert "Siobhán" not in text_of(watching)
    assert kept(network, "stoyanova", exchange.ref) == []


def test_an_authority_in_which_nobody_may_open_it_gets_none(network: Network, database: Server) -> None:
    exchange = answered(network)
    fed()
    authorities = {one for (one,) in stored("select authority_id from reports_document")}
    assert network.actor("taylor").authority_id in authorities
    assert network.actor("wojcik").authority_id not in authorities
    assert kept(network, "wojcik", exchange.ref) == []


def test_nobody_opens_the_document_of_another_authority(network: Network, database: Server) -> None:
    exchange = answered(network)
    fed()
    [theirs] = documents_of(network.actor("kowalska"), exchange.ref)
    for who in ("taylor", "stoyanova"):
        with pytest.raises(NotFound):
            open_document(network.actor(who), exchange.ref, theirs.ref, NOW)


def test_the_database_itself_shows_an_authority_only_its_own(network: Network, database: Server) -> None:
    answered(network)
    fed()
    everything = "select authority_id from reports_document"
    for who in ("kowalska", "taylor"):
        own = network.actor(who).authority_id
        assert own is not None
        with as_actor([own], read_only=True):
            assert rows(everything) == [(own,)]
    assert len(stored(everything)) > 1


def test_made_twice_it_is_made_once(network: Network, database: Server) -> None:
    exchange = answered(network)
    fed()
    before = stored("select * from reports_document order by id")
    with as_worker():
        make_document(delivery_of(exchange.ref), NOW)
    assert stored("select * from reports_document order by id") == before
    assert files() == len(before)


def test_that_it_was_made_and_what_was_read_for_it_is_told(network: Network, database: Server) -> None:
    exchange = answered(network)
    fed()
    told = "select actor_ref, authority_ref from foundation_access where what = 5 and stream = %s"
    mine = {network.actor(who).authority_ref for who in ("kowalska", "taylor")}
    assert {(MAKER, one) for one in mine} <= set(stored(told, [exchange.ref]))
    facts = "select facts ->> 'document', authority_ref from foundation_log_entry where action = 'reports.document'"
    assert {("report", one) for one in mine} <= set(stored(facts))


def test_nothing_of_it_lies_in_clear(network: Network, database: Server) -> None:
    answered(network)
    fed()
    said = str(stored("select * from reports_document")) + str(stored("select * from foundation_file"))
    assert "Brennan" not in said
    assert "%PDF" not in said


def test_without_a_certificate_what_is_to_be_signed_waits(network: Network, database: Server) -> None:
    exchange = answered(network)
    done(network, "kowalska", exchange, "close", REQUESTER)
    fed()
    assert stored(STATES) == [(DOCUMENT, SENT), (DOCUMENT, SENT), (SIGNATURE, WAITING)]
    assert {one.signed for one in documents_of(network.actor("kowalska"), exchange.ref)} == {False}


def test_with_a_certificate_what_was_made_before_is_signed_in_its_place(
    network: Network, database: Server, request: pytest.FixtureRequest
) -> None:
    exchange = answered(network)
    fed()
    [before] = kept(network, "kowalska", exchange.ref)
    request.getfixturevalue("signing")
    with as_worker():
        sign_document(delivery_of(exchange.ref, ChannelKind.SIGNATURE), NOW)
        sign_document(delivery_of(exchange.ref, ChannelKind.SIGNATURE), NOW)
    [after] = kept(network, "kowalska", exchange.ref)
    assert after.startswith(before)
    assert b"ETSI.CAdES.detached" in after
    assert {one.signed for one in documents_of(network.actor("taylor"), exchange.ref)} == {True}
    assert stored("select count(*) from reports_document where signed") == [(files(),)]


def test_nothing_is_called_signed_without_a_certificate(network: Network, database: Server) -> None:
    exchange = answered(network)
    with as_worker(), pytest.raises(SignatureTrouble):
        sign_document(delivery_of(exchange.ref, ChannelKind.SIGNATURE), NOW)
    assert stored("select count(*) from reports_document") == [(0,)]


def test_with_a_certificate_every_document_is_signed(network: Network, database: Server, signing: Path) -> None:
    exchange = answered(network)
    fed()
    assert b"ETSI.CAdES.detached" in kept(network, "taylor", exchange.ref)[0]
    assert {one.signed for one in documents_of(network.actor("taylor"), exchange.ref)} == {True}


def test_an_exchange_that_is_gone_gives_no_document(network: Network, database: Server) -> None:
    with as_worker(), pytest.raises(Undeliverable):
        make_document(delivery_of(new_ref(NOW)), NOW)


@pytest.mark.parametrize("ended", [KeyClass.PERSONAL, KeyClass.ANSWERS, KeyClass.SENSITIVE])
def test_it_ends_when_any_data_end_that_it_repeats(network: Network, database: Server, ended: KeyClass) -> None:
    exchange = answered(network)
    fed()
    [one] = documents_of(network.actor("kowalska"), exchange.ref)
    _end(network, exchange.ref, ended)
    with pytest.raises(CounterpartError):
        b"".join(open_document(network.actor("kowalska"), exchange.ref, one.ref, NOW))
    with as_worker():
        sweep_files(NOW)
    assert files() == 0


def test_it_stays_when_only_drafts_end(network: Network, database: Server) -> None:
    exchange = answered(network)
    fed()
    _end(network, exchange.ref, KeyClass.DRAFTS)
    assert len(kept(network, "kowalska", exchange.ref)) == 1


@action("test.end_data")
def end_data(doing: Doing, exchange: UUID, ended: KeyClass) -> None:
    """End one class of the data of an exchange, as retention does."""
    doing.log(exchange, EntryKind.ERASED, facts={"classes": [ended.name.lower()]})
    erase_due(doing, exchange, [ended])


def _end(network: Network, exchange: UUID, ended: KeyClass) -> None:
    end_data(network.actor("kowalska"), asked(), exchange, ended)
    fed()
