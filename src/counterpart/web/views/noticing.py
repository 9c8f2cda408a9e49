"""What somebody was told, the newest first; marked as read one by one, a page at a time, or by opening the exchange."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from counterpart.notices.actions import mark_read
from counterpart.notices.queries import PAGE, notices_of
from counterpart.web.rendering import render
from counterpart.web.showing.notices import notice_shown
from counterpart.web.visit import visit_of


@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """Show a page of notices; mark those as read that a form names, if they are the reader's own."""
    visit = visit_of(request)
    if request.method == "POST":
        named = (_number(one) for one in request.POST.getlist("notice")[:PAGE])
        mark_read(visit.who, [one for one in named if one is not None], visit.now)
        return HttpResponseRedirect(request.get_full_path())
    after = _number(request.GET.get("after", ""))
    found = notices_of(visit.who, after)
    return render(
        request,
        "notices.html",
        notices=[notice_shown(visit, one) for one in found.notices],
        unread=[one.id for one in found.notices if one.read_at is None],
        following=found.following,
        first=after is None,
    )


def _number(text: str) -> int | None:
    """Return the number of a notice, None for what cannot be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
