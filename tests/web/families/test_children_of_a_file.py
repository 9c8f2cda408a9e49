"""A file and what belongs to it: a tree with one history, and on the page of a parent what its children wait for."""

from __future__ import annotations

from contextlib import suppress

import pytest

from counterpart.core.errors import Conflict
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.queries import sight
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from tests.architecture.guards.files import ROOT
from tests.exchanges.stories import asked, stored
from tests.network import OPERATOR, Network
from tests.web.families.offices import HANDLES, Offices
from tests.web.families.stage import SAID, Stage, refs

HANDLER, ASKER, LEAD, CONSULTED = (Capacity(one) for one in ("handler", "asker", "presumed_lead", "consulted"))
COMPLAINT = {"matter": "Cookies", "controller": "Example Ltd", "complainant": "Ann Other"}


@pytest.fixture(scope="session")
def authorities(network: Network) -> Offices:
    """Authorities that get complaints, lead, and are consulted."""
    with suppress(Conflict):  # by another test
        install(OPERATOR, asked(), trusted_consignment(ROOT / "tests" / "areas" / "children"))
    found = Offices(network)
    for member in ("IT", "FR", "NL"):
        found.office(f"{member.lower()}_privacy", member, "children", "authority", HANDLES)
    return found


@pytest.fixture
def file(stage: Stage, authorities: Offices) -> Stage:
    """The stage with those who complain."""
    stage.door.others.update(authorities.actors)
    return stage


def newest(number: str) -> Written:
    """The last exchange that began under a number."""
    found = "select ref, number, version, state from exchanges_exchange where number like %s order by part desc limit 1"
    return Written(*stored(found, [f"{number.partition('/')[0]}%"])[0])


def asked_who_leads(stage: Stage, offices: Offices) -> tuple[Written, Written]:
    """A file in Italy in which France is asked whether it leads."""
    file = stage.begun("it_privacy", "children", "file", COMPLAINT)
    stage.done("it_privacy", file, "identify", HANDLER)
    child = newest(file.number)
    stage.done("it_privacy", child, "ask", ASKER, choose=[offices.refs["fr_privacy"]])
    return stage.current(file), stage.current(child)


def test_a_child_is_begun_sent_and_answered_through_the_pages_under_the_number_of_its_file(
    file: Stage, authorities: Offices
) -> None:
    exchange = file.begin("it_privacy", "children", "file")
    assert file.write("it_privacy", exchange, COMPLAINT).done
    assert "Who leads" in file.door.look("it_privacy", exchange, "/do/identify?as=handler").text.partition("Begins")[2]
    file.does("it_privacy", exchange, "identify", HANDLER)
    child = newest(exchange.number)
    assert child.number == f"{exchange.number}/2"
    file.does("it_privacy", child, "ask", ASKER, {"choose": refs(authorities.refs["fr_privacy"])})
    assert "Cookies" in file.read("fr_privacy", child)
    file.does("fr_privacy", child, "accept", LEAD)
    assert file.door.state(exchange) == "investigating"
    assert "With the lead authority" in file.read("fr_privacy", exchange)


def test_the_page_of_a_parent_says_what_its_open_children_wait_for(file: Stage, authorities: Offices) -> None:
    parent, child = asked_who_leads(file, authorities)
    page = file.read("it_privacy", parent)
    assert "Waits for Who leads: FR Fr Privacy In 21 days Mon 23 Mar" in page
    file.done("fr_privacy", child, "decline", LEAD, reason="Not here.")
    assert "Waits for" not in file.read("it_privacy", parent)


def test_parent_and_children_stand_as_a_tree_with_the_one_at_hand_marked(file: Stage, authorities: Offices) -> None:
    parent, child = asked_who_leads(file, authorities)
    file.done("fr_privacy", child, "decline", LEAD, reason="Not here.")
    file.done("it_privacy", parent, "consult", HANDLER)
    other = newest(parent.number)
    for here in (parent, child, other):
        page = file.door.look("it_privacy", here).page
        assert f'class="no below-{int(here != parent)}"><b>{here.number}</b>' in page
        table = page.partition('id="h-relatives"')[2].partition("</table>")[0]
        assert table.count('aria-current="true"') == 1
        assert (table.count("below-0"), table.count("below-1")) == (1, 2)
        found = [table.index(f">{one.number}<") for one in (parent, child, other)]
        assert found == sorted(found)


def test_whoever_takes_part_in_one_child_sees_neither_the_file_nor_its_history(
    file: Stage, authorities: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent, child = asked_who_leads(file, authorities)
    page = file.door.look("fr_privacy", child)
    assert f">{parent.number}<" not in page.page
    assert "History of the whole file" not in page.text
    file.closed_to(parent, "fr_privacy", "nl_privacy")
    assert file.door.look("fr_privacy", parent, "/file").status == 404
    told = file.door.look("fr_privacy", child, "/file").text
    assert "Ask who leads" not in told
    seen = "exists(select 1 from exchanges_access a where a.exchange_id = o.id)"
    assert seen in sight.FAMILY
    monkeypatch.setattr(sight, "FAMILY", sight.FAMILY.replace(seen, "true"))
    assert f">{parent.number}<" in file.door.look("fr_privacy", child).page


def test_the_history_of_the_file_tells_of_each_exchange_in_one_order(file: Stage, authorities: Offices) -> None:
    parent, child = asked_who_leads(file, authorities)
    file.door.move_clock(hours=2)
    file.does("fr_privacy", child, "decline", LEAD, SAID)
    file.door.move_clock(hours=2)
    file.does("it_privacy", parent, "consult", HANDLER)
    told = file.door.look("it_privacy", child, "/file").text.partition("History")[2]
    steps = ["Consult another authority", "We do not lead", "Ask who leads"]
    assert [told.index(one) for one in steps] == sorted(told.index(one) for one in steps)
    assert "So that it is done." in told
    for one in (parent, child):
        assert one.number in told
    assert "We do not lead" not in file.door.look("it_privacy", parent, "/history").text
    assert file.door.look("it_privacy", parent, "/file").text.count("We do not lead") == 1
