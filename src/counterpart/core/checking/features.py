"""Is a template still sound when a feature is left out? Each one alone, and all together (grammar, section 9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from counterpart.core.checking.area import Context
from counterpart.core.checking.soundness import CHECKS
from counterpart.core.composing.area import Area
from counterpart.core.composing.compose import compose
from counterpart.core.definitions.procedures import Procedure
from counterpart.core.findings import Finding, Findings
from counterpart.core.reading.tree import Branch, Row, copied

ALL = "all"
OF_COMPOSING = frozenset({"X010", "X011", "X012"})
"""What composing may find when a feature is left out."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A procedure of the module with some of its features left out."""

    procedure: str
    without: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the name under which it is composed and which messages give."""
        return f"{self.procedure}-without-{self.without[0] if len(self.without) == 1 else ALL}"


def templates_stand_without_their_features(context: Context, findings: Findings) -> None:
    """Any code: what a template says of itself holds with each feature left out, and with all of them.

    A module that uses the template leaves some of them out, and must not find a dead end there. Only procedures that
    the module wrote itself are tried; findings that the whole procedure has as well are not repeated.
    """
    variants = {variant.name: variant for variant in _variants(context)}
    if not variants:
        return
    found = Findings()
    area = _composed(context.area, variants, found)
    for finding in found:
        if finding.code in OF_COMPOSING:
            findings.add(finding)
    if area is None:
        return
    tried, varied = Findings(), Context(area)
    for check in CHECKS:
        check(varied, tried)
    _report_new(tried, variants, findings)


def _variants(context: Context) -> Iterator[Variant]:
    for name, procedure in context.definition.procedures.items():
        features = _own_features(context.area, name, procedure)
        yield from (Variant(name, (feature,)) for feature in features)
        if len(features) > 1:
            yield Variant(name, features)


def _own_features(area: Area, name: str, procedure: Procedure) -> tuple[str, ...]:
    """Return the features that the module itself declares for a procedure, not those of a template it extends."""
    features = procedure.features
    return tuple(feature for feature in features if not area.inherited(("procedures", name, "features", feature)))


def _composed(area: Area, variants: Mapping[str, Variant], findings: Findings) -> Area | None:
    """Return the module with all variants beside its procedures."""
    root = cast("Branch", copied(area.package.root))
    procedures = root["procedures"]
    for variant in variants.values():
        here = ("procedures", variant.procedure, "features")
        places = [area.at((*here, feature)) for feature in variant.without]
        branch = Branch(position=places[0])
        branch.put("extends", variant.procedure, places[0])
        branch.put("without", Row(variant.without, position=places[0], places=places), places[0])
        procedures.put(variant.name, branch, places[0])
    folders = {library.package.folder.parent: None for library in area.libraries}
    folders |= {library.package.folder: None for library in area.libraries}
    package = replace(area.package, root=root)
    return compose(package, findings, searched=tuple(folders), network=area.network)


def _report_new(tried: Findings, variants: Mapping[str, Variant], findings: Findings) -> None:
    """Report what is said of a variant and not of the whole procedure."""
    known = {(finding.code, finding.message) for finding in tried}
    for finding in tried:
        variant = _of(finding, variants)
        if variant is None:
            continue
        whole = finding.message.replace(variant.name, variant.procedure)
        if (finding.code, whole) not in known:
            hint = f"this is how it stands with 'without: [{', '.join(variant.without)}]'"
            findings.add(replace(finding, hint=f"{finding.hint}; {hint}" if finding.hint else hint))


def _of(finding: Finding, variants: Mapping[str, Variant]) -> Variant | None:
    """Return the variant that a finding names; of two with the same beginning the longer name."""
    named = [name for name in variants if name in finding.message]
    return variants[max(named, key=len)] if named else None
