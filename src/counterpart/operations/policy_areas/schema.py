"""`counterpart module schema`: the JSON Schema of a module, a network profile or a scenario."""

from __future__ import annotations

from argparse import Namespace

from counterpart.core.definitions.schema import json_schema
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL


def run(options: Namespace, terminal: Terminal) -> int:
    """Print the schema."""
    terminal.say_json(json_schema(options.which))
    return ALL_WELL
