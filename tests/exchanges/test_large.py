"""An exchange with three hundred questions and two hundred messages costs no statement more than a small one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.moving import act
from counterpart.exchanges.actions.talking import message
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.exchanges.queries.page import exchange_page
from tests.database.servers import Server
from tests.exchanges.long import MESSAGES, QUESTIONS, Long, install_long, taking_part
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, asked
from tests.network import Network


@pytest.fixture(scope="module")
def area(network: Network, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The area, installed."""
    folder: Path = tmp_path_factory.mktemp("areas")
    install_long(folder)


@pytest.fixture
def long(area: None, network: Network, database: Server) -> Long:
    return taking_part(network)


def _statements(call: Callable[[], object]) -> tuple[int, int]:
    with CaptureQueriesContext(connections["default"]) as tables, CaptureQueriesContext(connections["vault"]) as keys:
        call()
    return len(tables), len(keys)


def _costs(long: Long, exchange: Written) -> dict[str, tuple[int, int]]:
    one, step = Answers({"q0": "yes"}), "reply"
    return {
        "page": _statements(lambda: exchange_page(long.asker, exchange.number, NOW)),
        "answer": _statements(lambda: answer(long.answerer, asked(), exchange.ref, RESPONDER, one)),
        "message": _statements(lambda: message(long.asker, asked(), exchange.ref, REQUESTER, "Thank you.")),
        "step": _statements(lambda: act(long.answerer, asked(), exchange.ref, step, RESPONDER)),
    }


@pytest.mark.slow
def test_a_large_exchange_costs_the_statements_of_a_small_one(long: Long) -> None:
    small, large = long.exchange(3, 2), long.exchange(QUESTIONS, MESSAGES)
    _costs(long, long.exchange(3, 2))  # what is looked up once is looked up
    assert _costs(long, large) == _costs(long, small)
    page = exchange_page(long.asker, large.number, NOW)
    assert page.content is not None
    assert len(page.content.questions) == QUESTIONS
    assert len(page.content.texts) == MESSAGES + 1
    assert sum(question.answer is not None for question in page.content.questions) == QUESTIONS
