"""Whatever stands in a package, composing answers with findings and never with a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.composing import compose, explain
from counterpart.core.composing.provenance import Provenance
from counterpart.core.findings import Findings
from counterpart.core.reading.package import Package
from counterpart.core.reading.source import Source
from counterpart.core.reading.tree import Address, Branch, Row, copied
from counterpart.core.reading.yaml_reader import YamlReader
from tests.core.composing.packages import LIBRARY

OWN = """\
  mine:
    extends: talk
    remove: [actions.cheer]
    without: [approval]
    states: {sent: {due: 5 days}, draft: {due: null}}
    tracks:
      advice: {extends: help, title: Advice, remove: [states.done]}
      far: {extends: talk.help}
  yours: {extends: mine, actions: {send: {title: Go}}}
"""


def base() -> Branch:
    """Return a package that has a bit of everything, with templates of its own."""
    text = (LIBRARY + OWN).replace("busy: We are busy, other: Another ground", "busy: {label: We are busy}")
    tree = YamlReader(text, "area.yaml", Findings()).read()
    assert tree is not None
    return tree


BASE = base()


def addresses(node: Any, above: Address = ()) -> list[Address]:
    """Return the addresses of all entries and items of a tree."""
    pairs: list[tuple[str | int, Any]] = []
    if isinstance(node, Branch):
        pairs = list(node.items())
    elif isinstance(node, Row):
        pairs = list(enumerate(node))
    found = [(*above, step) for step, _ in pairs]
    return found + [address for step, value in pairs for address in addresses(value, (*above, step))]


NAMES = [
    "talk",
    "help",
    "sent",
    "approval",
    "asker",
    "reply",
    "mine",
    "lib/talk",
    "help.open",
    "same",
    "*",
    "a.b.c",
    "",
]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 3),
    st.sampled_from(NAMES),
    st.text(max_size=5),
    st.sampled_from(
        ["open(help)", "any(help, open)", "((", "with help.open", "clock whole", "by subject.x", "{x|upper}"]
    ),
    st.just(Row([])),
    st.sampled_from(NAMES).map(lambda name: Row([name, 3, None])),
    st.just(Branch()),
    st.sampled_from(NAMES).map(lambda name: Branch({"extends": name, name: Branch({"to": Row([Branch()])})})),
)
KEYS = ["extends", "remove", "without", "features", "tracks", "states", "parties", "edit", "effects", "to", "when", "x"]


@st.composite
def hostile(draw: st.DrawFn) -> Branch:
    """Return the package with a few entries replaced, added or taken away at random."""
    tree = cast("Branch", copied(BASE))
    for _ in range(draw(st.integers(1, 4))):
        address = draw(st.sampled_from(addresses(tree)))
        node: Any = tree
        for step in address[:-1]:
            node = node[step]
        match draw(st.sampled_from(["replace", "replace", "add", "drop"])):
            case "replace":
                node[address[-1]] = copied(draw(ODD))
            case "add" if isinstance(node, Branch):
                node[draw(st.sampled_from(KEYS))] = copied(draw(ODD))
            case "drop" if isinstance(node, Branch):
                node.pop(str(address[-1]))
    return tree


@given(hostile())
def test_a_hostile_package_gives_findings_and_no_traceback(tree: Branch) -> None:
    package = Package(tree, Path(), "area", (), Source(Path()))
    findings = Findings()
    area = compose(package, findings, searched=(), network=None)
    assert area is not None or len(findings) > 0
    for procedure in area.definition.procedures if area is not None else ():
        assert area is not None
        assert explain(area, procedure).entries


def test_the_package_is_sound_as_long_as_nobody_touches_it() -> None:
    findings = Findings()
    area = compose(Package(base(), Path(), "area", (), Source(Path())), findings, searched=(), network=None)
    assert [finding.code for finding in findings] == ["X012"]  # `advice` has lost the state that ends it
    assert area is not None
    assert isinstance(area.provenance, Provenance)
    assert list(area.definition.procedures) == ["talk", "mine", "yours"]
