"""A retired module begins no exchange, and those that run go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from counterpart.core.errors import Conflict, NotFound, Refused
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.asks import Unanswered
from counterpart.foundation.refs import new_ref
from counterpart.modules import pins
from counterpart.modules.actions.retiring import Retired, retire
from counterpart.modules.asks import open_exchanges
from counterpart.modules.events import stream_of
from counterpart.modules.queries import exchanges_under
from tests.database.servers import Server
from tests.modules.permits import NOW, OPERATOR, asked, changed, installed, stored


@pytest.fixture
def unanswered() -> Iterator[None]:
    """No room answers how many exchanges are open."""
    with open_exchanges.answers.only():
        yield


def test_retiring_is_logged_and_announced(modules: Server, areas: Path) -> None:
    installed(areas)
    assert retire(OPERATOR, asked(), "permits") == Retired("permits", "1.0.0")
    last = "select stream, action, facts from foundation_log_entry order by at desc, n desc limit 1"
    assert stored(last) == [(stream_of("permits"), "retire", '{"version": "1.0.0"}')]
    fact = "select type, dims->>'module', dims->>'version' from foundation_fact order by id desc limit 1"
    assert stored(fact) == [("modules.retired", "permits", "1.0.0")]


def test_what_is_retired_already_is_told(modules: Server, areas: Path) -> None:
    installed(areas)
    retire(OPERATOR, asked(), "permits")
    with pytest.raises(Conflict, match="already_retired"):
        retire(OPERATOR, asked(), "permits")


def test_a_version_before_is_not_opened_again_by_retiring_the_newest(modules: Server, areas: Path) -> None:
    installed(areas)
    first = pins.newest("permits", "enquiry").procedure_id
    changed(areas / "permits/module.yaml", ("due: 5 days", "due: 6 days"), ("version: 1.0.0", "version: 2.0.0"))
    installed(areas)
    retire(OPERATOR, asked(), "permits")
    for procedure_id in (first, pins.newest("permits", "enquiry").procedure_id):
        with pytest.raises(Refused, match="module_retired"):
            pins.must_be_open(procedure_id)


def test_a_newer_version_is_open_again(modules: Server, areas: Path) -> None:
    installed(areas)
    retire(OPERATOR, asked(), "permits")
    changed(areas / "permits/module.yaml", ("title: Permits", "title: All"), ("version: 1.0.0", "version: 1.0.1"))
    installed(areas)
    pins.must_be_open(pins.newest("permits", "enquiry").procedure_id)


def test_a_version_whose_author_calls_it_retired_stops_new_exchanges(modules: Server, areas: Path) -> None:
    installed(areas)
    changed(areas / "permits/module.yaml", ("version: 1.0.0", "version: 1.0.1\nstatus: retired"))
    installed(areas)
    with pytest.raises(Refused, match="module_retired"):
        pins.must_be_open(pins.newest("permits", "enquiry").procedure_id)


@pytest.mark.parametrize("name", ["permitz", "basics"])
def test_only_a_policy_area_that_is_installed_can_be_retired(modules: Server, areas: Path, name: str) -> None:
    installed(areas)
    with pytest.raises(NotFound, match="module_unknown"):
        retire(OPERATOR, asked(), name)
    with pytest.raises(NotFound, match="module_unknown"):
        exchanges_under(OPERATOR, name)


def test_only_the_operator_retires(modules: Server, areas: Path) -> None:
    installed(areas)
    with pytest.raises(Refused, match="not_operator"):
        retire(Actor(ActorKind.PERSON, new_ref(NOW)), asked(), "permits")
    pins.must_be_open(pins.newest("permits", "enquiry").procedure_id)


def test_rooms_above_are_asked_how_many_exchanges_go_on(modules: Server, areas: Path, unanswered: None) -> None:
    installed(areas)
    first = pins.newest("permits", "enquiry").procedure_id
    changed(areas / "permits/module.yaml", ("title: Permits", "title: All"), ("version: 1.0.0", "version: 1.0.1"))
    installed(areas)
    heard: list[int] = []

    def two_each(procedures: Sequence[int]) -> int:
        heard.extend(procedures)
        return 2 * len(procedures)

    open_exchanges.answered("exchanges", two_each)
    open_exchanges.answered("repositories", lambda _procedures: 1)
    assert exchanges_under(OPERATOR, "permits") == 5
    assert sorted(heard) == [first, pins.newest("permits", "enquiry").procedure_id]


def test_silence_is_not_taken_for_none(modules: Server, areas: Path, unanswered: None) -> None:
    installed(areas)
    with pytest.raises(Unanswered, match="open_exchanges"):
        exchanges_under(OPERATOR, "permits")
