"""Whole lists of authorities: handed in, looked at, carried out, with how far they are; and fetched as a file."""

from __future__ import annotations

from uuid import UUID

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.views.decorators.http import require_http_methods, require_safe

from counterpart.core.errors import CounterpartError, Invalid, OutOfTurn, Refused
from counterpart.directory.bulk.exporting import ListKind, Selection, exported
from counterpart.directory.bulk.reading import MOST_BYTES
from counterpart.directory.bulk.running import Upload, begin_import, carry_out, import_state, imports_of
from counterpart.directory.rights import RightName
from counterpart.foundation.refs import new_ref
from counterpart.web.asking import asked_of
from counterpart.web.rendering import address, render
from counterpart.web.session.lists import FIELD, list_too_large
from counterpart.web.showing.authority.wording import area_title, areas_in_order
from counterpart.web.showing.desk.importing import import_shown
from counterpart.web.showing.desk.reach import desk_of
from counterpart.web.showing.reasons import reason
from counterpart.web.showing.registering.fields import member_name
from counterpart.web.visit import Visit, visit_of

MEDIA = {
    ListKind.CSV: "text/csv; charset=utf-8",
    ListKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """Take a list in, to be looked at; and show those before. Raises Refused."""
    visit = visit_of(request)
    acting = desk_of(visit)
    error = ""
    if request.method == "POST":
        try:
            return HttpResponseRedirect(address(visit, "import_state", ref=_taken(request)))
        except Invalid as problem:
            error = reason(visit.words, problem.code, problem.parameters)
    return render(
        request,
        "import/import.html",
        422 if error else 200,
        error=error,
        why_not=_why_not(visit),
        lists=[import_shown(visit, one) for one in imports_of(visit.who)],
        areas=[(one, area_title(visit.words, one)) for one in areas_in_order(visit.words)],
        country=member_name(visit.words, acting.member),
        most=MOST_BYTES >> 20,
        request_id=new_ref(visit.now),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show how far a list is and what was found; carry it out when nothing stands against it. Raises NotFound."""
    visit = visit_of(request)
    desk_of(visit)
    error = ""
    if request.method == "POST":
        try:
            carry_out(visit.who, asked_of(request), ref)
        except OutOfTurn as problem:
            error = reason(visit.words, problem.code, problem.parameters)
        else:
            return HttpResponseRedirect(request.path)
    shown = import_shown(visit, import_state(visit.who, ref))
    return render(
        request, "import/state.html", 409 if error else 200, one=shown, error=error, request_id=new_ref(visit.now)
    )  # fmt: skip


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Hand out a list of authorities: of the coordinator's country, or of all; in a policy area, or in all."""
    visit = visit_of(request)
    acting = desk_of(visit)
    if kind not in {*ListKind}:
        raise Http404
    area = request.GET.get("area", "")
    module = area if area in areas_in_order(visit.words) else ""
    member = "" if request.GET.get("of", "") == "all" else acting.member
    answer = StreamingHttpResponse(
        exported(visit.who, ListKind(kind), Selection(member, module)), content_type=MEDIA[ListKind(kind)]
    )
    answer["Content-Disposition"] = f'attachment; filename="authorities.{kind}"'
    return answer


def _taken(request: HttpRequest) -> UUID:
    """Hand the list that was sent to the room, to be looked at. Raises Invalid, Refused."""
    visit = visit_of(request)
    if list_too_large(request):
        raise Invalid("file_large", field=FIELD, most=MOST_BYTES >> 20)
    file = request.FILES.get(FIELD)
    if file is None:
        if _why_not(visit):
            raise Refused("needs_right", right=str(RightName.DATA_ADMINISTRATOR))
        raise Invalid("list_missing", field=FIELD)
    upload = Upload(file.name or "list", file.content_type or "", file.chunks())
    return begin_import(visit.who, asked_of(request), upload, dry_run=True)


def _why_not(visit: Visit) -> str:
    problem: CounterpartError = Refused("needs_right", right=str(RightName.DATA_ADMINISTRATOR))
    may = visit.who.may(RightName.DATA_ADMINISTRATOR, module="")
    return "" if may else reason(visit.words, problem.code, problem.parameters)
