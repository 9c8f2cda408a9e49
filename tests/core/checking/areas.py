"""A sound little module for tests, changed in one place at a time, and what the checks say of it.

Changes are named by dotted paths inside the procedure `request` ("states.sent.due"); a path that begins with "/" counts
from the module ("/forms.person"). The value GONE takes the entry out.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

from counterpart.core.checking import SOUNDNESS, Context, check_area
from counterpart.core.composing.area import Area
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.definitions.validation import validate
from counterpart.core.findings import Finding, Findings, Position
from counterpart.core.reading.package import Package
from counterpart.core.reading.source import Source
from counterpart.core.reading.tree import Branch, Row
from tests.core.trees import tree_of

GONE: Final = object()
IN_REQUEST = "procedures.request."

PERSON = {
    "title": "Person",
    "fields": {
        "surname": {"label": "Surname", "type": "text", "personal": "yes", "required": True},
        "sector": {"label": "Sector", "type": "code", "list": "sectors", "personal": "no", "search": True},
        "decided_on": {"label": "Decided on", "type": "date", "personal": "yes", "required": True},
        "ends_on": {"label": "Ends on", "type": "date", "personal": "yes"},
        "hosts": {"label": "Host members", "type": "members", "personal": "no"},
        "urgent": {"label": "Urgent", "type": "yes_no", "personal": "no"},
    },
}
REPLY = {
    "title": "Reply",
    "fields": {
        "text": {"label": "Text", "type": "longtext", "personal": "yes", "required": True},
        "sent_on": {"label": "Sent on", "type": "date", "personal": "no", "required": True},
        "next_on": {"label": "Next on", "type": "date", "personal": "no"},
        "expert": {"label": "Expert", "type": "authority", "personal": "no"},
    },
}
REQUEST: dict[str, Any] = {
    "title": "Request",
    "subject": "person",
    "forms": ["reply"],
    "parties": {
        "requester": {"title": "Requester", "role": "authority", "country": "any"},
        "responder": {"title": "Responder", "role": "authority", "country": "other"},
        "coordinator": {"title": "Coordinator", "role": "coordinator", "of": "responder", "optional": True},
    },
    "start": "draft",
    "states": {
        "draft": {
            "title": "Draft", "owner": "requester", "sees": ["requester"], "edit": ["subject"],
            "due": "60 days", "overdue": "discard",
        },
        "sent": {"title": "Sent", "owner": "responder", "due": "7 days", "remind": ["2 days before"]},
        "answered": {"title": "Answered", "owner": "requester", "due": "30 days", "overdue": "close"},
        "closed": {"title": "Closed", "final": True, "outcome": "success"},
        "discarded": {"title": "Discarded", "final": True, "outcome": "neutral"},
    },
    "actions": {
        "send": {"title": "Send", "by": "requester", "from": "draft", "to": "sent", "complete": "subject"},
        "discard": {"title": "Discard", "by": "requester", "from": "draft", "to": "discarded"},
        "reply": {"title": "Reply", "by": "responder", "from": "sent", "to": "answered", "form": "reply"},
        "close": {"title": "Close", "by": "requester", "from": "answered", "to": "closed"},
    },
}  # fmt: skip
MODULE: dict[str, Any] = {
    "format": 2,
    "module": "tried",
    "version": "1.0.0",
    "title": "Tried",
    "roles": {
        "authority": {"title": "Authority", "kind": "authority"},
        "coordinator": {"title": "Coordinator", "kind": "coordinator"},
        "register": {"title": "Register", "kind": "register"},
    },
    "policies": {"via_coordinator": {"title": "Via the coordinator", "default": "off"}},
    "forms": {"person": PERSON, "reply": REPLY},
    "codelists": {"sectors": {"health": "Health", "law": "Law"}},
    "messages": {"changed": {"subject": "Changed", "body": "It changed."}},
    "procedures": {"request": REQUEST},
}
PART: dict[str, Any] = {
    "title": "Part",
    "per": "authority",
    "party": "responder",
    "start": "open",
    "ends_with_main": "ended",
    "states": {
        "open": {"title": "Open", "owner": "responder", "due": "7 days", "overdue": "give_back"},
        "done": {"title": "Done", "final": True, "outcome": "success"},
        "returned": {"title": "Returned", "final": True, "outcome": "failure"},
        "ended": {"title": "Ended", "final": True, "outcome": "neutral"},
    },
    "actions": {
        "deliver": {"title": "Deliver", "by": "responder", "from": "open", "to": "done"},
        "give_back": {"title": "Give back", "by": "responder", "from": "open", "to": "returned"},
    },
}
SPLIT: dict[str, Any] = {
    "title": "Split", "by": "responder", "from": "sent", "to": "same",
    "effects": [{"open": {"track": "part", "for": "choice"}}],
}  # fmt: skip
WITH_PART: dict[str, Any] = {"tracks.part": PART, "actions.split": SPLIT}
"""Changes that add a track."""


def state(owner: str = "responder", **more: Any) -> dict[str, Any]:
    """Return an open state with all that it needs."""
    return {"title": "State", "owner": owner, "due": "7 days", "remind": ["1 days before"], **more}


def action(by: str | list[str], from_: str | list[str], to: Any = "same", **more: Any) -> dict[str, Any]:
    """Return an action; an empty `by` means nobody."""
    return {"title": "Action", "by": by or [], "from": from_, "to": to, **more}


def automatic(from_: str | list[str], to: Any = "same", **more: Any) -> dict[str, Any]:
    """Return an action that nobody does."""
    return action("", from_, to, auto=True, **more)


def module(*changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sound module with some changes, made in the order in which they are named."""
    data = deepcopy(MODULE)
    for path, value in (pair for each in changes for pair in each.items()):
        *above, last = (path[1:] if path.startswith("/") else IN_REQUEST + path).split(".")
        node = data
        for step in above:
            node = node.setdefault(step, {})
        if value is GONE:
            del node[last]
        else:
            node[last] = deepcopy(value)
    return data


