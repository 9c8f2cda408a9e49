"""Table 6: an entry of a register is published, kept up to date, marked when nobody confirms it, and taken down."""

from __future__ import annotations

import pytest

from counterpart.exchanges.actions.beginning import Capacity, Written
from tests.web.families.offices import Offices
from tests.web.families.stage import BLANK, NO_REASON, SAID, Stage, typed
from tests.web.families.tables import plays

KEEPER, COORDINATOR = Capacity("keeper"), Capacity("gatekeeper")
REGISTER = {
    "name": "Handelsregistret",
    "kept_in": "SE",
    "kind": "licences",
    "areas": ["services"],
    "subjects": "All trades",
    "contents": ["name", "address", "authorisation"],
    "consulted_by": "everybody",
    "access": "online",
    "link": "https://register.example",
    "fee": False,
}


@pytest.fixture
def entry(stage: Stage, registers: Offices) -> Stage:
    """The stage with those who keep registers and read about them."""
    stage.door.others.update(registers.actors)
    return stage


def draft(stage: Stage, **changed: object) -> Written:
    return stage.begun("se_keeper", "registers", "entry", REGISTER | changed)


def published(stage: Stage) -> Written:
    return stage.done("se_keeper", draft(stage), "publish", KEEPER)


def archived(stage: Stage) -> Written:
    return stage.done("se_keeper", published(stage), "archive", KEEPER)


@plays("6", 1)
def test_who_keeps_registers_begins_an_entry_and_nobody_reads_the_draft(entry: Stage) -> None:
    exchange = entry.begin("se_keeper", "registers", "entry")
    assert entry.write("se_keeper", exchange, typed(REGISTER)).done
    assert "Handelsregistret" in entry.door.look("se_keeper", exchange, "/write").page
    assert "Handelsregistret" not in entry.read("se_registers", exchange)
    assert "Entry of a register" not in entry.door.open("kowalska", "new").text
    entry.closed_to(exchange, "dk_reader", "kowalska")


@plays("6", 2)
def test_only_what_is_complete_is_published(entry: Stage) -> None:
    exchange = draft(entry, link="")
    entry.refused("se_keeper", exchange, "publish", KEEPER, "Link: ")
    assert entry.write("se_keeper", exchange, {"link": "https://register.example"}).done
    assert "Published" in entry.does("se_keeper", exchange, "publish", KEEPER)
    assert entry.door.state(exchange) == "published"


@plays("6", 2)
def test_the_coordinator_may_publish_it_too(entry: Stage) -> None:
    exchange = entry.begin("se_keeper", "registers", "entry")
    assert entry.write("se_keeper", exchange, typed(REGISTER)).done
    assert not entry.door.do("se_registers", exchange, "publish", COORDINATOR).done
    entry.does("se_keeper", exchange, "submit", KEEPER)
    assert "Handelsregistret" in entry.read("se_registers", exchange)
    assert entry.told("se_registers", exchange)
    entry.does("se_registers", exchange, "publish", COORDINATOR)
    assert entry.door.state(exchange) == "published"


@plays("6", 3)
def test_a_change_counts_when_it_is_made_and_the_version_before_it_is_kept(entry: Stage) -> None:
    exchange = published(entry)
    assert entry.write("se_keeper", exchange, {"subjects": "All trades and crafts"}).done
    assert "All trades and crafts" not in entry.read("se_registers", exchange)
    entry.does("se_keeper", exchange, "update", KEEPER)
    assert "All trades and crafts" in entry.read("se_registers", exchange)
    earlier = entry.door.look("se_keeper", exchange, "/versions").page
    assert "All trades<" in earlier.partition('class="struck"')[2]
    assert not entry.door.do("se_registers", exchange, "update", COORDINATOR).done


@plays("6", 4)
def test_what_is_no_longer_valid_is_ended_with_a_reason(entry: Stage) -> None:
    exchange = published(entry)
    entry.refused("se_registers", exchange, "end", COORDINATOR, NO_REASON, BLANK)
    assert "No longer valid" in entry.does("se_registers", exchange, "end", COORDINATOR, SAID)
    entry.wait(days=370)
    assert entry.door.state(exchange) == "archived"


@plays("6", 5)
def test_an_archived_entry_is_the_keepers_and_its_coordinators_alone_and_may_be_published_again(entry: Stage) -> None:
    exchange = published(entry)
    assert "Archived" in entry.does("se_keeper", exchange, "archive", KEEPER)
    assert "Handelsregistret" in entry.read("se_registers", exchange)
    entry.closed_to(exchange, "dk_reader")
    entry.does("se_keeper", exchange, "republish", KEEPER)
    assert entry.door.state(exchange) == "published"


@plays("6", 6)
def test_the_keeper_deletes_what_is_archived(entry: Stage) -> None:
    exchange = archived(entry)
    assert not entry.door.do("se_registers", exchange, "delete", COORDINATOR).done
    assert "Deleted" in entry.does("se_keeper", exchange, "delete", KEEPER)


@plays("6", 6)
def test_what_stays_archived_for_a_year_is_deleted_by_the_clock_after_a_reminder(entry: Stage) -> None:
    exchange = archived(entry)
    entry.wait(days=355)
    assert [one for one in entry.told("se_keeper", exchange) if "This is a reminder" in one]
    entry.wait(days=15)
    assert entry.door.state(exchange) == "deleted"


@plays("6", 7)
def test_an_entry_that_nobody_confirms_for_a_year_is_marked_and_a_confirmation_clears_it(entry: Stage) -> None:
    exchange = published(entry)
    assert "Tue, 2 Mar 2027" in entry.read("se_keeper", exchange)
    entry.wait(days=360)
    assert entry.door.state(exchange) == "published"
    assert [one for one in entry.told("se_keeper", exchange) if "This is a reminder" in one]
    entry.wait(days=7)
    assert "Published, not confirmed for a year" in entry.read("se_keeper", exchange)
    assert entry.told("se_registers", exchange)
    entry.does("se_keeper", exchange, "confirm", KEEPER)
    assert entry.door.state(exchange) == "published"
    entry.wait(days=360)
    assert entry.door.state(exchange) == "published"
