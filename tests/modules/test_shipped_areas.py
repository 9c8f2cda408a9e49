"""What comes out of the database is what went in: every shipped area runs from its stored definition."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from counterpart.core.composing import Area
from counterpart.core.findings import Findings
from counterpart.core.reading.locate import find_packages
from counterpart.core.simulation import play, stories_of
from counterpart.core.texts import speaker_for
from counterpart.core.versions import structure_digest
from counterpart.modules import pins
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import Examined, Examiner, trusted_consignment
from counterpart.modules.stored import as_stored, module_from, network_from
from counterpart.modules.texts import voice
from tests.architecture.guards.files import ROOT
from tests.database.servers import Server
from tests.modules.permits import OPERATOR, asked

AREAS = ROOT / "areas"
PACKAGES = find_packages([AREAS])


@cache
def examined(path: Path) -> Examined:
    return Examiner().examined(path, trusted=True)


def area_of(path: Path) -> Area:
    area = examined(path).area
    assert area is not None
    return area


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
def test_a_definition_comes_back_equal_in_the_same_order_with_the_same_digest(path: Path) -> None:
    definition = area_of(path).definition
    stored = as_stored(definition)
    back = module_from(stored, structure_digest(definition))
    assert back == definition
    assert as_stored(back) == stored
    assert {name: list(each.parties) for name, each in back.procedures.items()} == {
        name: list(each.parties) for name, each in definition.procedures.items()
    }


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
def test_all_scenarios_are_green_from_the_stored_definition(path: Path) -> None:
    area = area_of(path)
    assert area.network is not None
    definition = module_from(as_stored(area.definition), structure_digest(area.definition))
    again = replace(area, definition=definition, network=network_from(as_stored(area.network)))
    findings = Findings()
    stories = stories_of(again, findings)
    assert not findings.errors
    assert stories or definition.library
    assert [played.failure for played in (play(again, story) for story in stories)] == [None] * len(stories)


def test_the_shipped_network_comes_back_equal() -> None:
    network = area_of(PACKAGES[0]).network
    assert network is not None
    assert network_from(as_stored(network)) == network
    assert list(network_from(as_stored(network)).members) == list(network.members)


def test_every_shipped_procedure_is_pinned_and_every_language_speaks(modules: Server) -> None:
    install(OPERATOR, asked(), trusted_consignment(AREAS))
    for one in pins.installed():
        area = area_of(AREAS / one.module)
        for name, number in one.procedures.items():
            assert pins.pinned(number).rules.procedure == area.definition.procedures[name]
            assert pins.newest(one.module, name).procedure_id == number
        for language in (area.definition.source_language, *area.definition.languages):
            here, there = voice(one.module, one.line, language).speaker, speaker_for(area, language)
            assert here.english == there.english
            assert {address: here.pattern(address) for address in here.english} == {
                address: there.pattern(address) for address in there.english
            }
            assert (here.words, here.members) == (there.words, there.members)
