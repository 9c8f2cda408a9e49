"""A template with one of its features off: each template must be sound that way too (modules-grammar.md 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from counterpart.core.composing.area import Area
from counterpart.core.composing.extending import MACHINE, Extension, Template
from counterpart.core.composing.provenance import Ledger
from counterpart.core.composing.removing import FEATURES, WITHOUT
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.validation import validate
from counterpart.core.findings import Findings, Position
from counterpart.core.reading.tree import Address, Branch, Row, copied


@dataclass(frozen=True, slots=True)
class Variant:
    """An area in which one procedure does without one of its features.

    `place` is where the feature is declared; what is wrong without it is said there.
    """

    procedure: str
    feature: str
    place: Position
    area: Area


def variants(area: Area, findings: Findings) -> Iterator[Variant]:
    """Iterate over an area's procedures with each feature off, one at a time; what still needs it is found (X012)."""
    for name, procedure in area.definition.procedures.items():
        for feature in procedure.features:
            variant = _without(area, name, feature, findings)
            if variant is not None:
                yield variant


def _without(area: Area, name: str, feature: str, findings: Findings) -> Variant | None:
    at: Address = ("procedures", name)
    tree = cast("Branch", area.tree["procedures"][name])
    place = tree[FEATURES].at(feature)
    ledger = Ledger()
    own = Branch(position=tree.position)
    own.put(WITHOUT, Row([feature], position=place, places=[place]), place)
    template = Template(tree, name, at)
    varied = Extension(template, MACHINE, at, ledger, findings).composed(own)
    whole = area.tree.without()
    whole["procedures"] = area.tree["procedures"].without()
    whole["procedures"][name] = varied
    definition, remaining = validate(cast("Branch", copied(whole)), ModuleDefinition, findings)
    if definition is None:
        return None
    provenance = replace(ledger.closed(), sources=area.provenance.sources)
    return Variant(name, feature, place, replace(area, definition=definition, tree=remaining, provenance=provenance))
