"""From folders to a consignment."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.errors import Invalid
from counterpart.core.findings import Findings
from counterpart.modules.actions.installing import install
from counterpart.modules.events import NETWORK_STREAM, stream_of
from counterpart.modules.examining import Examiner, examined_network, trusted_consignment
from counterpart.modules.planning import forecast
from tests.database.servers import Server
from tests.modules.permits import NETWORK, OPERATOR, asked, changed, consignment, stored


def test_a_package_holds_everything_and_names_no_path(areas: Path) -> None:
    permits = consignment(areas, "permits").modules[0]
    assert (permits.module, permits.version, permits.line, permits.library) == ("permits", "1.0.0", "1.0", False)
    assert (permits.procedures, permits.libraries) == (("enquiry",), {"basics": "1.0.0"})
    assert str(areas) not in repr(permits)


def test_it_is_known_where_an_inherited_text_was_written(areas: Path) -> None:
    origins = consignment(areas, "permits").modules[0].origins
    assert origins["procedure.enquiry.state.draft"] == ("basics", "procedure.enquiry.state.draft")
    assert "procedure.enquiry.title" not in origins
    assert "module.title" not in origins
    assert "role.authority" not in origins


def test_a_named_profile_is_composed_with_whatever_lies_beside(areas: Path) -> None:
    (areas / "other").mkdir()
    other = areas / "other/network.yaml"
    other.write_text(NETWORK.lstrip().replace("network: two", "network: elsewhere"), encoding="utf-8")
    beside, named = Examiner().examined(areas / "permits"), Examiner(other).examined(areas / "permits")
    assert beside.area is not None
    assert named.area is not None
    assert beside.area.network is not None
    assert named.area.network is not None
    assert (beside.area.network.network, named.area.network.network) == ("two", "elsewhere")


def test_what_is_broken_is_not_well(areas: Path) -> None:
    assert Examiner().examined(areas / "permits").well
    changed(areas / "permits/module.yaml", ("sent: {due: 5 days}", "snt: {due: 5 days}"))
    broken = Examiner().examined(areas / "permits")
    assert not broken.well
    assert any("snt" in finding.message for finding in broken.findings)
    assert broken.played == ()


def test_a_network_with_an_error_is_no_package(areas: Path) -> None:
    assert examined_network(areas / "network.yaml", Findings()) is not None
    changed(areas / "network.yaml", ("Europe/Warsaw", "Europe/Warsawa"))
    findings = Findings()
    assert examined_network(areas / "network.yaml", findings) is None
    assert findings.errors


def test_what_cannot_be_composed_is_not_trusted_either(areas: Path) -> None:
    (areas / "permits/module.yaml").write_text("format: [", encoding="utf-8")
    with pytest.raises(Invalid, match="module_broken"):
        trusted_consignment(areas / "permits")


def test_a_forecast_tells_what_the_action_does_and_changes_nothing(modules: Server, areas: Path) -> None:
    packed = consignment(areas, "basics", "permits")
    before = forecast(packed)
    assert not before.nothing
    assert stored("select count(*) from modules_edition") == [(0,)]
    install(OPERATOR, asked(), packed)
    assert forecast(packed).nothing
    changed(areas / "permits/module.yaml", ("due: 5 days", "due: 6 days"))
    assert forecast(consignment(areas, "permits")).refused


def test_the_streams_of_the_log_are_the_same_in_every_installation() -> None:
    assert str(NETWORK_STREAM) == "6f1d3c52-0c0e-8c8b-9d53-0b6a1f2a7e01"
    assert stream_of("permits") != stream_of("permit")
    assert str(stream_of("permits")) == "b885f006-255c-55fc-9d5a-7228a1858c79"
