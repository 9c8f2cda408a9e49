from __future__ import annotations

from pathlib import Path

import pytest

from tests.operations.calling import call
from tests.operations.conftest import changed


def test_a_module_that_is_well_has_a_line_of_its_own(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "check", "permits")
    assert called.status == 0
    assert called.lines[-1] == (
        "ok   permits 1.0.0: 0 errors, 2 warnings; "
        "1 procedure, 2 forms, 4 questions, 60 texts, 60 random walks; pl 0 %"
    )  # fmt: skip


def test_a_mistake_is_told_with_its_place_and_what_to_do(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = changed(area, "type: code, list: kinds", "type: code, list: kins")
    called = call(capsys, "check", "permits")
    assert called.status == 1
    told = called.lines
    [index] = [number for number, one in enumerate(told) if one.startswith(f"permits/module.yaml:{line}:")]
    assert ": error " in told[index]
    assert "'kins'" in told[index]
    assert told[index + 1] == "    -> did you mean 'kinds'?"
    assert told[-1].startswith("FAIL permits 1.0.0: 1 error, ")


def test_the_reason_is_told_when_it_is_asked_for(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(area, "start: draft", "start: drft")
    assert "    why: No exchange of this kind could ever begin." in call(capsys, "check", "permits", "--why").lines
    assert "why:" not in call(capsys, "check", "permits").out


def test_a_module_that_cannot_be_read_is_told_and_fails(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (area / "permits" / "module.yaml").write_text("format: [2\n", encoding="utf-8")
    called = call(capsys, "check", "permits")
    assert called.status == 1
    assert "error Y001" in called.out
    assert called.lines[-1].startswith("FAIL permits: 1 error, ")


def test_what_is_no_module_is_told(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (area / "empty").mkdir()
    called = call(capsys, "check", "empty")
    assert (called.status, "error S001" in called.out) == (1, True)


def test_a_scenario_is_checked_with_its_module(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = changed(area, "expect: sent", "expect: snt", file="permits/scenarios/answer.yaml")
    called = call(capsys, "check", "permits")
    assert called.status == 1
    assert f"permits/scenarios/answer.yaml:{line}:6: error S030: there is no state 'snt'" in called.lines
    assert "random walks" not in called.lines[-1]


def test_walks_that_do_not_end_are_told_with_a_trace(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(area, "from: answered, to: closed}", "from: answered, to: closed, when: 'any(part, open) && !open(part)'}")
    changed(area, "due: 30 days, overdue: close}", "due: 30 days, overdue: stall}")
    stall = "      stall: {title: Stall, by: system, from: answered, to: answered}\n      close: {title"
    changed(area, "      close: {title", stall)
    called = call(capsys, "check", "permits")
    assert called.status == 1
    [told] = [line for line in called.lines if " error M030: " in line]
    assert "random walks do not end: draft —send→ sent" in told


def test_a_network_profile_is_checked_as_well(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        "ok   network three: 0 errors, 0 warnings; 4 members, 0 groups, 2 languages"
        in call(capsys, "check", "network.yaml").lines
    )
    line = changed(area, "Europe/London", "Europe/Lndon", file="network.yaml")
    called = call(capsys, "check", ".")
    assert called.status == 1
    assert any(one.startswith(f"network.yaml:{line}:") and "did you mean 'Europe/London'?" in two
               for one, two in zip(called.lines, called.lines[1:], strict=False))  # fmt: skip


def test_several_packages_end_in_a_sum_and_one_mistake_counts_once(
    area: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (area / "more").mkdir()
    library = "format: 2\nmodule: more\nlibrary: true\nversion: 1.0.0\ntitle: More\nroles: {clerk: {title: Clerk}}\n"
    (area / "more" / "module.yaml").write_text(library, encoding="utf-8")
    changed(area, "languages: [en, pl]", "languages: [en, pl]\nuses: {more: ^1.0}")
    called = call(capsys, "check", ".")
    assert called.status == 1
    assert called.out.count("roles.clerk: 'kind' is required") == 1
    assert called.lines[-1].startswith("3 packages: ")


def test_machines_get_json(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = changed(area, "start: draft", "start: drft")
    called = call(capsys, "check", "permits", "network.yaml", "--json")
    assert called.status == 1
    data = called.data
    assert data["ok"] is False
    network, module = data["checked"]
    assert (network["kind"], network["name"], network["ok"]) == ("network", "three", True)
    assert (module["name"], module["version"], module["ok"]) == ("permits", "1.0.0", False)
    assert module["languages"] == {"pl": 0}
    [finding] = [one for one in module["findings"] if one["code"] == "M001"]
    assert (finding["file"], finding["line"], finding["severity"]) == ("permits/module.yaml", line, "error")
    assert finding["hint"] == "did you mean 'draft'?"
    assert finding["why"]
