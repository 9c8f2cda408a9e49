"""`counterpart module check`: everything that is wrong with modules and network profiles, random walks included."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterpart.core.checking import check_area
from counterpart.core.checking.network import check_profile, load_profile
from counterpart.core.composing import Area
from counterpart.core.findings import Finding, Findings
from counterpart.core.simulation import check_walks, stories_of
from counterpart.core.texts import Coverage, check_profile_translations, check_translations, units_of
from counterpart.operations.policy_areas.findings import as_json, say_findings
from counterpart.operations.policy_areas.loading import Shelves, meant_by
from counterpart.operations.progress import with_progress
from counterpart.operations.terminal import GREEN, RED, Styled, Terminal
from counterpart.operations.usage import ALL_WELL, FOUND
from counterpart.operations.wording import counted

MODULE = "module"
NETWORK = "network"
WALKS = "random walk"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of one module or profile has found; `counts` are numbers by what was counted."""

    path: Path
    kind: str
    name: str
    version: str
    findings: Findings
    counts: dict[str, int]
    coverage: tuple[Coverage, ...] = ()

    @property
    def well(self) -> bool:
        """Return whether there is no error; warnings are allowed."""
        return not self.findings.errors


@dataclass(frozen=True, slots=True)
class _Task:
    """One thing to be checked, and how."""

    path: Path
    check: Callable[[Path], Checked]


def run(options: Namespace, terminal: Terminal) -> int:
    """Check, and say what was found."""
    meant, shelves = meant_by(options.paths), Shelves()
    tasks = [_Task(path, _check_profile) for path in meant.profiles]
    tasks += [_Task(path, lambda path: _check_module(path, shelves)) for path in meant.modules]
    results: list[Checked] = []
    said: set[Finding] = set()
    for task in with_progress(tasks, terminal, lambda task: f"checking {task.path}"):
        result = task.check(task.path)
        results.append(result)
        if not options.json:
            terminal.status("")
            say_findings([one for one in result.findings if one not in said], terminal, why=options.why)
            _say_summary(result, terminal)
            said.update(result.findings)
    well = all(result.well for result in results)
    if options.json:
        terminal.say_json({"ok": well, "checked": [_as_json(result) for result in results]})
    elif len(results) > 1:
        errors, warnings = (sum(len(part) for part in parts) for parts in _parts(results))
        terminal.say(f"{counted(len(results), 'package')}: {counted(errors, 'error')}, {counted(warnings, 'warning')}")
    return ALL_WELL if well else FOUND


def checked_area(area: Area, findings: Findings) -> int:
    """Add to the findings what is wrong with a composed module; return how many random walks came to an end.

    A module with errors is not walked: what they would be about is known already.
    """
    findings.extend(check_area(area))
    stories_of(area, findings)
    return 0 if findings.errors else check_walks(area, findings)


def _check_module(path: Path, shelves: Shelves) -> Checked:
    findings = Findings()
    area = shelves.load(path, findings)
    if area is None:
        return Checked(path, MODULE, path.stem, "", findings, {})
    coverage = check_translations(area, findings)
    walks = checked_area(area, findings)
    definition = area.definition
    counts = {
        "procedure": len(definition.procedures),
        "form": len(definition.forms),
        "question": sum(address.startswith("question.") for address in _addresses(area)),
        "text": len(units_of(definition)),
        WALKS: walks,
    }
    return Checked(path, MODULE, definition.module, definition.version, findings, counts, coverage)


def _addresses(area: Area) -> Iterator[str]:
    """Give the addresses of the texts that are the sentence of a question."""
    return (unit.address for unit in units_of(area.definition) if unit.address.endswith(".text"))


def _check_profile(path: Path) -> Checked:
    findings = Findings()
    profile = load_profile(path, findings)
    if profile is None:
        return Checked(path, NETWORK, path.parent.name, "", findings, {})
    findings.extend(check_profile(profile))
    network = profile.network
    counts = {"member": len(network.members), "group": len(network.groups), "language": len(network.languages)}
    coverage = check_profile_translations(network, path, findings)
    return Checked(path, NETWORK, network.network, "", findings, counts, coverage)


def _parts(results: list[Checked]) -> tuple[list[list[Finding]], list[list[Finding]]]:
    """Return errors and warnings of all results, one that several modules share being one."""
    everything = Findings()
    for result in results:
        everything.extend(result.findings)
    return [everything.errors], [everything.warnings]


def _say_summary(result: Checked, terminal: Terminal) -> None:
    verdict = Styled("ok  ", GREEN) if result.well else Styled("FAIL", RED)
    said = f"{counted(len(result.findings.errors), 'error')}, {counted(len(result.findings.warnings), 'warning')}"
    parts = [", ".join(counted(number, what) for what, number in result.counts.items() if number or what != WALKS)]
    parts.append(", ".join(f"{one.language} {one.percent} %" for one in result.coverage))
    details = "".join(f"; {part}" for part in parts if part)
    name = " ".join(
        word for word in ("network" if result.kind == "network" else "", result.name, result.version) if word
    )
    terminal.say(verdict, f" {name}: {said}{details}")


def _as_json(result: Checked) -> dict[str, Any]:
    return {
        "path": result.path.as_posix(),
        "kind": result.kind,
        "name": result.name,
        "version": result.version,
        "ok": result.well,
        "errors": len(result.findings.errors),
        "warnings": len(result.findings.warnings),
        "counts": {what.replace(" ", "_"): number for what, number in result.counts.items()},
        "languages": {one.language: one.percent for one in result.coverage},
        "findings": [as_json(finding) for finding in result.findings],
    }
