"""Whatever a query returns to whoever asks: what the definition hides from them is not in it, and was not even fetched.

An alert about a banned nurse (Directive 2005/36/EC, Art. 56a): coordinators of incoming alerts see profession and
scope, handlers to whom they pass it on see who it is (Implementing Regulation (EU) 2015/983, Art. 24).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from counterpart.core.errors import CounterpartError
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.exchanges.queries import page as page_module
from counterpart.exchanges.queries import seeing
from counterpart.exchanges.queries.page import exchange_page
from counterpart.exchanges.queries.sight import Piece
from counterpart.exchanges.queries.work import Whose, work_list
from counterpart.exchanges.storage.pieces import Kind
from tests import cast
from tests.exchanges.stories import NOW, asked, done, stored
from tests.network import Network

pytestmark = pytest.mark.usefixtures("database")

IDENTITY = {"given_names": "Brunhilda", "surname": "Oxenthwaite", "birth_date": "1979-04-11"}
MEASURE = {"profession": "nurse", "group": "nurse", "kind": "prohibition", "scope": "Every activity of a nurse"}
DECISION = {"decided_by": "Tribunal of Zwolnice", "decided_on": "2026-03-01", "starts_on": "2026-03-02"}
SUBJECT = IDENTITY | MEASURE | DECISION | {"ends_on": "2026-09-02", "told": True}
HIDDEN = ["Brunhilda", "Oxenthwaite", "1979-04-11", "Zwolnice"]
INITIATOR = Capacity("initiator")


@pytest.fixture
def alert(network: Network) -> Written:
    """An alert of the Polish chamber that has gone out."""
    draft = open_exchange(network.actor("kowalska"), asked(), "pq", "ban_alert", Begun(subject=SUBJECT))
    return done(network, "kowalska", draft, "broadcast_directly", INITIATOR)


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[Piece]:
    """The pieces whose ciphertext is asked for while a test runs."""
    seen: list[Piece] = []
    really = seeing.open_pieces

    def watch(sight: Any, pieces: Any, *rest: Any) -> Any:
        held = list(pieces)
        seen.extend(held)
        return really(sight, held, *rest)

    monkeypatch.setattr(page_module, "open_pieces", watch)
    return seen


def texts(value: Any) -> Iterator[str]:
    """Every text in a result, however deep; the definition, which is no secret, left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            if field.name != "pin":
                yield from texts(getattr(value, field.name))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from (*texts(key), *texts(one))
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from texts(one)
    else:
        yield str(value)


def everything_seen_by(network: Network, key: str, number: str) -> str:
    """All that somebody gets from every query, as one text."""
    actor = network.actor(key)
    found: list[Any] = [work_list(actor, whose, NOW) for whose in Whose]
    try:
        found.append(exchange_page(actor, number, NOW))
    except CounterpartError as refused:
        found.append(str(refused))
    return "\n".join(text for one in found for text in texts(one))


def test_a_coordinator_of_incoming_alerts_sees_the_measure_and_not_who_it_is(
    network: Network, alert: Written, fetched: list[Piece]
) -> None:
    said = everything_seen_by(network, "clarke", alert.number)
    assert MEASURE["scope"] in said
    assert [value for value in HIDDEN if value in said] == []
    slots = {piece.key.slot.split("/")[1] for piece in fetched if piece.key.kind is Kind.SUBJECT}
    assert slots == {"measure"}


def test_a_handler_to_whom_it_was_passed_on_sees_who_it_is(network: Network, alert: Written) -> None:
    [(key,)] = stored("select key from exchanges_track where name = 'delivery' and member = 'GB'")
    chosen = [network.authorities["gb_pharmacists"]]
    done(network, "clarke", alert, "disseminate", Capacity("recipients", "delivery", key), choose=chosen)
    said = everything_seen_by(network, "taylor", alert.number)
    assert [value for value in HIDDEN if value not in said] == []
    page = exchange_page(network.actor("taylor"), alert.number, NOW)
    assert page.content is not None
    assert "told" not in page.content.subject


SENDERS = ("pl_pharmacists", "pl_health")
"""The chamber that warns, and its coordinator of outgoing alerts."""


@pytest.mark.parametrize("key", sorted(key for key, one in cast.PEOPLE.items() if one.authority not in SENDERS))
def test_nobody_else_finds_a_hidden_value_in_any_query(network: Network, alert: Written, key: str) -> None:
    said = everything_seen_by(network, key, alert.number)
    assert [value for value in HIDDEN if value in said] == []


def test_with_the_rule_of_visibility_switched_off_the_identity_would_be_there(
    network: Network, alert: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "visible_pieces", lambda sight, *_: list(sight.pieces.values()))
    monkeypatch.setattr("counterpart.exchanges.queries.content.visible_subject", lambda *_: frozenset(SUBJECT))
    assert "Oxenthwaite" in everything_seen_by(network, "clarke", alert.number)


def test_with_every_permission_switched_off_the_database_still_keeps_strangers_out(
    network: Network, alert: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "visible_pieces", lambda sight, *_: list(sight.pieces.values()))
    monkeypatch.setattr(page_module, "why_closed", lambda *_, **__: "")
    said = everything_seen_by(network, "stoyanova", alert.number)
    assert "exchange_unknown" in said
    assert [value for value in (*HIDDEN, MEASURE["scope"]) if value in said] == []
