"""Documents that were kept, as a page lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from counterpart.reports.queries import Kept
from counterpart.web.showing.exchange.scene import Scene


@dataclass(frozen=True, slots=True)
class KeptShown:
    """A document: what it is called, when it was made, and whether it is signed."""

    ref: UUID
    title: str
    at: str
    signed: bool


def kept_shown(scene: Scene, kept: Iterable[Kept]) -> tuple[KeptShown, ...]:
    """Return the documents in the order given; a name that the procedure does not know (any more) stays as it is."""
    return tuple(KeptShown(one.ref, _title(scene, one.name), scene.moment(one.made_at), one.signed) for one in kept)


def _title(scene: Scene, name: str) -> str:
    address = f"procedure.{scene.page.pin.procedure}.document.{name}.title"
    return scene.said.text(address) if address in scene.said.english else name
