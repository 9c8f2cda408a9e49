"""The page of one exchange: what it is, whose move it is, what is in it, and what may be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from counterpart.accounts.queries import names_by_number, names_of
from counterpart.exchanges.queries.page import exchange_page
from counterpart.exchanges.queries.views import EntryView, ExchangePage
from counterpart.modules.texts import speaker
from counterpart.web.gates import GATES
from counterpart.web.rendering import address, render
from counterpart.web.showing.exchange.moves import Button, bar_shown
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.exchange.side import files_shown, messages_shown, parties_shown, who_sees
from counterpart.web.showing.exchange.status import Status, status_shown
from counterpart.web.showing.exchange.tables import relatives_shown, tracks_shown
from counterpart.web.showing.exchange.timeline import timeline
from counterpart.web.showing.reasons import reason
from counterpart.web.visit import Visit, visit_of

LINES = 8
"""Entries of the history on the page itself."""


def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show an exchange. Raises NotFound for one that is not the reader's."""
    visit = visit_of(request)
    return exchange_shown(request, scene_of(visit, number))


def exchange_shown(request: HttpRequest, scene: Scene, status: int = 200) -> HttpResponse:
    """Return the page of an exchange."""
    visit, page = visit_of(request), scene.page
    box = status_shown(scene)
    return render(
        request,
        "exchange.html",
        status=status,
        title=title_of(scene),
        procedure=scene.said.text(f"procedure.{page.pin.procedure}.title"),
        page=page,
        status_now=box,
        task_address=_task_address(visit, scene, box),
        bar=bar_shown(scene),
        button_address=lambda button: do_address(visit, page.number, button),
        parties=parties_shown(scene),
        sees=who_sees(scene),
        files=files_shown(scene),
        messages=messages_shown(scene),
        notes=messages_shown(scene, "note"),
        tracks=tracks_shown(scene),
        relatives=relatives_shown(scene),
        entries=timeline(scene, page.history)[:LINES],
        closed_because=_closed_because(scene),
        done=_done(request, scene),
        handlers=tuple(names_by_number(page.handlers).values()) if page.content is not None else (),
        **_addresses(visit, scene),
    )


def scene_of(visit: Visit, number: str, *, entries: Iterable[EntryView] = ()) -> Scene:
    """Return an exchange with its reader; `entries` are others whose people are named. Raises NotFound."""
    page = exchange_page(visit.who, number, visit.now)
    return Scene(
        page=page,
        said=speaker(page.pin.module, page.pin.line, visit.words.language),
        words=visit.words,
        zone=visit.zone,
        now=visit.now,
        authority=visit.who.authority_id or 0,
        user=visit.user_ref,
        people=names_of(set(_people(page, entries))) if page.content is not None else {},
    )


def title_of(scene: Scene) -> str:
    """Return what the exchange is called: by its label, which is content, else by its procedure."""
    return scene.page.label or scene.said.text(f"procedure.{scene.page.pin.procedure}.title")


def do_address(visit: Visit, number: str, button: Button) -> str:
    """Return where an action is done."""
    return action_address(visit, number, button.action, (button.party, button.place.track, button.place.key))


def action_address(visit: Visit, number: str, action: str, capacity: tuple[str, str, str]) -> str:
    """Return where an action is done as a party, in a row where `capacity` names one (track and key)."""
    names = ("as", "track", "key")
    query = urlencode({name: value for name, value in zip(names, capacity, strict=True) if value})
    return f"{address(visit, 'do', number=number, action=action)}?{query}"


def _addresses(visit: Visit, scene: Scene) -> dict[str, Any]:
    """Return where one goes from the page; nothing where there is no such page, or not for this reader."""
    page = scene.page
    takes_part = page.content is not None and bool(page.mine)
    return {
        name: address(visit, route, number=page.number) if route in GATES and (takes_part or route == "history") else ""
        for name, route in (
            ("message_address", "message"),
            ("note_address", "note"),
            ("allocate_address", "allocate"),
            ("history_address", "history"),
        )
    } | {"file_address": None}


def _done(request: HttpRequest, scene: Scene) -> str:
    """Return what the reader has just done, as the address says that brought them here; nothing else."""
    name = request.GET.get("done", "")
    rules = scene.page.pin.rules
    track = next((one for one in ("", *rules.tracks) if name in rules.machine(one).actions), None)
    if name == "answers":
        return scene.words.gettext("Your answers are saved.")
    return scene.words.gettext("Done: “%(action)s”", action=scene.action(track, name)) if track is not None else ""


def _closed_because(scene: Scene) -> str:
    """Return why the content is not shown, nothing when it is."""
    page = scene.page
    if page.content is not None:
        return ""
    if page.refusal:
        return reason(scene.words, page.refusal, {})
    return scene.words.gettext("Your authority follows this exchange: you see dates and states, no content.")


def _task_address(visit: Visit, scene: Scene, status: Status) -> str:
    task = status.task
    if task is None or not task.action:
        return f"#{task.anchor}" if task is not None else ""
    at = (task.party, task.place.track, task.place.key)
    return action_address(visit, scene.page.number, task.action, at)


def _people(page: ExchangePage, entries: Iterable[EntryView]) -> Iterator[UUID]:
    """Yield the people whom the page may name."""
    yield from _known(entry.person for entry in (*page.history, *entries))
    if page.content is not None:
        yield from _known(text.written.person for text in page.content.texts)
        yield from _known(one.written.person for one in page.content.questions if one.written is not None)


def _known(refs: Iterable[UUID | None]) -> Iterator[UUID]:
    yield from (ref for ref in refs if ref is not None)
