"""The page about lists says what is true: its example can be imported, and it names every column."""

from __future__ import annotations

import re

from counterpart.directory.bulk.columns import COMPETENCES, PLAIN, ROLES, TEXTS, USER
from counterpart.directory.bulk.reading import ListFile
from tests.architecture.guards.files import ROOT
from tests.database.servers import Server
from tests.directory.bulk.lists import look
from tests.network import Network

PAGE = (ROOT / "docs" / "how-to" / "import-authorities.md").read_text(encoding="utf-8")


def test_the_example_is_a_list_that_a_coordinator_can_import(network: Network, database: Server) -> None:
    [example] = re.findall(r"```\n(member,.*?)```", PAGE, re.DOTALL)
    coordinator = network.administrator_of(network.national("ES"))
    report = look(coordinator, ListFile("example.csv", example.encode()))
    assert report.findings == ()
    assert (report.tally.new, report.tally.granted) == (1, 1)


def test_every_column_is_explained() -> None:
    named = {heading.partition(":")[0] for heading in re.findall(r"`([a-z_]+(?::[a-z.]+)?)`", PAGE)}
    assert {*PLAIN, *TEXTS, *USER, ROLES, COMPETENCES} - named == set()
