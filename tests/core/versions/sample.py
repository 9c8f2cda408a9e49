"""A small module as data, and ways to change one thing in it."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from counterpart.core.composing.area import Area
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.reading.package import Package
from counterpart.core.reading.source import Source
from tests.core.trees import tree_of

SAMPLE: dict[str, Any] = {
    "format": 2,
    "module": "trade",
    "version": "1.2.3",
    "title": "Trade",
    "summary": "Asking about traders.",
    "languages": ["en", "fr"],
    "legal_basis": [{"act": "Trade Act", "articles": "3"}],
    "countries": ["NORTH", "SOUTH"],
    "roles": {
        "authority": {"title": "Authority", "kind": "authority", "competence": "sectors", "minimum": "one per sector"},
        "unused": {"title": "Visitor", "kind": "citizen"},
    },
    "policies": {"ask_first": {"title": "Ask first", "default": "off", "set_by": "authority"}},
    "messages": {"changed": {"subject": "Changed", "body": "It has changed."}},
    "codelists": {
        "sectors": {"food": {"label": "Food", "isco": "75"}, "toys": {"label": "Toys"}},
        "unused": {"one": {"label": "One"}},
    },
    "forms": {
        "trader": {
            "title": "Trader",
            "fields": {"name": {"label": "Name", "type": "text", "personal": "yes", "help": "As registered."}},
            "sections": {
                "work": {
                    "title": "Work",
                    "show_if": "has(name)",
                    "fields": {"sector": {"label": "Sector", "type": "code", "list": "sectors", "personal": "no"}},
                }
            },
            "placeholders": {"trader": "{name}"},
            "rules": {"named": {"check": "has(name)", "message": "Give the name."}},
        },
        "unused": {"title": "Unused"},
    },
    "questionsets": {
        "basics": {
            "title": "Basics",
            "tree": [
                {
                    "group": "first",
                    "title": "First",
                    "offer_if": "has(subject.name)",
                    "items": [{"q": "known", "text": "Is {trader} known?", "answer": "yes_no"}],
                },
                {"q": "since", "text": "Since when?", "answer": "date", "follow_if": "answers.known == 'yes'"},
            ],
        }
    },
    "procedures": {
        "request": {
            "title": "Request",
            "subject": "trader",
            "questions": ["basics"],
            "documents": {"report": {"title": "Report", "of": "exchange"}},
            "parties": {
                "asker": {"title": "Asker", "role": "authority"},
                "answerer": {"title": "Answerer", "role": "authority", "country": "other"},
            },
            "start": "sent",
            "states": {
                "sent": {
                    "title": "Sent",
                    "owner": "answerer",
                    "due": "7 days",
                    "remind": ["2 days before", "1 days after"],
                    "escalate": {"after": "3 days", "to": ["answerer", "asker"]},
                },
                "closed": {"title": "Closed", "final": True, "outcome": "success"},
            },
            "actions": {
                "close": {
                    "title": "Close",
                    "by": ["answerer", "asker"],
                    "from": "sent",
                    "needs": {"answered": {"check": "all_answered()", "message": "Answer first."}},
                    "to": [{"when": "asker.policy.ask_first", "state": "sent"}, {"state": "closed"}],
                    "effects": [{"notify": {"to": ["asker"], "message": "changed"}}],
                }
            },
        }
    },
    "retention": [
        {"data": "personal", "block_after": "6 months", "erase_after": "3 years", "basis": "Trade Act, Art. 9"},
        {"data": "log", "procedures": "request", "erase_after": "5 years", "basis": "Trade Act, Art. 9"},
    ],
    "statistics": {"closed": {"title": "Closed", "procedure": "request", "count": "entered closed", "by": ["month"]}},
}

MISSING = object()


def changed(address: str, value: Any = MISSING) -> dict[str, Any]:
    """Return the sample with something else (or, without a value, nothing) at a dotted address."""
    data = deepcopy(SAMPLE)
    *above, last = (int(step) if step.isdigit() else step for step in address.split("."))
    node: Any = data
    for step in above:
        node = node[step]
    if value is MISSING:
        del node[last]
    elif isinstance(node, list) and last == len(node):
        node.append(value)
    else:
        node[last] = value
    return data


def definition(data: dict[str, Any] | None = None) -> ModuleDefinition:
    """Return data as a definition."""
    return ModuleDefinition.model_validate(SAMPLE if data is None else data)


def area(folder: Path, data: dict[str, Any] | None = None, translations: dict[str, str] | None = None) -> Area:
    """Return data as a composed area with translations beside it, in a folder of its own."""
    locale = folder / "locale"
    locale.mkdir(parents=True)
    files = []
    for language, text in (translations or {}).items():
        files.append(locale / f"{language}.po")
        files[-1].write_text(text, encoding="utf-8")
    tree = tree_of(SAMPLE if data is None else data)
    package = Package(tree, folder, "trade", tuple(files), Source(folder))
    return Area(definition(data), tree, package)
