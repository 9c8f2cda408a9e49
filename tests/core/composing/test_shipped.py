from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.composing import Area, Shelf, compose, explain, load_area
from counterpart.core.composing.explaining import Origin
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Branch, copied
from counterpart.core.versions import structure_digest
from tests.core.trees import tree_of

AREAS = Path(__file__).parents[3] / "areas"
SHIPPED = sorted(path.parent.name for path in AREAS.glob("*/module.yaml"))


@lru_cache(maxsize=1)
def shelf() -> Shelf:
    return Shelf([AREAS])


def shipped(name: str) -> Area:
    findings = Findings()
    area = load_area(AREAS / name, findings, shelf=shelf())
    assert [finding.message for finding in findings if finding.code.startswith("X")] == []
    assert area is not None
    return area


@lru_cache(maxsize=1)
def library() -> Area:
    return shipped("std")


def extending(name: str, own: dict[str, Any], findings: Findings | None = None) -> Area | None:
    """Return a module with one procedure that extends a shipped template."""
    head = {"format": 2, "module": "trial", "version": "1.0.0", "title": "Trial", "uses": {"std": "^1.0"}}
    tree = tree_of({**head, "procedures": {name: {"extends": f"std/{name}", **own}}})
    package = replace(library().package, root=tree, name="trial")
    return compose(package, Findings() if findings is None else findings, searched=[AREAS], network=None, shelf=shelf())


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_module_is_composed_without_a_finding(name: str) -> None:
    area = shipped(name)
    for procedure in area.definition.procedures:
        explanation = explain(area, procedure)
        extended = {entry.origin for entry in explanation.entries} != {Origin.OWN}
        assert extended == bool(explanation.templates)


FEATURES = [(name, each) for name, found in library().definition.procedures.items() for each in found.features]


@pytest.mark.parametrize(("name", "feature"), FEATURES)
def test_every_shipped_template_does_without_each_of_its_features(name: str, feature: str) -> None:
    findings = Findings()
    area = extending(name, {"without": [feature]}, findings)
    assert [finding.message for finding in findings] == []
    assert area is not None
    assert feature not in area.definition.procedures[name].features


def test_a_composed_area_composed_again_stays_as_it_is() -> None:
    area = library()
    findings = Findings()
    package = replace(area.package, root=cast("Branch", copied(area.tree)))
    again = compose(package, findings, searched=[AREAS], network=area.network)
    assert again is not None
    assert len(findings) == 0
    assert again.definition == area.definition


def test_a_composed_procedure_that_is_flat_composes_to_itself() -> None:
    once = extending("request", {"without": ["split", "approval"], "title": "Flat"})
    assert once is not None
    package = replace(once.package, root=cast("Branch", copied(once.tree)))
    again = compose(package, Findings(), searched=[AREAS], network=None, shelf=shelf())
    assert again is not None
    assert again.definition == once.definition


TEMPLATES = st.sampled_from(sorted(library().definition.procedures))
DUE = st.sampled_from(["3 days", "5 working days", None, "soon", {"x": 1}, ["x"]])


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Return a template and something that a module might say over it, sound or not."""
    name = draw(TEMPLATES)
    template = library().definition.procedures[name]
    states = st.sampled_from([*sorted(template.states), "snt"])
    addresses = st.sampled_from(
        [f"states.{each}" for each in template.states] + [f"actions.{each}" for each in template.actions] + ["x.y", ""]
    )
    features = st.sampled_from([*sorted(template.features), "aproval"])
    own: dict[str, Any] = {
        "states": draw(st.dictionaries(states, st.fixed_dictionaries({"due": DUE}), max_size=3)),
        "remove": draw(st.lists(addresses, max_size=3)),
        "without": draw(st.lists(features, max_size=2)),
        "tracks": draw(st.sampled_from([{}, None, {"more": {"extends": "part"}}, {"part": None}])),
    }
    return name, {key: own[key] for key in draw(st.permutations(sorted(own)))}


@given(changes())
def test_whatever_a_module_says_the_template_stays_as_it_was(change: tuple[str, dict[str, Any]]) -> None:
    plain = extending("request", {})
    assert plain is not None
    (shared,) = plain.libraries
    before = structure_digest(shared.definition), copied(shared.tree)
    changed = extending(*change)
    assert changed is None or changed.libraries[0] is shared
    assert (structure_digest(shared.definition), shared.tree) == before


@given(changes())
def test_the_order_of_keys_never_matters(change: tuple[str, dict[str, Any]]) -> None:
    name, own = change
    one, two = extending(name, own), extending(name, dict(reversed(own.items())))
    assert (one is None) == (two is None)
    if one is not None and two is not None:
        assert structure_digest(one.definition) == structure_digest(two.definition)


@given(changes())
def test_every_entry_that_is_left_has_a_place_and_a_source(change: tuple[str, dict[str, Any]]) -> None:
    name, own = change
    area = extending(name, own)
    if area is not None and name in area.definition.procedures:
        for kind in ("states", "actions"):
            for entry in area.tree["procedures"][name].get(kind, {}):
                address = ("procedures", name, kind, entry, "title")
                assert area.at(address).file
                assert area.source(address).library == "std"
