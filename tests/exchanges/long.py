"""A policy area in which very much may be asked, and exchanges that hold very much."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from counterpart.core.errors import Conflict
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.moving import act
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from counterpart.exchanges.actions.talking import attach, message
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.foundation.actor import Actor
from counterpart.foundation.files import FileMeta, FileOwner, store_file
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from tests.architecture.guards.files import ROOT
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, SUBJECT, asked
from tests.network import OPERATOR, Network

QUESTIONS, MESSAGES, FILES = 300, 200, 100
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

    def drafted(self, questions: int) -> Written:
        """A draft with so many questions."""
        parties = {"responder": [self.answerer.authority_ref]}
        cover = Cover(wanted_on=dt.date(2026, 3, 16))
        begun = Begun(parties=parties, subject=SUBJECT, ask=_codes(questions), cover=cover)  # type: ignore[arg-type]  # they have one
        return open_exchange(self.asker, asked(), AREA, "request", begun)

    def exchange(self, questions: int, messages: int, files: int = 0) -> Written:
        """An exchange that was accepted, with so much in it; all but one of the questions are answered."""
        exchange = self.drafted(questions)
        act(self.asker, asked(), exchange.ref, "send", REQUESTER)
        act(self.answerer, asked(), exchange.ref, "accept", RESPONDER)
        given = Answers(dict.fromkeys(_codes(questions)[1:], "yes"))
        answer(self.answerer, asked(), exchange.ref, RESPONDER, given)
        for number in range(messages):
            message(self.asker, asked(), exchange.ref, REQUESTER, f"Page {number} is missing.")
        if files:
            kept = [self._file(exchange, number) for number in range(files)]
            attach(self.asker, asked(), exchange.ref, REQUESTER, kept)
        return exchange

    def _file(self, exchange: Written, number: int) -> UUID:
        meta = FileMeta(f"page {number}.pdf", "application/pdf")
        return store_file(self.asker, NOW, FileOwner(exchange.ref), [b"%PDF-1.7"], meta).ref


def _codes(questions: int) -> Sequence[str]:
    return [f"q{number}" for number in range(questions)]


def written(folder: Path) -> Path:
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


def install_long(folder: Path) -> None:
    """Install the area, unless it is installed."""
    try:
        install(OPERATOR, asked(), trusted_consignment(written(folder / AREA)))
    except Conflict as already:
        if already.code != "already_installed":
            raise


def taking_part(network: Network) -> Long:
    """Two authorities that may ask and be asked."""
    role = (AREA, "authority")
    return Long(network.newcomer("PL", role)[1], network.newcomer("GB", role)[1])
