"""What installing a package would do: nothing, a revision of texts, or a new version; or why it is refused.

Pure: the same answer for who only wants to know (`--dry-run`) and for the action. What a module inherits is no reason
for a new number: a library's texts reach all lines that were composed with it (modules-grammar.md 12).
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.errors import CounterpartError, Refused
from counterpart.core.texts import units_of
from counterpart.core.versions import Change, Difference, Kind, Step, Verdict, verdict
from counterpart.core.versions.difference import TRANSLATIONS, compared
from counterpart.modules.inheriting import Origins
from counterpart.modules.ordering import reordered
from counterpart.modules.packages import ModulePackage, Wording


class What(enum.StrEnum):
    """What becomes of a package."""

    FIRST = "first"
    """The module was not there."""
    VERSION = "version"
    TEXTS = "texts"
    """The same version; texts that it inherits are revised."""
    NOTHING = "nothing"
    TOO_SMALL = "too_small"
    """Refused: the version has not grown far enough."""
    OLDER = "older"
    """Refused: a later version of the line, or of the module, is there."""


REFUSED = frozenset({What.TOO_SMALL, What.OLDER})


UNCHANGED = Difference(Step.NONE, ())


@dataclass(frozen=True, slots=True)
class Base:
    """What a package is compared with: the newest version of its line, else of its module, and its newest texts."""

    version: str
    definition: ModuleDefinition
    wordings: Mapping[str, Wording]
    origins: Origins


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of a package and why. `before` is the version it was compared with, `least` the lowest that does."""

    what: What
    before: str = ""
    difference: Difference = UNCHANGED
    least: str = ""

    @property
    def refused(self) -> bool:
        """Return whether the package cannot be installed."""
        return self.what in REFUSED


def judged(package: ModulePackage, definition: ModuleDefinition, base: Base | None, *, revised: bool) -> Judgement:
    """Return what becomes of a package; `revised` says that its line would get new texts, inherited ones included."""
    if base is None:
        return Judgement(What.FIRST)
    found = _difference(package, definition, base)
    judgement = verdict(found, base.version, package.version)
    return Judgement(_what(judgement, revised=revised), base.version, found, judgement.least)


def _what(judgement: Verdict, *, revised: bool) -> What:
    if judgement.goes_back:
        return What.OLDER
    if not judgement.enough:
        return What.TOO_SMALL
    if judgement.made is not Step.NONE:
        return What.VERSION
    return What.TEXTS if revised else What.NOTHING


def _difference(package: ModulePackage, definition: ModuleDefinition, base: Base) -> Difference:
    """Return what the module itself has changed: texts that it inherits are left out."""
    both = package.origins.keys() & base.origins.keys()
    inherited = {unit.place for unit in units_of(definition) if unit.address in both}
    reasons = list(reordered(base.definition, definition))
    reasons += [
        change
        for change in compared(base.definition, definition).reasons
        if change.kind is not Kind.TEXT or change.address not in inherited
    ]
    reasons += _translations(package, base)
    return Difference(reasons[0].step if reasons else Step.NONE, tuple(reasons))


def _translations(package: ModulePackage, base: Base) -> Iterator[Change]:
    """Iterate over the languages in which the module's own texts are translated otherwise."""
    for language, wording in package.wordings.items():
        before = base.wordings.get(language)
        if language == package.source_language or before is None:
            continue
        if _own(wording, package.origins) != _own(before, base.origins):
            why = f"The translation into '{language}' is changed (texts reach running exchanges at once)"
            yield Change((TRANSLATIONS, language), Kind.TEXT, Step.PATCH, why)


def _own(wording: Wording, origins: Origins) -> dict[str, str]:
    """Return the translations of what the module wrote itself; what is said in the source language is none."""
    left_out = {*wording.untranslated, *origins}
    return {address: text for address, text in wording.texts.items() if address not in left_out}


def network_refusal(old: NetworkDefinition, new: NetworkDefinition) -> CounterpartError | None:
    """Return why a profile cannot follow another: one installation is one network, and who was a member stays known.

    Members and groups are ended by dates, never taken away: exchanges and definitions of their time name them.
    """
    if new.network != old.network:
        return Refused("network_other", installed=old.network, network=new.network)
    for what, gone in (("member", old.members.keys() - new.members), ("group", old.groups.keys() - new.groups)):
        if gone:
            return Refused("network_shrinks", what=what, names=", ".join(sorted(gone)))
    return None
