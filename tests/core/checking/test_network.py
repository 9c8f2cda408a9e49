from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from counterpart.core.checking.network import Profile, check_profile, load_profile
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import position_of

LIMIT: dict[str, Any] = {
    "data": ["personal"], "from": "closure", "block_after": "at most 6 months", "erase_after": "at most 3 years",
    "longer": {"block_after": "at most 18 months"}, "basis": "Act 1", "message": "too long",
}  # fmt: skip
GROUP = {"label": "More", "type": "group", "fields": {"town": {"label": "Town", "type": "text"}}}
LONGTEXT = {"label": "Name", "type": "longtext", "personal": "yes", "pattern": "[a-z]+"}
BACKWARDS = {"since": "2021-01-01", "until": "2020-12-31"}
PROFILE: dict[str, Any] = {
    "format": 2, "network": "lakes", "title": "Lakes", "source_language": "en", "languages": ["en", "fr"],
    "words": {"member": "state", "members": "states", "supervisor": "board"},
    "counting": {"reference": "Act on Periods"},
    "members": {
        "NOR": {"name": "North", "iso": "NO", "calendar": "NO", "time_zone": "Europe/Oslo", "languages": ["en"],
                "weekend": ["friday", "saturday"], "holidays": [{"on": "02-29", "name": "Leap day"}],
                "membership": {"since": "2004-05-01", "until": "2020-12-31"}, "map": {"column": 2, "row": 3}},
        "SUD": {"name": "South", "time_zone": "UTC", "languages": ["fr"]},
    },
    "groups": {"LAKE": {"title": "Lake", "members": {"NOR": {"since": "2004-05-01"}, "SUD": {}}}},
    "limits": {"blocking": LIMIT},
    "legal_references": ["Act [0-9]+"],
    "person_form": {"birth_name": {"label": "Birth name", "type": "text", "personal": "yes"}},
}  # fmt: skip


def profile(tmp_path: Path, **changes: Any) -> Profile:
    """The profile with some values changed; `__` parts the steps of a path."""
    data: Any = yaml.safe_load(yaml.safe_dump(PROFILE))
    for path, value in changes.items():
        *above, last = path.split("__")
        node = data
        for step in above:
            node = node[int(step)] if isinstance(node, list) else node[step]
        node[last] = value
    (tmp_path / "network.yaml").write_text(yaml.safe_dump(data, sort_keys=False))
    findings = Findings()
    found = load_profile(tmp_path, findings, display=tmp_path)
    assert [finding.message for finding in findings] == []
    assert found is not None
    return found


def test_a_complete_profile_is_not_found_fault_with(tmp_path: Path) -> None:
    assert list(check_profile(profile(tmp_path))) == []


@pytest.mark.parametrize(
    ("change", "value", "code", "place"),
    [
        ("members__NOR__time_zone", "Europe/Olso", "N001", "members.NOR.time_zone"),
        ("members__NOR__time_zone", "Europe", "N001", "members.NOR.time_zone"),
        ("members__NOR__calendar", "NX", "N002", "members.NOR.calendar"),
        ("members__NOR__languages", ["en", "no"], "N003", "members.NOR.languages.1"),
        ("source_language", "de", "N004", "source_language"),
        ("groups__LAKE__members", ["NOR", "SUDD"], "N005", "groups.LAKE.members.1"),
        ("groups__LAKE__members", [], "N005", "groups.LAKE.members"),
        ("members__NOR__membership", BACKWARDS, "N006", "members.NOR.membership.until"),
        ("members__NOR__membership", {"since": "2021-02-30"}, "N006", "members.NOR.membership.since"),
        ("members__NOR__holidays", [{"on": "02-30", "name": "No day"}], "N006", "members.NOR.holidays.0.on"),
        ("groups__LAKE__members__NOR", BACKWARDS, "N006", "groups.LAKE.members.NOR.until"),
        ("limits__blocking__block_after", "at most 4 years", "N007", "limits.blocking.block_after"),
        ("limits__blocking__longer", {"block_after": "at most 6 months"}, "N007", "limits.blocking.longer.block_after"),
        ("limits__blocking__from", "closing", "N007", "limits.blocking.from"),
        ("limits__empty", {"data": ["log"], "basis": "Act 1", "message": "no"}, "N007", "limits.empty"),
        ("members__SUD__weekend", ["friday", "friday"], "N008", "members.SUD.weekend"),
        ("legal_references", ["Act ("], "N009", "legal_references.0"),
        ("legal_references", ["Act [0-9]+", "(a+)+$"], "N009", "legal_references.1"),
        ("person_form__birth_name__pattern", "(a+)+$", "N009", "person_form.birth_name.pattern"),
        ("person_form__birth_name", LONGTEXT, "N009", "person_form.birth_name.pattern"),
        ("groups__NOR", {"title": "North", "members": ["NOR"]}, "N010", "groups.NOR"),
        ("person_form__more", {"label": "More", "type": "text"}, "N011", "person_form.more.label"),
        ("person_form__more", {"label": "More", "type": "code", "personal": "no"}, "N011", "person_form.more.type"),
        ("person_form__more", {"label": "More", "type": "group"}, "N011", "person_form.more.type"),
        ("person_form__more", GROUP, "N011", "person_form.more.fields.town.label"),
        ("languages", ["en", "fr", "en"], "N012", "languages.2"),
        ("members__SUD__iso", "NO", "N012", "members.SUD.iso"),
        ("members__SUD__map", {"column": 2, "row": 3}, "N012", "members.SUD.map"),
    ],
)  # fmt: skip
def test_each_mistake_is_found_at_its_place(tmp_path: Path, change: str, value: Any, code: str, place: str) -> None:
    changed = profile(tmp_path, **{change: value})
    address = tuple(int(step) if step.isdigit() else step for step in place.split("."))
    found = [(finding.code, finding.position) for finding in check_profile(changed)]
    if code == "N007" and "block_after" in change:  # the ceiling for special acts is then too low as well
        found = found[:1]
    assert found == [(code, position_of(changed.tree, address))]


