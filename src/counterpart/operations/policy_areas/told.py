"""How the command that installs tells what it found, what it expects, and what has become of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counterpart.core.findings import Finding, Findings
from counterpart.core.versions import Change
from counterpart.modules.actions.installing import Installed, Outcome
from counterpart.modules.examining import Examined
from counterpart.modules.judging import Judgement, What
from counterpart.modules.planning import Forecast
from counterpart.operations.policy_areas.findings import as_json, say_findings
from counterpart.operations.terminal import BOLD, DIM, GREEN, RED, Styled, Terminal
from counterpart.operations.wording import counted

VERSION = ("version",)


def say_looked_at(modules: Sequence[Examined], of_network: Sequence[Finding], terminal: Terminal) -> None:
    """Write findings and what is wrong with scenarios, each finding once, and one line a module."""
    said = Findings()
    said.extend(of_network)
    for module in modules:
        said.extend(module.findings)
    say_findings(said, terminal)
    for module in modules:
        verdict = Styled("ok  ", GREEN) if module.well else Styled("FAIL", RED)
        name = module.path.stem if module.package is None else f"{module.package.module} {module.package.version}"
        played = f"{counted(len(module.played), 'scenario')} played" if module.played else "no scenario played"
        terminal.say(verdict, f" {name}: {played}")
        for one in module.played:
            if one.failure is not None:
                terminal.say(f"  {one.failure.position}: expected {one.failure.expected}, but {one.failure.found}")


def say_forecast(expected: Forecast, modules: Sequence[Examined], terminal: Terminal) -> None:
    """Write what has changed in each module since it was installed, and why a version is refused."""
    areas = {module.area.name: module.area for module in modules if module.area is not None}
    for plan in expected.plans:
        judgement, area = plan.judgement, areas[plan.package.module]
        if judgement.what is What.FIRST:
            terminal.say(Styled(f"{plan.package.module} {plan.package.version}", BOLD), ": not installed yet")
        elif judgement.what is not What.NOTHING:
            terminal.say(Styled(f"{plan.package.module} {judgement.before} → {plan.package.version}", BOLD))
        for change in judgement.difference.reasons:
            terminal.say("  ", Styled(f"{change.step.value:5}", DIM), f"  {_address(change)}: {change.why}")
        if judgement.refused:
            say_findings([_finding(judgement, plan.package.version, area.at(VERSION))], terminal)
    if expected.network is not None and expected.network.changed:
        terminal.say(Styled("network", BOLD), f": it would be revision {expected.network.revision}")


def say_installed(installed: Installed | None, terminal: Terminal, *, dry_run: bool) -> None:
    """Write what was done."""
    if installed is None:
        terminal.say("Nothing was changed: this was a dry run." if dry_run else "All of it is installed already.")
        return
    if installed.network is not None:
        terminal.say(f"network: revision {installed.network}")
    for outcome in installed.modules:
        terminal.say(f"{outcome.module} {outcome.version}: {_done(outcome)}")


def installed_as_json(
    well: bool,
    modules: Sequence[Examined],
    of_network: Sequence[Finding],
    expected: Forecast | None,
    installed: Installed | None,
) -> dict[str, Any]:
    """Return all of it for machines."""
    return {
        "ok": well,
        "findings": [as_json(one) for one in (*of_network, *(each for module in modules for each in module.findings))],
        "modules": [] if expected is None else [_plan_as_json(plan.package, plan.judgement) for plan in expected.plans],
        "installed": None
        if installed is None
        else {
            "network": installed.network,
            "modules": [
                {"module": one.module, "version": one.version, "what": one.what.value, "texts": one.revisions}
                for one in installed.modules
            ],
        },
    }


def _plan_as_json(package: Any, judgement: Judgement) -> dict[str, Any]:
    return {
        "module": package.module,
        "version": package.version,
        "what": judgement.what.value,
        "before": judgement.before or None,
        "needed": judgement.difference.step.value,
        "least": judgement.least or None,
        "changes": [
            {"address": _address(change), "kind": change.kind.value, "step": change.step.value, "why": change.why}
            for change in judgement.difference.reasons
        ],
    }


def _finding(judgement: Judgement, version: str, place: Any) -> Finding:
    """Return why a version is refused, at the place where it is written (X030, X031)."""
    found = Findings()
    hint = f"write {judgement.least}"
    if judgement.what is What.OLDER:
        message = f"version {version} comes before {judgement.before}, which is installed"
        found.error("X031", place, message, f"{hint} or later")
    else:
        difference = judgement.difference
        message = f"from {judgement.before} to {version} is too small a step, a {difference.step} one is needed"
        found.error("X030", place, message, hint)
    return next(iter(found))


def _address(change: Change) -> str:
    return ".".join(str(step) for step in change.address)


def _done(outcome: Outcome) -> str:
    texts = f"; texts revised: {', '.join(sorted(outcome.revisions))}" if outcome.revisions else ""
    match outcome.what:
        case What.FIRST:
            return "installed"
        case What.VERSION:
            return f"installed after {outcome.before}{texts}"
        case What.TEXTS:
            return texts.removeprefix("; ")
        case _:
            return "was installed already"
