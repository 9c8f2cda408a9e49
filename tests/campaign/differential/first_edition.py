"""The prototype: loading its packages, and playing them with its own engine."""

from __future__ import annotations

import datetime as dt
import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

PROTOTYPE = Path(__file__).resolve().parent.parent / "prototype"
PACKAGES = ("std", "pq", "services-alert", "driving-licence")
COUNTRIES = ("PL", "GB", "DE", "FR", "NO", "IS", "LI")
TRACK_COUNTRIES = ("DE", "NO")


@cache
def prototype() -> ModuleType:
    """Return the prototype's module."""
    spec = importlib.util.spec_from_file_location("first_edition_prototype", PROTOTYPE / "tools" / "imod.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    for slow in ("holidays_of", "Expr"):
        setattr(module, slow, cache(getattr(module, slow)))
    return module


@cache
def definitions() -> dict[tuple[str, str], Any]:
    """Return every flattened procedure of the first edition with the package it lies in, by package and name."""
    paths = [PROTOTYPE / name for name in PACKAGES] + sorted((PROTOTYPE / "sketches").glob("*.yaml"))
    found = {}
    for path in paths:
        root, _, _ = prototype().prepare(path)
        for name in root.get("procedures", {}):
            found[path.stem, name] = root
    return found


def started(root: Any, name: str, given: dict[str, Any]) -> Any:
    """Return a run of the prototype, begun on Monday 2 March 2026 at nine."""
    named = zip(root["procedures"][name]["parties"], COUNTRIES, strict=False)
    parties = {party: {"country": country} for party, country in named}
    return prototype().Run(root, name, {"parties": parties, "countries": list(TRACK_COUNTRIES), **given})


def refusal() -> type[Exception]:
    """Return what the prototype raises when it refuses."""
    kind: type[Exception] = prototype().Problem
    return kind


def day_of(due: dt.datetime | None) -> dt.date | None:
    """Return the day of a due date."""
    return due.date() if due is not None else None
