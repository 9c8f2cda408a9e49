"""The models as JSON Schema, for editors (completion and red underlines while writing)."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.definitions.scenarios import Scenario

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODELS: dict[str, type[BaseModel]] = {"module": ModuleDefinition, "network": NetworkDefinition, "scenario": Scenario}
_REUSE: dict[str, Any] = {
    "extends": {"type": "string"},
    "remove": {"type": "array", "items": {"type": "string"}},
    "without": {"type": "array", "items": {"type": "string"}},
}
_EXTENDABLE = ("Procedure", "Form", "Track")


def json_schema(which: str) -> dict[str, Any]:
    """Return the schema of `module`, `network` or `scenario`. Raises KeyError for another name.

    In files a procedure, form or track may say `extends`, `remove` and `without`; composing resolves these, so the
    models do not know them and they are added here. Nothing but the identity of a module is required in a file,
    because a template supplies what is left out.
    """
    schema = MODELS[which].model_json_schema(by_alias=True)
    schema["$schema"] = DIALECT
    for name in _EXTENDABLE:
        if part := schema.get("$defs", {}).get(name):
            part["properties"].update(_REUSE)
            part["required"] = []
    for part in schema.get("$defs", {}).values():
        if which == "module" and part.get("type") == "object" and "title" in part.get("required", []):
            part["required"] = [key for key in part["required"] if key != "title"]
    return schema


__all__ = ["DIALECT", "MODELS", "json_schema"]
