"""Two coordinators press the same button in the same moment: one of them did it, the other is told so."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connections

from counterpart.core.errors import CounterpartError
from counterpart.directory.actions.handing_over import hand_over
from counterpart.directory.actions.upkeep import chase
from counterpart.directory.concerns import Concern
from counterpart.directory.kinds import AuthorityKind, RelationKind
from tests.database.servers import Server
from tests.directory.actions.test_handing_over import coordinator, holders
from tests.directory.asking import facts_of
from tests.network import Network, asked

PQ = ("pq", "authority")
HANDS = 4


def together(act: Callable[[], object]) -> list[str]:
    """Do the same in several threads at once; return the codes of those that were refused."""
    start, refused = threading.Barrier(HANDS), list[str]()

    def run() -> None:
        try:
            start.wait()
            act()
        except CounterpartError as problem:
            refused.append(problem.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(HANDS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_an_authority_is_reminded_once(database: Server, network: Network) -> None:
    place, _ = network.newcomer("PT", PQ)
    portugal = network.administrator_of("pt_national")
    refused = together(lambda: chase(portugal, asked(), Concern.ONE_USER, [place]))
    assert refused == ["chased_lately"] * (HANDS - 1)
    assert [type_ for type_, _ in facts_of(place)].count("directory.authority_chased") == 1


def test_a_part_is_handed_over_once_and_one_has_it(database: Server, network: Network) -> None:
    place, _ = network.newcomer("PT", PQ)
    new, _ = coordinator(network, "PT", AuthorityKind.AREA, area="pq")
    portugal = network.administrator_of("pt_national")
    refused = together(lambda: hand_over(portugal, asked(), place, new, RelationKind.VALIDATING))
    assert set(refused) <= {"related", "stream_moved"}
    assert len(refused) == HANDS - 1
    assert holders(place, RelationKind.VALIDATING) == [new]
