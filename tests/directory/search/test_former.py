"""Merged, split, closed, renamed: whoever types the old name finds who has the work now, and is told why."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from counterpart.directory.actions.ending import deactivate, succeed
from counterpart.directory.actions.registering import change_record
from counterpart.directory.kinds import AuthorityState, SuccessionKind
from counterpart.directory.queries.finding import record_of
from counterpart.directory.search import indexing
from counterpart.directory.search.asking import find
from counterpart.directory.search.indexing import index_all
from counterpart.directory.search.wanted import Field, Hit, Wanted
from counterpart.foundation.database.acting import as_actor
from tests.database.servers import Server
from tests.directory.asking import statements
from tests.network import OPERATOR, Network, asked

PQ = ("pq", "authority")
MERGED, SPLIT, CLOSED = SuccessionKind.MERGED, SuccessionKind.SPLIT, SuccessionKind.CLOSED


def found(network: Network, text: str) -> list[Hit]:
    return list(find(network.actor("nowak"), Wanted(text)).found)


def why(hit: Hit) -> tuple[Field, str]:
    return hit.why[0].field, hit.why[0].found


def test_a_line_of_mergers_is_found_by_every_name_that_there_ever_was(database: Server, network: Network) -> None:
    first, _ = network.newcomer("IT", PQ, name="Comune di Quattordio")
    second, _ = network.newcomer("IT", PQ, name="Comune di Felizzano")
    third, _ = network.newcomer("IT", PQ, name="Unione Valtanaro")
    italy = network.administrator_of("it_national")
    succeed(italy, asked(), first, MERGED, {"": second})
    [hit] = found(network, "quattordio")
    assert (hit.ref, why(hit)) == (second, (Field.FORMER, "Comune di Quattordio"))
    succeed(italy, asked(), second, MERGED, {"": third})
    for text, name in (("quatordio", "Comune di Quattordio"), ("felizzano", "Comune di Felizzano")):
        [hit] = found(network, text)
        assert (hit.ref, why(hit)) == (third, (Field.FORMER, name))
    [hit] = found(network, "valtanaro")
    assert (hit.ref, why(hit)[0]) == (third, Field.NAME)
    assert record_of(OPERATOR, first).record.names == {"en": "Comune di Quattordio"}


def test_who_was_split_is_found_as_all_who_go_on(database: Server, network: Network) -> None:
    before, _ = network.newcomer("IT", PQ, ("services", "authority"), name="Provincia di Vergante")
    east, _ = network.newcomer("IT", PQ, name="Ente orientale")
    west, _ = network.newcomer("IT", ("services", "authority"), name="Ente occidentale")
    succeed(network.administrator_of("it_national"), asked(), before, SPLIT, {"pq": east, "": west})
    assert {hit.ref for hit in found(network, "vergante")} == {east, west}
    assert {why(hit) for hit in found(network, "vergante")} == {(Field.FORMER, "Provincia di Vergante")}


def test_who_was_closed_or_deactivated_is_found_by_nobody_and_stays_readable(
    database: Server, network: Network
) -> None:
    italy = network.administrator_of("it_national")
    closed, _ = network.newcomer("IT", PQ, name="Ufficio Zoagli")
    gone, _ = network.newcomer("IT", PQ, name="Ufficio Moneglia")
    succeed(italy, asked(), closed, CLOSED, {"": None})
    deactivate(italy, asked(), gone)
    assert (found(network, "zoagli"), found(network, "moneglia")) == ([], [])
    assert record_of(OPERATOR, closed).state is AuthorityState.SUCCEEDED
    assert record_of(OPERATOR, gone).record.names == {"en": "Ufficio Moneglia"}


def test_who_was_renamed_and_then_merged_is_still_found_by_the_first_name(database: Server, network: Network) -> None:
    before, official = network.newcomer("IT", PQ, name="Pretura di Apricale")
    after, _ = network.newcomer("IT", PQ, name="Tribunale riviera")
    italy = network.administrator_of("it_national")
    rename(network, before, "Giudice di Baiardo")
    [hit] = found(network, "apricale")
    assert (hit.ref, why(hit)) == (before, (Field.FORMER, "Pretura di Apricale"))
    rename(network, before, "Giudice di Ceriana")
    succeed(italy, asked(), before, MERGED, {"": after})
    for text in ("apricale", "baiardo", "ceriana"):
        assert [one.ref for one in found(network, text)] == [after]
    assert official.ref is not None


def rename(network: Network, place: UUID, name: str) -> None:
    stands = record_of(OPERATOR, place)
    renamed = replace(stands.record, names={"en": name})
    change_record(network.administrator_of("it_national"), asked(), place, renamed, stands.version)


def test_a_former_name_counts_less_than_a_name(database: Server, network: Network) -> None:
    before, _ = network.newcomer("IT", PQ, name="Comune di Triora")
    after, _ = network.newcomer("IT", PQ, name="Comune di Molini")
    namesake, _ = network.newcomer("IT", PQ, name="Ufficio Triora")
    succeed(network.administrator_of("it_national"), asked(), before, MERGED, {"": after})
    assert [hit.ref for hit in found(network, "triora")] == [namesake, after]


def test_the_former_name_costs_one_statement_and_only_where_it_was_met(database: Server, network: Network) -> None:
    before, _ = network.newcomer("IT", PQ, name="Comune di Dolceacqua")
    after, _ = network.newcomer("IT", PQ, name="Comune di Isolabona")
    succeed(network.administrator_of("it_national"), asked(), before, MERGED, {"": after})
    found(network, "isolabona")
    counted = {}
    for text in ("isolabona", "dolceacqua"):
        with statements() as asked_of:
            found(network, text)
        counted[text] = len(asked_of)
    assert counted["dolceacqua"] == counted["isolabona"] + 1


def test_without_the_names_of_those_before_nobody_would_be_found(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, _ = network.newcomer("IT", PQ, name="Comune di Seborga")
    after, _ = network.newcomer("IT", PQ, name="Comune di Vallebona")
    monkeypatch.setattr(indexing, "former_names", lambda _: {})
    succeed(network.administrator_of("it_national"), asked(), before, MERGED, {"": after})
    assert found(network, "seborga") == []
    monkeypatch.undo()
    with as_actor([]):
        index_all()
    assert [hit.ref for hit in found(network, "seborga")] == [after]
