"""Finding an exchange: one form, filters in the address, and nothing personal there.

The form is always sent: what holds nothing personal leads to an address with the filters; what does is kept sealed, and
leads to a random address that opens for nobody else.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    QueryDict,
    StreamingHttpResponse,
)
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpart.core.errors import CounterpartError, Invalid, NotFound, OutOfTurn, Refused
from counterpart.directory.bulk.cells import guarded
from counterpart.exchanges.queries.searching import After, Hit, Hits, listed, search, why_not_by_value
from counterpart.exchanges.search.keeping import (
    LONGEST_NAME,
    KeptSearch,
    keep_search,
    kept_search,
    own_searches,
    remove_search,
    save_search,
)
from counterpart.exchanges.search.sought import Given, Phase, Sought, must_be_askable
from counterpart.foundation.words import words_of
from counterpart.web.rendering import address, render
from counterpart.web.showing.reasons import reason
from counterpart.web.showing.searching import (
    FIELDS,
    Filled,
    areas,
    as_day,
    filled,
    form_of,
    hit_shown,
    pin_titles,
    query_of,
    searched_fields,
    states,
    with_query,
    wrong_in,
)
from counterpart.web.views.finding import countries
from counterpart.web.views.language import chosen, in_language, language_of, remembered
from counterpart.web.visit import Visit, visit_of

NAME = "name"
BYTE_ORDER = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By this spreadsheets know UTF-8."""
Errors = list[tuple[str, str]]
NOTHING_FOUND = Hits((), 0, more=False, following=None)


@require_http_methods(["GET", "HEAD", "POST"])
def find_exchange(request: HttpRequest) -> HttpResponse:
    """Show the form, and what the filters of the address find; take a form and lead to its address."""
    visit = visit_of(request)
    if request.method == "POST":
        return _sent(request, visit)
    form = filled(visit, request.GET, by_value=False)
    asked = any(name in request.GET for name in FIELDS if name != "value")
    return _page(request, visit, Filled(form_of(form.sought) | _only(form, "number"), form.sought), asked=asked)


