"""One question to several authorities: what they answer, side by side, as far as the reader may open each exchange."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from counterpart.core.errors import NotFound
from counterpart.exchanges.storage.pieces import Kind
from counterpart.foundation.database.acting import reading_together
from counterpart.modules.pins import pinned
from counterpart.web.rendering import address, render
from counterpart.web.showing.exchange.comparing import side_by_side
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.views.exchange import scene_of, title_of
from counterpart.web.visit import Visit, visit_of

OPENED = frozenset({Kind.SUBJECT, Kind.ANSWER, Kind.FILE})
"""What questions and answers are made of; of the linked exchanges nothing else is opened."""

MOST = 12
"""Exchanges on one page: each is opened, and that it was read is noted."""

LINK = "link_"
"""How the relations begin that somebody made, of hand or by copying."""


def compare(request: HttpRequest, number: str) -> HttpResponse:
    """Show the answers of linked exchanges side by side. Raises NotFound for who does not see the content."""
    visit = visit_of(request)
    with reading_together([visit.who.authority_id or 0], noted=True):
        scene = scene_of(visit, number, kinds=OPENED)
        if scene.page.content is None:
            raise NotFound("exchange_unknown", exchange=number)
        scenes, more = _linked(visit, scene)
    return render(
        request,
        "compare.html",
        title=title_of(scene),
        number=scene.page.number,
        rows=side_by_side(scenes),
        alone=len(scenes) == 1,
        more=more,
        file_address=_file_addresses(visit, scenes),
    )


def _linked(visit: Visit, first: Scene) -> tuple[list[Scene], int]:
    """Return the exchange and those that are linked with it, also by way of others; and how many were left out.

    Of another procedure none is compared, and nothing shows of one whose content the reader may not open.
    """
    scenes, seen = [first], {first.page.number}
    waiting = list(_links_of(first))
    while waiting and len(scenes) < MOST:
        number = waiting.pop(0)
        if number in seen:
            continue
        seen.add(number)
        try:
            scene = scene_of(visit, number, kinds=OPENED)
        except NotFound:
            continue
        if scene.page.content is not None:
            scenes.append(scene)
            waiting += _links_of(scene)
    return scenes, len({*waiting} - seen)


def _links_of(scene: Scene) -> Iterator[str]:
    """Yield what an exchange is linked with of its own procedure, in whatever version."""
    pin = scene.page.pin
    for one in scene.page.relatives:
        if one.relation.startswith(LINK):
            other = pinned(one.procedure_id)
            if (other.module, other.procedure) == (pin.module, pin.procedure):
                yield one.number


def _file_addresses(visit: Visit, scenes: list[Scene]) -> Callable[[UUID | str], str]:
    """Return what tells where a file lies: each belongs to the exchange with which it came."""
    where = {
        str(file.ref): scene.page.number
        for scene in scenes
        if scene.page.content is not None
        for file in scene.page.content.files
    }
    return lambda ref: address(visit, "file", number=where[str(ref)], ref=ref)
