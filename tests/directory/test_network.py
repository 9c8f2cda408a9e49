"""The cast is in the database, and can act."""

from __future__ import annotations

from counterpart.foundation.actor import Right
from tests.network import Network


def test_a_handler_acts_for_her_authority_with_her_rights(network: Network) -> None:
    kowalska = network.actor("kowalska")
    assert kowalska.authority_ref == network.authorities["pl_pharmacists"]
    assert kowalska.rights == {Right("", "basic"), Right("pq", "handler"), Right("pq", "alert_handler")}
    assert (kowalska.language, kowalska.time_zone) == ("pl", "Europe/Warsaw")
