"""What a party has to answer, and whether it may do so now."""

from __future__ import annotations

import pytest

from counterpart.core.workflow import MAIN
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.exchanges.queries.page import exchange_page
from counterpart.exchanges.queries.views import ToAnswer
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, accepted, asked, done, sent
from tests.network import Network

pytestmark = pytest.mark.usefixtures("database")


def test_the_responder_answers_once_it_has_accepted(network: Network) -> None:
    request = sent(network)
    taylor = network.actor("taylor")
    [before] = exchange_page(taylor, request.number, NOW).to_answer
    done(network, "taylor", request, "accept", RESPONDER)
    [after] = exchange_page(taylor, request.number, NOW).to_answer
    assert (before.now, after.now) == (False, True)
    assert after == ToAnswer(MAIN, "responder", ("established",), ("established",), now=True)


def test_an_answer_that_asks_for_another_makes_it_one_more_to_answer(network: Network) -> None:
    request = accepted(network)
    taylor = network.actor("taylor")
    answer(taylor, asked(), request.ref, RESPONDER, Answers({"established": "yes"}))
    [now] = exchange_page(taylor, request.number, NOW).to_answer
    assert (now.questions, now.open) == (("established", "established_since"), ("established_since",))


def test_who_asked_has_nothing_to_answer(network: Network) -> None:
    request = accepted(network)
    answers = Answers({"established": "no"})
    answered = answer(network.actor("taylor"), asked(), request.ref, RESPONDER, answers)
    done(network, "taylor", answered, "reply", RESPONDER)
    assert exchange_page(network.actor("kowalska"), request.number, NOW).to_answer == ()
    [theirs] = exchange_page(network.actor("taylor"), request.number, NOW).to_answer
    assert (theirs.now, theirs.open) == (False, ())
    assert REQUESTER.party in exchange_page(network.actor("kowalska"), request.number, NOW).mine
