"""Messages, notes, files, allocation, links, copies: everything that is no step."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest

from counterpart.core.errors import Invalid, NotFound, OutOfTurn, Refused
from counterpart.exchanges.actions.arranging import allocate, fill_party, link
from counterpart.exchanges.actions.copying import copy, delete_draft
from counterpart.exchanges.actions.opening import Begun, Cover
from counterpart.exchanges.actions.talking import attach, message, note
from counterpart.exchanges.actions.writing import edit, edit_cover
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.files import FileMeta, FileOwner, store_file
from counterpart.foundation.vault import DataKeyName, KeyClass
from counterpart.foundation.vault.at_hand import keyring
from tests.database.servers import Server
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, accepted, asked, done, drafted, sent, stored
from tests.network import Network

TURN = "select allocated_to from exchanges_turn"


def user(network: Network, key: str) -> int:
    found = network.actor(key).user_id
    assert found is not None
    return found


def test_a_message_is_sealed_and_told_of(network: Network, database: Server) -> None:
    exchange = sent(network)
    said = "Please look at the diploma of 2009."
    message(network.actor("taylor"), asked(), exchange.ref, RESPONDER, said, audience=["requester"])
    [(party, audience, lang, sealed)] = stored(
        "select party, audience, lang, sealed from exchanges_content where kind = 5"
    )
    assert (party, audience, lang) == ("responder", '["responder", "requester"]', "en")
    assert said.encode() not in bytes(sealed)
    [(what, dims)] = stored("select dims ->> 'what', dims::text from foundation_fact where type = 'exchange.written'")
    assert what == "message"
    assert "diploma" not in dims
    with pytest.raises(Invalid, match="text_missing"):
        message(network.actor("taylor"), asked(), exchange.ref, RESPONDER, " ")


def test_a_note_has_a_key_of_its_authority(network: Network, database: Server) -> None:
    exchange = sent(network)
    note(network.actor("taylor"), asked(), exchange.ref, RESPONDER, "Ask the archive first.")
    own, other = network.authorities["gb_pharmacists"], network.authorities["pl_pharmacists"]
    names = [DataKeyName(exchange.ref, KeyClass.INSIDE, ref) for ref in (own, other)]
    assert set(keyring().open(names, NOW)) == {names[0]}
    assert stored("select inside_authority_id from exchanges_content where kind = 6") == [
        (network.authority("gb_pharmacists").id,)
    ]


def test_a_file_that_arrived_is_attached_once(network: Network, database: Server) -> None:
    exchange = accepted(network)
    taylor = network.actor("taylor")
    file = store_file(taylor, NOW, FileOwner(exchange.ref), [b"%PDF-1.7"], FileMeta("diploma.pdf", "application/pdf"))
    attach(taylor, asked(), exchange.ref, RESPONDER, [file.ref], about="established")
    assert stored("select slot from exchanges_content where kind = 9") == [(str(file.ref),)]
    with pytest.raises(NotFound, match="file_not_found"):
        attach(taylor, asked(), exchange.ref, RESPONDER, [file.ref])


def test_an_exchange_that_was_given_to_colleagues_is_theirs(network: Network, database: Server) -> None:
    exchange = sent(network)
    hughes, patel = network.actor("hughes"), network.actor("patel")
    with pytest.raises(Refused, match="not_this_right"):
        allocate(patel, asked(), exchange.ref, RESPONDER, [user(network, "patel")])
    with pytest.raises(NotFound, match="user_unknown"):
        allocate(hughes, asked(), exchange.ref, RESPONDER, [user(network, "kowalska")])
    allocate(hughes, asked(), exchange.ref, RESPONDER, [user(network, "patel")])
    assert stored(TURN) == [(user(network, "patel"),)]
    with pytest.raises(Refused, match="allocated_elsewhere"):
        done(network, "taylor", exchange, "accept", RESPONDER)
    assert done(network, "patel", exchange, "accept", RESPONDER).state == "accepted"
    assert stored(TURN) == [(user(network, "patel"),)]
    allocate(hughes, asked(), exchange.ref, RESPONDER, [])
    assert stored(TURN) == [(None,)]


def test_an_exchange_is_linked_to_another_that_one_may_open(network: Network, database: Server) -> None:
    one, other = sent(network), sent(network)
    link(network.actor("taylor"), asked(), one.ref, RESPONDER, other.ref)
    assert stored("select kind from exchanges_link") == [(1,)]
    hidden = drafted(network)
    with pytest.raises(NotFound):
        link(network.actor("taylor"), asked(), one.ref, RESPONDER, hidden.ref)


def test_a_copy_takes_chosen_elements_and_has_a_number_of_its_own(network: Network, database: Server) -> None:
    old = sent(network)
    parties = {"responder": [network.authorities["ie_pharmacists"]]}
    cover = Cover(wanted_on=dt.date(2026, 3, 30))
    begun = Begun(parties=parties, cover=cover, subject={"justification": "doubt_right"})
    new = copy(
        network.actor("kowalska"), asked(), old.ref, REQUESTER, begun, ["surname", "given_names", "nationality",
        "profession", "questions"],
    )  # fmt: skip
    assert new.number.partition("/")[0] != old.number
    assert stored("select copied, state from exchanges_exchange order by id") == [(False, "sent"), (True, "draft")]
    assert stored("select count(*) from exchanges_question") == [(2,)]
    assert done(network, "kowalska", new, "send", REQUESTER).state == "sent"
    assert stored("select count(*) from foundation_log_entry where stream = %s", [old.ref]) == [(2,)]


def test_a_draft_that_is_thrown_away_leaves_no_content_and_no_key(network: Network, database: Server) -> None:
    exchange = drafted(network)
    assert keyring().open([DataKeyName(exchange.ref, KeyClass.PERSONAL)], NOW)
    delete_draft(network.actor("kowalska"), asked(), exchange.ref, REQUESTER, expected=exchange.version)
    for table in ("content", "question", "facet", "blind", "turn", "deadline", "access"):
        assert stored(f"select count(*) from exchanges_{table}") == [(0,)]
    sequence_facts(NOW)
    feed_consumers(NOW)
    assert keyring().open([DataKeyName(exchange.ref, KeyClass.PERSONAL)], NOW) == {}
    with pytest.raises(NotFound):
        done(network, "kowalska", exchange, "send", REQUESTER)


def test_what_was_sent_is_no_draft(network: Network, database: Server) -> None:
    exchange = sent(network)
    with pytest.raises(OutOfTurn, match="not_a_draft"):
        delete_draft(network.actor("kowalska"), asked(), exchange.ref, REQUESTER)


def test_a_draft_may_be_addressed_to_somebody_else_with_their_coordinator(network: Network, database: Server) -> None:
    exchange = drafted(network)
    irish: UUID = network.authorities["ie_pharmacists"]
    kowalska = network.actor("kowalska")
    fill_party(kowalska, asked(), exchange.ref, REQUESTER, "responder", [irish])
    living = "select name, authority_id from exchanges_party where until_n is null and name like 'resp%%' order by name"
    assert [id_ for _, id_ in stored(living)] == [
        network.authority("ie_pharmacists").id,
        network.authority("ie_health").id,
    ]
    with pytest.raises(Refused, match="choice_unfit"):
        fill_party(kowalska, asked(), exchange.ref, REQUESTER, "responder", [network.authorities["bg_construction"]])
    with pytest.raises(Refused, match="choice_unfit"):
        fill_party(kowalska, asked(), exchange.ref, REQUESTER, "responder", [network.authorities["pl_krakow"]])


def test_the_cover_and_the_index_follow_what_is_written(network: Network, database: Server) -> None:
    exchange = drafted(network)
    kowalska = network.actor("kowalska")
    edit_cover(kowalska, asked(), exchange.ref, REQUESTER, {"wanted_on": "2026-04-01", "urgent": True})
    assert stored("select wanted_on, urgent from exchanges_exchange") == [(dt.date(2026, 4, 1), True)]
    professions = "select value from exchanges_facet where field = 'subject.profession'"
    assert stored(professions) == [("pharmacist",)]
    tokens = {token for (token,) in stored("select token from exchanges_blind")}
    edit(kowalska, asked(), exchange.ref, REQUESTER, "subject", {"profession": "nurse", "surname": "Brannigan"})
    assert stored(professions) == [("nurse",)]
    assert {token for (token,) in stored("select token from exchanges_blind")} != tokens
