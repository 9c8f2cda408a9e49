"""A lookup answers hit or no hit: nothing else is learned from its answer, its time, the log or what is counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import transaction

from counterpart.core.errors import CounterpartError, Invalid, NotFound, Refused
from counterpart.exchanges.actions.moving import Given as GivenToAct
from counterpart.exchanges.actions.moving import act
from counterpart.foundation.access import What
from counterpart.foundation.actor import Actor
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from counterpart.modules.memory import steady
from counterpart.repositories.actions.looking_up import LookUp, look_up
from counterpart.repositories.keeping import forget_readers
from counterpart.repositories.permissions import repository_of
from counterpart.repositories.queries.consulted import consulted_lately
from counterpart.repositories.queries.given import Given, given_of
from counterpart.repositories.queries.reading import entry_page
from tests.database.servers import Server
from tests.directory.asking import statements
from tests.exchanges.stories import NOW, asked, later, stored
from tests.named import named_in
from tests.network import Network
from tests.repositories.licences import AREA, AUTHORITY, LICENCE, PERSON, install_licences, licensed
from tests.repositories.registers import KEEPER, followed

ZOFIA = {"surname": "wojcik nowak", "birth_date": "1979-05-03"}
NOBODY = {"surname": "wojcik nowak", "birth_date": "1979-05-04"}
ENTRIES = """select e.shown::text, f.terms::text, f.facets::text from repositories_entry e
join repositories_found_by f on f.entry_id = e.id"""


@pytest.fixture
def licences(network: Network, database: Server) -> Server:
    """The policy area installed."""
    install_licences()
    return database


@pytest.fixture
def keeper(network: Network, licences: Server) -> Actor:
    """Somebody of the Polish authority that grants licences."""
    return network.newcomer("PL", AUTHORITY)[1]


@pytest.fixture
def police(network: Network, licences: Server) -> Actor:
    """Somebody of a French authority that checks on the road."""
    return network.newcomer("FR", AUTHORITY)[1]


def hits(actor: Actor, values: Mapping[str, str], *, at: dt.datetime = NOW, why: str = "roadside_check") -> list[UUID]:
    return look_up(actor, asked(at), AREA, LICENCE, "holds_one", LookUp(values, why))


def told(actor: Actor, found: list[UUID]) -> tuple[Given, ...]:
    repository = repository_of(actor, AREA, LICENCE)
    return given_of(actor, repository, repository.lookups["holds_one"], found, NOW)


def test_a_hit_gives_what_the_lookup_names_and_nothing_else(keeper: Actor, police: Actor) -> None:
    licence = licensed(keeper)
    assert hits(police, ZOFIA) == [licence.ref]
    [given] = told(police, hits(police, ZOFIA))
    assert (given.member, given.state, given.number, given.values, given.keeper) == ("PL", "published", "", {}, None)
    assert hits(police, {"surname": "Wójcik", "birth_date": "1979-05-03"}) == [licence.ref]
    assert hits(police, {"surname": "Wójcik Kowalska", "birth_date": "1979-05-03"}) == []


def test_nothing_of_a_person_lies_in_clear(keeper: Actor, police: Actor) -> None:
    licensed(keeper)
    hits(police, ZOFIA)
    everything = str(stored(ENTRIES)) + str(stored("select * from repositories_lookup"))
    everything += str(stored("select facts::text from foundation_log_entry where action = 'look_up'"))
    everything += str(stored("select dims::text from foundation_fact where type = 'repository.looked_up'"))
    assert named_in(everything, ("jcik", "Zofia", "1979", "ojcik")) == []


def test_no_hit_and_a_hit_that_is_not_for_the_reader_are_the_same(keeper: Actor, police: Actor) -> None:
    licence = licensed(keeper)
    seen = {}
    for case in ("none", "withheld"):
        if case == "withheld":
            act(keeper, asked(), licence.ref, "end", KEEPER, GivenToAct(reason="Fraud"), expected=licence.version)
            followed()
        with steady():
            hits(police, NOBODY)
            with statements() as said:
                found = hits(police, NOBODY if case == "none" else ZOFIA)
                answer = told(police, found)
        seen[case] = (found, answer, [one.split("(")[0][:40] for one in said])
    assert seen["none"] == seen["withheld"]
    assert seen["none"][:2] == ([], ())


def test_a_hit_takes_as_many_statements_as_none(keeper: Actor, police: Actor) -> None:
    licensed(keeper)
    counted = []
    with steady():
        told(police, hits(police, ZOFIA))
        for values in (ZOFIA, NOBODY):
            with statements() as said:
                told(police, hits(police, values))
            counted.append(len(said))
    assert counted[0] == counted[1]


def test_the_log_says_who_asked_why_and_whether_there_was_a_hit(keeper: Actor, police: Actor) -> None:
    licensed(keeper)
    hits(police, ZOFIA)
    hits(police, NOBODY, why="supervision")
    what = "facts ->> 'purpose', facts ->> 'hit', authority_ref"
    assert stored(f"select {what} from foundation_log_entry where action = 'look_up' order by n") == [
        ("roadside_check", "true", police.authority_ref),
        ("supervision", "false", police.authority_ref),
    ]


def test_each_key_and_a_purpose_must_be_given(keeper: Actor, police: Actor) -> None:
    licensed(keeper)
    for values, purpose, code in (
        ({"surname": "Wójcik"}, "roadside_check", "lookup_key_missing"),
        (ZOFIA | {"surname": "…"}, "roadside_check", "lookup_key_missing"),
        (ZOFIA | {"address": "x"}, "roadside_check", "lookup_key_unknown"),
        (ZOFIA, "", "lookup_purpose"),
        (ZOFIA, "curiosity", "lookup_purpose"),
    ):
        with pytest.raises(Invalid) as refused:
            hits(police, values, why=purpose)
        assert refused.value.code == code
    assert stored("select count(*) from repositories_lookup") == [(0,)]


def test_whoever_has_no_role_of_the_lookup_meets_nothing(network: Network, keeper: Actor) -> None:
    licensed(keeper)
    for name in ("holds_one", "find", "valid", "nothing"):
        with pytest.raises(NotFound) as refused:
            look_up(network.actor("taylor"), asked(), AREA, LICENCE, name, LookUp(ZOFIA, "roadside_check"))
        assert refused.value.code == "repository_unknown"


def test_the_limit_of_a_day_holds_for_the_whole_authority_also_at_once(keeper: Actor, police: Actor) -> None:
    """Many at once, each with a connection of its own, as two web processes have them."""
    licensed(keeper)
    for _ in range(46):
        hits(police, NOBODY)

    def one(_: int) -> str:
        try:
            hits(police, NOBODY)
        except CounterpartError as problem:
            return problem.code
        return "answered"

    with ThreadPoolExecutor(4) as at_once:
        answers = sorted(at_once.map(one, range(8)))
    assert answers == ["answered"] * 4 + ["lookup_too_often"] * 4
    with pytest.raises(Refused):
        hits(police, ZOFIA, at=later(hours=23))
    assert len(hits(police, ZOFIA, at=later(hours=25))) == 1


def test_what_is_blocked_or_ended_is_no_hit(keeper: Actor, police: Actor) -> None:
    licence = licensed(keeper)
    written = act(keeper, asked(), licence.ref, "end", KEEPER, GivenToAct(reason="Fraud"), expected=licence.version)
    followed()
    assert hits(police, ZOFIA) == []  # the lookup asks for valid and suspended ones
    assert written.state == "ended"


def test_who_looked_something_up_is_known_for_a_day(keeper: Actor, police: Actor) -> None:
    hits(police, NOBODY)
    assert consulted_lately(police, AREA, later(hours=2)) == (LICENCE,)
    assert consulted_lately(police, AREA, later(hours=25)) == ()
    assert consulted_lately(keeper, AREA, later(hours=2)) == ()


def test_who_is_erased_is_forgotten_by_the_worker_and_that_somebody_looked_up_stays(
    keeper: Actor, police: Actor
) -> None:
    hits(police, NOBODY)
    hits(keeper, NOBODY)
    with as_worker(), transaction.atomic():
        forget_readers([police.ref or new_ref(NOW)])
    assert stored("select user_ref from repositories_lookup order by id") == [(None,), (keeper.ref,)]


def test_the_sealed_part_of_an_entry_is_read_by_its_circle_and_told_of(keeper: Actor, police: Actor) -> None:
    licence = licensed(keeper)
    page = entry_page(police, repository_of(police, AREA, LICENCE), licence.number, NOW)
    assert {name: page.values[name] for name in PERSON} == PERSON
    [(reader, what)] = stored("select actor_ref, what from foundation_access where stream = %s", [licence.ref])
    assert (reader, what) == (police.ref, int(What.ENTRY))
