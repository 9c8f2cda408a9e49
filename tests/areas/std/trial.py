"""A module that extends every template of the standard library and adds as little as possible."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from counterpart.core.checking import check_area
from counterpart.core.composing.area import Area
from counterpart.core.composing.compose import load_area
from counterpart.core.findings import Findings
from counterpart.core.workflow import compile_procedure, profile_of
from tests.core.workflow.playing import Play

AREAS = Path(__file__).parents[3] / "areas"
TEMPLATES = sorted(path.stem for path in (AREAS / "std" / "procedures").glob("*.yaml"))

FORMS: dict[str, Any] = {
    "matter": {
        "title": "Matter",
        "fields": {
            "name": {"label": "Name", "type": "text", "personal": "no", "search": True},
            "place": {"label": "Place", "type": "member", "personal": "no"},
        },
    }
}
RETENTION = [{"data": "everything", "block_after": "1 months", "erase_after": "6 months", "basis": "a trial"}]
QUESTIONS = {"all": {"title": "All", "tree": [{"q": "one", "text": "One?", "answer": "free_text"}]}}


def extended(template: str, without: Sequence[str] = ()) -> dict[str, Any]:
    """Return a procedure that is nothing but its template, perhaps without some features."""
    procedure: dict[str, Any] = {"title": "Trial", "extends": f"std/{template}", "subject": "matter"}
    if without:
        procedure["without"] = list(without)
    if template == "request":
        procedure["questions"] = ["all"]
    if template == "alert":
        procedure["parties"] = {"origin": {"country": "subject.place"}}
    return procedure


def area_with(procedures: dict[str, Any]) -> tuple[Area, Findings]:
    """Return a module with these procedures, and what composing and checking find in it."""
    module = {
        "format": 2,
        "module": "trial",
        "version": "1.0.0",
        "title": "Trial",
        "languages": ["en"],
        "uses": {"std": "^1.0"},
        "forms": FORMS,
        "procedures": procedures,
        "retention": RETENTION,
    }
    if any("questions" in procedure for procedure in procedures.values()):
        module["questionsets"] = QUESTIONS
    findings = Findings()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trial.yaml"
        path.write_text(yaml.safe_dump(module, sort_keys=False), encoding="utf-8")
        area = load_area(path, findings, searched=[AREAS])
    assert area is not None, [str(finding) for finding in findings]
    findings.extend(check_area(area))
    return area, findings


@lru_cache(maxsize=1)
def trial() -> Area:
    """Return the module with every template."""
    return area_with({template: extended(template) for template in TEMPLATES})[0]


def play(template: str, parties: dict[str, str | Sequence[str]], **known: Any) -> Play:
    """Begin an exchange of a template; the network is the one that ships."""
    area = trial()
    assert area.network is not None
    return Play(compile_procedure(area.definition, template, profile_of(area.network)), parties, **known)
