"""A request in parts: who sees which part, what comes up in it, and what becomes of a part that is given back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.moving import Given, act
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.exchanges.queries import page as pages
from counterpart.exchanges.queries.page import exchange_page
from counterpart.foundation.actor import Actor
from tests.database.servers import Server
from tests.exchanges.stories import NOW, RESPONDER, accepted, asked, done
from tests.network import Network


def part_of(ref: UUID) -> Capacity:
    return Capacity("contributors", "part", str(ref))


def in_parts(network: Network) -> tuple[Written, list[tuple[UUID, Actor]]]:
    """A request with one question for the register itself, and one for each of two others."""
    exchange = accepted(network, ask=["established", "insured", "qualification"])
    others = [network.newcomer("GB", ("pq", "authority")) for _ in range(2)]
    for (ref, _), question in zip(others, ["established", "insured"], strict=True):
        exchange = done(network, "taylor", exchange, "split", RESPONDER, choose=[ref], questions=[question])
    return exchange, others


def seen(actor: Actor, number: str) -> dict[str, str]:
    """The questions that somebody sees, each with the authority whose part it is in."""
    content = exchange_page(actor, number, NOW).content
    assert content is not None
    return {one.code: one.place.key for one in content.questions}


def written(actor: Actor, exchange: Written, ref: UUID, values: Mapping[str, Any]) -> None:
    answer(actor, asked(), exchange.ref, part_of(ref), Answers(dict(values)))


def test_who_has_a_part_sees_what_is_asked_in_it_and_of_the_responder(network: Network, database: Server) -> None:
    exchange, [(first, one), (second, two)] = in_parts(network)
    assert seen(one, exchange.number) == {"established": str(first), "qualification": ""}
    assert seen(two, exchange.number) == {"insured": str(second), "qualification": ""}
    everything = {"established": str(first), "insured": str(second), "qualification": ""}
    assert seen(network.actor("taylor"), exchange.number) == everything
    assert seen(network.actor("kowalska"), exchange.number) == everything


def test_without_the_guard_a_part_sees_what_is_asked_of_another(
    network: Network, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange, [(_, one), (second, _)] = in_parts(network)
    monkeypatch.setattr(pages, "rows_of_others", lambda *_: frozenset())
    assert seen(one, exchange.number)["insured"] == str(second)


def test_an_answer_in_a_part_brings_up_what_follows_from_it(network: Network, database: Server) -> None:
    exchange, [(first, one), _] = in_parts(network)
    written(one, exchange, first, {"established": "yes"})
    page = exchange_page(one, exchange.number, NOW)
    [mine] = [each for each in page.to_answer if each.place.key == str(first)]
    assert mine.questions == ("established", "established_since")
    assert mine.open == ("established_since",)
    [deliver] = [each for each in page.verdicts if each.action == "deliver"]
    assert [obstacle.code for obstacle in deliver.obstacles] == ["needs"]


def test_what_is_given_back_is_asked_of_the_responder_again(network: Network, database: Server) -> None:
    exchange, [(first, one), _] = in_parts(network)
    given = Given(reason="It is not with us.", lang="en")
    act(one, asked(), exchange.ref, "give_back", part_of(first), given, expected=exchange.version)
    assert seen(network.actor("taylor"), exchange.number)["established"] == ""
    assert seen(network.actor("kowalska"), exchange.number)["established"] == ""
