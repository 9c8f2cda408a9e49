"""Definitions for the tests of the workflow: small procedures, each written for what it has to show."""

from __future__ import annotations

from functools import lru_cache

from counterpart.core.deadlines import CountingRule, calendar_of
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.validation import validate
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import NOWHERE
from counterpart.core.reading.yaml_reader import YamlReader
from counterpart.core.workflow import Profile, Rulebook, Rulebooks

ZONES = {
    "PL": "Europe/Warsaw",
    "GB": "Europe/London",
    "DE": "Europe/Berlin",
    "GR": "Europe/Athens",
    "DK": "Europe/Copenhagen",
    "SE": "Europe/Stockholm",
    "FR": "Europe/Paris",
    "IE": "Europe/Dublin",
}

# Regulation 1182/71: the first day is not counted, an end on a day off moves on, two working days at least.
COUNTING = CountingRule("excluded", "next_working_day", 2, "Regulation (EEC, Euratom) No 1182/71")

PROFILE = Profile(
    calendars={code: calendar_of(code, zone, library=code) for code, zone in ZONES.items()},
    counting=COUNTING,
    operator=calendar_of("test", "UTC"),
    members=tuple(ZONES),
)

ROLES = {
    "authority": {"title": "Authority", "kind": "authority"},
    "coordinator": {"title": "Coordinator", "kind": "coordinator"},
    "supervisor": {"title": "Supervisor", "kind": "supervisor"},
    "citizen": {"title": "Citizen", "kind": "citizen"},
    "register": {"title": "Register", "kind": "register"},
}


def module(text: str) -> ModuleDefinition:
    """Return a module whose procedures, forms and so on are written as YAML, read as a package is."""
    findings = Findings()
    tree = YamlReader(text, "test.yaml", findings).read()
    assert tree is not None, list(findings)
    for key, value in {"format": 2, "module": "test", "version": "1.0.0", "title": "Test", "roles": ROLES}.items():
        tree.put(key, value, NOWHERE)
    definition, _ = validate(tree, ModuleDefinition, findings)
    assert definition is not None
    assert not len(findings), [f"{found.position}: {found.message}" for found in findings]
    return definition


@lru_cache(maxsize=64)
def rulebooks(text: str) -> Rulebooks:
    """Return the procedures of a module, ready to run."""
    return Rulebooks(module(text), PROFILE)


def rules(text: str, procedure: str = "test") -> Rulebook:
    """Return one procedure, ready to run."""
    return rulebooks(text)[procedure]


TWO_PARTIES = """
    parties:
      asker: {title: Asker, role: authority}
      answerer: {title: Answerer, role: authority, country: other}
      watcher: {title: Watcher, role: coordinator, of: answerer, optional: true}
"""
