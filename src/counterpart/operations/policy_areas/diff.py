"""`counterpart module diff`: what has changed between two versions of a module, and which version that needs."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from counterpart.core.versions import Difference, Step, Verdict, difference, verdict
from counterpart.operations.policy_areas.loading import Shelves, one_module
from counterpart.operations.policy_areas.sound import area_at
from counterpart.operations.terminal import BOLD, DIM, GREEN, RED, YELLOW, Styled, Terminal
from counterpart.operations.usage import ALL_WELL, FOUND, UsageError

_LOOKS = {Step.MAJOR: RED, Step.MINOR: YELLOW, Step.PATCH: DIM, Step.NONE: DIM}


def run(options: Namespace, terminal: Terminal) -> int:
    """Print the changes, the gravest first; the exit code says whether the version has grown far enough."""
    shelves = Shelves()
    old = area_at(one_module(options.old), terminal, shelves)
    new = area_at(one_module(options.new), terminal, shelves)
    if old is None or new is None:
        return FOUND
    if old.name != new.name:
        raise UsageError(f"'{old.name}' and '{new.name}' are two modules, not two versions of one")
    found = difference(old, new)
    before, after = old.definition.version, new.definition.version
    judged = verdict(found, before, after)
    if options.json:
        terminal.say_json(_as_json(found, judged, before, after))
    else:
        for change in found.reasons:
            where = ".".join(str(step) for step in change.address)
            look = Styled(f"{change.step.value:5}", _LOOKS[change.step])
            terminal.say("  ", look, f"  {where}: {change.why}", Styled(f"  {new.at(change.address)}", DIM))
        terminal.say(Styled(f"{before} → {after}", BOLD), ": ", *_conclusion(found, judged))
    return ALL_WELL if judged.enough else FOUND


def _conclusion(found: Difference, judged: Verdict) -> tuple[Styled, ...]:
    if judged.goes_back:
        return (Styled(f"the version goes back; write {judged.least} or later", RED),)
    if not found.reasons:
        return (Styled("nothing has changed", GREEN),)
    step = f"a {found.step.value} step is needed"
    if judged.enough:
        return (Styled(f"{step}, and a {judged.made.value} one was made", GREEN),)
    return (Styled(f"{step}; write {judged.least}", RED),)


def _as_json(found: Difference, judged: Verdict, before: str, after: str) -> dict[str, Any]:
    return {
        "old": before,
        "new": after,
        "needed": judged.needed.value,
        "made": judged.made.value,
        "enough": judged.enough,
        "least": judged.least,
        "changes": [
            {
                "address": ".".join(str(step) for step in change.address),
                "kind": change.kind.value,
                "step": change.step.value,
                "why": change.why,
            }
            for change in found.reasons
        ],
    }
