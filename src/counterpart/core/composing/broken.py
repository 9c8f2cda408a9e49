"""Entries whose `extends` is broken: what the module wrote in them is checked, what is missing is not asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from pydantic import ValidationError

from counterpart.core.composing.extending import DIRECTIVES
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.validation import validate
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address, Branch, Row, copied, value_at

MISSING_KEY = "S012"
ROUNDS = 8
"""Each round fills what is missing one level deeper; entries are not nested deeper than that."""

_ANY_NAME = "missing"
_FILLERS: Mapping[str, Any] = {
    "type": "text",
    "per": "country",
    "period": "1 days",
    "after": "1 days",
    "review": "every 1 years",
    "check": "true",
    "operation": "missing.missing",
    "answer": "yes_no",
    "ask": {},
    "fields": {},
    "operations": {},
    "tree": [],
}
"""What stands in for a key that the template would have given; any name or text does for the others."""


def check_broken(root: Branch, broken: Sequence[Address], findings: Findings) -> None:
    """Check the broken entries of a module against the schema, each as it was written, and nothing else.

    What a template would have supplied is filled in first: a missing title is no mistake of the author here, and
    would hide what is written beside it.
    """
    if not broken:
        return
    apart = Branch({"module": "apart", "version": "0.0.0", "title": "Apart"}, position=root.position)
    for section, name in broken:
        entries, entry = root.get(str(section)), value_at(root, (section, name))
        if isinstance(entries, Branch) and isinstance(entry, Branch):
            beside = apart.setdefault(str(section), Branch(position=root.at(str(section))))
            beside.put(str(name), copied(_plain(entry)), entries.at(str(name)))
    for _ in range(ROUNDS):
        if not _fill(apart):
            break
    found = Findings()
    validate(apart, ModuleDefinition, found)
    findings.extend(finding for finding in found if finding.code != MISSING_KEY)


def _plain(entry: Branch) -> Branch:
    """Return an entry without the keys that composing takes out, in its tracks too."""
    plain = entry.without(*DIRECTIVES)
    tracks = plain.get("tracks")
    if isinstance(tracks, Branch):
        plain["tracks"] = Branch(
            {name: _plain(track) if isinstance(track, Branch) else track for name, track in tracks.items()},
            position=tracks.position,
            places=tracks.places,
        )
    return plain


def _fill(tree: Branch) -> bool:
    """Put something in the place of every key that is missing; return whether any was."""
    try:
        ModuleDefinition.model_validate(tree)
    except ValidationError as error:
        missing = [each["loc"] for each in error.errors(include_url=False) if each["type"] == "missing"]
    else:
        return False
    for location in missing:
        parent = _parent(tree, location)
        if isinstance(parent, Branch):
            parent.setdefault(str(location[-1]), _FILLERS.get(str(location[-1]), _ANY_NAME))
    return bool(missing)


def _parent(tree: Branch, location: tuple[int | str, ...]) -> Any:
    """Return the map in which a key is missing; steps of the schema itself (branches of a union) are passed over."""
    node: Any = tree
    for step in location[:-1]:
        if isinstance(node, Branch) and step in node:
            node = node[cast("str", step)]
        elif isinstance(node, Row) and isinstance(step, int) and step < len(node):
            node = node[step]
    return node
