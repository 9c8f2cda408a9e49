"""A pin: the rules that an exchange began with, at hand without a statement."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from counterpart.core.errors import Conflict, NotFound, Refused
from counterpart.foundation.database.roles import sign_in
from counterpart.modules import memory, pins
from counterpart.modules.actions.installing import install
from counterpart.modules.actions.retiring import retire
from tests.database.servers import Server
from tests.modules.permits import OPERATOR, asked, changed, consignment, installed, stored

PATCH = (("title: Permits", "title: All permits"), ("version: 1.0.0", "version: 1.0.1"))
MAJOR = (("due: 5 days", "due: 6 days"), ("version: 1.0.0", "version: 2.0.0"))


def test_a_pin_costs_one_statement_when_cold_and_none_when_warm(modules: Server, areas: Path) -> None:
    installed(areas)
    [(number,)] = stored("select id from modules_procedure")
    with CaptureQueriesContext(connection) as cold:
        first = pins.pinned(number)
    with memory.steady(), CaptureQueriesContext(connection) as warm:
        again = pins.pinned(number)
    assert (len(cold), len(warm)) == (1, 0)
    assert again is first
    assert (first.module, first.procedure, first.version, first.line) == ("permits", "enquiry", "1.0.0", "1.0")


def test_the_newest_costs_one_statement_when_cold_and_none_when_warm(modules: Server, areas: Path) -> None:
    installed(areas)
    with CaptureQueriesContext(connection) as cold:
        first = pins.newest("permits", "enquiry")
    with memory.steady(), CaptureQueriesContext(connection) as warm:
        assert pins.newest("permits", "enquiry") is first
        assert pins.pinned(first.procedure_id) is first
    assert (len(cold), len(warm)) == (1, 0)


def test_what_is_known_for_long_is_asked_for_news_with_one_short_statement(
    modules: Server, areas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(areas)
    first = pins.newest("permits", "enquiry")
    monkeypatch.setattr(memory, "SECONDS", -1.0)
    with CaptureQueriesContext(connection) as looked:
        assert pins.pinned(first.procedure_id) is first
    assert [query["sql"] for query in looked] == [memory.EDITION]


def test_an_exchange_keeps_its_rules_when_a_major_version_comes(modules: Server, areas: Path) -> None:
    installed(areas)
    old = pins.newest("permits", "enquiry")
    changed(areas / "permits/module.yaml", *MAJOR)
    installed(areas)
    new = pins.newest("permits", "enquiry")
    assert (pins.pinned(old.procedure_id).version, new.version) == ("1.0.0", "2.0.0")
    assert old.structure_digest != new.structure_digest
    dues = [str(pin.rules.procedure.states["sent"].due) for pin in (pins.pinned(old.procedure_id), new)]
    assert ["5 days" in dues[0], "6 days" in dues[1]] == [True, True]


def test_a_patch_has_the_same_structure_and_shares_its_rules(modules: Server, areas: Path) -> None:
    installed(areas)
    old = pins.newest("permits", "enquiry")
    changed(areas / "permits/module.yaml", *PATCH)
    installed(areas)
    new, still = pins.newest("permits", "enquiry"), pins.pinned(old.procedure_id)
    assert (still.version, new.version) == ("1.0.0", "1.0.1")
    assert still.structure_digest == new.structure_digest
    assert still.rules is new.rules
    assert new.rules.module.title == "All permits"


def test_who_was_declared_first_starts_also_after_the_way_through_the_database(modules: Server, areas: Path) -> None:
    installed(areas)
    rules = pins.newest("permits", "enquiry").rules
    assert list(rules.procedure.parties) == ["requester", "responder"] != sorted(rules.procedure.states)
    assert rules.starter == "requester"
    assert list(rules.procedure.states) == ["draft", "sent", "answered", "dropped"]


def test_a_definition_that_was_changed_in_the_store_is_not_run(modules: Server, areas: Path) -> None:
    installed(areas)
    change = "update modules_version set definition = replace(definition, '5 days', '9 days') where module = 'permits'"
    with sign_in(modules.superuser) as superuser:
        superuser.execute(change)
    memory.forget()
    with pytest.raises(Conflict, match="module_changed_in_store"):
        pins.newest("permits", "enquiry")


def test_a_definition_for_another_engine_is_not_run_by_this_one(modules: Server, areas: Path) -> None:
    packed = consignment(areas, "basics", "permits")
    future = replace(packed, modules=tuple(replace(one, format=99) for one in packed.modules))
    install(OPERATOR, asked(), future)
    with pytest.raises(Conflict, match=r"engine_format_unknown\(format=99, known=2, module=permits\)"):
        pins.newest("permits", "enquiry")


def test_what_is_not_installed_is_not_found(modules: Server) -> None:
    with pytest.raises(NotFound, match="procedure_unknown"):
        pins.pinned(7)
    with pytest.raises(NotFound, match="procedure_unknown"):
        pins.newest("permits", "enquiry")
    with pytest.raises(NotFound, match="network_missing"):
        pins.network()
    assert pins.installed() == ()


def test_a_library_has_nothing_that_could_be_pinned(modules: Server, areas: Path) -> None:
    installed(areas)
    with pytest.raises(NotFound, match="procedure_unknown"):
        pins.newest("basics", "enquiry")
    assert [one.module for one in pins.installed()] == ["permits"]


def test_what_is_installed_is_told_with_the_numbers_of_its_procedures(modules: Server, areas: Path) -> None:
    installed(areas)
    [one] = pins.installed()
    assert (one.version, one.line, one.retired) == ("1.0.0", "1.0", False)
    assert pins.pinned(one.procedures["enquiry"]).procedure == "enquiry"
    retire(OPERATOR, asked(), "permits")
    assert pins.installed()[0].retired


def test_exchanges_begin_under_the_newest_rules_only(modules: Server, areas: Path) -> None:
    installed(areas)
    first = pins.newest("permits", "enquiry").procedure_id
    pins.must_be_open(first)
    changed(areas / "permits/module.yaml", *PATCH)
    installed(areas)
    pins.must_be_open(first)
    changed(areas / "permits/module.yaml", ("due: 5 days", "due: 6 days"), ("version: 1.0.1", "version: 2.0.0"))
    installed(areas)
    with pytest.raises(Conflict, match=r"module_superseded\(module=permits, newest=2.0.0, version=1.0.0\)"):
        pins.must_be_open(first)
    with pytest.raises(NotFound, match="procedure_unknown"):
        pins.must_be_open(10_000)


def test_nothing_begins_under_a_retired_module_and_what_runs_goes_on(modules: Server, areas: Path) -> None:
    installed(areas)
    running = pins.newest("permits", "enquiry")
    retire(OPERATOR, asked(), "permits")
    with pytest.raises(Refused, match="module_retired"):
        pins.must_be_open(running.procedure_id)
    assert pins.pinned(running.procedure_id).rules.name == "enquiry"


def test_the_network_is_that_of_the_newest_revision(modules: Server, areas: Path) -> None:
    installed(areas)
    assert list(pins.network().members) == ["AA", "BB"]
    new = "  BB: {name: Beland, time_zone: Europe/London, languages: [pl]}\n"
    changed(areas / "network.yaml", (new, f"{new}  CC: {{name: Celand, time_zone: UTC, languages: [en]}}\n"))
    assert installed(areas).network == 2
    assert list(pins.network().members) == ["AA", "BB", "CC"]
    assert pins.newest("permits", "enquiry").rules.profile.members == ("AA", "BB", "CC")
