"""Versions of what an exchange is about, as facts: those that were changed, with who wrote them and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterpart.core.definitions.forms import placed_fields
from counterpart.exchanges.queries.earlier import Version
from counterpart.web.showing.exchange.saying import saying_of, surroundings_of
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.values import FactsShown, facts_of_form


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version: when it was made, by whom and by which step; what of it reads otherwise now, and what does not."""

    at: str
    who: str
    step: str
    changed: tuple[FactsShown, ...]
    kept: tuple[FactsShown, ...]


def versions_shown(scene: Scene, found: Iterable[Version]) -> tuple[VersionShown, ...]:
    """Return the versions in the order given, as far as the reader sees their fields."""
    return tuple(_shown(scene, one) for one in found)


def _shown(scene: Scene, one: Version) -> VersionShown:
    form = scene.page.pin.rules.procedure.subject or ""
    rules = scene.page.pin.rules.forms[form]
    seen = scene.page.content.subject_fields if scene.page.content is not None else frozenset[str]()
    names = {placed.name for placed in placed_fields(scene.page.pin.rules.module.forms[form])} & seen
    changed = {name for name in names if name.partition(".")[0] in one.changed}
    say, around = saying_of(scene), surroundings_of(scene)
    return VersionShown(
        at=scene.moment(one.at),
        who=_who(scene, one),
        step=scene.action("", one.action),
        changed=facts_of_form(say, rules, one.values, around, seen=changed),
        kept=facts_of_form(say, rules, one.values, around, seen=names - changed),
    )


def _who(scene: Scene, one: Version) -> str:
    seats = (seat for seat in scene.page.seats if seat.authority is not None)
    seat = next((seat for seat in seats if seat.authority and seat.authority.ref == one.authority_ref), None)
    return scene.who(seat.authority, seat.member) if seat is not None else ""
