from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.findings import Findings, Severity
from counterpart.core.reading.package import Package, read_package
from counterpart.core.reading.tree import Address, position_of, value_at
from tests.core.reading.small_packages import MODULE, ONE_FILE, PQ, PROFESSIONS, only, places, written


def read(tmp_path: Path, files: dict[str, str | bytes | None] | None = None) -> tuple[Package | None, Findings]:
    """Read the package pq with some files put in place of its own (None: taken out)."""
    wanted = {**PQ, **(files or {})}
    folder = written(tmp_path / "pq", {name: content for name, content in wanted.items() if content is not None})
    findings = Findings()
    return read_package(folder, findings, display=tmp_path), findings


def test_a_folder_becomes_one_tree(tmp_path: Path) -> None:
    package, findings = read(tmp_path)
    assert len(findings) == 0
    assert package is not None
    assert (package.name, package.complete, package.folder) == ("pq", True, tmp_path / "pq")
    assert {"module", "roles", "retention", "forms", "questionsets", "procedures", "codelists"} <= set(package.root)
    for address, value in (
        (("uses", "std"), "^1.0"),
        (("roles", "authority", "kind"), "authority"),
        (("retention", 1, "erase_after"), "60 days"),
        (("forms", "professional", "fields", "diploma", "max"), 200),
        (("questionsets", "exercise", "tree", 0, "group"), "teachers"),
        (("procedures", "request", "extends"), "std/request"),
        (("codelists", "professions", "nurse", "label"), "nurse"),
    ):
        assert value_at(package.root, address) == value
    assert "form" not in package.root["forms"]["professional"]


PLACES: list[tuple[Address, str]] = [
    (("title",), "pq/module.yaml:4:1"),
    (("roles",), "pq/roles.yaml:1:1"),
    (("retention", 1, "erase_after"), "pq/retention.yaml:3:41"),
    (("forms",), "pq/forms:0:0"),
    (("forms", "professional"), "pq/forms/professional.yaml:2:1"),
    (("forms", "professional", "fields", "profession", "type"), "pq/forms/professional.yaml:6:35"),
    (("questionsets", "exercise", "tree", 0, "items", 0, "text"), "pq/questions/exercise.yaml:7:30"),
    (("procedures", "request", "subject"), "pq/procedures/request.yaml:4:1"),
    (("codelists", "professions", "nurse", "label"), "pq/codelists/professions.csv:3:1"),
]


@pytest.mark.parametrize(("address", "place"), PLACES)
def test_every_address_points_into_the_file_where_it_was_written(tmp_path: Path, address: Address, place: str) -> None:
    package, _ = read(tmp_path)
    assert package is not None
    assert str(position_of(package.root, address)) == place


def test_all_files_of_a_package_are_listed_in_a_fixed_order(tmp_path: Path) -> None:
    package, _ = read(tmp_path)
    assert package is not None
    names = [path.relative_to(package.folder).as_posix() for path in package.files]
    assert names == [
        "module.yaml",
        *("retention.yaml", "roles.yaml"),
        *("codelists/professions.csv", "forms/professional.yaml", "locale/pl.po", "procedures/request.yaml"),
        *("questions/exercise.yaml", "scenarios/screenshot.yaml"),
    ]
    assert [path.name for path in package.files_in("locale")] == ["pl.po"]
    assert package.source.text(package.files_in("locale")[0], Findings()) == PQ["locale/pl.po"]


def test_a_package_is_named_by_its_module_file_as_well(tmp_path: Path) -> None:
    folder = written(tmp_path / "pq", PQ)
    package = read_package(folder / "module.yaml", Findings(), display=tmp_path)
    assert package is not None
    assert package.folder == folder
    assert "forms" in package.root


def test_one_file_is_a_package_with_the_same_shape(tmp_path: Path) -> None:
    written(tmp_path, {"posting.yaml": ONE_FILE})
    findings = Findings()
    package = read_package(tmp_path / "posting.yaml", findings, display=tmp_path)
    assert len(findings) == 0
    assert package is not None
    assert (package.name, package.files, package.folder) == ("posting", (tmp_path / "posting.yaml",), tmp_path)
    assert package.root["codelists"]["reasons"]["other"] == {"label": "Other"}
    assert str(position_of(package.root, ("forms", "worker", "title"))) == "posting.yaml:8:12"


def test_what_is_written_in_the_module_and_in_folders_is_put_together(tmp_path: Path) -> None:
    inline = MODULE + "forms:\n  receipt: {title: Receipt}\ncodelists:\n  kinds: {a: A}\nprocedures:\n"
    package, findings = read(tmp_path, {"module.yaml": inline})
    assert len(findings) == 0
    assert package is not None
    assert list(package.root["forms"]) == ["receipt", "professional"]
    assert list(package.root["codelists"]) == ["kinds", "professions"]
    assert list(package.root["procedures"]) == ["request"]


def test_the_older_format_is_one_warning_and_then_checked_as_format_2(tmp_path: Path) -> None:
    package, findings = read(tmp_path, {"module.yaml": MODULE.replace("format: 2", "format: 1")})
    (finding,) = findings
    assert (finding.code, finding.severity, str(finding.position)) == ("S003", Severity.WARNING, "pq/module.yaml:1:1")
    assert package is not None
    assert package.root["format"] == 2


@pytest.mark.parametrize("said", ["3", "two", "2.0", "true", "[2]", ""])
def test_an_unknown_format_is_an_error(tmp_path: Path, said: str) -> None:
    _, findings = read(tmp_path, {"module.yaml": MODULE.replace("format: 2", f"format: {said}")})
    assert places(findings) == ["S003 pq/module.yaml:1:1"]
    assert findings.errors


