"""Differences in the words of a policy officer: "the deadline of state 'sent' of procedure 'request' …"."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from counterpart.core.versions.steps import Found, Kind
from counterpart.core.versions.structure import Path

LONGEST = 80
_CODE_LISTS, _CODES = "codelists", "codes"

_SECTIONS: Mapping[str, str] = {
    "procedures": "procedure",
    "forms": "form",
    "questionsets": "question set",
    _CODE_LISTS: "code list",
    _CODES: "code",
    "roles": "role",
    "policies": "switch",
    "messages": "message",
    "statistics": "figure",
    "interfaces": "interface",
    "countries": "participant",
    "retention": "retention rule",
    "tracks": "track",
    "states": "state",
    "actions": "action",
    "parties": "party",
    "clocks": "clock",
    "children": "kind of linked exchange",
    "documents": "document",
    "lookups": "search",
    "features": "feature",
    "needs": "requirement",
    "fields": "field",
    "rules": "rule",
    "placeholders": "placeholder",
    "sections": "section",
    "questions": "question",
    "groups": "heading",
    "operations": "operation",
}

_KEYS: Mapping[str, str] = {
    "due": "deadline",
    "remind": "list of reminders",
    "escalate": "escalation",
    "overdue": "action when it is overdue",
    "owner": "owner",
    "standing": "review",
    "sees": "list of who may open it",
    "visible_to": "list of who sees it",
    "edit": "list of who may edit what",
    "final": "mark as an end",
    "when": "condition",
    "check": "condition",
    "show_if": "condition for being shown",
    "offer_if": "condition for being offered",
    "follow_if": "condition for having to be answered",
    "by": "list of who may do it",
    "from": "list of states that it starts from",
    "to": "way that it leads",
    "effects": "list of effects",
    "on_start": "list of effects at the start",
    "personal": "mark for personal data",
    "required": "rule whether it must be filled in",
    "block_after": "time until data is blocked",
    "erase_after": "time until data is erased",
    "valid_to": "last day",
    "valid_from": "first day",
    "title": "title",
    "label": "label",
    "text": "text",
    "help": "help",
    "message": "message",
    "default": "default",
    "pauses": "list of states in which it stands still",
    "period": "period",
    "legal_basis": "legal basis",
    "languages": "list of languages",
    "uses": "list of libraries",
    "status": "status",
    "questions": "list of question sets",
    "forms": "list of forms",
}

_KEYS_IN: Mapping[tuple[str, str], str] = {("statistics", "by"): "grouping", ("lookups", "by"): "list of who may ask"}


def sentence(found: Found, why: str) -> str:
    """Return what has changed, and why that needs the step that it needs."""
    what = called(found.path)
    match found.kind:
        case Kind.ADDED if _is_entry(found.path):
            said = f"{what} is new"
        case Kind.REMOVED if _is_entry(found.path):
            said = f"{what} is gone"
        case Kind.ADDED:
            said = f"{what} is new: {shown(found.now)}"
        case Kind.REMOVED:
            said = f"{what} is gone; it was {shown(found.was)}"
        case _:
            said = f"{what} was {shown(found.was)} and is now {shown(found.now)}"
    return f"{said[0].upper()}{said[1:]} ({why})"


def called(path: Path) -> str:
    """Return what a path leads to: "the deadline of state 'sent' of procedure 'request'"."""
    parts: list[str] = []
    rest = path
    while rest:
        if rest[0] in _SECTIONS and len(rest) > 1:
            parts.insert(0, f"{_SECTIONS[rest[0]]} '{rest[1]}'")
            # A code list is a map of codes, without a key between the list and the code.
            rest = (_CODES, *rest[2:]) if rest[0] == _CODE_LISTS and len(rest) > 2 else rest[2:]
        else:
            section = path[-len(rest) - 2] if len(path) > len(rest) else ""
            parts.insert(0, "the " + " ".join(_word(section, step) for step in rest))
            rest = ()
    return " of ".join(parts) or "the module"


def _word(section: str, key: str) -> str:
    return _KEYS_IN.get((section, key)) or _KEYS.get(key, f"'{key}'")


def shown(value: Any) -> str:
    """Return a value as a sentence shows it: short, texts in quotes."""
    if isinstance(value, str):
        text = f"'{value}'"
    elif isinstance(value, bool):
        text = "yes" if value else "no"
    elif value is None:
        text = "not said"
    elif isinstance(value, list) and all(isinstance(each, str) for each in value):
        text = ", ".join(f"'{each}'" for each in value) or "nothing"
    else:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True).replace('"', "'")
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def is_map_of_entries(key: str, value: Any) -> bool:
    """Return whether the value under a key is a map of entries with names of their own (states, fields, codes …)."""
    return key in _SECTIONS and key != "countries" and isinstance(value, dict)


def _is_entry(path: Path) -> bool:
    """Return whether a path leads to something with a name of its own."""
    return len(path) > 1 and (path[-2] in _SECTIONS or path[-3:-2] == (_CODE_LISTS,))
