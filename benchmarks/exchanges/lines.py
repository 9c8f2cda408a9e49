"""What is measured on the database: a step, an exchange read, my work, create and send; two pages, and signing in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.exchanges.network import Place
from benchmarks.exchanges.stories import REQUESTER, RESPONDER, drafted, moved
from benchmarks.exchanges.visits import page, session_of, signed_in
from benchmarks.moment import NOW
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
    its second half needs the first. `bare`: its statements can be replayed. `before` is done once for each target,
    before anything is timed.
    """

    name: str
    title: str
    do: Callable[[Target], Written | None]
    writes: bool = False
    keeps: bool = False
    bare: bool = True
    before: Callable[[Target], object] | None = None


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


def exchange(target: Target) -> None:
    """Open the page of an exchange."""
    page(target.reader, f"exchanges/{target.exchange.number}")


def my_work(target: Target) -> None:
    """Open the page with what waits."""
    page(target.responder, "work")


def sign_in(target: Target) -> None:
    """Open the form, and sign in."""
    signed_in(target.reader)


QUERIES = {
    line.name: line
    for line in (
        Line("step", "a step: `accept` a request", step, writes=True),
        Line("read", "an exchange read", read),
        Line("work", "my work", work),
        Line("create", "create and send a request", create, writes=True, keeps=True),
    )
}
"""What the rooms do, by the name under which clients are told of it."""

PAGES = {
    line.name: line
    for line in (
        Line("page", "page of an exchange", exchange, before=lambda target: session_of(target.reader)),
        Line("work page", "page of my work", my_work, before=lambda target: session_of(target.responder)),
        Line("sign in", "sign in", sign_in, bare=False),
    )
}
"""What a web server does, by name."""

LINES = QUERIES | PAGES
