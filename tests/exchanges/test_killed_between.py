"""Killed between the two transactions, each way: no exchange without its keys, no keys for ever without an exchange."""

from __future__ import annotations

from uuid import UUID

import pytest

from counterpart.exchanges.actions.copying import delete_draft
from counterpart.foundation.actor import ActorKind
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.duties import sweep_orphaned_keys
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.log import EntryKind
from tests.database.servers import Server
from tests.exchanges.stories import NOW, REQUESTER, asked, drafted, later, stored
from tests.foundation.processes import KILLED, in_process
from tests.network import Network

pytestmark = pytest.mark.slow

PROOFS = "select count(*) from foundation_log_entry where stream = %s and kind = %s and actor_kind = %s"


def keyed(server: Server) -> set[UUID]:
    """The refs that have keys."""
    with sign_in(server.superuser) as superuser:
        return {UUID(str(ref)) for (ref,) in superuser.execute("select distinct ref from vault.key").fetchall()}


def test_keys_whose_exchange_never_came_to_be_are_swept_after_a_day(network: Network, database: Server) -> None:
    exchange = drafted(network)
    words = (str(network.users["kowalska"]), str(network.authorities["pl_pharmacists"]))
    assert in_process("tests.exchanges.killed:open_and_die", *words) == KILLED
    assert stored("select ref from exchanges_exchange") == [(exchange.ref,)]
    [lost] = keyed(database) - {exchange.ref}
    sweep_orphaned_keys(later(hours=23))
    assert keyed(database) == {exchange.ref, lost}
    sweep_orphaned_keys(later(hours=25))
    assert keyed(database) == {exchange.ref}


@pytest.mark.parametrize(("when", "there"), [("before", True), ("after", False)])
def test_keys_of_what_is_marked_as_erased_are_destroyed_by_the_next_worker(
    network: Network, database: Server, when: str, there: bool
) -> None:
    other, exchange = drafted(network), drafted(network)
    delete_draft(network.actor("kowalska"), asked(), exchange.ref, REQUESTER)
    assert keyed(database) == {exchange.ref, other.ref}
    assert in_process("tests.exchanges.killed:erase_and_die", when) == KILLED
    assert keyed(database) == ({exchange.ref, other.ref} if there else {other.ref})
    proofs = [exchange.ref, EntryKind.ERASED, ActorKind.CLOCK]
    assert stored(PROOFS, proofs) == [(0,)]
    for _ in range(2):
        sequence_facts(NOW)
        feed_consumers(NOW)
    assert keyed(database) == {other.ref}
    assert stored(PROOFS, proofs) == [(1,)]
