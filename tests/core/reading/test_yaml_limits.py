from __future__ import annotations

import time
import tracemalloc

import pytest

from counterpart.core.findings import Findings
from counterpart.core.reading.limits import LIMITS, Limits, beyond, in_words
from counterpart.core.reading.yaml_reader import YamlReader, read_yaml
from tests.core.reading.small_packages import only, places

SMALL = Limits(nesting=4, file_nodes=10, package_nodes=25)


def test_the_limits_are_those_of_the_format() -> None:
    assert (LIMITS.file_bytes, LIMITS.package_bytes) == (262_144, 4_194_304)
    assert (LIMITS.package_files, LIMITS.nesting, LIMITS.file_nodes) == (5_000, 32, 20_000)


@pytest.mark.parametrize(
    ("size", "words"), [(262_144, "256 kB"), (4_194_304, "4 MB"), (10, "10 bytes"), (1_025, "1025 bytes")]
)
def test_sizes_are_said_in_words(size: int, words: str) -> None:
    assert in_words(size) == words


def test_a_package_is_beyond_a_limit_only_after_it() -> None:
    assert beyond(LIMITS, files=5_000, size=4_194_304) == ""
    assert "5000 files" in beyond(LIMITS, files=5_001, size=0)
    assert "4 MB" in beyond(LIMITS, files=1, size=4_194_305)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_stopped_at_the_limit(opening: str) -> None:
    findings = Findings()
    assert read_yaml("top: " * (opening in "[{a: ") + opening * 60_000, "f.yaml", findings) is None
    code = places(findings)[0].split()[0]
    assert code in {"Y005", "Y003"}  # '? ' is refused even earlier: a list or map cannot be a key


@pytest.mark.parametrize(("depth", "allowed"), [(32, True), (33, False)])
def test_the_map_of_the_file_is_the_first_of_32_levels(depth: int, allowed: bool) -> None:
    findings = Findings()
    lists = depth - 1
    tree = read_yaml("a: " + "[" * lists + "]" * lists, "f.yaml", findings)
    assert (tree is not None) == allowed
    assert allowed or places(findings) == ["Y005 f.yaml:1:35"]
    assert allowed or "limit nesting" in only(findings)[1]


def test_a_file_may_hold_as_many_nodes_as_the_limit_says_and_no_more() -> None:
    findings = Findings()
    reader = YamlReader("a: [1, 2, 3, 4, 5, 6, 7]", "f.yaml", findings, limits=SMALL)
    assert reader.read() is not None
    assert reader.nodes == 10
    assert YamlReader("a: [1, 2, 3, 4, 5, 6, 7, 8, 9]", "f.yaml", findings, limits=SMALL).read() is None
    assert places(findings) == ["Y005 f.yaml:1:26"]
    assert "limit file_nodes" in only(findings)[1]


def test_a_package_has_a_total_of_nodes() -> None:
    findings = Findings()
    reader = YamlReader("a: [1, 2, 3]", "f.yaml", findings, limits=SMALL, nodes_left=4)
    assert reader.read() is None
    assert "limit package_nodes" in only(findings)[1]


BOMBS = {
    "aliases": "a: &a [x, x]\n"
    + "\n".join(f"{n}: &{n} [*{p}, *{p}]" for p, n in zip("abcdefgh", "bcdefghi", strict=True)),
    "brackets": "a: " + "[" * 200_000,
    "one long list": "a: [" + "1," * 130_000 + "]",
    "many keys": "\n".join(f"k{number}: {{}}" for number in range(22_000)),
    "many documents": "---\n" * 60_000,
    "an endless quote": "a: '" + "x\n" * 130_000,
    "one long text": "a: " + "x " * 130_000,
    "tag directives": "".join(f"%TAG !a{number}! x\n" for number in range(14_000)) + "---\na: 1",
    "comments": "#\n" * 130_000 + "a: 1",
    "escapes": 'a: "' + "\\x41" * 60_000 + '"',
    "doubled keys": "a: 1\n" * 50_000,
    "brackets in every line": "\n".join(f"k{n}: [{'[' * 29}{']' * 29}]" for n in range(3_000)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_no_file_within_the_size_costs_much_time_or_memory(name: str) -> None:
    text = BOMBS[name]
    assert len(text) <= LIMITS.file_bytes
    findings = Findings()
    began = time.process_time()
    tracemalloc.start()
    try:
        tree = read_yaml(text, "f.yaml", findings)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert tree is not None or len(findings) > 0
    assert peak < 24 * 1024 * 1024
    assert time.process_time() - began < 10  # a second; what grows with the square of the size takes minutes
