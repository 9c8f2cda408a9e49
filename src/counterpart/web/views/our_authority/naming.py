"""Name a coordinator of an authority: hand a part over to another one, or add one more."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from counterpart.core.errors import Refused
from counterpart.directory.actions.giving_access import relate
from counterpart.directory.actions.handing_over import hand_over
from counterpart.directory.kinds import SINGLE, RelationKind
from counterpart.directory.queries.finding import find
from counterpart.directory.queries.players import Participant, participants_by_ref
from counterpart.directory.queries.record_choices import coordinators_for
from counterpart.directory.queries.record_page import AuthorityPage, looking_after
from counterpart.directory.search.wanted import LONGEST_TEXT, Wanted
from counterpart.web.asking import asked_of
from counterpart.web.showing.authority.wording import Called, area_title, relation_words
from counterpart.web.views.our_authority.coordinators import part_of
from counterpart.web.views.our_authority.frame import Problem, back, ref_typed, refused, said, shown, where
from counterpart.web.visit import Visit, visit_of

FOUND = 10


def name(request: HttpRequest, ref: UUID, part: str) -> HttpResponse:
    """Show who may take a part, or give it. Raises NotFound, Refused for who coordinates it not."""
    visit = visit_of(request)
    kind, module = part_of(part)
    with looking_after(visit.who, ref) as page:
        problem = page.not_coordinating(module)
        if problem is not None:
            raise problem
        fitting = coordinators_for(page, module) if kind is not RelationKind.LINKED else []
    text = request.POST.get("q", request.GET.get("q", ""))[:LONGEST_TEXT]
    if kind is RelationKind.LINKED:
        fitting = _found(visit, text)
    errors: list[Problem] = []
    if request.method == "POST" and request.POST.get("do") == "give":
        errors = _given(request, page, kind, module)
        if not errors:
            return back(visit, page, "coordinators", done="saved" if kind not in SINGLE else "handed")
    return _form(request, page, part, fitting, text, errors)


def _given(request: HttpRequest, page: AuthorityPage, kind: RelationKind, module: str) -> list[Problem]:
    visit = visit_of(request)
    other = ref_typed(request.POST.get("to", ""))
    if other is None:
        return [("to", visit.words.gettext("Choose one of the list."))]
    give = hand_over if kind in SINGLE else relate
    try:
        return refused(visit, lambda: give(visit.who, asked_of(request), page.ref, other, kind, module), at="to")
    except Refused as problem:
        if not problem.code.startswith("coordinator_"):
            raise
        return [("to", said(visit, problem))]


def _form(
    request: HttpRequest,
    page: AuthorityPage,
    part: str,
    fitting: list[Participant],
    text: str,
    errors: list[Problem],
) -> HttpResponse:
    visit = visit_of(request)
    kind, module = part_of(part)
    title, explanation = relation_words(visit.words)[kind]
    here = {one.who.id for one in page.related(kind, module)}
    return shown(
        request,
        page,
        "coordinator",
        errors,
        title=title,
        help=explanation,
        area=area_title(visit.words, module) if module else "",
        now=[Called.of(visit, one.who) for one in page.related(kind, module)],
        choices=[(str(one.ref), Called.of(visit, one)) for one in fitting if one.id not in here],
        searched=kind is RelationKind.LINKED,
        q=text,
        replaces=kind in SINGLE,
        to_whom=request.POST.get("to", ""),
        wrong=dict(errors),
        here_at=where(visit, page, "coordinator", part=part),
        back_at=where(visit, page, "coordinators"),
    )


def _found(visit: Visit, text: str) -> list[Participant]:
    """Return authorities that the words mean: who is linked may be anybody."""
    if not text.strip():
        return []
    refs = [hit.ref for hit in find(visit.who, Wanted(text), FOUND).found]
    known = participants_by_ref(refs)
    return [known[ref] for ref in refs if ref in known]
