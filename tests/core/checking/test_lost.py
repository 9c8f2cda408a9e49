from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpart.core.composing.area import Area
from counterpart.core.composing.provenance import Provenance
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.validation import validate
from counterpart.core.findings import Findings
from counterpart.core.reading.package import Package
from counterpart.core.reading.source import Source
from counterpart.core.reading.tree import Address
from tests.core.checking.areas import WITH_PART, action, module, soundness_of
from tests.core.trees import tree_of


def read(*changes: dict[str, Any], reported: tuple[Address, ...] = ()) -> tuple[list[str], list[str]]:
    """Return the codes of reading and those of checking, for a module that the schema objects to."""
    data = module(*changes)
    data["codelists"] = {"sectors": {code: {"label": code} for code in data["codelists"]["sectors"]}}
    tree, findings = tree_of(data), Findings()
    definition, remaining = validate(tree, ModuleDefinition, findings)
    assert definition is not None
    package = Package(tree, Path(), definition.module, (), Source(Path()))
    area = Area(definition, remaining, package, provenance=Provenance(reported=frozenset(reported)))
    return [finding.code for finding in findings], [finding.code for finding in soundness_of(area)]


def test_what_hangs_on_a_refused_track_is_not_reported() -> None:
    lapse = {"states.sent.overdue": "lapse", "actions.lapse": action("system", "sent", "closed")}
    reading, checking = read(WITH_PART, lapse, {"tracks.part.per": "autority", "actions.reply.when": "!open(part)"})
    assert reading == ["S011"]
    assert checking == []


def test_a_refused_state_does_not_make_others_unreachable() -> None:
    _, checking = read({"states.sent": "Sent"})
    assert checking == []


def test_a_refused_action_leaves_no_dead_end() -> None:
    _, checking = read({"actions.close.by": {"requester": True}, "states.answered.overdue": "close"})
    assert checking == []


def test_a_refused_deadline_is_not_missed_again() -> None:
    reading, checking = read({"states.sent.due": "2 fortnights"})
    assert (reading, checking) == (["S011"], [])
    assert read({"states.sent.remind": ["2 fortnights before"]})[1] == []


def test_a_refused_party_is_not_missed_again() -> None:
    _, checking = read({"parties.responder": "Responder"})
    assert checking == []


def test_what_is_wrong_elsewhere_is_still_said() -> None:
    _, checking = read({"states.sent.ownr": "responder", "actions.reply.to": "answerd"})
    assert checking == ["M002"]


def test_a_misspelt_key_does_not_hide_a_dead_end() -> None:
    limbo = {"title": "Limbo", "owner": "responder", "due": "7 days", "remind": ["1 days before"], "ownr": "x"}
    _, checking = read({"states.limbo": limbo, "actions.park": action("responder", "sent", "limbo")})
    assert checking == ["M012", "M015"]


def test_what_composing_reported_is_not_repeated() -> None:
    changes = {"actions.reply.to": "answerd"}
    address = ("procedures", "request", "actions", "reply")
    assert read(changes)[1] == ["M002"]
    assert read(changes, reported=(address,))[1] == []


def test_an_entry_that_extends_nothing_is_not_missed_again() -> None:
    data = {"children.gone": {"procedure": "gone", "outlives": True}, "/procedures.gone": "broken"}
    start = [{"start": {"child": "gone", "parties": {"asker": "requester"}}}]
    assert read(data, {"actions.close.effects": start})[1] == []
