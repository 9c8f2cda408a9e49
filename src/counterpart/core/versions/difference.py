"""What has changed between two versions of a module, and by which step its version must grow (modules.md 6)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from counterpart.core.composing.area import Area
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.findings import Findings
from counterpart.core.reading.package import Package
from counterpart.core.reading.tree import Address
from counterpart.core.versions.sentences import is_map_of_entries, sentence
from counterpart.core.versions.steps import Found, Kind, Step, judged
from counterpart.core.versions.structure import Path, Structure, structure_of

TRANSLATIONS = "locale"
VERSION: Path = ("version",)
_TEXTS_WHY = "texts reach running exchanges at once"
_NOTES_WHY = "it is shown or filed, and moves nothing"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: where it is in the new definition (in the old one, if it is gone), and the step it needs.

    `why` says what has changed and why that needs the step, in words for people.
    """

    address: Address
    kind: Kind
    step: Step
    why: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, the gravest first; `step` is the least by which the version must grow."""

    step: Step
    reasons: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a version has grown far enough. `least` is the lowest version that has."""

    needed: Step
    made: Step
    goes_back: bool
    least: str

    @property
    def enough(self) -> bool:
        """Return whether the step made is at least the step needed."""
        return not self.goes_back and self.made.rank >= self.needed.rank


def difference(old: Area, new: Area) -> Difference:
    """Return what has changed between two versions of a module, translations included."""
    found = compared(old.definition, new.definition)
    return _sorted([*found.reasons, *_changed_translations(old.package, new.package)])


def compared(old: ModuleDefinition, new: ModuleDefinition) -> Difference:
    """Return what has changed between two definitions; nothing, or texts only, when their structure is the same."""
    before, after = structure_of(old), structure_of(new)
    structural = list(_walk(before.tree, after.tree, ()))
    changes = [_change(found, before, after, *judged(found)) for found in structural]
    whole = frozenset(found.path for found in structural if found.kind is not Kind.CHANGED)
    for was, now, why in ((before.texts, after.texts, _TEXTS_WHY), (before.notes, after.notes, _NOTES_WHY)):
        changes += [_change(found, before, after, Step.PATCH, why) for found in _words(was, now, whole)]
    return _sorted(changes)


def verdict(found: Difference, old: str, new: str) -> Verdict:
    """Return whether the step from one version to another is enough for what has changed."""
    was, now = _numbers(old), _numbers(new)
    made = next((step for step, a, b in zip(_DOWN, was, now, strict=True) if a != b), Step.NONE)
    return Verdict(found.step, made, now < was, _least(was, found.step))


def check_version(old: Area, new: Area, findings: Findings) -> Difference:
    """Return what has changed, and report a version that goes back (X031) or has not grown far enough (X030)."""
    found = difference(old, new)
    before, after = old.definition.version, new.definition.version
    judged_so = verdict(found, before, after)
    place = new.at(VERSION)
    if judged_so.goes_back:
        findings.error("X031", place, f"version {after} comes before {before}", f"write {judged_so.least} or later")
    elif not judged_so.enough:
        reason = f": {found.reasons[0].why}" if found.reasons else ""
        message = f"from {before} to {after} is too small a step, a {found.step} one is needed{reason}"
        findings.error("X030", place, message, f"write {judged_so.least}")
    return found


_DOWN = (Step.MAJOR, Step.MINOR, Step.PATCH)


def _numbers(version: str) -> tuple[int, int, int]:
    major, minor, patch = (int(number) for number in version.split("."))
    return major, minor, patch


def _least(version: tuple[int, int, int], step: Step) -> str:
    major, minor, patch = version
    numbers = {
        Step.MAJOR: (major + 1, 0, 0),
        Step.MINOR: (major, minor + 1, 0),
        Step.PATCH: (major, minor, patch + 1),
        Step.NONE: version,
    }
    return ".".join(map(str, numbers[step]))


def _sorted(changes: list[Change]) -> Difference:
    ordered = sorted(changes, key=lambda change: (-change.step.rank, [str(step) for step in change.address]))
    return Difference(ordered[0].step if ordered else Step.NONE, tuple(ordered))


def _change(found: Found, before: Structure, after: Structure, step: Step, why: str) -> Change:
    kind = found.kind
    if found.path[0] == "retention" and step is Step.MINOR:
        kind = Kind.SHORTENED
    side = before if found.kind is Kind.REMOVED else after
    return Change(side.address(found.path), kind, step, sentence(found, why))


def _walk(was: Any, now: Any, path: Path) -> Iterator[Found]:
    """Iterate over the differences of two structures, each as deep as it can be named."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*was, *now)):
            here, one, other = (*path, key), was.get(key), now.get(key)
            if (key in was and key in now) or is_map_of_entries(key, one) or is_map_of_entries(key, other):
                yield from _walk({} if key not in was else one, {} if key not in now else other, here)
            elif key in was:
                yield Found(here, Kind.REMOVED, one, None)
            else:
                yield Found(here, Kind.ADDED, None, other)
    elif was != now:
        yield Found(path, Kind.CHANGED, was, now)


def _words(was: Mapping[Path, Any], now: Mapping[Path, Any], whole: frozenset[Path]) -> Iterator[Found]:
    """Iterate over changed texts and descriptions, except for those of entries that are new or gone altogether."""
    for path in dict.fromkeys((*was, *now)):
        is_part = any(path[:length] in whole for length in range(1, len(path) + 1))
        if was.get(path) != now.get(path) and path != VERSION and not is_part:
            yield Found(path, Kind.TEXT, was.get(path), now.get(path))


def _changed_translations(old: Package, new: Package) -> Iterator[Change]:
    """Iterate over the languages whose translations have changed."""
    was, now = _translations(old), _translations(new)
    for language in sorted(was.keys() | now.keys()):
        if was.get(language) != now.get(language):
            what = "new" if language not in was else "gone" if language not in now else "changed"
            why = f"The translation into '{language}' is {what} ({_TEXTS_WHY})"
            yield Change((TRANSLATIONS, language), Kind.TEXT, Step.PATCH, why)


def _translations(package: Package) -> dict[str, str]:
    """Return a digest for each language that a package is translated into."""
    unread = Findings()  # what cannot be read was reported when the package was checked
    files = (path for path in package.files_in(TRANSLATIONS) if path.suffix == ".po")
    texts = {path.stem: package.source.text(path, unread) or "" for path in files}
    return {language: hashlib.sha256(text.encode()).hexdigest() for language, text in texts.items()}