def area_of(data: dict[str, Any], network: NetworkDefinition | None = None) -> Area:
    """Return a module as composing would give it; the data must be well formed."""
    findings = Findings()
    tree = _with_labels(data)
    definition, remaining = validate(tree, ModuleDefinition, findings)
    assert [finding.message for finding in findings] == []
    assert definition is not None
    package = Package(remaining, Path(), definition.module, (), Source(Path()))
    return Area(definition, remaining, package, network)


def context_of(*changes: Mapping[str, Any]) -> Context:
    """Return what a check is given."""
    return Context(area_of(module(*changes)))


def soundness_of(area: Area) -> Findings:
    """Return what the first list of checks says, with every feature on and off."""
    return check_area(area, SOUNDNESS)


def found(*changes: Mapping[str, Any], network: NetworkDefinition | None = None) -> list[Finding]:
    """Return all that the checks of soundness say of the changed module."""
    return list(soundness_of(area_of(module(*changes), network)))


def said(*changes: Mapping[str, Any], network: NetworkDefinition | None = None) -> list[tuple[str, str]]:
    """Return code and address of every finding; addresses inside the procedure begin there."""
    area = area_of(module(*changes), network)
    addresses = {place: address for address, place in _places(area.tree, "")}
    return [(finding.code, addresses[finding.position].removeprefix(IN_REQUEST)) for finding in soundness_of(area)]


def messages(*changes: Mapping[str, Any]) -> list[str]:
    """Return the messages of all findings."""
    return [finding.message for finding in found(*changes)]


def _with_labels(data: dict[str, Any]) -> Branch:
    lists = {
        name: {code: {"label": label} for code, label in codes.items()} for name, codes in data["codelists"].items()
    }
    return tree_of({**data, "codelists": lists})


def _places(node: Any, above: str) -> list[tuple[str, Position]]:
    if isinstance(node, Branch):
        entries = [(key, node.at(key), value) for key, value in node.items()]
    elif isinstance(node, Row):
        entries = [(str(index), node.at(index), item) for index, item in enumerate(node)]
    else:
        return []
    return [
        pair for key, place, value in entries for pair in ((f"{above}{key}", place), *_places(value, f"{above}{key}."))
    ]
