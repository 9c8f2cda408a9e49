"""Which keys may stand at an address: read from the JSON Schema, for hints on a misspelt key."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from counterpart.core.reading.tree import Address, Branch, value_at


@lru_cache(maxsize=8)
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True)


def known_keys(model: type[BaseModel], tree: Branch, address: Address) -> list[str]:
    """Return the keys that the model knows at an address of the tree."""
    schema = _schema(model)
    nodes = [schema]
    for depth, step in enumerate(address):
        value = value_at(tree, address[: depth + 1])
        nodes = [below for node in nodes for below in _below(schema, node, step, value)]
    return sorted({key for node in nodes for key in _resolved(schema, node).get("properties", {})})


def _resolved(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return node


def _below(schema: dict[str, Any], node: dict[str, Any], step: str | int, value: object) -> list[dict[str, Any]]:
    """Return the schemas that may apply below a step; alternatives are all followed if they fit the value."""
    node = _resolved(schema, node)
    found: list[dict[str, Any]] = []
    if isinstance(step, str):
        if step in node.get("properties", {}):
            found.append(node["properties"][step])
        elif isinstance(node.get("additionalProperties"), dict):
            found.append(node["additionalProperties"])
        found += list(node.get("patternProperties", {}).values())
    elif "items" in node:
        found.append(node["items"])
    return [alternative for each in found for alternative in _alternatives(schema, each, value)]


def _alternatives(schema: dict[str, Any], node: dict[str, Any], value: object) -> list[dict[str, Any]]:
    node = _resolved(schema, node)
    choices = node.get("anyOf") or node.get("oneOf")
    if not choices:
        return [node]
    flat = [leaf for choice in choices for leaf in _alternatives(schema, choice, value)]
    if isinstance(value, dict) and "group" in value:
        grouped = [leaf for leaf in flat if "group" in leaf.get("properties", {})]
        return grouped or flat
    return flat
