"""What a coordinator is shown costs two statements, however much of it there is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from counterpart.directory.codes import code_of
from counterpart.directory.queries.joining import awaiting_of, invitation_of, invitations_of
from counterpart.modules import memory
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.joining.stories import invited, joined, spain
from tests.network import Network


def statements(call: Callable[[], object]) -> int:
    memory.edition()
    with memory.steady(), CaptureQueriesContext(connection) as asked_of:
        call()
    return sum("directory_" in one["sql"] for one in asked_of)


@pytest.mark.parametrize("many", [1, 4])
def test_a_page_of_a_coordinator_costs_two_statements(database: Server, network: Network, many: int) -> None:
    refs = [invited(network) for _ in range(many)]
    for ref in refs:
        joined(ref)
    act = spain(network)
    assert statements(lambda: invitations_of(act)) == 2
    assert statements(lambda: awaiting_of(act)) == 2
    last = invited(network)
    assert statements(lambda: invitation_of(code_of(last), NOW)) == 2


def test_who_has_waited_longest_stands_first_and_pages_go_on(database: Server, network: Network) -> None:
    towns = [joined(invited(network)) for _ in range(3)]
    act = spain(network)
    seen, after = [], 0
    while True:
        page = awaiting_of(act, after=after, limit=2)
        seen += [one.ref for one in page.authorities]
        if page.following is None:
            break
        after = page.following
    assert [ref for ref in seen if ref in towns] == towns
    assert len(seen) == len(set(seen))
