"""A sound module that holds data: forms, questions, a register that is searched, retention, statistics.

Changes are named by dotted paths from the module ("forms.person.fields.surname.list"); a number is an index of a list,
and the value GONE takes the entry out.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

from counterpart.core.checking import Context
from counterpart.core.checking.data import CHECKS
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

NETWORK = NetworkDefinition.model_validate({
    "format": 2, "network": "lakes", "title": "Lakes", "languages": ["en", "fr"],
    "members": {"NOR": {"name": "North", "time_zone": "UTC", "languages": ["en"]},
                "SUD": {"name": "South", "time_zone": "UTC", "languages": ["fr"]}},
    "groups": {"LAKE": {"title": "Lake", "members": ["NOR", "SUD"]}},
    "words": {"member": "state", "members": "states", "supervisor": "board"},
    "counting": {"reference": "Act on Periods"},
    "limits": {
        "blocking": {"data": ["personal", "sensitive"], "block_after": "at most 6 months",
                     "longer": {"block_after": "at most 18 months"}, "basis": "Act 1",
                     "message": "blocked at most 6 months after closure"},
        "erasing": {"data": ["personal", "sensitive"], "erase_after": "at most 3 years", "basis": "Act 1",
                    "message": "erased at most 3 years after closure"},
    },
    "legal_references": [r"Act \d+"],
})  # fmt: skip

PERSON: dict[str, Any] = {
    "title": "Person",
    "fields": {
        "surname": {"label": "Surname", "type": "text", "personal": "yes", "search": True},
        "born_on": {"label": "Born on", "type": "date", "personal": "yes", "search": True, "max": "today"},
        "profession": {"label": "Profession", "type": "code", "list": "professions", "personal": "no"},
        "address": {"label": "Address", "type": "group", "fields": {
            "town": {"label": "Town", "type": "text", "personal": "yes"}}},
        "penalty": {"label": "Penalty", "type": "text", "personal": "sensitive"},
        "note": {"label": "Note", "type": "longtext", "personal": "no", "max": 500},
    },
    "placeholders": {"person": "{surname|upper}", "profession": "{profession}"},
}  # fmt: skip
REFUSAL: dict[str, Any] = {
    "title": "Refusal",
    "fields": {"ground": {"label": "Ground", "type": "code", "list": "grounds", "personal": "no"}},
}
REQUEST: dict[str, Any] = {
    "title": "Request", "subject": "person", "forms": ["refusal"], "questions": ["work"],
    "parties": {
        "asker": {"title": "Asker", "role": "authority", "country": "any"},
        "answerer": {"title": "Answerer", "role": "authority", "country": "other"},
    },
    "start": "draft",
    "states": {
        "draft": {"title": "Draft", "owner": "asker", "sees": ["asker"], "edit": ["subject", "questions"],
                  "due": "60 days", "overdue": "discard"},
        "sent": {"title": "Sent", "owner": "answerer", "due": "7 days"},
        "closed": {"title": "Closed", "final": True, "outcome": "success"},
        "discarded": {"title": "Discarded", "final": True, "outcome": "neutral"},
    },
    "actions": {
        "send": {"title": "Send", "by": "asker", "from": "draft", "to": "sent", "complete": "subject"},
        "discard": {"title": "Discard", "by": "asker", "from": "draft", "to": "discarded"},
        "refuse": {"title": "Refuse", "by": "answerer", "from": "sent", "to": "closed", "form": "refusal"},
        "reply": {"title": "Reply", "by": "answerer", "from": "sent", "to": "closed", "needs": {
            "answered": {"check": "all_answered()", "message": "Answer all."}},
            "effects": [{"notify": {"to": "asker", "message": "done"}}]},
    },
}  # fmt: skip
REGISTER: dict[str, Any] = {
    "title": "Register", "subject": "person",
    "parties": {
        "keeper": {"title": "Keeper", "role": "authority", "country": "any"},
        "reader": {"title": "Reader", "role": "inspector", "country": "all", "many": True},
    },
    "start": "held",
    "states": {
        "held": {"title": "Held", "owner": "keeper", "edit": ["subject"], "standing": "review every 12 months"},
        "gone": {"title": "Gone", "final": True, "outcome": "success"},
    },
    "actions": {"end": {"title": "End", "by": "keeper", "from": "held", "to": "gone"}},
    "lookups": {"recorded": {
        "title": "Is one recorded", "by": "inspector", "ask": {"surname": "similar", "born_on": "exact"},
        "purpose": "grounds", "in": ["held"], "gives": ["keeper.member", "number"], "at_most": "50 per day",
        "then": {"start": "request", "parties": {"asker": "actor", "answerer": "keeper"}}}},
}  # fmt: skip
MODULE: dict[str, Any] = {
    "format": 2, "module": "tried", "version": "1.0.0", "title": "Tried", "languages": ["en"], "countries": ["LAKE"],
    "legal_basis": [{"act": "Act 7"}],
    "roles": {
        "authority": {"title": "Authority", "kind": "authority", "competence": "professions",
                      "minimum": "one per competence per country", "registered_by": "inspector"},
        "inspector": {"title": "Inspector", "kind": "authority"},
    },
    "forms": {"person": PERSON, "refusal": REFUSAL},
    "codelists": {"professions": {"nurse": {"label": "Nurse"}, "vet": {"label": "Vet"}},
                  "grounds": {"unclear": {"label": "Unclear"}}},
    "questionsets": {"work": {"title": "Work", "tree": [
        {"group": "job", "title": "Job", "items": [
            {"q": "regulated", "text": "Is {profession} regulated?", "answer": "yes_no"},
            {"q": "may_work", "text": "May {person} work?", "answer": "yes_no", "personal": "yes"},
            {"q": "why_not", "text": "Why not?", "answer": "free_text", "personal": "yes",
             "follow_if": "answers.may_work == 'no'"}]}]}},
    "messages": {"done": {"subject": "{number}", "body": "{procedure} is {state}. {link}"}},
    "procedures": {"request": REQUEST, "register": REGISTER},
    "retention": [
        {"data": "everything", "block_after": "6 months", "erase_after": "3 years", "basis": "Act 1"},
        {"data": "log", "erase_after": "5 years", "basis": "Act 1"},
    ],
    "statistics": {"sent": {"title": "Sent", "procedure": "request", "count": "entered sent", "by": ["year"]}},
}  # fmt: skip


def module(*changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sound module with some changes, made in the order in which they are named."""
    data: Any = deepcopy(MODULE)
    for path, value in (pair for each in changes for pair in each.items()):
        *above, last = path.split(".")
        node = data
        for step in above:
            node = node[int(step)] if isinstance(node, list) else node.setdefault(step, {})
        key: Any = int(last) if isinstance(node, list) else last
        if value is GONE:
            del node[key]
        elif isinstance(node, list) and key == len(node):
            node.append(deepcopy(value))
        else:
            node[key] = deepcopy(value)
    return dict(data)


