"""What the pages of an authority share: the head with its tabs, what was just done, and how a refusal is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from counterpart.core.errors import Conflict, CounterpartError, Invalid, NotFound, OutOfTurn
from counterpart.directory.kinds import AuthorityState
from counterpart.directory.queries.players import Participant
from counterpart.directory.queries.record_page import AuthorityPage
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.foundation.words import Words, country_name, words_of
from counterpart.modules.pins import network
from counterpart.web.asking import asked_of
from counterpart.web.rendering import address, render
from counterpart.web.showing.authority.wording import Called
from counterpart.web.showing.reasons import reason
from counterpart.web.views.language import chosen, language_of
from counterpart.web.visit import Visit, visit_of

Problem = tuple[str, str]
"""Where something is wrong (the id of a control), and the sentence."""

TABS = ("care", "data", "competences", "people", "coordinators", "access", "switches", "ending")

PART_OF = {
    "enter": "people",
    "person": "people",
    "leaves": "people",
    "coordinator": "coordinators",
    "ending_check": "ending",
}
"""Pages that lie behind a tab."""


def shown(
    request: HttpRequest, page: AuthorityPage, tab: str, /, errors: list[Problem] | None = None, **context: Any
) -> HttpResponse:
    """Return a page of an authority: the head, the tabs, and what the page itself says."""
    visit = visit_of(request)
    wrong = errors or []
    return render(
        request,
        f"our_authority/{tab}.html",
        status=422 if wrong else 200,
        page=page,
        tab=PART_OF.get(tab, tab),
        tabs=_tabs(visit, page),
        called=called(visit, page),
        country=country(visit, page.record.member),
        state="" if page.lives else state_words(visit.words)[page.stored.state],
        errors=wrong,
        done=_done(visit.words, request.GET.get("done", "")),
        request_id=new_ref(visit.now),
        **context,
    )


def where(visit: Visit, page: AuthorityPage, name: str, /, **parameters: Any) -> str:
    """Return the address of one of the pages of an authority."""
    if name == "care" and page.own:
        return address(visit, "our_authority")
    return address(visit, f"authority_{name}", ref=page.ref, **parameters)


def back(visit: Visit, page: AuthorityPage, name: str, /, done: str, **parameters: Any) -> HttpResponse:
    """Lead back to a page, which says what was done."""
    return HttpResponseRedirect(f"{where(visit, page, name, **parameters)}?done={done}")


def refused(visit: Visit, do: Callable[[], object], at: str = "main") -> list[Problem]:
    """Do something and return what the rooms say against it, nothing where it is done.

    What somebody may not do at all (Refused) is not caught: it has a page of its own. So is what does not exist.
    """
    try:
        do()
    except (Invalid, OutOfTurn, Conflict) as problem:
        return [(str(problem.parameters.get("field", at)), said(visit, problem))]
    except NotFound as problem:
        if problem.code == "authority_unknown":
            raise
        return [(at, said(visit, problem))]
    return []


def said(visit: Visit, problem: CounterpartError) -> str:
    """Return the sentence of a refusal."""
    return reason(visit.words, problem.code, problem.parameters)


def in_other_words(request: HttpRequest) -> bool:
    """Say whether a button of the languages sent the form: the page then speaks that language, and nothing is done."""
    if not chosen(request):
        return False
    visit_of(request).words = words_of(language_of(request))
    return True


def asked_for_part(request: HttpRequest, part: str) -> Asked:
    """Return the call of one of several actions that a form leads to, the same when the form is sent again."""
    asked = asked_of(request)
    return Asked(uuid5(asked.id, part), asked.at)


def ref_typed(text: str) -> UUID | None:
    """Return a ref that a form sent, None for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def called(visit: Visit, page: AuthorityPage) -> Called:
    """Return how the reader reads the authority itself."""
    record, stored = page.record, page.stored
    who = Participant(
        stored.id, page.ref, record.member, record.time_zone, record.region,
        record.names, record.languages, stored.state, record.titles,
    )  # fmt: skip
    return Called.of(visit, who)


def country(visit: Visit, member: str) -> str:
    """Return the name of a member in the reader's language, nothing for a body that belongs to none."""
    known = network().members.get(member)
    return country_name(visit.words.language, known.iso) if known is not None and known.iso else member


def state_words(words: Words) -> dict[AuthorityState, str]:
    """Return what is said of an authority that does not take part, or not yet."""
    return {
        AuthorityState.REGISTERED: words.gettext("Takes part"),
        AuthorityState.AWAITING: words.gettext("Waits to be validated"),
        AuthorityState.REJECTED: words.gettext("Was not registered"),
        AuthorityState.INACTIVE: words.gettext("Takes part no longer"),
        AuthorityState.SUCCEEDED: words.gettext("Has become part of others, or was closed"),
    }


def _tabs(visit: Visit, page: AuthorityPage) -> list[tuple[str, str, str]]:
    words = visit.words
    titles = {
        "care": words.gettext("Overview"),
        "data": words.gettext("Data"),
        "competences": words.gettext("Competences"),
        "people": words.gettext("People"),
        "coordinators": words.gettext("Coordinators"),
        "access": words.gettext("Policy areas"),
        "switches": words.gettext("Ways of working"),
        "ending": words.gettext("End"),
    }
    return [
        (name, titles[name], where(visit, page, name))
        for name in TABS
        if name != "ending" or (not page.own and page.not_coordinating() is None)
    ]


def _done(words: Words, what: str) -> str:
    return {
        "saved": words.gettext("Saved."),
        "confirmed": words.gettext("Thank you: the data count as checked from today."),
        "entered": words.gettext("The person is entered. A link to choose a password goes by mail."),
        "link": words.gettext("A link to choose a new password goes by mail."),
        "left": words.gettext("The person has left the authority."),
        "ended": words.gettext("The authority has ended. What it had goes on as you said."),
        "handed": words.gettext("Handed over."),
    }.get(what, "")
