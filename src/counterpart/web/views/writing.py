"""Writing a draft: one page, one form; what is right is saved, what is wrong is kept and explained."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from counterpart.core.errors import Conflict, CounterpartError, NotFound, OutOfTurn, Refused
from counterpart.core.workflow import MAIN
from counterpart.exchanges.actions.arranging import fill_party
from counterpart.exchanges.actions.copying import delete_draft
from counterpart.foundation.refs import new_ref
from counterpart.web.asking import asked_of, ref_of
from counterpart.web.reading import Posted, command_of, posted
from counterpart.web.reading.posted import first
from counterpart.web.rendering import address, render
from counterpart.web.showing.drafting.addressing import addressing_of, found_for
from counterpart.web.showing.drafting.capacity import Writing, writing_of
from counterpart.web.showing.drafting.changes import WANTED, Changes, changes_of
from counterpart.web.showing.drafting.sheet import sheet_of
from counterpart.web.showing.exchange.handing_in import FILE_NAMES, with_files
from counterpart.web.showing.exchange.kept import forget, keep, kept, token_for
from counterpart.web.showing.exchange.moves import said_parameters
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.reasons import reason
from counterpart.web.views.exchange import scene_of, title_of
from counterpart.web.views.files import arrived_files
from counterpart.web.views.saving import WHERE, saved, time_said
from counterpart.web.visit import visit_of

SAVE, CHECK, FORGET, DELETE, ADDRESS, ENTER = "save", "check", "forget", "delete", "address", "enter"
SHOW, SEARCH, ALL, LOOK = "show", "search", "all", "look"
"""What the buttons of the page say; the last four only draw it anew. `enter` is the key, pressed in some field."""

LOOKED = "authority_q"
"""The field with part of the name of an authority."""

NOTHING: Posted = {}

Errors = list[tuple[str, str]]


def write(request: HttpRequest, number: str) -> HttpResponse:
    """Show the page of a draft, or save it and go where the button says."""
    visit = visit_of(request)
    try:
        scene = scene_of(visit, number)
    except NotFound:
        if request.POST.get("do") == DELETE:  # the second click on what is gone by now
            return HttpResponseRedirect(address(visit, "my_work"))
        raise
    writing = writing_of(scene)
    if writing is None:
        return HttpResponseRedirect(address(visit, "exchange", number=number))
    if request.method != "POST":
        return _opened(request, scene, writing)
    return _taken(request, scene, writing)


def _opened(request: HttpRequest, scene: Scene, writing: Writing) -> HttpResponse:
    """Show the page; what was typed and never saved is put back, unless it says nothing new."""
    visit = visit_of(request)
    found = kept(visit.who, scene.page.ref, WHERE, visit.now)
    if found is None:
        return _page(request, scene, writing)
    typed = posted(found.fields.lists())
    changes = changes_of(scene, writing, typed)
    if changes.nothing:
        forget(visit.who, scene.page.ref, WHERE)
        return _page(request, scene, writing)
    return _page(request, scene, writing, changes, typed=typed, restored=time_said(visit, found.at), quiet=True)


def _taken(request: HttpRequest, scene: Scene, writing: Writing) -> HttpResponse:
    """Do what the button says."""
    visit, do, ref = visit_of(request), _asked_for(request), scene.page.ref
    if do == FORGET:
        forget(visit.who, ref, WHERE)
        return _to(request, scene)
    if do == DELETE:
        return _deleted(request, scene, writing)
    typed, refused = _with_files(request, writing)
    changes = changes_of(scene, writing, typed)
    if do in (SHOW, SEARCH, ALL, LOOK) or command_of(do) is not None:
        keep(visit.who, ref, WHERE, _as_fields(typed), visit.now)
        return _page(request, scene, writing, changes, typed=typed, refused=refused, quiet=True)
    try:
        refused += saved(request, scene, writing, changes)
    except Conflict as problem:
        if problem.code != "written_meanwhile":
            raise
    else:
        if not (refused or changes.met or changes.wrong):
            forget(visit.who, ref, WHERE)
            return _addressed(request, scene, writing) if do == ADDRESS else _onward(request, scene, do)
    keep(visit.who, ref, WHERE, _as_fields(typed), visit.now)
    fresh = scene_of(visit, scene.page.number)
    return _page(request, fresh, writing, changes_of(fresh, writing, typed), typed=typed, refused=refused)


def _asked_for(request: HttpRequest) -> str:
    """Return what the button says; the key Enter searches where words to search for were typed, and saves elsewhere."""
    do, said = request.POST.get("do", SAVE), request.POST
    if do != ENTER:
        return do
    if said.get("q", "") != said.get("searched", ""):
        return SEARCH
    return LOOK if said.get(LOOKED, "") else SAVE


def _with_files(request: HttpRequest, writing: Writing) -> tuple[Posted, Errors]:
    """Return what was typed, with the files that were sent along; a file that is too large is told, and left out."""
    typed = posted(request.POST.lists())
    if writing.copy:
        return typed, []
    arrived, refused = arrived_files(request)
    names = {f"{FILE_NAMES}{one.ref}": (one.name,) for one in arrived}
    return with_files(typed, [(one.field, str(one.ref)) for one in arrived]) | names, refused


def _as_fields(typed: Posted) -> QueryDict:
    fields = QueryDict(mutable=True)
    for name, texts in typed.items():
        fields.setlist(name, list(texts))
    return fields


def _onward(request: HttpRequest, scene: Scene, do: str) -> HttpResponse:
    if do == CHECK:
        return HttpResponseRedirect(address(visit_of(request), "check", number=scene.page.number))
    return _to(request, scene, "?done=saved")


def _to(request: HttpRequest, scene: Scene, query: str = "") -> HttpResponse:
    return HttpResponseRedirect(f"{address(visit_of(request), 'write', number=scene.page.number)}{query}")


def _deleted(request: HttpRequest, scene: Scene, writing: Writing) -> HttpResponse:
    """Throw the draft away. It is refused for what others have seen."""
    visit = visit_of(request)
    try:
        delete_draft(visit.who, asked_of(request), scene.page.ref, writing.capacity)
    except (Refused, OutOfTurn) as problem:
        return _page(request, scene, writing, refused=[("main", _said(scene, problem))])
    forget(visit.who, scene.page.ref, WHERE)
    return HttpResponseRedirect(address(visit, "my_work"))


def _addressed(request: HttpRequest, scene: Scene, writing: Writing) -> HttpResponse:
    """Address the draft to somebody else."""
    visit, addressing = visit_of(request), addressing_of(scene, writing)
    try:
        if addressing is not None:
            chosen = [ref_of(request, "authority")]
            fill_party(visit.who, asked_of(request), scene.page.ref, writing.capacity, addressing.party, chosen)
    except CounterpartError as problem:
        refused = [("authority", _said(scene, problem))]
        return _page(request, scene_of(visit, scene.page.number), writing, refused=refused)
    return _to(request, scene, "?done=addressed")


def _said(scene: Scene, problem: CounterpartError) -> str:
    return reason(scene.words, problem.code, said_parameters(scene, problem.parameters, MAIN))


def _page(
    request: HttpRequest,
    scene: Scene,
    writing: Writing,
    changes: Changes | None = None,
    *,
    typed: Posted = NOTHING,
    refused: Sequence[tuple[str, str]] = (),
    restored: str = "",
    quiet: bool = False,
) -> HttpResponse:
    """Return the page: what is stored, and over it what was typed; a `quiet` one does not begin with what is wrong.

    `refused` is what a room said no to, by place.
    """
    visit, do = visit_of(request), _asked_for(request)
    search = first(typed, "q") if do != ALL else ""
    sheet = sheet_of(scene, writing, changes, first(typed, WANTED), search)
    said = [*refused] if quiet else [*sheet.errors, *refused]
    looking = sheet.addressing if do == LOOK else None
    met = bool(sheet.meetings) and not quiet
    return render(
        request,
        "write.html",
        status=422 if said else 409 if met else 200,
        title=title_of(scene),
        procedure=scene.said.text(f"procedure.{scene.page.pin.procedure}.title"),
        page=scene.page,
        writing=writing,
        sends=scene.said.text(writing.sends.text) if writing.sends is not None else "",
        sheet=sheet,
        errors=said,
        met=met,
        restored=restored,
        done=_done(request, scene),
        found=found_for(scene, visit.who, looking, first(typed, LOOKED)) if looking is not None else None,
        token=token_for(visit.who, scene.page.ref),
        request_id=new_ref(visit.now),
    )


def _done(request: HttpRequest, scene: Scene) -> str:
    """Return what the reader has just done, as the address says that brought them here."""
    said = {
        "saved": scene.words.gettext("The draft is saved."),
        "addressed": scene.words.gettext("The draft is addressed to another authority."),
    }
    return said.get(request.GET.get("done", ""), "")
