from __future__ import annotations

from pathlib import Path

from tests.architecture.guards import size
from tests.architecture.guards.files import ROOT, all_files, parsed, python_sources
from tests.architecture.guards.finding import told

SOURCES = python_sources("src", "tests", "benchmarks")


def test_no_file_is_longer_than_400_lines() -> None:
    found = [breach for source in SOURCES for breach in size.too_long_file(source)]
    assert not found, told(found)


def test_a_file_of_401_lines_is_found_and_one_of_400_is_not() -> None:
    assert size.too_long_file(parsed("x = 1\n" * 401))
    assert not size.too_long_file(parsed("x = 1\n" * 400))


def test_no_function_is_longer_than_40_lines() -> None:
    found = [breach for source in SOURCES for breach in size.too_long_functions(source)]
    assert not found, told(found)


def test_a_function_or_method_of_41_lines_is_found_and_one_of_40_is_not() -> None:
    assert size.too_long_functions(parsed("def long():\n" + "    x = 1\n" * 40))
    assert size.too_long_functions(parsed("class C:\n    async def long(self):\n" + "        x = 1\n" * 40))
    assert not size.too_long_functions(parsed("def fits():\n" + "    x = 1\n" * 39))


def test_no_file_is_larger_than_a_megabyte() -> None:
    found = [breach for path in all_files() for breach in size.too_large_file(path)]
    assert not found, told(found)


def test_a_file_larger_than_a_megabyte_is_found(tmp_path: Path) -> None:
    large, fits = tmp_path / "large.csv", tmp_path / "fits.csv"
    large.write_bytes(b"x" * 1_000_001)
    fits.write_bytes(b"x" * 1_000_000)
    assert [breach.file for path in (large, fits) for breach in size.too_large_file(path)] == [large.as_posix()]


def test_the_walk_over_the_files_sees_the_repository_and_not_what_was_made_from_it(tmp_path: Path) -> None:
    for name in ("src/a.py", ".venv/lib/b.py", "src/__pycache__/c.pyc", "x.egg-info/d", ".ci/run"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [path.relative_to(tmp_path).as_posix() for path in all_files(tmp_path)] == [".ci/run", "src/a.py"]
    assert ROOT / "pyproject.toml" in list(all_files())
