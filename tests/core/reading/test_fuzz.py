"""Nothing that lies in a package makes reading raise, and nothing gets past the limits."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.core.findings import Findings
from counterpart.core.reading.limits import LIMITS, Limits
from counterpart.core.reading.package import read_package, read_scenarios
from counterpart.core.reading.tree import Branch, Row
from counterpart.core.reading.yaml_reader import YamlReader
from tests.core.reading.small_packages import FORM, MODULE, ONE_FILE, PQ, QUESTIONS, SCENARIO, written

TEXTS = [MODULE, FORM, QUESTIONS, SCENARIO, ONE_FILE]
SIGNS = "{}[]:,#&*!|>'\"%@`?-\t\n\r \\~<.=\0\ufeff\u2028é0"
YAML_WORDS = [
    "- ",
    "? ",
    ": ",
    "a: ",
    "{a: ",
    "[",
    "]",
    "}",
    "&a ",
    "*a",
    "!t ",
    "'",
    '"',
    "\n",
    "\n  ",
    "\t",
    "---\n",
    "<<: ",
]


def nodes_of(tree: object) -> Iterator[object]:
    """Give a tree's maps, lists, keys and values."""
    yield tree
    if isinstance(tree, Branch):
        for key, value in tree.items():
            yield key
            yield from nodes_of(value)
    elif isinstance(tree, Row):
        for item in tree:
            yield from nodes_of(item)


def check(text: str, limits: Limits = LIMITS) -> None:
    """Read a text, and check what holds for every text."""
    findings = Findings()
    reader = YamlReader(text, "f.yaml", findings, limits=limits)
    tree = reader.read()
    lines = len(text.splitlines()) + 2
    assert tree is not None or len(findings.errors) > 0
    assert reader.nodes <= limits.file_nodes + 1
    assert sum(1 for _ in nodes_of(tree)) <= limits.file_nodes
    assert all(0 <= finding.position.line <= lines for finding in findings)
    assert all(finding.message.isprintable() for finding in findings)


def changed(text: str, chance: random.Random) -> str:
    """Return the text with some characters put in, taken out, doubled or exchanged."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.choice([0, 1, 1, 2, 8, 40]))
        piece = chance.choice(["", chance.choice(SIGNS), text[at:end] * 2, chance.choice(YAML_WORDS)])
        text = text[:at] + piece + text[end:]
    return text


@settings(max_examples=200)
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    check(text)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(YAML_WORDS + list(SIGNS)), max_size=60))
def test_any_heap_of_yaml_signs_is_read_or_refused(words: list[str]) -> None:
    check("".join(words), Limits(nesting=6, file_nodes=20))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.split(":")[0].strip("# "))
@pytest.mark.parametrize("seed", range(3))
def test_a_changed_file_is_read_or_refused(text: str, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(60):
        check(changed(text, chance))


def in_folder(files: dict[str, str | bytes], limits: Limits = LIMITS) -> Findings:
    """Write a package, read it with its scenarios, and return the findings."""
    findings = Findings()
    with TemporaryDirectory() as folder:
        path = written(Path(folder) / "pq", files)
        package = read_package(path, findings, display=Path(folder), limits=limits)
        if package is not None:
            read_scenarios(package, findings)
        assert package is not None or len(findings.errors) > 0
    return findings


@settings(max_examples=100)
@given(st.sampled_from(sorted(PQ)), st.binary(max_size=200))
def test_any_bytes_in_any_file_of_a_package_are_read_or_refused(name: str, content: bytes) -> None:
    in_folder({**PQ, name: content})


@pytest.mark.parametrize("seed", range(4))
def test_a_package_with_changed_files_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        in_folder({name: changed(text, chance) if chance.random() < 0.5 else text for name, text in PQ.items()})


NAMES = st.from_regex(r"(forms/|codelists/|scenarios/|)[^/\x00]{1,12}", fullmatch=True)


@settings(max_examples=60)
@given(
    st.dictionaries(NAMES.filter(lambda name: name.rsplit("/")[-1] not in {".", ".."}), st.just("x: y\n"), max_size=4)
)
def test_files_with_any_name_are_read_or_refused(files: dict[str, str]) -> None:
    tops = {name for name in files if "/" not in name}
    files = {name: text for name, text in files.items() if name.split("/")[0] not in tops or "/" not in name}
    findings = in_folder(
        {"module.yaml": MODULE, **{name: text for name, text in files.items() if name != "module.yaml"}}
    )
    assert all(finding.position.file.isprintable() and finding.message.isprintable() for finding in findings)


@pytest.mark.slow
def test_a_package_as_large_as_the_limits_allow_is_read_in_little_time() -> None:
    line = "  field_{0}: {{label: Label of field {0}, type: text, required: true, personal: yes, max: 200}}\n"
    form = "form: f{0}\ntitle: Form\nfields:\n" + "".join(line.format(number) for number in range(1_500))
    files = {f"forms/f{number}.yaml": form.replace("{0}", str(number)) for number in range(11)}
    assert 1_000_000 < sum(len(text) for text in files.values()) < LIMITS.package_bytes
    began = time.process_time()
    findings = in_folder({"module.yaml": MODULE, **files})
    assert time.process_time() - began < 4
    assert len(findings) == 0
