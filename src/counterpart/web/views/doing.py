"""Doing an action of a procedure: one page for every action of every procedure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from uuid import uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from counterpart.core.errors import Conflict, CounterpartError, NotFound, OutOfTurn, Refused
from counterpart.core.workflow import Obstacle, Standing, Verdict
from counterpart.exchanges.actions.beginning import Capacity
from counterpart.exchanges.actions.moving import Given, act, acted_before
from counterpart.exchanges.actions.talking import attach
from counterpart.exchanges.queries.finding import is_seen_by
from counterpart.exchanges.queries.foresight import look_ahead
from counterpart.foundation.actor import Actor
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.web.asking import asked_of, expected_of
from counterpart.web.reading import Posted, posted
from counterpart.web.reading.posted import first, lines
from counterpart.web.rendering import address, render
from counterpart.web.showing.drafting.capacity import writing_of
from counterpart.web.showing.drafting.missing import missing_of
from counterpart.web.showing.exchange.choosing import MOST_TOGETHER, everybody_in, offered, questions_to_pass_on
from counterpart.web.showing.exchange.foretold import foretold, same_place
from counterpart.web.showing.exchange.handing_in import (
    FormsRead,
    file_refs,
    forms_drawn,
    forms_read,
    names_in,
    refused_problems,
    with_files,
)
from counterpart.web.showing.exchange.kept import forget, kept, token_for
from counterpart.web.showing.exchange.languages import languages_of, readers_of, side_of_reason
from counterpart.web.showing.exchange.moves import obstacles_said, said_parameters, why
from counterpart.web.showing.exchange.saying import ref_or_none
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.exchange.status import part_shown
from counterpart.web.showing.reasons import reason
from counterpart.web.views.exchange import scene_of, title_of
from counterpart.web.views.files import arrived_files
from counterpart.web.visit import Visit, visit_of

LOOK = "look"
"""The button that searches among those who may be chosen, and does nothing."""
LONGEST_REASON = 20_000

Errors = list[tuple[str, str]]
"""What is wrong: the field, and what is said of it."""

FIELD_OF = {
    "reason_missing": "reason",
    "choice_missing": "choose",
    "choice_unfit": "choose",
    "questions_missing": "questions",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was filled in; `files` are those that have arrived, by ref; `everybody` says that all are chosen."""

    reason: str = ""
    language: str = ""
    choose: tuple[str, ...] = ()
    everybody: bool = False
    questions: tuple[str, ...] = ()
    look: str = ""
    forms: FormsRead = field(default_factory=FormsRead)
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def given(self) -> Given:
        """What is handed in with the action."""
        return Given(
            forms=self.forms.values,
            reason=self.reason,
            choose=self.choose,
            questions=self.questions,
            lang=self.language,
        )


