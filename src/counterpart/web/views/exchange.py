"""The page of one exchange: what it is, whose move it is, what is in it, and what may be done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from counterpart.core.workflow import Verdict
from counterpart.directory.policy import Deed, may, posts_of
from counterpart.exchanges.queries.earlier import makes_versions
from counterpart.exchanges.queries.history import HistoryPage
from counterpart.exchanges.queries.page import exchange_page, exchange_page_ahead
from counterpart.exchanges.queries.views import ExchangePage
from counterpart.exchanges.storage.pieces import Kind
from counterpart.foundation.refs import new_ref
from counterpart.modules.texts import speaker
from counterpart.notices.actions import mark_read_about
from counterpart.notices.queries import MOST_SHOWN
from counterpart.web.reading import posted
from counterpart.web.rendering import address, render
from counterpart.web.showing.copying import may_be_copied
from counterpart.web.showing.drafting.capacity import writing_of
from counterpart.web.showing.exchange.facts import forms_shown, subject_shown, subject_title
from counterpart.web.showing.exchange.family import LINK, relatives_shown
from counterpart.web.showing.exchange.handing_in import names_in
from counterpart.web.showing.exchange.kept import kept, token_for
from counterpart.web.showing.exchange.kinds import kinds_in, some_said
from counterpart.web.showing.exchange.languages import readers_of
from counterpart.web.showing.exchange.members import choice_in, members_shown
from counterpart.web.showing.exchange.moves import Button, bar_shown
from counterpart.web.showing.exchange.participants import overseers_shown
from counterpart.web.showing.exchange.questions import Typed, sections_shown
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.exchange.side import SEATS, files_shown, messages_shown, parties_shown, who_sees
from counterpart.web.showing.exchange.squares import map_shown
from counterpart.web.showing.exchange.status import Status, status_shown
from counterpart.web.showing.exchange.tables import tables_shown
from counterpart.web.showing.exchange.terms import terms_shown
from counterpart.web.showing.exchange.timeline import timeline
from counterpart.web.showing.exchange.typed import answers_typed, without_problems
from counterpart.web.showing.labels import about
from counterpart.web.showing.questions import takes_files
from counterpart.web.showing.reasons import reason
from counterpart.web.visit import Visit, visit_of

ANSWERS = "answers"
"""Where answers are kept that are typed and not saved."""
NO_FILES: Mapping[str, str] = {}
LINES = 8
"""Entries of the history on the page itself."""


def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show an exchange. Raises NotFound for one that is not the reader's."""
    visit = visit_of(request)
    scene = scene_of(visit, number, overseen=True, whole=False)
    if visit.unread:
        marked = mark_read_about(visit.who, scene.page.ref, visit.now)
        visit.unread -= marked if visit.unread < MOST_SHOWN else 0  # of more than are counted, nobody knows how many
    if request.GET.get("typed") == "no" or not any(one.now for one in scene.page.to_answer):
        return exchange_shown(request, scene)
    before = kept(visit.who, scene.page.ref, ANSWERS, visit.now)
    if before is None:
        return exchange_shown(request, scene)
    fields = posted(before.fields.lists())
    arrived = names_in(fields)
    typed = without_problems(answers_typed(scene, fields, arrived).typed)
    return exchange_shown(request, scene, typed, typed_before=scene.moment(before.at), arrived=arrived)


