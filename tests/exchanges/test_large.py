"""An exchange with three hundred questions and two hundred messages costs no statement more than a small one."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.moving import act
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from counterpart.exchanges.actions.talking import message
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.exchanges.queries.page import exchange_page
from counterpart.foundation.actor import Actor
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from tests.architecture.guards.files import ROOT
from tests.database.servers import Server
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, SUBJECT, asked, stored
from tests.network import OPERATOR, Network

QUESTIONS, MESSAGES = 300, 200
AREA = "long"
SET = """questionset: many
title: Very many questions
tree:
  - group: all
    title: All of them
    items:
"""
QUESTION = """      - q: q{number}
        text: Is {{person}} on page {number} of your register?
        answer: yes_no_unknown
        personal: yes
"""


@dataclass
class Long:
    """Two authorities in an area in which very much may be asked."""

    asker: Actor
    answerer: Actor

    def exchange(self, questions: int, messages: int) -> Written:
        codes = [f"q{number}" for number in range(questions)]
        parties = {"responder": [self.answerer.authority_ref]}
        cover = Cover(wanted_on=dt.date(2026, 3, 16))
        begun = Begun(parties=parties, subject=SUBJECT, ask=codes, cover=cover)  # type: ignore[arg-type]  # they have one
        exchange = open_exchange(self.asker, asked(), AREA, "request", begun)
        act(self.asker, asked(), exchange.ref, "send", REQUESTER)
        act(self.answerer, asked(), exchange.ref, "accept", RESPONDER)
        given = Answers(dict.fromkeys(codes[1:], "yes"))
        answer(self.answerer, asked(), exchange.ref, RESPONDER, given)
        for number in range(messages):
            message(self.asker, asked(), exchange.ref, REQUESTER, f"Page {number} is missing.")
        return exchange


def _written(folder: Path) -> Path:
    """The area of professional qualifications under another name, with very many questions."""
    shutil.copytree(ROOT / "areas" / "pq", folder, ignore=shutil.ignore_patterns("locale", "scenarios"))
    module = folder / "module.yaml"
    text = module.read_text().replace("module: pq", f"module: {AREA}", 1)
    module.write_text(text.replace("languages: [en, pl, de, fr, el, bg]", "languages: [en]"))
    questions = "".join(QUESTION.format(number=number) for number in range(QUESTIONS))
    (folder / "questions" / "many.yaml").write_text(SET + questions)
    request = folder / "procedures" / "request.yaml"
    request.write_text(request.read_text().replace("questions: [", "questions: [many, "))
    return folder


@pytest.fixture(scope="module")
def area(network: Network, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The area, installed."""
    folder: Path = tmp_path_factory.mktemp("areas")
    install(OPERATOR, asked(), trusted_consignment(_written(folder / AREA)))


@pytest.fixture
def long(area: None, network: Network, database: Server) -> Long:
    role = (AREA, "authority")
    return Long(network.newcomer("PL", role)[1], network.newcomer("GB", role)[1])


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


@pytest.mark.slow
def test_a_step_writes_rows_for_what_it_changes_and_not_for_what_is_there(long: Long) -> None:
    exchange = long.exchange(QUESTIONS, MESSAGES)
    count = "select count(*) from exchanges_content"
    [(before,)] = stored(count)
    answer(long.answerer, asked(), exchange.ref, RESPONDER, Answers({"q0": "no"}))
    message(long.asker, asked(), exchange.ref, REQUESTER, "Thank you.")
    assert stored(count) == [(before + 2,)]
