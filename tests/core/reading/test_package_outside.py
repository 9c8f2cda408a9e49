"""What lies in a package and does not belong there: unknown files, links, too much of everything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from counterpart.core.findings import Findings, Severity
from counterpart.core.reading.limits import Limits
from counterpart.core.reading.package import Package, read_package
from tests.core.reading.small_packages import MODULE, PQ, only, places, written


def read(folder: Path, limits: Limits | None = None) -> tuple[Package | None, Findings]:
    findings = Findings()
    return read_package(folder, findings, display=folder.parent, limits=limits or Limits()), findings


UNKNOWN = [
    ("role.yaml", "pq/role.yaml", "did you mean 'roles.yaml'?"),
    ("roles.yml", "pq/roles.yml", "did you mean 'roles.yaml'?"),
    ("procedure/x.yaml", "pq/procedure", "did you mean 'procedures'?"),
    ("form/x.yml", "pq/form", "did you mean 'forms'?"),
    ("questionsets/x.yaml", "pq/questionsets", "did you mean 'questions'?"),
    ("forms/x.yml", "pq/forms/x.yml", "did you mean 'x.yaml'?"),
    ("forms/deep/x.yaml", "pq/forms/deep", "only *.yaml lie here"),
    ("forms/x.yaml/y", "pq/forms/x.yaml", ""),
    ("codelists/kinds.txt", "pq/codelists/kinds.txt", "only *.csv lie here"),
    ("locale/pl.mo", "pq/locale/pl.mo", "did you mean 'pl.po'?"),
    ("script.py", "pq/script.py", "files of a package: module.yaml, interfaces.yaml"),
    ("assets/logo.png", "pq/assets", "folders of a package: codelists, forms"),
    ("forms~", "pq/forms~", "files of a package"),
]


@pytest.mark.parametrize(("name", "place", "hint"), UNKNOWN)
def test_a_file_or_folder_without_a_place_is_a_warning(tmp_path: Path, name: str, place: str, hint: str) -> None:
    package, findings = read(written(tmp_path / "pq", {**PQ, name: "x"}))
    (finding,) = findings
    assert (finding.code, finding.severity, finding.position.file) == ("S020", Severity.WARNING, place)
    assert hint in finding.hint
    assert package is not None
    assert package.complete
    assert tmp_path / "pq" / name not in package.files


def test_papers_for_people_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    names = ("README.md", "CHANGELOG.md", "LICENSE", ".git/config", ".DS_Store", "forms/.x.yaml.swp")
    package, findings = read(written(tmp_path / "pq", {**PQ, **dict.fromkeys(names, "x")}))
    assert len(findings) == 0
    assert package is not None
    assert not {tmp_path / "pq" / name for name in names} & set(package.files)


def test_a_module_file_that_is_a_folder_is_a_finding(tmp_path: Path) -> None:
    package, findings = read(written(tmp_path / "pq", {"module.yaml/x": "", "forms": "x"}))
    assert package is None
    assert places(findings) == ["S020 pq/forms:0:0", "Y002 pq/module.yaml:0:0"]


@pytest.mark.parametrize("name", ["forms/x.yaml", "roles.yaml", "codelists/x.csv", "locale/x.po", "scenarios/x.yaml"])
def test_a_link_that_leaves_the_package_is_refused(tmp_path: Path, name: str) -> None:
    secret = written(tmp_path, {"secret.yaml": "form: secret\npassword: x\n"}) / "secret.yaml"
    folder = written(tmp_path / "pq", {key: text for key, text in PQ.items() if key != name})
    (folder / name).symlink_to(secret)
    package, findings = read(folder)
    assert places(findings) == [f"S021 pq/{name}:0:0"]
    assert package is not None
    assert not package.complete
    assert "password" not in str(package.root)
    assert folder / name not in package.files


def test_a_folder_that_is_a_link_out_of_the_package_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "other", {"x.yaml": "form: x\n"})
    folder = written(tmp_path / "pq", {"module.yaml": MODULE})
    (folder / "forms").symlink_to(tmp_path / "other")
    package, findings = read(folder)
    assert places(findings) == ["S021 pq/forms:0:0"]
    assert package is not None
    assert "forms" not in package.root


def test_links_within_a_package_and_to_a_whole_package_are_followed(tmp_path: Path) -> None:
    folder = written(tmp_path / "store" / "pq", {"module.yaml": MODULE, "forms/a.yaml": "form: a\n"})
    (folder / "codelists").mkdir()
    (folder / "forms" / "b.yaml").symlink_to("a.yaml")
    (tmp_path / "pq").symlink_to(folder)
    package, findings = read(tmp_path / "pq")
    assert places(findings) == ["S023 pq/forms/b.yaml:1:1"]
    assert package is not None
    assert list(package.root["forms"]) == ["a"]


def test_links_into_nowhere_and_pipes_are_findings(tmp_path: Path) -> None:
    folder = written(tmp_path / "pq", {"module.yaml": MODULE, "forms/a.yaml": "form: a\n"})
    (folder / "forms" / "circle.yaml").symlink_to("circle.yaml")
    (folder / "forms" / "gone.yaml").symlink_to("nothing.yaml")
    os.mkfifo(folder / "forms" / "pipe.yaml")
    package, findings = read(folder)
    assert places(findings) == [f"Y002 pq/forms/{name}.yaml:0:0" for name in ("circle", "gone", "pipe")]
    assert package is not None
    assert not package.complete


def test_a_one_file_module_that_is_a_link_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    written(tmp_path, {"a/x.yaml": MODULE, "b/y": ""})
    (tmp_path / "b" / "x.yaml").symlink_to(tmp_path / "a" / "x.yaml")
    findings = Findings()
    assert read_package(tmp_path / "b" / "x.yaml", findings, display=tmp_path) is None
    assert places(findings) == ["S021 b/x.yaml:0:0"]


def test_a_one_file_module_ends_in_yaml(tmp_path: Path) -> None:
    findings = Findings()
    written(tmp_path, {"pq.yml": MODULE})
    assert read_package(tmp_path / "pq.yml", findings, display=tmp_path) is not None
    assert places(findings) == ["S020 pq.yml:0:0"]


def test_names_that_are_not_utf_8_are_shown_with_escapes(tmp_path: Path) -> None:
    folder = written(tmp_path / "pq", {"module.yaml": MODULE, "forms/a.yaml": "form: a\n"})
    (folder / "forms" / os.fsdecode(b"\xff\n.txt")).write_text("x")
    (folder / os.fsdecode(b"\xfe.yaml")).write_text("x")
    _, findings = read(folder)
    assert [finding.code for finding in findings] == ["S020", "S020"]
    for finding in findings:
        assert f"{finding.position}{finding.message}{finding.hint}".isprintable()


@pytest.mark.parametrize(("count", "allowed"), [(10, True), (11, False)])
def test_a_package_has_a_limit_of_files(tmp_path: Path, count: int, allowed: bool) -> None:
    forms = {f"forms/f{number}.yaml": f"form: f{number}\n" for number in range(count - 1)}
    package, findings = read(written(tmp_path / "pq", {"module.yaml": MODULE, **forms}), Limits(package_files=10))
    assert (package is not None) == allowed
    assert allowed or only(findings)[:2] == ("Y005", "the package has more than 10 files (limit package_files)")
    assert allowed or places(findings) == ["Y005 pq:0:0"]


def test_a_package_has_a_limit_of_bytes_of_all_its_files(tmp_path: Path) -> None:
    files = {"module.yaml": MODULE, "locale/pl.po": "x" * 600, "locale/de.po": "x" * 600}
    package, findings = read(written(tmp_path / "pq", files), Limits(package_bytes=1_024))
    assert package is None
    assert only(findings)[:2] == ("Y005", "the files of the package have more than 1 kB (limit package_bytes)")


def test_one_file_over_its_limit_does_not_hide_the_others(tmp_path: Path) -> None:
    files = {"module.yaml": MODULE, "forms/a.yaml": "form: a\n#" + "x" * 1_000, "forms/b.yaml": "form: b\n"}
    package, findings = read(written(tmp_path / "pq", files), Limits(file_bytes=1_000))
    assert places(findings) == ["Y005 pq/forms/a.yaml:0:0"]
    assert package is not None
    assert list(package.root["forms"]) == ["b"]


def test_a_package_has_a_limit_of_nodes_over_all_its_files(tmp_path: Path) -> None:
    forms = {f"forms/f{n}.yaml": f"form: f{n}\nlist: [{'x, ' * 20}]\n" for n in range(5)}
    folder = written(tmp_path / "pq", {"module.yaml": "module: pq", **forms, "codelists/a.csv": "code,label\na,A\n"})
    package, findings = read(folder, Limits(package_nodes=60))
    assert package is not None
    assert not package.complete
    assert {finding.code for finding in findings} == {"Y005"}
    assert all("limit package_nodes" in finding.message for finding in findings)
    assert list(package.root["forms"]) == ["f0", "f1"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_without_permission_is_a_finding(tmp_path: Path) -> None:
    folder = written(tmp_path / "pq", PQ)
    (folder / "forms").chmod(0)
    package, findings = read(folder)
    (folder / "forms").chmod(0o755)
    assert package is None
    assert places(findings) == ["Y002 pq/forms:0:0"]
