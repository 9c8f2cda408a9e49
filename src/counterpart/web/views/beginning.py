"""New: what may be begun, and a draft begun with the authority that was found."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from counterpart.core.errors import Invalid
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.modules.pins import newest
from counterpart.repositories.queries.consulted import consulted_lately
from counterpart.web.rendering import address, render
from counterpart.web.showing.areas import asked_party, startable
from counterpart.web.visit import visit_of


def choose(request: HttpRequest) -> HttpResponse:
    """Show what the reader may begin, by policy area."""
    visit = visit_of(request)
    language = visit.words.language
    ways = [(one.area(language), one.title(language), one) for one in startable(visit)]
    return render(request, "new.html", ways=ways, request_id=new_ref(visit.now))


@require_POST
def begin(request: HttpRequest, module: str, procedure: str) -> HttpResponse:
    """Begin a draft; the same button pressed twice begins one."""
    visit = visit_of(request)
    party = asked_party(newest(module, procedure))
    chosen = request.POST.get("authority", "")
    parties = {party: [_ref(chosen, "authority")]} if party and chosen else {}
    asked = Asked(_ref(request.POST.get("request", ""), "request"), visit.now)
    consulted = consulted_lately(visit.who, module, visit.now)
    begun = Begun(parties=parties, consulted=consulted, lang=visit.words.language)
    written = open_exchange(visit.who, asked, module, procedure, begun)
    return HttpResponseRedirect(address(visit, "write", number=written.number))


def _ref(said: str, field: str) -> UUID:
    try:
        return UUID(said)
    except ValueError as problem:
        raise Invalid("ref_unreadable", field=field) from problem
