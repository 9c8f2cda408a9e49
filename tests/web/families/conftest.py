from __future__ import annotations

from contextlib import suppress

import pytest

from counterpart.core.errors import Conflict
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from tests.architecture.guards.files import ROOT
from tests.exchanges.stories import asked
from tests.network import OPERATOR, Network
from tests.web.door import Door
from tests.web.families import offices
from tests.web.families.offices import Offices
from tests.web.families.stage import Stage


@pytest.fixture(scope="session")
def services(network: Network) -> Offices:
    """Who takes part in alerts and notifications on services: Sweden warns, Denmark and Finland are warned."""
    found = Offices(network)
    for member, name in (("SE", "se"), ("DK", "dk"), ("FI", "fi")):
        found.office(f"{name}_coordinator", member, "services", "coordinator", offices.COORDINATES)
        rights = (*offices.ALERTS, *offices.NOTIFIES)
        found.office(f"{name}_board", member, "services", "authority", rights, by=f"{name}_coordinator")
    rights = (*offices.ALERTS, *offices.NOTIFIES)
    found.refs["union"], found.actors["union"] = offices.supervisor(network, "services", rights)
    found.office("se_stranger", "SE", "services", "authority", offices.HANDLES, by="se_coordinator")
    return found


@pytest.fixture(scope="session")
def registers(network: Network) -> Offices:
    """Who keeps the directory of registers, and who reads in it."""
    found = Offices(network)
    found.office("se_registers", "SE", "registers", "coordinator", (*offices.KEEPS, *offices.HANDLES))
    found.office("se_keeper", "SE", "registers", "authority", offices.KEEPS, by="se_registers")
    found.office("dk_reader", "DK", "registers", "authority", offices.HANDLES)
    return found


@pytest.fixture(scope="session")
def centres(network: Network) -> Offices:
    """The SOLVIT centres of Slovakia and Hungary, and who follows their cases."""
    found = Offices(network)
    found.office("sk_centre", "SK", "solvit", "authority", offices.HANDLES)
    found.office("hu_centre", "HU", "solvit", "authority", offices.HANDLES)
    found.office("cz_centre", "CZ", "solvit", "authority", offices.HANDLES)
    found.refs["union"], found.actors["union"] = offices.supervisor(network, "solvit", offices.HANDLES)
    return found


@pytest.fixture(scope="session")
def granting(network: Network) -> Offices:
    """Authorities that grant licences in Estonia and Latvia; and who asks and keeps a register of driving licences."""
    with suppress(Conflict):  # by another test
        install(OPERATOR, asked(), trusted_consignment(ROOT / "tests" / "areas" / "licences"))
    found = Offices(network)
    found.office("ee_coordinator", "EE", "licences", "coordinator", (*offices.HANDLES, *offices.KEEPS))
    found.office("ee_bank", "EE", "licences", "authority", (*offices.HANDLES, *offices.KEEPS), by="ee_coordinator")
    found.office("lv_bank", "LV", "licences", "authority", offices.HANDLES)
    found.office("lv_stranger", "LV", "licences", "authority", offices.HANDLES)
    found.office("pt_licensing", "PT", "driving-licence", "authority", offices.HANDLES)
    found.office("es_licensing", "ES", "driving-licence", "authority", offices.HANDLES)
    found.office("es_register", "ES", "driving-licence", "register", offices.HANDLES)
    return found


@pytest.fixture
def stage(door: Door) -> Stage:
    """The door with a stage behind it."""
    return Stage(door)


@pytest.fixture
def others(stage: Stage, granting: Offices) -> Stage:
    """The stage with those who grant licences."""
    stage.door.others.update(granting.actors)
    return stage
