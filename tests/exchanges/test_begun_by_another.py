"""What a step of an exchange begins: a child under its number, or an exchange with a number of its own."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from counterpart.core.errors import Conflict
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.moving import act
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.exchanges.queries.page import exchange_page
from counterpart.foundation.actor import Actor
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from tests.architecture.guards.files import ROOT
from tests.database.servers import Server
from tests.exchanges.stories import NOW, asked, stored
from tests.network import OPERATOR, Network

AREA = ROOT / "tests" / "exchanges" / "linked"
ROLES = (("linked", "authority"),)
SUBJECT = {"person": "Anna Example", "town": "Graz"}
EXCHANGES = """
select e.number, e.part, e.state, v.version, e.parent_id is not null, e.ref from exchanges_exchange e
join modules_procedure p on p.id = e.procedure_id join modules_version v on v.id = p.version_id order by e.id
"""


def installed(path: Path = AREA) -> None:
    with suppress(Conflict):  # by another test
        install(OPERATOR, asked(), trusted_consignment(path))


def next_version(folder: Path, version: str) -> Path:
    """The area as it comes after, in which a visit begins otherwise."""
    text = (AREA / "module.yaml").read_text().replace("version: 1.0.0", f"version: {version}")
    folder.mkdir()
    (folder / "module.yaml").write_text(text.replace("planned", f"arranged_{version[0]}"))
    return folder


def between_two(network: Network) -> tuple[Actor, Actor, Written]:
    """A case, open between an authority of Poland and one of Austria."""
    installed()
    _, asker = network.newcomer("PL", *ROLES)
    ref, answerer = network.newcomer("AT", *ROLES)
    begun = Begun(parties={"answerer": [ref]}, subject=SUBJECT)
    return asker, answerer, open_exchange(asker, asked(), "linked", "case", begun)


def test_a_child_is_of_the_version_of_its_parent_whatever_was_installed_since(
    network: Network, database: Server, tmp_path: Path
) -> None:
    _, answerer, case = between_two(network)
    installed(next_version(tmp_path / "linked", "2.0.0"))
    act(answerer, asked(), case.ref, "look", Capacity("answerer"))
    [parent, child] = stored(EXCHANGES)
    assert (parent[:5], child[1:5]) == ((case.number, 1, "open", "1.0.0", False), (2, "planned", "1.0.0", True))
    act(answerer, asked(), child[5], "finish", Capacity("visitor"))


def test_a_step_begins_an_exchange_of_its_own_linked_to_the_one_that_it_began_in(
    network: Network, database: Server
) -> None:
    asker, answerer, case = between_two(network)
    act(asker, asked(), case.ref, "complain", Capacity("asker"))
    [parent, complaint] = stored(EXCHANGES)
    assert complaint[1:5] == (1, "lodged", parent[3], False)
    assert complaint[0].partition("/")[0] != case.number.partition("/")[0]
    page = exchange_page(answerer, complaint[0], NOW)
    assert page.content is not None
    assert page.content.subject == {"whom": "Anna Example"}
    assert [one.number for one in page.relatives] == [case.number]
    assert [one.number for one in exchange_page(asker, case.number, NOW).relatives] == [complaint[0]]


def test_nothing_of_what_was_copied_stands_in_clear(network: Network, database: Server) -> None:
    asker, _, case = between_two(network)
    act(asker, asked(), case.ref, "complain", Capacity("asker"))
    rows = stored("select e::text from exchanges_exchange e union all select t::text from exchanges_turn t")
    rows += stored(
        "select f.dims::text from foundation_fact f union all select l.facts::text from foundation_log_entry l"
    )
    assert len(rows) >= len(["exchanges", "turns"]) * 2
    assert not [row for (row,) in rows if "Example" in row]
    keys = stored("select count(distinct exchange_id) from exchanges_content where kind = 1")
    assert keys == [(2,)]


def test_whoever_is_told_of_a_new_exchange_is_told_of_one_that_a_step_began(network: Network, database: Server) -> None:
    asker, _, case = between_two(network)
    act(asker, asked(), case.ref, "complain", Capacity("asker"))
    [(told,)] = stored(
        "select dims #>> '{told,0,kind}' from foundation_fact where type = 'exchange.opened' order by id desc limit 1"
    )
    assert told == "new_work"
