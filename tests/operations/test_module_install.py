"""`counterpart module install`, `list` and `retire`, as an operator calls them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpart.modules.asks import MOST_COUNTED, open_exchanges
from tests.database.servers import Server
from tests.modules.permits import changed, translate
from tests.operations.calling import call

STORY = """
scenario: An answer
procedure: enquiry
given: {parties: {requester: AA, responder: BB}}
steps:
  - {do: send, as: requester}
  - {do: reply, as: responder}
  - {expect: answered}
"""
PATCH = (("title: Permits", "title: All permits"), ("version: 1.0.0", "version: 1.0.1"))


@pytest.fixture
def told(areas: Path) -> Path:
    """The folder with a scenario in the area."""
    (areas / "permits/scenarios").mkdir()
    (areas / "permits/scenarios/answer.yaml").write_text(STORY.lstrip(), encoding="utf-8")
    return areas


@pytest.fixture
def three_open() -> Iterator[None]:
    """The rooms above say that three exchanges are open."""
    with open_exchanges.answers.only():
        open_exchanges.answered("exchanges", lambda _procedures: 3)
        yield


def test_an_operator_installs_lists_and_retires(
    modules: Server, told: Path, three_open: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Nothing is installed yet" in call(capsys, "list").out
    done = call(capsys, "install", ".")
    assert (done.status, done.error) == (0, "")
    assert "ok   permits 1.0.0: 1 scenario played" in done.lines
    assert done.lines[-3:] == ["network: revision 1", "basics 1.0.0: installed", "permits 1.0.0: installed"]
    listed = call(capsys, "list")
    assert listed.lines[:2] == ["network two, revision 1", "basics 1.0.0  Basics  library"]
    assert listed.lines[3] == "permits 1.0.0  Permits  draft"
    assert "    procedures: enquiry" in listed.lines
    retired = call(capsys, "retire", "permits")
    assert retired.out == ("permits 1.0.0 is retired: no exchange begins under it any more. 3 open exchanges go on.\n")
    assert "permits 1.0.0  Permits  retired" in call(capsys, "list").lines


def test_installing_the_same_again_says_that_it_is_there(
    modules: Server, told: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(capsys, "install", ".")
    again = call(capsys, "install", ".")
    assert (again.status, again.lines[-1]) == (0, "All of it is installed already.")


def test_a_dry_run_says_what_would_happen_and_changes_nothing(
    modules: Server, told: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tried = call(capsys, "install", ".", "--dry-run")
    assert (tried.status, tried.lines[-1]) == (0, "Nothing was changed: this was a dry run.")
    assert "Nothing is installed yet" in call(capsys, "list").out


def test_a_broken_module_is_refused_with_its_findings(
    modules: Server, told: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(told / "permits/module.yaml", ("due: 5 days", "due: 5 dayz"))
    refused = call(capsys, "install", ".")
    assert refused.status == 1
    assert any(line.startswith("permits/module.yaml:12:") and "error" in line for line in refused.lines)
    assert "FAIL permits" in refused.out
    assert refused.lines[-1] == "Nothing was installed."
    assert "Nothing is installed yet" in call(capsys, "list").out


def test_a_scenario_that_is_not_so_keeps_the_module_out(
    modules: Server, told: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(told / "permits/scenarios/answer.yaml", ("expect: answered", "expect: dropped"))
    refused = call(capsys, "install", ".")
    assert refused.status == 1
    assert "permits/scenarios/answer.yaml:7:5: expected" in refused.out
    assert "Nothing is installed yet" in call(capsys, "list").out


def test_the_difference_is_told_and_a_step_that_is_too_small_is_refused(
    modules: Server, told: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(capsys, "install", ".")
    changed(told / "permits/module.yaml", ("due: 5 days", "due: 6 days"), ("version: 1.0.0", "version: 1.0.1"))
    refused = call(capsys, "install", "permits")
    assert refused.status == 1
    assert "permits 1.0.0 → 1.0.1" in refused.lines
    assert any(line.startswith("  major  procedures.enquiry.states.sent.due") for line in refused.lines), refused.lines
    assert "permits/module.yaml:3:1: error X030: from 1.0.0 to 1.0.1 is too small a step" in refused.out
    assert "    -> write 2.0.0" in refused.lines
    changed(told / "permits/module.yaml", ("version: 1.0.1", "version: 2.0.0"))
    assert call(capsys, "install", "permits").lines[-1] == "permits 2.0.0: installed after 1.0.0; texts revised: en, pl"


def test_an_older_version_is_refused(modules: Server, told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(told / "permits/module.yaml", *PATCH)
    call(capsys, "install", ".")
    changed(told / "permits/module.yaml", *((new, old) for old, new in PATCH))
    refused = call(capsys, "install", "permits")
    assert refused.status == 1
    assert "error X031: version 1.0.0 comes before 1.0.1, which is installed" in refused.out


def test_a_patch_of_a_library_says_whose_texts_it_has_revised(
    modules: Server, told: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(capsys, "install", ".")
    changed(told / "basics/module.yaml", ("version: 1.0.0", "version: 1.0.1"))
    translate(told / "basics", {"procedure.enquiry.state.draft": ("Draft", "Szkic")})
    done = call(capsys, "install", "basics")
    assert done.lines[-2:] == [
        "basics 1.0.1: installed after 1.0.0; texts revised: pl",
        "permits 1.0.0: texts revised: pl",
    ]


def test_a_module_wants_the_network_that_it_was_composed_with(
    modules: Server, told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = call(capsys, "install", "permits")
    assert (missing.status, missing.error.splitlines()[0]) == (1, "error: no network profile is installed")
    call(capsys, "install", "basics", "--network", "network.yaml")
    changed(told / "network.yaml", ("title: Two", "title: The two"))
    other = call(capsys, "install", "permits")
    assert "permits was composed with another network profile than that of 'two'" in other.error
    assert call(capsys, "install", "permits", "--network", ".").status == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("network: two", "network: three"), "this installation is the network 'two', and the profile is of 'three'"),
        (("  BB: {name: Beland, time_zone: Europe/London, languages: [pl]}\n", ""), "no longer has the member BB"),
    ],
)
def test_another_network_or_a_smaller_one_is_refused(
    modules: Server, told: Path, capsys: pytest.CaptureFixture[str], change: tuple[str, str], said: str
) -> None:
    call(capsys, "install", "basics", "network.yaml")
    changed(told / "network.yaml", change)
    refused = call(capsys, "install", "basics", "network.yaml")
    assert refused.status == 1
    assert said in refused.error


def test_machines_get_the_same_as_json(
    modules: Server, told: Path, three_open: None, capsys: pytest.CaptureFixture[str]
) -> None:
    tried = call(capsys, "install", ".", "--json", "--dry-run").data
    assert (tried["ok"], tried["installed"]) == (True, None)
    assert [(one["module"], one["what"]) for one in tried["modules"]] == [("basics", "first"), ("permits", "first")]
    done = call(capsys, "install", ".", "--json").data
    assert done["installed"]["network"] == 1
    assert done["installed"]["modules"][1]["texts"] == {"en": 1, "pl": 1}
    listed = call(capsys, "list", "--json").data
    assert listed["network"] == {"network": "two", "revision": 1}
    assert listed["modules"][1]["versions"][0]["procedures"] == ["enquiry"]
    retired = call(capsys, "retire", "permits", "--json").data
    assert retired == {"module": "permits", "version": "1.0.0", "open_exchanges": 3}
    changed(told / "permits/module.yaml", ("due: 5 days", "due: 6 days"))
    refused = call(capsys, "install", ".", "--json")
    assert (refused.status, refused.data["ok"]) == (1, False)
    assert refused.data["modules"][1]["least"] == "2.0.0"


def test_a_module_that_is_not_installed_is_answered_with_the_nearest(
    modules: Server, told: Path, three_open: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call(capsys, "install", ".")
    unknown = call(capsys, "retire", "permitz")
    assert unknown.error == "error: no module 'permitz' is installed\n    -> did you mean 'permits'?\n"
    call(capsys, "retire", "permits")
    assert call(capsys, "retire", "permits").error.startswith("error: permits is retired already")


def test_nobody_counts_further_than_is_of_use(modules: Server, told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "install", ".")
    with open_exchanges.answers.only():
        open_exchanges.answered("exchanges", lambda _procedures: MOST_COUNTED)
        assert "10,000 exchanges or more go on." in call(capsys, "retire", "permits").out


def test_several_profiles_are_a_wrong_call(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (told / "other").mkdir()
    (told / "other/network.yaml").write_text((told / "network.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert call(capsys, "install", "network.yaml", "other/network.yaml").status == 2
    wrong = call(capsys, "install", "permits", "--network", "permits/module.yaml")
    assert (wrong.status, "this is no network profile" in wrong.error) == (2, True)