NO_MODULE = [
    (MODULE.replace("module: pq", ""), "S001 pq/module.yaml:1:1", "module: <name>"),
    (MODULE.replace("module: pq", "modul: pq"), "S001 pq/module.yaml:2:1", "write 'module' instead of 'modul'"),
    ("network: eea\n", "S001 pq/module.yaml:1:1", "profile"),
    (MODULE.replace("module: pq", "module: ../pq"), "S022 pq/module.yaml:2:1", "small letters"),
    (MODULE.replace("module: pq", "module: [pq]"), "S022 pq/module.yaml:2:1", "small letters"),
    (MODULE.replace("module: pq", "module:"), "S022 pq/module.yaml:2:1", "small letters"),
    ("- a list\n", "S011 pq/module.yaml:1:1", "key: value"),
    ("", "Y001 pq/module.yaml:1:1", "key: value"),
]


@pytest.mark.parametrize(("text", "place", "hint"), NO_MODULE)
def test_what_does_not_name_a_module_is_none(tmp_path: Path, text: str, place: str, hint: str) -> None:
    package, findings = read(tmp_path, {"module.yaml": text})
    assert package is None
    assert places(findings) == [place]
    assert hint in only(findings)[2]


def test_a_folder_without_module_file_is_no_module(tmp_path: Path) -> None:
    package, findings = read(tmp_path, {"module.yaml": None, "modul.yaml": MODULE})
    assert package is None
    assert places(findings) == ["S001 pq:0:0", "S020 pq/modul.yaml:0:0"]
    assert "did you mean 'module.yaml'?" in [finding.hint for finding in findings]


def test_a_path_where_nothing_lies_is_a_finding_with_the_nearest_name(tmp_path: Path) -> None:
    written(tmp_path / "services", PQ)
    findings = Findings()
    assert read_package(tmp_path / "servises", findings, display=tmp_path) is None
    assert places(findings) == ["Y002 servises:0:0"]
    assert only(findings)[2] == "did you mean 'services'?"


@pytest.mark.parametrize("path", ["a\0b", "x" * 300, "/dev/null", "/dev/zero", "/proc/self/mem", "/", "/etc"])
def test_no_path_makes_the_reading_raise(path: str) -> None:
    findings = Findings()
    assert read_package(Path(path), findings) is None
    assert findings.errors


WRONG_FILES: list[tuple[str, str, str, str]] = [
    ("forms/a.yaml", "title: A\n", "S002 pq/forms/a.yaml:1:1", ""),
    ("forms/a.yaml", "frm: a\n", "S002 pq/forms/a.yaml:1:1", "write 'form' instead of 'frm'"),
    ("forms/a.yaml", "procedure: a\n", "S002 pq/forms/a.yaml:1:1", "this belongs into procedures/"),
    ("questions/a.yaml", "form: a\n", "S002 pq/questions/a.yaml:1:1", "this belongs into forms/"),
    ("forms/a.yaml", "form: ../../etc/passwd\n", "S022 pq/forms/a.yaml:1:1", "small letters"),
    ("forms/a.yaml", "title: A\nform: 5\n", "S022 pq/forms/a.yaml:2:1", "small letters"),
    ("forms/a.yaml", "form:\n", "S022 pq/forms/a.yaml:1:1", "small letters"),
    ("forms/a.yaml", "form: professional\n", "S023 pq/forms/professional.yaml:2:1", "keep one of them"),
    ("codelists/Kinds.csv", PROFESSIONS, "S022 pq/codelists/Kinds.csv:1:1", "small letters"),
    ("codelists/kinds.csv", "label\n", "C002 pq/codelists/kinds.csv:1:1", "code,label"),
    ("roles.yaml", "authority: {title: A}\n", "S002 pq/roles.yaml:1:1", "put 'roles:' above all"),
    ("roles.yaml", "title: x\nrole: {}\n", "S002 pq/roles.yaml:2:1", "write 'roles' instead of 'role'"),
    ("roles.yaml", "roles: {}\ntitle: again\n", "S023 pq/roles.yaml:2:1", "keep one of them"),
    ("retention.yaml", "- {data: personal}\n", "S011 pq/retention.yaml:1:1", "key: value"),
    ("retention.yaml", "retention: [a: *b]\n", "Y003 pq/retention.yaml:1:16", "extends"),
]


@pytest.mark.parametrize(("name", "text", "place", "hint"), WRONG_FILES)
def test_a_wrong_file_is_found_and_the_rest_is_read(
    tmp_path: Path, name: str, text: str, place: str, hint: str
) -> None:
    package, findings = read(tmp_path, {name: text})
    assert places(findings) == [place]
    assert hint in only(findings)[2]
    assert package is not None
    assert package.complete == place.startswith("S023")
    assert package.root["procedures"]["request"]["extends"] == "std/request"


def test_mistakes_of_all_files_come_at_once_even_when_the_module_file_is_broken(tmp_path: Path) -> None:
    package, findings = read(tmp_path, {"module.yaml": "a: [", "roles.yaml": "a: 'x", "forms/professional.yaml": "- a"})
    assert package is None
    assert [place.split(":")[0] for place in places(findings)] == [
        *("S011 pq/forms/professional.yaml", "Y001 pq/module.yaml", "Y001 pq/roles.yaml"),
    ]


def test_a_key_of_the_module_that_is_no_map_cannot_take_the_files_of_a_folder(tmp_path: Path) -> None:
    package, findings = read(tmp_path, {"module.yaml": MODULE + "forms: none\ncodelists: []\n"})
    assert places(findings) == ["S011 pq/module.yaml:11:1", "S011 pq/module.yaml:12:1"]
    assert package is not None
    assert not package.complete
