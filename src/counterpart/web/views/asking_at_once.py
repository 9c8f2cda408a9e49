"""A question that is asked at once: its form, then the exchange. What was typed stands in no address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from counterpart.core.errors import Conflict, Invalid, NotFound, OutOfTurn, Refused
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.exchanges.parties import beginning_party
from counterpart.exchanges.permissions import must_hold_right
from counterpart.foundation.refs import new_ref
from counterpart.modules.pins import Pinned, newest
from counterpart.modules.texts import speaker
from counterpart.repositories.queries.consulted import consulted_lately
from counterpart.web.asking import asked_of
from counterpart.web.reading import posted
from counterpart.web.rendering import address, render
from counterpart.web.showing.areas import is_asked_at_once
from counterpart.web.showing.asking_at_once import Question, question_of
from counterpart.web.showing.reasons import reason
from counterpart.web.visit import Visit, visit_of


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, module: str, procedure: str) -> HttpResponse:
    """Show the form of a question, or ask it. Raises NotFound where there is none of this name, Refused for rights."""
    visit = visit_of(request)
    pin = newest(module, procedure)
    if not is_asked_at_once(pin.rules):
        raise NotFound("procedure_unknown", module=module, procedure=procedure)
    must_hold_right(visit.who, pin.rules, beginning_party(pin.rules))
    question = question_of(visit, pin, posted(request.POST.lists()))
    if question.judged and not question.errors:
        try:
            return _asked(request, visit, pin, question)
        except (Conflict, Invalid, OutOfTurn, Refused) as problem:
            question.errors.append(("main", reason(visit.words, problem.code, problem.parameters)))
    return _page(request, visit, pin, question)


def _asked(request: HttpRequest, visit: Visit, pin: Pinned, question: Question) -> HttpResponse:
    consulted = consulted_lately(visit.who, pin.module, visit.now)
    values, language = question.read.values, visit.words.language
    begun = Begun(parties=question.parties, subject=values, consulted=consulted, lang=language)
    written = open_exchange(visit.who, asked_of(request), pin.module, pin.procedure, begun)
    return HttpResponseRedirect(address(visit, "exchange", number=written.number))


def _page(request: HttpRequest, visit: Visit, pin: Pinned, question: Question) -> HttpResponse:
    said = speaker(pin.module, pin.line, visit.words.language)
    return render(
        request,
        "ask.html",
        status=422 if question.errors else 200,
        title=said.text(f"procedure.{pin.procedure}.title"),
        area=said.text("module.title"),
        question=question,
        here_at=address(visit, "ask", module=pin.module, procedure=pin.procedure),
        request_id=new_ref(visit.now),
    )