def test_a_week_without_a_working_day_is_found(tmp_path: Path) -> None:
    week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    findings = list(check_profile(profile(tmp_path, members__SUD__weekend=week)))
    assert [(finding.code, finding.message) for finding in findings] == [("N008", "member SUD: has no working day")]
    assert list(check_profile(profile(tmp_path, members__SUD__weekend=week[:6]))) == []


def test_a_ceiling_needs_a_limit_that_it_lifts(tmp_path: Path) -> None:
    longer = {"block_after": "at most 18 months", "erase_after": "at most 9 years"}
    limit = {key: value for key, value in LIMIT.items() if key != "erase_after"}
    findings = list(check_profile(profile(tmp_path, limits__blocking={**limit, "longer": longer})))
    assert [finding.message for finding in findings] == ["limit blocking: allows longer than nothing for 'erase_after'"]


def test_a_misspelt_time_zone_is_told_its_right_spelling(tmp_path: Path) -> None:
    [finding] = check_profile(profile(tmp_path, members__NOR__time_zone="Europe/Olso"))
    assert finding.hint == "did you mean 'Europe/Oslo'?"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"column": 0, "row": 1}, "1"), ({"column": 1, "row": 41}, "40"), ({"column": 1}, "row"),
        ({"column": "left", "row": 1}, "column"), ({"column": 1, "row": 1, "colour": "red"}, "colour"),
    ],
)  # fmt: skip
def test_a_square_that_is_none_is_found_at_its_line(tmp_path: Path, place: dict[str, Any], said: str) -> None:
    data = yaml.safe_load(yaml.safe_dump(PROFILE))
    data["members"]["SUD"]["map"] = place
    text = yaml.safe_dump(data, sort_keys=False)
    (tmp_path / "network.yaml").write_text(text)
    findings = Findings()
    load_profile(tmp_path, findings, display=tmp_path)
    [finding] = findings.errors
    assert said in f"{finding.message} {finding.hint}"
    line = next(number for number, one in enumerate(text.splitlines(), 1) if one.startswith("  SUD"))
    assert line < finding.position.line <= len(text.splitlines())


def test_a_square_beside_that_of_another_member_is_nothing_wrong(tmp_path: Path) -> None:
    assert list(check_profile(profile(tmp_path, members__SUD__map={"column": 2, "row": 4}))) == []


def test_without_a_file_there_is_no_profile(tmp_path: Path) -> None:
    findings = Findings()
    assert load_profile(tmp_path / "network.yaml", findings) is None
    assert findings.errors


def test_what_is_no_profile_gives_findings_and_no_profile(tmp_path: Path) -> None:
    (tmp_path / "network.yaml").write_text("network: lakes\n")
    findings = Findings()
    assert load_profile(tmp_path, findings) is None
    assert findings.errors
