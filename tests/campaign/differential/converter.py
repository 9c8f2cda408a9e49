"""From a flattened definition of the first edition to one of the second: spelling only, never meaning."""

from __future__ import annotations

from typing import Any

from counterpart.core.deadlines import CountingRule, calendar_of
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.workflow import Profile
from tests.campaign.differential.first_edition import COUNTRIES

KINDS = {"commission": "supervisor", "agency": "body", "national_system": "register"}
KEPT_IN_MODULE = ("forms", "questionsets", "policies", "messages", "interfaces")
KEPT_IN_PROCEDURE = (
    "title", "pattern", "subject", "forms", "questions", "parties", "start", "on_start", "states", "actions", "tracks",
)  # fmt: skip


def second_edition(root: dict[str, Any], name: str) -> ModuleDefinition:
    """Return a module with one procedure, as the engine runs it."""
    module = {key: _plain(root[key]) for key in KEPT_IN_MODULE if key in root}
    module["forms"] = {form: _form(said) for form, said in module.get("forms", {}).items()}
    module["codelists"] = {
        codes: {code: {"label": str(label)} for code, label in _plain(said).items()}
        for codes, said in root.get("codelists", {}).items()
    }
    module["roles"] = {role: _role(_plain(said)) for role, said in root.get("roles", {}).items()}
    module["policies"] = {policy: {**said, "set_by": None} for policy, said in module.get("policies", {}).items()}
    module["procedures"] = {name: _procedure(_plain(root["procedures"][name]))}
    return ModuleDefinition.model_validate({"module": "converted", "version": "1.0.0", "title": "C", **module})


def profile() -> Profile:
    """Return the calendars that the prototype counts by; its counting knows nothing of two working days at least."""
    calendars = {code: calendar_of(code, "UTC", library=code) for code in COUNTRIES}
    rule = CountingRule("excluded", "next_working_day", 0, "")
    return Profile(calendars=calendars, counting=rule, operator=calendar_of("net", "UTC"), members=COUNTRIES)


def _plain(node: Any) -> Any:
    """Return plain containers, with the two names that changed: the wanted date, and a party's member."""
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if isinstance(node, str):
        return node.replace("exchange.wanted_by", "exchange.wanted_on")
    return node


def _role(role: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in role.items() if key != "plays"}
    kind = kept.get("kind", "authority")
    return {**kept, "kind": KINDS.get(kind, kind)}


def _form(form: dict[str, Any]) -> dict[str, Any]:
    """Rules are a map by name now; what was required is checked elsewhere, and the walks fill in no forms."""
    form = {key: value for key, value in form.items() if key not in ("rules", "extends")}
    for part in (form, *form.get("sections", {}).values()):
        if "fields" in part:
            part["fields"] = {name: _field(field) for name, field in part["fields"].items()}
    return form


def _field(field: dict[str, Any]) -> dict[str, Any]:
    dropped = ("required", "visible_to", "visible_in", "show_if")
    kept = {key: value for key, value in field.items() if key not in dropped}
    if "fields" in kept:
        kept["fields"] = {name: _field(below) for name, below in kept["fields"].items()}
    return kept


def _procedure(procedure: dict[str, Any]) -> dict[str, Any]:
    kept = {key: procedure[key] for key in KEPT_IN_PROCEDURE if key in procedure}
    kept["on_start"] = [_effect(effect) for effect in kept.get("on_start", [])]
    _machine(kept)
    for track in kept.get("tracks", {}).values():
        _machine(track)
    named = {
        verb_name for part in _effects(kept) for verb in ("pdf", "sign", "snapshot") if (verb_name := part.get(verb))
    }
    kept["documents"] = {document: {"title": document, "of": "exchange"} for document in sorted(named)}
    return kept


def _machine(machine: dict[str, Any]) -> None:
    for part in (*machine.get("states", {}).values(), *machine.get("actions", {}).values()):
        part["effects"] = [_effect(effect) for effect in part.get("effects", [])]
        part.pop("calendar", None)
    for action in machine.get("actions", {}).values():
        action.pop("form", None)
        action.pop("four_eyes", None)


def _effects(procedure: dict[str, Any]) -> list[dict[str, Any]]:
    machines = [procedure, *procedure.get("tracks", {}).values()]
    parts = [part for machine in machines for key in ("states", "actions") for part in machine.get(key, {}).values()]
    found: list[dict[str, Any]] = [effect for part in parts for effect in part.get("effects", [])]
    return [*found, *procedure["on_start"]]


def _effect(effect: dict[str, Any]) -> dict[str, Any]:
    """Write an effect anew; names of documents are identifiers now, and copied fields say where they come from."""
    effect = dict(effect)
    for verb in ("snapshot", "pdf", "sign"):
        if verb in effect:
            effect[verb] = effect[verb].replace(" ", "_").lower()
    if "start" in effect:
        effect["start"] = {"procedure": effect["start"]["procedure"]}
    return effect
