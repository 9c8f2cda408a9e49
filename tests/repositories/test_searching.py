"""Registers are found in any language, by whoever may consult the directory, and by nobody else."""

from __future__ import annotations

import pytest

from counterpart.core.errors import NotFound
from counterpart.foundation.actor import Actor
from counterpart.repositories.permissions import repositories_of, repository_of
from counterpart.repositories.queries.reading import entry_page
from counterpart.repositories.queries.searching import Hits, search
from counterpart.repositories.search.wanted import Sought
from tests.database.servers import Server
from tests.exchanges.stories import NOW
from tests.network import Network
from tests.repositories.registers import entered, followed, moved, published

AUTHORITY = ("registers", "authority")


def found(actor: Actor, **sought: object) -> Hits:
    return search(actor, repository_of(actor, "registers", "entry"), Sought(**sought))  # type: ignore[arg-type]


def numbers(actor: Actor, **sought: object) -> list[str]:
    return [hit.number for hit in found(actor, **sought).found]


@pytest.fixture
def keeper(network: Network) -> Actor:
    """Somebody of a Polish office that keeps registers."""
    return network.newcomer("PL", AUTHORITY)[1]


@pytest.fixture
def reader(network: Network) -> Actor:
    """Somebody of a Greek office that wants to consult them."""
    return network.newcomer("GR", AUTHORITY)[1]


def test_a_register_is_found_by_a_word_of_another_language(
    network: Network, database: Server, keeper: Actor, reader: Actor
) -> None:
    companies = published(keeper)
    doctors = published(keeper, name="Rejestr lekarzy", kind="professionals", keywords="lekarz", subjects="Lekarze")
    assert numbers(reader) == [doctors.number, companies.number]
    assert numbers(reader, text="sądowy") == numbers(reader, text="sadowy") == [companies.number]
    assert numbers(reader, text="sadowyy") == [companies.number]  # a letter too many
    assert numbers(reader, text="company") == [companies.number]  # what the kind is called in English
    assert numbers(reader, codes={"kind": "professionals"}) == [doctors.number]
    assert numbers(reader, member="PL") == [doctors.number, companies.number]
    assert numbers(reader, text="Πολωνία") == [doctors.number, companies.number]
    assert numbers(reader, member="FR") == []
    shown = found(reader)
    assert (shown.count, shown.facets["f:kind=companies"], shown.facets["k:PL"]) == (2, 1, 2)


def test_words_that_nothing_is_found_by_are_left_out_and_named(
    network: Network, database: Server, keeper: Actor, reader: Actor
) -> None:
    companies = published(keeper)
    hits = found(reader, text="Krajowy zzzzqqqq")
    assert ([one.number for one in hits.found], hits.missed) == ([companies.number], ("zzzzqqqq",))
    nothing = found(reader, text="zzzzqqqq")
    assert (nothing.found, nothing.missed) == ((), ("zzzzqqqq",))


def test_a_draft_and_what_was_taken_down_are_found_by_nobody(
    network: Network, database: Server, keeper: Actor, reader: Actor
) -> None:
    draft = entered(keeper)
    followed()
    assert numbers(reader) == numbers(keeper) == []
    there = moved(keeper, draft, "publish")
    followed()
    assert numbers(reader) == [draft.number]
    gone = moved(keeper, there, "archive")
    followed()
    assert numbers(reader) == []
    moved(keeper, gone, "republish")
    followed()
    assert numbers(reader) == [draft.number]


def test_a_stranger_meets_no_repository_and_no_entry(network: Network, database: Server, keeper: Actor) -> None:
    exchange = published(keeper)
    stranger = network.actor("taylor")
    assert [one.pin.procedure for one in repositories_of(stranger)] == []
    with pytest.raises(NotFound) as refused:
        repository_of(stranger, "registers", "entry")
    assert refused.value.code == "repository_unknown"
    repository = repository_of(keeper, "registers", "entry")
    assert entry_page(keeper, repository, exchange.number, NOW).values["name"] == "Krajowy Rejestr Sądowy"
    with pytest.raises(NotFound):
        entry_page(keeper, repository, "ZZZZ-ZZZZ", NOW)