def area_of(data: dict[str, Any], network: NetworkDefinition | None = NETWORK) -> Area:
    """Return a module as composing would give it; the data must be well formed."""
    findings = Findings()
    definition, remaining = validate(tree_of(data), ModuleDefinition, findings)
    assert [f"{finding.message} {finding.hint}" for finding in findings] == []
    assert definition is not None
    package = Package(remaining, Path(), definition.module, (), Source(Path()))
    return Area(definition, remaining, package, network)


def findings_of(area: Area) -> list[Finding]:
    """Return what the second list of checks says."""
    context, findings = Context(area), Findings()
    for check in CHECKS:
        check(context, findings)
    return list(findings)


def found(*changes: Mapping[str, Any], network: NetworkDefinition | None = NETWORK) -> list[Finding]:
    """Return all that is found in the changed module."""
    return findings_of(area_of(module(*changes), network))


def said(*changes: Mapping[str, Any], network: NetworkDefinition | None = NETWORK) -> list[tuple[str, str]]:
    """Return code and address of every finding."""
    area = area_of(module(*changes), network)
    addresses = {place: address for address, place in _places(area.tree, "")}
    return [(finding.code, addresses[finding.position]) for finding in findings_of(area)]


def messages(*changes: Mapping[str, Any]) -> list[str]:
    """Return the messages of all findings."""
    return [finding.message for finding in found(*changes)]


def field(kind: str = "text", personal: str | None = "no", **more: Any) -> dict[str, Any]:
    """Return a field of a type; without `personal` when that is None."""
    said_so = {} if personal is None else {"personal": personal}
    return {"label": "Field", "type": kind, **said_so, **more}


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
