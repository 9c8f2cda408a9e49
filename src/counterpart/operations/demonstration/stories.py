"""What the exchanges of the demonstration are about, and who its story is about: data, in `stories.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from counterpart.directory.kinds import RelationKind
from counterpart.operations.demonstration.planned import PlannedAuthority

STORIES = Path(__file__).parent / "stories.json"


@lru_cache(maxsize=1)
def told() -> Mapping[str, Any]:
    """Return the stories: policy area, procedure, professions (that of the main story first), ways through it."""
    found: Mapping[str, Any] = json.loads(STORIES.read_text(encoding="utf-8"))
    return found


PER_MEMBER = 4
"""So many authorities of each member take part in the stories, if it has so many that are competent."""


def story_authorities(plan: Iterable[PlannedAuthority]) -> list[PlannedAuthority]:
    """Return who takes part in the stories: a few authorities of each member, competent for the professions in them."""
    module, professions = told()["module"], set(told()["professions"])
    found: dict[str, list[PlannedAuthority]] = {}
    for one in plan:
        codes = {code for area, _, code in one.competences if area == module}
        if codes & professions and module in one.areas and not one.coordinates:
            found.setdefault(one.member, []).append(one)
    return [one for those in found.values() for one in sorted(those, key=_breadth)[:PER_MEMBER]]


def main_authorities(plan: Iterable[PlannedAuthority]) -> dict[str, PlannedAuthority]:
    """Return the authority that each member of the main story has for its profession, by member; its members in order.

    One for the whole country rather than for a region, and the one that does little else.
    """
    module, profession = told()["module"], told()["professions"][0]
    found: dict[str, list[PlannedAuthority]] = {member: [] for member in told()["members"]}
    for one in plan:
        codes = {code for area, _, code in one.competences if area == module}
        if one.member in found and profession in codes and module in one.areas and not one.coordinates:
            found[one.member].append(one)
    return {member: min(those, key=_breadth) for member, those in found.items() if those}


def _breadth(one: PlannedAuthority) -> tuple[bool, int, str]:
    return one.region is not None, len(one.competences), one.key


def coordinator_of(one: PlannedAuthority) -> str:
    """Return the key of the coordinator that an authority turns to first in the area of the story."""
    asked = (relation for relation in one.relations if relation.kind is RelationKind.REQUEST and relation.chosen)
    return next(relation.coordinator for relation in asked if relation.module == told()["module"])
