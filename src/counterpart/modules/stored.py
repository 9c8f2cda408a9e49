"""Definitions as they are kept: JSON, complete, in the order in which they were written.

Order is kept because it has meaning where people look (states, fields) and in one place for the engine, too: the first
party declared is the one that starts. So this is not the sorted JSON that digests are made of.
"""

from __future__ import annotations

import json
from typing import TypeVar

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.definitions.shape import Part
from counterpart.core.errors import Conflict
from counterpart.core.versions import structure_digest

P = TypeVar("P", bound=Part)


def as_stored(part: Part) -> str:
    """Return a module's definition or a network profile as JSON, texts included."""
    tree = part.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(tree, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def module_from(stored: str, digest: str) -> ModuleDefinition:
    """Return a module's definition. Raises Conflict when its structure is not the one that was installed."""
    definition = ModuleDefinition.model_validate_json(stored)
    found = structure_digest(definition)
    if found != digest:
        raise Conflict("module_changed_in_store", module=definition.module, version=definition.version)
    return definition


def network_from(stored: str) -> NetworkDefinition:
    """Return a network profile."""
    return NetworkDefinition.model_validate_json(stored)
