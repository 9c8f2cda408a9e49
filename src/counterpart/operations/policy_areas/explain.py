"""`counterpart module explain`: what a procedure has from where, and what the module changed in it."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

from counterpart.core.composing import explain
from counterpart.core.composing.explaining import Changed, Explained, Explanation, Origin
from counterpart.operations.policy_areas.loading import one_module
from counterpart.operations.policy_areas.naming import named
from counterpart.operations.policy_areas.sound import area_at
from counterpart.operations.terminal import BOLD, DIM, GREEN, YELLOW, Styled, Terminal
from counterpart.operations.usage import ALL_WELL, FOUND

_LONGEST = 60
_LOOKS = {Origin.OWN: GREEN, Origin.CHANGED: YELLOW, Origin.INHERITED: DIM}


def run(options: Namespace, terminal: Terminal) -> int:
    """Print where each entry of the procedure is from."""
    area = area_at(one_module(options.path), terminal)
    if area is None:
        return FOUND
    named(options.procedure, area.definition.procedures, "procedure", area.name)
    explanation = explain(area, options.procedure)
    if options.json:
        terminal.say_json(_as_json(explanation))
        return ALL_WELL
    made_of = ", ".join(explanation.templates) or "nothing but itself"
    terminal.say(Styled(f"{area.name}/{explanation.procedure}", BOLD), f": made of {made_of}")
    width = max((len(_dotted(entry.address)) for entry in explanation.entries), default=0)
    for entry in explanation.entries:
        _say(entry, width, terminal)
    for removal in explanation.removed:
        along = ", with what it belonged to" if removal.went_along else f", by {removal.words}"
        terminal.say("  ", Styled("removed   ", YELLOW), f"{_dotted(removal.address[2:])}{along}  {removal.place}")
    return ALL_WELL


def _say(entry: Explained, width: int, terminal: Terminal) -> None:
    source = f"  {entry.template}" if entry.template else ""
    look = Styled(f"{entry.origin.value:10}", _LOOKS[entry.origin])
    terminal.say("  ", look, f"{_dotted(entry.address):{width}}{source}", Styled(f"  {entry.place}", DIM))
    for change in entry.changes:
        inside = _dotted(change.address[len(entry.address) :]) or "all of it"
        terminal.say(f"      {inside}: {_said(change)}", Styled(f"  {change.place}", DIM))


def _said(change: Changed) -> str:
    if change.now is None:
        return f"removed (was {_short(change.was)})"
    return f"added: {_short(change.now)}" if change.was is None else f"{_short(change.was)} → {_short(change.now)}"


def _short(value: Any) -> str:
    """Return a value in one short line."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _dotted(address: tuple[str | int, ...]) -> str:
    return ".".join(str(step) for step in address)


def _as_json(explanation: Explanation) -> dict[str, Any]:
    return {
        "procedure": explanation.procedure,
        "templates": list(explanation.templates),
        "entries": [
            {
                "address": _dotted(entry.address),
                "origin": entry.origin.value,
                "template": entry.template,
                "place": str(entry.place),
                "changes": [
                    {"address": _dotted(one.address), "was": one.was, "now": one.now, "place": str(one.place)}
                    for one in entry.changes
                ],
            }
            for entry in explanation.entries
        ],
        "removed": [
            {"address": _dotted(one.address[2:]), "by": one.words, "place": str(one.place)}
            for one in explanation.removed
        ],
    }