@require_safe
def kept(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show what a search finds that was kept. Raises NotFound for one that is not the reader's."""
    visit = visit_of(request)
    own = own_searches(visit.who, visit.now, ref)
    one = next((one for one in own if one.ref == ref), None)
    if one is None:
        raise NotFound("search_unknown")
    return _page(request, visit, Filled(form_of(one.sought), one.sought), asked=True, one=one, own=own)


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep a search under a name: one that was kept (`kept`), or that of the filters sent along."""
    visit = visit_of(request)
    one = _named(request, visit)
    sought = one.sought if one is not None else filled(visit, request.POST, by_value=False).sought
    try:
        ref = save_search(visit.who, request.POST.get(NAME, "")[: 2 * LONGEST_NAME], sought, visit.now)
    except (Invalid, OutOfTurn) as problem:
        errors = [(NAME, reason(visit.words, problem.code, problem.parameters))]
        return _page(request, visit, Filled(form_of(sought), sought), asked=True, one=one, errors=errors)
    return HttpResponseRedirect(address(visit, "search_kept", ref=ref))


@require_POST
def remove(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Remove a search. Raises NotFound for one that is not the reader's."""
    visit = visit_of(request)
    if not remove_search(visit.who, ref):
        raise NotFound("search_unknown")
    return HttpResponseRedirect(address(visit, "search"))


@require_safe
def as_list(request: HttpRequest) -> HttpResponseBase:
    """Hand out what the filters of the address find, as CSV. Raises Invalid for what cannot be looked for."""
    visit = visit_of(request)
    return _csv(visit, filled(visit, request.GET, by_value=False).sought)


@require_safe
def kept_as_list(request: HttpRequest, ref: UUID) -> HttpResponseBase:
    """Hand out what a search finds that was kept, as CSV. Raises NotFound for one that is not the reader's."""
    visit = visit_of(request)
    return _csv(visit, _kept(visit, ref).sought)


def _sent(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = filled(visit, request.POST, by_value=True)
    if chosen(request):
        return _in_other_language(request, visit, form)
    errors = wrong_in(visit, form)
    try:
        must_be_askable(form.sought)
    except Invalid as problem:
        errors.append((problem.field, reason(visit.words, problem.code, problem.parameters)))
    if errors:
        in_order = sorted(errors, key=lambda one: FIELDS.index(one[0]))
        return _page(request, visit, form, asked=False, errors=in_order)
    if form.sought.tellable:
        return HttpResponseRedirect(with_query(address(visit, "search"), form.sought))
    ref = keep_search(visit.who, form.sought, visit.now)
    return HttpResponseRedirect(address(visit, "search_kept", ref=ref))


def _in_other_language(request: HttpRequest, visit: Visit, form: Filled) -> HttpResponse:
    """Show the same page in the language that was chosen; where something new was filled in, the form with it."""
    back = request.GET.get("next", "")
    if not form.unreadable and form.sought == _sought_at(visit, back):
        return in_language(request, back)
    visit.words = words_of(language_of(request))
    return remembered(request, _page(request, visit, form, asked=False))


def _sought_at(visit: Visit, place: str) -> Sought | None:
    """Return what is looked for at an address of these pages, None at any other."""
    path, _, query = place.partition("?")
    here = address(visit, "search")
    if path == here:
        return filled(visit, QueryDict(query).dict(), by_value=False).sought
    try:
        found = kept_search(visit.who, UUID(path.removeprefix(f"{here}/")), visit.now)
    except ValueError:
        return None
    return found.sought if found is not None else None


def _page(
    request: HttpRequest,
    visit: Visit,
    form: Filled,
    *,
    asked: bool,
    one: KeptSearch | None = None,
    own: Sequence[KeptSearch] | None = None,
    errors: Errors | None = None,
) -> HttpResponse:
    """Return the page; where something is wrong nothing is looked for, and what was filled in stays."""
    wrong, status = list(errors or ()), 422 if errors else 200
    hits = NOTHING_FOUND
    if asked and (not wrong or wrong[0][0] == NAME):
        try:
            hits = search(visit.who, form.sought, visit.now, after=_after(request))
        except (Invalid, Refused) as problem:
            field = problem.field if isinstance(problem, Invalid) else "value"
            wrong, status = [(field, _said(visit, problem))], 422 if isinstance(problem, Invalid) else 403
            asked = False
    context = _choices(visit, form.sought) | _found(visit, hits, form.sought, one)
    return render(
        request,
        "search.html",
        status,
        typed={name: form.typed.get(name, "") for name in FIELDS},
        asked=asked and not (wrong and wrong[0][0] != NAME),
        errors=wrong,
        error_at=dict(reversed(wrong)),
        stays_at=_stays_at(request, visit, form.sought, one),
        kept=one,
        first=not _after(request),
        saved=[found for found in (own or own_searches(visit.who, visit.now)) if found.name],
        name=request.POST.get(NAME, "")[: 2 * LONGEST_NAME],
        **context,
    )


def _stays_at(request: HttpRequest, visit: Visit, sought: Sought, one: KeptSearch | None) -> str:
    """Return the address at which the page is shown again: a form that was refused has none of its own."""
    if request.method != "POST":
        return request.get_full_path()
    if one is not None:
        return address(visit, "search_kept", ref=one.ref)
    return with_query(address(visit, "search"), sought) if sought.tellable else address(visit, "search")


def _choices(visit: Visit, sought: Sought) -> dict[str, Any]:
    """Return what may be chosen in the form."""
    why_not = why_not_by_value(visit.who)
    return {
        "areas": areas(visit),
        "states": states(visit, sought),
        "countries": countries(visit),
        "phases": tuple(Phase),
        "givens": tuple(Given),
        "why_not": reason(visit.words, why_not, {}) if why_not else "",
        "searched": [] if why_not else searched_fields(visit, sought),
        "narrowed": any(query_of(sought)[name] for name in ("country", "since", "until", "late", "given")),
    }


def _found(visit: Visit, hits: Hits, sought: Sought, one: KeptSearch | None) -> dict[str, Any]:
    """Return what was found, and where one goes on."""
    after = f"{hits.following.begun_at.isoformat()}~{hits.following.exchange_id}" if hits.following else ""
    if one is not None:
        place = address(visit, "search_kept", ref=one.ref)
        listed_at, following = address(visit, "search_kept_list", ref=one.ref), f"{place}?{urlencode({'after': after})}"
    else:
        listed_at = with_query(address(visit, "search_list"), sought)
        following = with_query(address(visit, "search"), sought, after=after)
    return {
        "hits": [hit_shown(visit, hit) for hit in hits.found],
        "count": hits.count,
        "more": hits.more,
        "looked_at": hits.looked_at,
        "following": following if after else "",
        "listed_at": listed_at,
        "query": {} if one is not None else query_of(sought),
    }


def _csv(visit: Visit, sought: Sought) -> StreamingHttpResponse:
    found = listed(visit.who, sought, visit.now)
    answer = StreamingHttpResponse(_lines(visit, found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="exchanges.csv"'
    return answer


def _lines(visit: Visit, found: Iterator[Hit]) -> Iterator[str]:
    """Yield the lines of a list: numbers, states, days, authorities; nothing of what an exchange is about."""
    words = visit.words
    yield BYTE_ORDER + _line(
        [
            words.gettext("Number"), words.gettext("Area"), words.gettext("Procedure"), words.gettext("State"),
            words.gettext("Begun"), words.gettext("Ended"), words.gettext("By when"), words.gettext("Whose move"),
            words.gettext("Country"), words.gettext("With"),
        ]
    )  # fmt: skip
    for hit in found:
        shown = hit_shown(visit, hit)
        due = hit.mover.due_at if hit.mover is not None else None
        titles = pin_titles(visit, hit.pin, hit.state)
        days = [as_day(visit, one) for one in (hit.created_at, hit.closed_at, due)]
        yield _line([hit.number, *titles, *days, shown.whose, hit.other_member, shown.with_name])


def _line(cells: list[str]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerow([guarded(one) for one in cells])
    return written.getvalue()


def _named(request: HttpRequest, visit: Visit) -> KeptSearch | None:
    """Return the search that a form names by its address; None where it sends filters. Raises NotFound."""
    said = request.POST.get("kept", "")
    if not said:
        return None
    try:
        return _kept(visit, UUID(said))
    except ValueError as problem:
        raise NotFound("search_unknown") from problem


def _kept(visit: Visit, ref: UUID) -> KeptSearch:
    found = kept_search(visit.who, ref, visit.now)
    if found is None:
        raise NotFound("search_unknown")
    return found


def _said(visit: Visit, problem: CounterpartError) -> str:
    return reason(visit.words, problem.code, problem.parameters)


def _only(form: Filled, name: str) -> dict[str, str]:
    return {name: form.typed[name]}


def _after(request: HttpRequest) -> After | None:
    """Read where a page begins; an address that somebody has changed begins at the beginning."""
    moment, _, number = request.GET.get("after", "").partition("~")
    try:
        return After(dt.datetime.fromisoformat(moment).astimezone(dt.UTC), int(number[:18]))
    except (ValueError, OverflowError):
        return None
