"""Answers are their writers' until they are sent: who asked does not read them bit by bit."""

from __future__ import annotations

from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.exchanges.queries.page import exchange_page
from tests.database.servers import Server
from tests.exchanges.stories import NOW, RESPONDER, accepted, asked, done
from tests.network import Network


def read_by(network: Network, who: str, request: Written) -> set[str]:
    content = exchange_page(network.actor(who), request.number, NOW).content
    return {one.code for one in content.questions if one.answer is not None} if content is not None else set()


def test_who_asked_reads_the_answers_when_the_reply_is_sent(network: Network, database: Server) -> None:
    request = accepted(network, ask=["established", "national"])
    said = Answers({"established": "no", "national": "yes"}, {}, "en")
    written = answer(network.actor("taylor"), asked(), request.ref, RESPONDER, said)
    assert read_by(network, "patel", request) == {"established", "national"}
    assert read_by(network, "kowalska", request) == set()
    done(network, "taylor", written, "reply", RESPONDER)
    assert read_by(network, "kowalska", request) == {"established", "national"}
