from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.composing import Shelf, load_area
from counterpart.core.findings import Findings
from tests.core.composing.packages import LIBRARY, composed, line_of, module, write

EXTENDS = "procedures: {talk: {extends: lib/talk}}\n"


def library(name: str, uses: str, body: str = "") -> str:
    head = f"format: 2\nmodule: {name}\nlibrary: true\nversion: 1.0.0\ntitle: {name}\n"
    return head + (f"uses: {uses}\n" if uses else "") + body


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        ('"^2.0"', "X006 'lib' is at version 1.2.0, which '^2.0' does not take in", "write '^1.2'"),
        ('"^1.3"', "X006 'lib' is at version 1.2.0, which '^1.3' does not take in", "write '^1.2'"),
        ('">=1"', "X007 '>=1' is not a range of versions", "write e.g. '^2.0'"),
    ],
)
def test_a_version_that_does_not_fit_is_found_and_the_library_is_used(
    tmp_path: Path, wanted: str, message: str, hint: str
) -> None:
    text = module(EXTENDS, uses=f"uses: {{lib: {wanted}}}\n")
    result = composed(tmp_path, text)
    assert result.said == [message]
    assert hint in result.findings[0].hint
    assert result.findings[0].position.line == line_of(text, "uses")
    assert "talk" in result.there.definition.procedures


def test_a_library_that_is_not_there_is_found_with_the_nearest(tmp_path: Path) -> None:
    result = composed(tmp_path, module("procedures: {talk: {extends: lbi/talk}}\n", uses='uses: {lbi: "^1.0"}\n'))
    assert result.said == ["X005 there is no library 'lbi'"]
    assert result.findings[0].hint == "did you mean 'lib'?"


def test_a_library_that_resembles_nothing_says_where_was_searched(tmp_path: Path) -> None:
    finding = composed(tmp_path, module("", uses='uses: {zzzzzz: "^1.0"}\n')).only("X005")
    assert finding.hint == f"searched in: {tmp_path}"


def test_a_name_cannot_lead_out_of_the_folders_that_are_searched(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    write(tmp_path, "secret", LIBRARY)
    result = composed(tmp_path / "inner", module("", uses='uses: {"../secret": "^1.0"}\n'))
    assert "X005" in result.codes


def test_a_library_must_be_named_in_uses(tmp_path: Path) -> None:
    text = module(EXTENDS, uses="")
    result = composed(tmp_path, text)
    assert result.said == ["X009 'uses' does not name the library 'lib'"]
    assert result.findings[0].hint == "write 'uses: {lib: \"^1.2\"}'"
    assert "talk" in result.there.definition.procedures


def test_only_a_library_can_be_used(tmp_path: Path) -> None:
    result = composed(tmp_path, module(EXTENDS), library=LIBRARY.replace("library: true\n", ""))
    assert result.said == ["X016 'lib' is a policy area and no library"]


def test_a_library_may_use_another_and_both_are_known(tmp_path: Path) -> None:
    write(
        tmp_path, "upper", library("upper", '{lib: "^1.0"}', "procedures: {chat: {extends: lib/talk, title: Chat}}\n")
    )
    text = module("procedures: {chat: {extends: upper/chat}}\n", uses='uses: {upper: "^1.0"}\n')
    area = composed(tmp_path, text).whole
    assert [each.name for each in area.libraries] == ["lib", "upper"]
    assert area.definition.procedures["chat"].title == "Chat"
    assert area.origin(("procedures", "chat", "title")) == "upper/chat"
    assert area.source(("procedures", "chat", "title")).library == "upper"
    sent = area.source(("procedures", "chat", "states", "sent", "title"))
    assert (sent.library, sent.template) == ("lib", "lib/talk")
    assert sent.address == ("procedures", "talk", "states", "sent", "title")


def test_libraries_that_use_each_other_are_found_and_never_followed_for_ever(tmp_path: Path) -> None:
    write(tmp_path, "upper", library("upper", '{lower: "^1.0"}'))
    write(tmp_path, "lower", library("lower", '{upper: "^1.0"}'))
    result = composed(tmp_path, module("", uses='uses: {upper: "^1.0"}\n'))
    assert result.said == ["X008 libraries use each other: upper → lower → upper"]
    assert result.findings[0].position.file == "lower.yaml"


def test_a_module_that_uses_itself_is_found(tmp_path: Path) -> None:
    text = library("area", '{area: "^1.0"}')
    assert composed(tmp_path, text).codes == ["X008"]


def test_a_long_chain_of_libraries_is_bounded(tmp_path: Path) -> None:
    for index in range(20):
        write(tmp_path, f"l{index}", library(f"l{index}", f'{{l{index + 1}: "^1.0"}}'))
    write(tmp_path, "l20", library("l20", ""))
    assert composed(tmp_path, module("", uses='uses: {l0: "^1.0"}\n')).codes == ["X004"]


def test_what_is_wrong_in_a_library_is_reported_at_its_place(tmp_path: Path) -> None:
    broken = LIBRARY.replace("per: authority", "per: autority")
    result = composed(tmp_path, module(EXTENDS), library=broken)
    assert "S011" in result.codes
    assert {finding.position.file for finding in result.findings} == {"lib.yaml"}


def test_a_library_too_broken_to_read_breaks_what_extends_it_silently(tmp_path: Path) -> None:
    result = composed(tmp_path, module(EXTENDS), library="format: 2\nmodule: lib\nlibrary: true\ntitle: [\n")
    assert result.codes == ["Y001"]
    assert result.there.reported(("procedures", "talk"))


def test_a_library_without_a_version_is_used_all_the_same_and_told_once(tmp_path: Path) -> None:
    result = composed(tmp_path, module(EXTENDS), library=LIBRARY.replace("version: 1.2.0\n", ""))
    assert result.said == ["S012 the file: 'version' is required"]


def test_a_shelf_reads_a_library_once_and_reports_it_every_time(tmp_path: Path) -> None:
    write(tmp_path, "lib", LIBRARY.replace("outcome: neutral", "outcome: neutrl"))
    shelf = Shelf([tmp_path])
    first, second = Findings(), Findings()
    one = load_area(write(tmp_path, "one", module(EXTENDS, name="one")), first, shelf=shelf)
    (tmp_path / "lib.yaml").unlink()
    write(tmp_path, "lib", LIBRARY)
    two = load_area(write(tmp_path, "two", module(EXTENDS, name="two")), second, shelf=shelf)
    assert one is not None
    assert two is not None
    assert one.libraries[0] is two.libraries[0]
    assert [finding.message for finding in first] == [finding.message for finding in second] != []


def test_libraries_beside_a_package_are_found_without_being_told(tmp_path: Path) -> None:
    folder = tmp_path / "area"
    folder.mkdir()
    write(tmp_path, "lib", LIBRARY)
    write(folder, "module", module(EXTENDS))
    findings = Findings()
    area = load_area(folder, findings)
    assert area is not None
    assert [finding.code for finding in findings] == []
    assert [each.name for each in area.libraries] == ["lib"]


def test_a_path_without_a_package_gives_findings_and_no_area(tmp_path: Path) -> None:
    findings = Findings()
    assert load_area(tmp_path / "nothing", findings) is None
    assert len(findings) == 1