def do(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Ask for what an action needs, say what it leads to, and do it."""
    about_to = None if request.method == "POST" else partial(_verdict, request, action=action)
    try:
        scene = scene_of(visit_of(request), number, about_to=about_to)
    except NotFound:
        sent_before = request.method == "POST" and acted_before(visit_of(request).who, asked_of(request))
        if sent_before:  # a second click on what has handed the exchange on to others
            return HttpResponseRedirect(address(visit_of(request), "my_work"))
        raise
    verdict = _verdict(request, scene, action)
    if verdict is None:
        raise NotFound("action_unknown", action=action)
    if request.method != "POST":
        return _first_page(request, scene, verdict)
    return _sent(request, scene, verdict)


def _sent(request: HttpRequest, scene: Scene, verdict: Verdict) -> HttpResponse:
    """Read what was sent; do the action, unless something is missing or only more was wanted of the form."""
    arrived, refused = arrived_files(request)
    fields = with_files(posted(request.POST.lists()), [(one.field, str(one.ref)) for one in arrived])
    files = names_in(posted(request.POST.lists())) | {str(one.ref): one.name for one in arrived}
    typed = replace(_typed(scene, verdict, fields), files=files)
    if LOOK in request.POST or typed.forms.only_look:
        return _page(request, scene, verdict, typed, refused or None)
    errors = [*refused, *_missing(scene, verdict, typed)]
    if errors or any(typed.forms.problems.values()):
        return _page(request, scene, verdict, typed, errors)
    return _done(request, scene, verdict, typed)


def _first_page(request: HttpRequest, scene: Scene, verdict: Verdict) -> HttpResponse:
    """Return the page as it is opened: with what was typed before and not sent, if there is anything."""
    visit = visit_of(request)
    asks = verdict.reason != "no" or verdict.forms or verdict.chooses
    bare = Typed(language=scene.language, look=request.GET.get("q", ""))
    if not asks or request.GET.get("typed") == "no":
        return _page(request, scene, verdict, bare)
    before = kept(visit.who, scene.page.ref, f"do-{verdict.action}", visit.now)
    if before is None:
        return _page(request, scene, verdict, bare)
    typed = _typed(scene, verdict, posted(before.fields.lists()))
    return _page(request, scene, verdict, typed, typed_before=scene.moment(before.at))


def _done(request: HttpRequest, scene: Scene, verdict: Verdict, typed: Typed) -> HttpResponse:
    visit, number = visit_of(request), scene.page.number
    capacity = Capacity(verdict.party, verdict.place.track, verdict.place.key)
    asked = asked_of(request)
    try:
        _attach(visit.who, asked, scene, capacity, typed)
        given = _given(visit, scene, verdict, typed)
        act(visit.who, asked, scene.page.ref, verdict.action, capacity, given, expected=expected_of(request))
    except (Refused, OutOfTurn) as problem:
        wrong = refused_problems(verdict, problem.parameters.get("form"), problem.parameters.get("problems"))
        if any(wrong.values()):
            return _page(request, scene, verdict, replace(typed, forms=replace(typed.forms, problems=wrong)), [])
        said = _unfinished(scene, verdict) or [(FIELD_OF.get(problem.code, "main"), _said(scene, verdict, problem))]
        return _page(request, scene, verdict, typed, said)
    except Conflict as problem:
        return _page(request, scene, verdict, typed, _meanwhile(scene, problem))
    forget(visit.who, scene.page.ref, f"do-{verdict.action}")
    if not is_seen_by(visit.who, number):  # handed on, or back, to somebody else
        return HttpResponseRedirect(address(visit, "my_work"))
    return HttpResponseRedirect(f"{address(visit, 'exchange', number=number)}?done={verdict.action}")


def _given(visit: Visit, scene: Scene, verdict: Verdict, typed: Typed) -> Given:
    """Return what is handed in; a tick for all stands for whoever may be chosen now, and those who were chosen."""
    if not typed.everybody or not verdict.chooses:
        return typed.given
    ahead = look_ahead(visit.who, scene.page.number, verdict, visit.now)
    return replace(typed.given, choose=tuple(dict.fromkeys((*typed.choose, *everybody_in(ahead.choices)))))


def _unfinished(scene: Scene, verdict: Verdict) -> Errors:
    """Return what is missing in what was written, where the action wants that complete."""
    writing = writing_of(scene)
    if writing is None or not verdict.complete:
        return []
    return [("main", one.text) for one in missing_of(scene, replace(writing, sends=verdict))]


def _said(scene: Scene, verdict: Verdict, problem: CounterpartError) -> str:
    """Return what a refusal says: the module's own texts, else the sentence of its code."""
    parameters = dict(problem.parameters)
    texts: Any = parameters.pop("texts", ())
    if texts:
        return obstacles_said(scene, [Obstacle(problem.code, tuple(texts))], verdict.place)
    return reason(scene.words, problem.code, said_parameters(scene, parameters, verdict.place))


def _verdict(request: HttpRequest, scene: Scene, action: str) -> Verdict | None:
    """Return the verdict on the action at the place and as the party in the address; the party may be left out."""
    track, key, party = (request.GET.get(name, "") for name in ("track", "key", "as"))
    found = [one for one in scene.page.verdicts if one.action == action and same_place(one.place, track, key)]
    fitting = [one for one in found if party in ("", one.party)]
    return next((one for one in fitting if one.standing is Standing.ALLOWED), next(iter(fitting), None))


def _typed(scene: Scene, verdict: Verdict, fields: Posted) -> Typed:
    typed = replace(_beside_forms(fields), forms=forms_read(scene, verdict, fields))
    return typed if verdict.reason != "no" else replace(typed, reason="")  # nothing is kept that was not asked for


def _beside_forms(fields: Posted) -> Typed:
    return Typed(
        reason=lines(first(fields, "reason")),
        language=first(fields, "lang"),
        choose=tuple(one for one in fields.get("choose", ()) if one),
        everybody=bool(first(fields, "everybody")),
        questions=fields.get("questions", ()),
        look=first(fields, "q"),
    )


def _attach(actor: Actor, asked: Asked, scene: Scene, capacity: Capacity, typed: Typed) -> None:
    """Attach the files that the forms name and that belong to nothing yet; the same form sent twice does it once."""
    content = scene.page.content
    there = {str(one.ref) for one in content.files} if content is not None else set()
    named = set(file_refs(typed.forms.values)) & set(typed.files)
    refs = [ref for ref in map(ref_or_none, sorted(named - there)) if ref is not None]
    if refs:
        attach(actor, Asked(uuid5(asked.id, "files"), asked.at), scene.page.ref, capacity, refs)


def _missing(scene: Scene, verdict: Verdict, typed: Typed) -> Errors:
    """Return what was left out, all of it at once."""
    words = scene.words
    found: Errors = []
    if verdict.chooses and not (typed.choose or typed.everybody):
        found.append(("choose", words.gettext("Choose who.")))
    if verdict.chooses_questions and not typed.questions:
        found.append(("questions", words.gettext("Choose the questions.")))
    if verdict.reason == "required" and not typed.reason:
        found.append(("reason", words.gettext("Give a reason.")))
    if len(typed.reason) > LONGEST_REASON:
        found.append(
            ("reason", words.gettext("The reason is too long: at most %(most)s letters.", most=LONGEST_REASON))
        )
    return found


def _meanwhile(scene: Scene, problem: Conflict) -> Errors:
    """Return what happened since the page was drawn; nothing was done, and what was typed is still there."""
    words = scene.words
    if problem.code == "request_other_body":
        return [
            (
                "main",
                words.gettext("This form was sent once already, with something else in it. Look at what is there."),
            )
        ]
    state = scene.state(scene.page.verdicts[0].place, scene.page.state) if scene.page.verdicts else ""
    return [
        (
            "main",
            words.gettext(
                "Somebody was faster: the exchange is now in “%(state)s”. What you typed is still here. "
                "Look again, and send it if it still fits.",
                state=state,
            ),
        )
    ]


def _page(
    request: HttpRequest,
    scene: Scene,
    verdict: Verdict,
    typed: Typed,
    errors: Errors | None = None,
    typed_before: str = "",
) -> HttpResponse:
    forms = forms_drawn(scene, verdict, typed.forms, typed.files, judged=errors is not None)
    wrong = [*(errors or []), *(error for one in forms for error in one.errors)]
    side = side_of_reason(scene, verdict)
    refused = {Standing.ALLOWED: 200, Standing.NOT_NOW: 409}.get(verdict.standing, 403)
    return render(
        request,
        "do.html",
        status=422 if wrong else refused,
        typed=typed,
        typed_before=typed_before,
        errors=wrong,
        forms=forms,
        files=typed.files,
        languages_offered=languages_of(scene),
        readers=readers_of(scene, side),
        own_side=bool(side),
        **_heading(visit_of(request), scene, verdict),
        **_what_is_asked(visit_of(request), scene, verdict, typed),
    )


def _heading(visit: Visit, scene: Scene, verdict: Verdict) -> dict[str, Any]:
    """Return what the page is about, and what its form sends along."""
    page = scene.page
    return {
        "title": title_of(scene),
        "number": page.number,
        "version": page.version,
        "exchange": page.ref,
        "verdict": verdict,
        "heading": scene.said.text(verdict.text),
        "help": scene.help(verdict.place, "action", verdict.action),
        "part": part_shown(scene, verdict.place),
        "allowed": verdict.standing is Standing.ALLOWED,
        "why": why(scene, verdict),
        "request_id": new_ref(visit.now),
        "token": token_for(visit.who, page.ref),
        "where": f"do-{verdict.action}",
    }


def _what_is_asked(visit: Visit, scene: Scene, verdict: Verdict, typed: Typed) -> dict[str, Any]:
    """Return who and which questions may be chosen, and what the action leads to."""
    ahead = scene.ahead or look_ahead(visit.who, scene.page.number, verdict, visit.now)
    is_open = verdict.standing is Standing.ALLOWED
    return {
        "choices": offered(scene, ahead.choices, typed.choose, typed.look),
        "most_together": MOST_TOGETHER,
        "questions": questions_to_pass_on(scene, verdict.party) if verdict.chooses_questions else (),
        "ahead": foretold(scene, ahead.foreseen if is_open else None),
    }
