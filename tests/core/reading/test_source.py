from __future__ import annotations

import os
from pathlib import Path

import pytest

from counterpart.core.findings import Findings
from counterpart.core.reading.limits import Limits
from counterpart.core.reading.names import is_name
from counterpart.core.reading.source import Source, is_inside, shown
from tests.core.reading.small_packages import only, places, written


def text_of(source: Source, name: str) -> tuple[str | None, Findings]:
    findings = Findings()
    return source.text(source.folder / name, findings), findings


def test_a_file_below_the_display_folder_is_shown_relative_to_it(tmp_path: Path) -> None:
    file = tmp_path / "areas" / "pq" / "module.yaml"
    assert shown(file, tmp_path / "areas") == "pq/module.yaml"
    assert shown(tmp_path / "areas" / "x" / ".." / "pq" / "module.yaml", tmp_path / "areas") == "pq/module.yaml"


def test_a_file_elsewhere_is_shown_as_it_was_given(tmp_path: Path) -> None:
    assert shown(tmp_path / "b.yaml", tmp_path / "a") == (tmp_path / "b.yaml").as_posix()
    assert shown(Path("../b.yaml"), Path.cwd()) == "../b.yaml"


def test_without_a_display_folder_the_working_directory_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(Path("pq/module.yaml")) == "pq/module.yaml"
    assert shown(tmp_path / "pq" / "module.yaml") == "pq/module.yaml"


@pytest.mark.parametrize("name", ["a\nb.yaml", "a\x1b[31m.yaml", os.fsdecode(b"a\xff.yaml")])
def test_a_name_that_could_command_a_terminal_is_shown_with_escapes(name: str) -> None:
    text = shown(Path("pq") / name, Path.cwd())
    assert text.isascii()
    assert text.isprintable()


def test_a_link_out_of_the_folder_is_not_inside_and_one_within_is(tmp_path: Path) -> None:
    folder = written(tmp_path / "pq", {"a.yaml": "a: 1"})
    written(tmp_path, {"secret.yaml": "password: x"})
    (folder / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "in.yaml").symlink_to("a.yaml")
    (folder / "circle.yaml").symlink_to("circle.yaml")
    assert not is_inside(folder / "out.yaml", folder)
    assert not is_inside(folder / ".." / "secret.yaml", folder)
    assert is_inside(folder / "in.yaml", folder)
    assert is_inside(folder / "circle.yaml", folder)


def test_what_lies_outside_the_package_is_never_read(tmp_path: Path) -> None:
    source = Source(written(tmp_path / "pq", {}), display=tmp_path)
    written(tmp_path, {"secret.yaml": "password: x"})
    (source.folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    for name in ("link.yaml", "../secret.yaml", str(tmp_path / "secret.yaml"), "/etc/hostname"):
        text, findings = text_of(source, name)
        assert text is None
        assert only(findings)[0] == "S021"


def test_what_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    source = Source(written(tmp_path / "pq", {"folder/a.yaml": ""}), display=tmp_path)
    (source.folder / "circle.yaml").symlink_to("circle.yaml")
    os.mkfifo(source.folder / "pipe.yaml")
    for name in ("folder", "circle.yaml", "pipe.yaml", "missing.yaml", "x" * 300):
        text, findings = text_of(source, name)
        assert text is None
        assert only(findings)[0] == "Y002"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_a_finding(tmp_path: Path) -> None:
    source = Source(written(tmp_path, {"a.yaml": "a: 1"}), display=tmp_path)
    (tmp_path / "a.yaml").chmod(0)
    text, findings = text_of(source, "a.yaml")
    assert text is None
    assert places(findings) == ["Y002 a.yaml:0:0"]


def test_a_file_may_be_as_large_as_the_limit_and_not_larger(tmp_path: Path) -> None:
    source = Source(written(tmp_path, {"a.po": "x" * 100, "b.po": "x" * 101}), limits=Limits(file_bytes=100))
    assert text_of(source, "a.po")[0] == "x" * 100
    text, findings = text_of(source, "b.po")
    assert text is None
    assert only(findings)[:2] == ("Y005", "the file has more than 100 bytes (limit file_bytes)")


def test_an_endless_file_is_refused_without_being_read() -> None:
    source = Source(Path("/dev"))
    text, findings = text_of(source, "zero")
    assert text is None
    assert only(findings)[0] == "Y002"


def test_a_package_has_a_total_of_bytes_in_which_a_file_counts_once(tmp_path: Path) -> None:
    source = Source(written(tmp_path, {"a.po": "x" * 60, "b.po": "x" * 60}), limits=Limits(package_bytes=100))
    assert text_of(source, "a.po")[0] == text_of(source, "a.po")[0] == "x" * 60
    text, findings = text_of(source, "b.po")
    assert text is None
    assert "limit package_bytes" in only(findings)[1]


def test_a_package_has_a_total_of_nodes_in_which_a_file_counts_once(tmp_path: Path) -> None:
    source = Source(written(tmp_path, {"a.yaml": "a: 1", "b.yaml": "b: [1, 2]"}), limits=Limits(package_nodes=6))
    findings = Findings()
    assert source.tree(tmp_path / "a.yaml", findings) == source.tree(tmp_path / "a.yaml", findings) == {"a": 1}
    assert len(findings) == 0
    assert source.tree(tmp_path / "b.yaml", findings) is None
    assert "limit package_nodes" in only(findings)[1]


@pytest.mark.parametrize("name", ["pq", "driving-licence", "a_1", "x" * 64])
def test_a_name_has_small_letters_digits_and_lines(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "Pq", "1a", "-a", "a.b", "a/b", "..", "a b", "ä", "a\n", "x" * 65, 5, None, True])
def test_what_could_mean_something_else_is_no_name(name: object) -> None:
    assert not is_name(name)
