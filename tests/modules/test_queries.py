"""What is installed, for those who look after it."""

from __future__ import annotations

from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from counterpart.modules.actions.retiring import retire
from counterpart.modules.queries import Spoken, installed_modules, installed_network
from counterpart.modules.standing import State
from tests.database.servers import Server
from tests.modules.permits import NOW, OPERATOR, asked, changed, installed

ENTERING = 3
"""BEGIN, for whom, COMMIT."""


def test_modules_are_told_with_versions_procedures_and_languages(modules: Server, areas: Path) -> None:
    installed(areas)
    changed(areas / "permits/module.yaml", ("due: 5 days", "due: 6 days"), ("version: 1.0.0", "version: 2.0.0"))
    installed(areas)
    basics, permits = installed_modules(OPERATOR)
    assert (basics.name, basics.library, basics.retired) == ("basics", True, False)
    assert (permits.title, permits.library, permits.status) == ("Permits", False, "draft")
    assert [(one.version, one.line, one.installed_at) for one in permits.versions] == [
        ("2.0.0", "2.0", NOW),
        ("1.0.0", "1.0", NOW),
    ]
    assert list(permits.versions[0].procedures) == ["enquiry"]
    assert permits.versions[0].procedures != permits.versions[1].procedures


def test_it_is_told_how_complete_a_language_is(modules: Server, areas: Path) -> None:
    installed(areas)
    english, polish = installed_modules(OPERATOR)[1].languages
    assert (english.language, english.percent, english.translated) == ("en", 100, english.texts)
    assert (polish.language, polish.revision, polish.texts, polish.translated) == ("pl", 1, english.texts, 3)
    assert polish.percent == 100 * 3 // english.texts
    assert Spoken("pl", 1, 0, 0).percent == 100


def test_a_retired_module_is_told_as_such(modules: Server, areas: Path) -> None:
    installed(areas)
    retire(OPERATOR, asked(), "permits")
    basics, permits = installed_modules(OPERATOR)
    assert (basics.retired, permits.retired) == (False, True)
    assert (permits.versions[0].state, permits.versions[0].retired_at) == (State.RETIRED, NOW)


def test_it_costs_two_statements_whatever_is_installed(modules: Server, areas: Path) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked_of:
            installed_modules(OPERATOR)
        counts.append(len(asked_of))
        if len(counts) == 1:
            installed(areas)
    assert counts == [ENTERING + 2, ENTERING + 2]


def test_the_network_is_told_once_it_is_there(modules: Server, areas: Path) -> None:
    assert installed_network(OPERATOR) is None
    installed(areas)
    network = installed_network(OPERATOR)
    assert network is not None
    assert (network.network, network.revision) == ("two", 1)
