"""Where somebody lands: at their work, for the authority that they acted for last, or at a choice of authorities."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from counterpart.web.rendering import address, render
from counterpart.web.visit import visit_of


def home(request: HttpRequest) -> HttpResponse:
    """Lead to the work of the only authority, else let the visitor choose one."""
    visit = visit_of(request)
    if len(visit.may_act_for) == 1:
        return HttpResponseRedirect(address(visit, "my_work", acting=visit.may_act_for[0].code))
    return render(request, "choose_authority.html")