def exchange_shown(
    request: HttpRequest,
    scene: Scene,
    typed: Mapping[int, Typed] | None = None,
    *,
    status: int = 200,
    typed_before: str = "",
    arrived: Mapping[str, str] = NO_FILES,
    refused: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """Return the page of an exchange, with what was typed into its fields; `typed_before`: when, if not just now.

    `arrived` are names of files that belong to nothing yet, by ref; `refused` what is said of those not taken in.
    """
    sections = sections_shown(scene, typed, arrived)
    return render(
        request,
        "exchange.html",
        status=status,
        sections=sections,
        answers=any(one.number is not None for one in sections),
        errors=[*refused, *(error for one in sections for error in one.shown.errors)],
        takes_files=any(one.number is not None and takes_files(one.shown) for one in sections),
        arrived=arrived,
        typed_before=typed_before,
        done=_done(request, scene),
        **_above(visit_of(request), scene),
        **_content(scene),
        **_received(request, scene),
        **_beside(visit_of(request), scene),
    )


def _above(visit: Visit, scene: Scene) -> dict[str, Any]:
    """Return title, status and the bar of actions."""
    page, box = scene.page, status_shown(scene)
    return {
        "page": page,
        "title": title_of(scene),
        "procedure": scene.said.text(f"procedure.{page.pin.procedure}.title"),
        "status_now": box,
        "task_address": _task_address(visit, scene, box),
        "bar": bar_shown(scene),
        "file_address": lambda ref: address(visit, "file", number=page.number, ref=ref),
        "button_address": lambda button: do_address(visit, scene, button),
        "closed_because": _closed_because(scene),
        "request_id": new_ref(visit.now),
        "token": token_for(visit.who, page.ref),
    }


def _content(scene: Scene) -> dict[str, Any]:
    """Return what is in the exchange, beside its questions."""
    return {
        "subject_title": subject_title(scene),
        "subject": subject_shown(scene),
        "sees": who_sees(scene),
        "handed_in": forms_shown(scene),
        "relatives": relatives_shown(scene),
        "readers": readers_of(scene),
    }


def _received(request: HttpRequest, scene: Scene) -> dict[str, Any]:
    """Return terms of the law, and how far those are who received it; which of them are shown, the address may say."""
    asked = choice_in(request.GET.get("show", ""), request.GET.get("from", ""))
    return {
        "members": members_shown(scene, asked),
        "map": map_shown(scene, asked),
        "terms": terms_shown(scene),
        "tracks": tables_shown(scene, request.GET.get("whole", "")),
    }


def _beside(visit: Visit, scene: Scene) -> dict[str, Any]:
    """Return what stands in the panel at the side, and where one goes from the page."""
    page = scene.page
    return {
        "parties": parties_shown(scene, SEATS),
        "overseers": overseers_shown(scene),
        "handlers": page.at_work,
        "files": files_shown(scene),
        "messages": messages_shown(scene),
        "notes": messages_shown(scene, "note"),
        "entries": timeline(scene, page.history, LINES),
    } | _addresses(visit, scene)


def scene_of(
    visit: Visit,
    number: str,
    *,
    about_to: Callable[[Scene], Verdict | None] | None = None,
    kinds: Collection[Kind] | None = None,
    overseen: bool = False,
    whole: bool = True,
) -> Scene:
    """Return an exchange with its reader. Raises NotFound.

    `about_to` chooses the action whose outcome is looked at; `kinds`: only pieces of these kinds are opened;
    `overseen`: with those who oversee the authorities in it; `whole`: with every seat, however many there are; a page
    that only shows the exchange needs some, and how many there are.
    """
    who, now = visit.who, visit.now
    if about_to is None:
        return _scene(visit, exchange_page(who, number, now, kinds=kinds, overseen=overseen, whole=whole))
    page, ahead = exchange_page_ahead(who, number, now, lambda page: about_to(_scene(visit, page)), overseen=overseen)
    return replace(_scene(visit, page), ahead=ahead)


def _scene(visit: Visit, page: ExchangePage) -> Scene:
    return Scene(
        page=page,
        said=speaker(page.pin.module, page.pin.line, visit.words.language),
        words=visit.words,
        zone=visit.zone,
        now=visit.now,
        authority=visit.who.authority_id or 0,
        user=visit.user_ref,
        people=page.people,
    )


def with_history(scene: Scene, found: HistoryPage) -> Scene:
    """Return the scene with the people and authorities that a page of the history names; people where content is."""
    here = {seat.authority.ref for seat in scene.page.seats if seat.authority is not None}
    here |= {row.authority.ref for row in scene.page.rows if row.authority is not None}
    formerly = {ref: one for ref, one in found.authorities.items() if ref not in here}
    people = {**scene.people, **found.people} if scene.page.content is not None else scene.people
    return replace(scene, people=people, formerly=formerly)


def title_of(scene: Scene) -> str:
    """Return what the exchange is called: by what it is about, as in the lists, else by its procedure."""
    page = scene.page
    return about(page.pin, scene.said, page.label) or scene.said.text(f"procedure.{page.pin.procedure}.title")


def do_address(visit: Visit, scene: Scene, button: Button) -> str:
    """Return where an action is done; what makes count what was written is looked at before."""
    number, place = scene.page.number, button.place
    writing = writing_of(scene)
    if writing is not None and writing.sends is not None and writing.sends.action == button.action and not place.track:
        content = scene.page.content
        prepared = content is not None and (content.copies or any(one.prepared for one in content.questions))
        if writing.draft or prepared:
            return address(visit, "check", number=number)
    return action_address(visit, number, button.action, (button.party, place.track, place.key))


def action_address(visit: Visit, number: str, action: str, capacity: tuple[str, str, str]) -> str:
    """Return where an action is done as a party, in a row where `capacity` names one (track and key)."""
    names = ("as", "track", "key")
    query = urlencode({name: value for name, value in zip(names, capacity, strict=True) if value})
    return f"{address(visit, 'do', number=number, action=action)}?{query}"


def _addresses(visit: Visit, scene: Scene) -> dict[str, Any]:
    """Return where one goes from the page; nothing where there is no such page, or not for this reader."""
    page = scene.page
    takes_part = page.content is not None and bool(page.capacities)
    allocates = takes_part and bool(may(posts_of(visit.who, page.pin.module), Deed.ALLOCATE))
    writes = takes_part and bool(page.may_write)
    shown = {
        "message": writes,
        "note": takes_part,
        "allocate": allocates,
        "history": True,
        "procedure": True,
        "link": writes,
    }
    shown["copy"] = may_be_copied(scene)
    shown["versions"] = makes_versions(page)
    shown["compare"] = takes_part and any(one.relation.startswith("link_") for one in page.relatives)
    return (
        {
            f"{route}_address": address(visit, route, number=page.number) if is_shown else ""
            for route, is_shown in shown.items()
        }
        | _editing(visit, scene)
        | _whole_file(visit, page)
    )


def _whole_file(visit: Visit, page: ExchangePage) -> dict[str, str]:
    """Return where the history of the whole file is, nothing for an exchange that is all of its file."""
    alone = all(one.relation.startswith(LINK) for one in page.relatives)
    return {"whole_address": "" if alone else address(visit, "file_history", number=page.number)}


def _editing(visit: Visit, scene: Scene) -> dict[str, str]:
    """Return where subject and questions are written and what that is called, nothing for who may not."""
    writing, words = writing_of(scene), scene.words
    if writing is None:
        return {"edit_address": "", "edit_title": ""}
    begun = scene.page.state == scene.page.pin.rules.main.start
    title = words.gettext("Prepare a correction") if writing.copy and not begun else words.gettext("Edit")
    if not writing.subject:
        title = words.gettext("Choose further questions")
    return {"edit_address": address(visit, "write", number=scene.page.number), "edit_title": title}


def _done(request: HttpRequest, scene: Scene) -> str:
    """Return what the reader has just done, as the address says that brought them here; nothing else."""
    name = request.GET.get("done", "")
    rules = scene.page.pin.rules
    track = next((one for one in ("", *rules.tracks) if name in rules.machine(one).actions), None)
    if name == "answers":
        return scene.words.gettext("Your answers are saved.")
    return scene.words.gettext("Done: “%(action)s”", action=scene.action(track, name)) if track is not None else ""


def _closed_because(scene: Scene) -> str:
    """Return why the content is not shown, or which part of it is not; nothing when all of it is."""
    page = scene.page
    if page.content is not None:
        if not page.shut:
            return ""
        shut = {one.name.lower() for one in page.shut}
        kinds = some_said(scene.words, shut.intersection(kinds_in(scene)))
        return scene.words.gettext("Not shown any more, as its time is over: %(kinds)s", kinds=kinds) if kinds else ""
    bare = scene.words.gettext("You see whose move it is and the dates, not the content.")
    return f"{bare} {reason(scene.words, page.refusal, {})}" if page.refusal else bare


def _task_address(visit: Visit, scene: Scene, status: Status) -> str:
    task = status.task
    if task is None or not task.action:
        return f"#{task.anchor}" if task is not None else ""
    return do_address(visit, scene, Button(task.action, task.text, task.place, task.party))
