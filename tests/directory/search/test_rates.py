"""Of what people type for 13,000 authorities in all languages, how much finds the one that is meant among ten."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

import orjson
import pytest

from benchmarks.searches import KINDS, Target, searches
from counterpart.directory.actions.laying import LaidAuthority, lay_network
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.search.asking import find
from counterpart.directory.search.competences import codes
from counterpart.directory.search.wanted import Wanted
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.statements import rows
from counterpart.operations.demonstration.growing import scaled
from counterpart.operations.demonstration.laying import SEED, laid
from counterpart.operations.demonstration.planning import network_plan
from tests.database.servers import Server
from tests.network import OPERATOR, Network, asked

AUTHORITIES = 13_000
SEED_OF_SEARCHES = 7
AT_LEAST = {"native": 0.99, "latin": 0.99, "partial": 0.99, "profession": 0.99, "one": 0.97, "two": 0.85}
TEN = 10
PROBES = {
    "Athina": "Αθήνα",
    "Sofia": "София",
    "Muenchen": "München",
    "Saloniki": "Θεσσαλονίκη",
    "Wroclav": "Wrocław",
    "Arhus": "Aarhus",
    "Ljubliana": "Ljubljana",
    "Kobenhavn": "København",
    "Brno mesto": "Brno",
    "Λευκωσια": "Λευκωσία",
    "Пл\u006fвдив": "Пловдив",
}
"""What is typed, and the town of the first that is found; the last with a Latin o. Some of the cast have no town."""


def beside_the_cast(one: LaidAuthority) -> LaidAuthority:
    """A member has one national coordinator, and the cast brings some."""
    if one.record.kind is not AuthorityKind.NATIONAL:
        return one
    return replace(one, record=replace(one.record, kind=AuthorityKind.AREA))


@pytest.fixture(scope="module")
def everybody(network: Network, migrated: Server) -> Iterator[Network]:
    """The demonstration network, grown to its full size beside the cast."""
    with sign_in(migrated.parameters(Role.OWNER)) as owner:
        [most] = owner.execute("select max(id) from directory_authority").fetchone() or (0,)
    try:
        plan = scaled(network_plan(SEED), AUTHORITIES, SEED)
        lay_network(OPERATOR, asked(), [beside_the_cast(one) for one in laid(list(plan), [])])
        yield network
    finally:
        with sign_in(migrated.parameters(Role.OWNER)) as owner:
            for table in ("competence", "access", "relation", "posting"):
                owner.execute(f"delete from directory_{table} where authority_id > %s", [most])
            owner.execute("delete from directory_authority where id > %s", [most])


def targets() -> list[Target]:
    known = codes()
    with as_actor([], read_only=True):
        competent = defaultdict(list)
        for authority, *code in rows(
            "select authority_id, module, list, code from directory_competence order by 1, 2, 3, 4"
        ):
            competent[authority].append(known.titles[code[0], code[1], code[2]])
        found = rows("select id, ref, names, city from directory_authority where state = 1 order by id")
    return [
        Target(ref, next(iter(orjson.loads(names).values())), city, competent[id_]) for id_, ref, names, city in found
    ]


def rates(network: Network, count: int) -> dict[str, float]:
    actor, hit, all_ = network.actor("nowak"), Counter[str](), Counter[str]()
    for search in searches(targets(), count, SEED_OF_SEARCHES):
        found = find(actor, Wanted(search.text), limit=TEN).found
        hit[search.kind] += search.found_in([one.ref for one in found])
        all_[search.kind] += 1
    return {kind: hit[kind] / all_[kind] for kind in KINDS}


@pytest.mark.slow
def test_the_probes_find_their_town_first(everybody: Network) -> None:
    actor = everybody.actor("nowak")
    found = {typed: find(actor, Wanted(typed)).found for typed in PROBES}
    first = {typed: next(hit for hit in hits if hit.city) for typed, hits in found.items()}
    assert {typed: hit.city for typed, hit in first.items()} == PROBES


@pytest.mark.slow
def test_of_a_few_hundred_searches_nearly_all_find_whom_they_mean(everybody: Network) -> None:
    found = rates(everybody, 300)
    assert {kind: rate for kind, rate in found.items() if rate < AT_LEAST[kind] - 0.02} == {}


@pytest.mark.slow
@pytest.mark.campaign
def test_of_two_thousand_searches_as_many_as_promised_find_whom_they_mean(everybody: Network) -> None:
    found = rates(everybody, 2_000)
    assert {kind: rate for kind, rate in found.items() if rate < AT_LEAST[kind]} == {}
