"""What is measured on the database: a step, an exchange read, my work, create and send."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.filling import NOW
from benchmarks.network import Place
from benchmarks.stories import REQUESTER, RESPONDER, drafted, moved
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.queries.page import exchange_page
from counterpart.exchanges.queries.work import Whose, work_list
from counterpart.foundation.refs import new_ref


class Target(NamedTuple):
    """An exchange, who takes part in it, and who looks at it."""

    exchange: Written
    requester: Place
    responder: Place
    reader: Place


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: how it is called, what it does, and what it leaves behind.

    `writes`: it changes its target, which serves once. `keeps`: what it did has to stand while it is recorded, because
    its second half needs the first.
    """

    name: str
    title: str
    do: Callable[[Target], Written | None]
    writes: bool = False
    keeps: bool = False


def step(target: Target) -> Written:
    """Accept a request that was sent: the hottest write."""
    return moved(target.responder.actor(), target.exchange, "accept", RESPONDER, NOW)


def read(target: Target) -> None:
    """Read an exchange, all that the reader's authority may see of it; the reading is noted."""
    exchange_page(target.reader.actor(), target.exchange.number, NOW, new_ref(NOW))


def work(target: Target) -> None:
    """Look at the open moves of the authority, with what each is about."""
    work_list(target.responder.actor(), Whose.OURS, NOW)


def create(target: Target) -> Written:
    """Begin a request with four questions, and send it."""
    draft = drafted(target.requester, target.responder, NOW)
    return moved(target.requester.actor(), draft, "send", REQUESTER, NOW)


LINES = {
    line.name: line
    for line in (
        Line("step", "a step: `accept` a request", step, writes=True),
        Line("read", "an exchange read", read),
        Line("work", "my work", work),
        Line("create", "create and send a request", create, writes=True, keeps=True),
    )
}
"""By the name under which clients are told of them."""
