"""Whatever is missing or misspelt, the checks give findings and never fail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.core.composing.area import Area
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.validation import validate
from counterpart.core.findings import Finding, Findings
from counterpart.core.reading.package import Package
from counterpart.core.reading.source import Source
from tests.core.checking.data_areas import GONE, MODULE, NETWORK, findings_of, module
from tests.core.trees import tree_of


def paths(node: Any, above: str = "") -> list[str]:
    """Return the dotted path of everything in the sound module."""
    if isinstance(node, dict):
        pairs = [(str(key), value) for key, value in node.items()]
    elif isinstance(node, list):
        pairs = [(str(index), value) for index, value in enumerate(node)]
    else:
        return []
    return [path for key, value in pairs for path in (f"{above}{key}", *paths(value, f"{above}{key}."))]


def names(node: Any, above: str = "") -> list[str]:
    """Return the paths that hold a text."""
    return [path for path in paths(node, above) if isinstance(value_of(path), str)]


def value_of(path: str) -> Any:
    node: Any = MODULE
    for step in path.split("."):
        node = node[int(step)] if isinstance(node, list) else node[step]
    return node


def checked(changes: dict[str, Any]) -> list[Finding] | None:
    """Return what is found, None where too little is left to be a module."""
    definition, tree = validate(tree_of(module(changes)), ModuleDefinition, Findings())
    if definition is None:
        return None
    package = Package(tree, Path(), definition.module, (), Source(Path()))
    return findings_of(Area(definition, tree, package, NETWORK))


@given(st.sampled_from(paths(MODULE)))
@settings(max_examples=80)
def test_something_missing_never_makes_a_check_fail(path: str) -> None:
    found = checked({path: GONE})
    assert found is None or all(finding.message for finding in found)


@given(st.sampled_from(names(MODULE)), st.sampled_from(["", "x", "{", "[", "sent", "*", "{person}", "1 days", "a.b.c"]))
@settings(max_examples=80)
def test_another_word_never_makes_a_check_fail(path: str, word: str) -> None:
    found = checked({path: word})
    assert found is None or all(finding.message for finding in found)
