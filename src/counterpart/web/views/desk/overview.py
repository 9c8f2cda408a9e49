"""The coordinator's desk: what it decides, what is late by whose move, who needs care, gaps and speed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from counterpart.directory.kinds import POWERS
from counterpart.directory.queries.coverage import gaps
from counterpart.directory.queries.desk import care
from counterpart.directory.queries.joining import awaiting_of
from counterpart.exchanges.queries.desk import Late, decisions, late_at_once, speeds
from counterpart.foundation.database.acting import reading_together
from counterpart.web.rendering import render
from counterpart.web.showing.desk.care import care_shown, gaps_shown, speeds_shown
from counterpart.web.showing.desk.late import (
    all_counts,
    awaiting_shown,
    counted,
    decision_shown,
    group_shown,
    tab_titles,
)
from counterpart.web.showing.desk.reach import desk_of, why_not
from counterpart.web.showing.registering.fields import member_name
from counterpart.web.showing.sentences.powers import said_powers
from counterpart.web.visit import visit_of

ON_THE_DESK = 3
"""Rows of each list that stand on the desk itself."""
MOST_DECISIONS = 10
MOST_GAPS = 5
DONE = frozenset({"validate", "reject", "reminded"})


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show the desk of the authority that the reader acts for. Raises Refused `not_a_coordinator`."""
    visit = visit_of(request)
    acting = desk_of(visit)
    words, now, refused = visit.words, visit.now, why_not(visit)
    with reading_together([acting.id]):
        pages = late_at_once(visit.who, now, limit=ON_THE_DESK)
        waiting = awaiting_of(visit.who, limit=MOST_DECISIONS)
        missing = gaps(visit.who, limit=MOST_GAPS + 1) if POWERS[acting.kind].coordinates else ()
        decided = decisions(visit.who, now, limit=MOST_DECISIONS)
        cared = None if refused else care(visit.who, now)
        fast = speeds(visit.who, now)
    counts = pages[Late.OURS].counts
    done = request.GET.get("done", "")
    return render(
        request,
        "desk/desk.html",
        country=member_name(words, acting.member),
        decisions=[
            *(decision_shown(visit, one) for one in decided),
            *(awaiting_shown(visit, one) for one in waiting.authorities),
        ],
        more_waiting=waiting.following is not None,
        tabs=[(one.value, title, counted(words, counts[one])) for one, title in tab_titles(words).items()],
        late=all_counts(words, counts),
        groups=[group_shown(visit, one, page.rows, counts[one]) for one, page in pages.items() if page.rows],
        care=care_shown(visit, cared) if cared is not None else [],
        gaps=gaps_shown(visit, missing[:MOST_GAPS]),
        more_gaps=len(missing) > MOST_GAPS,
        speeds=speeds_shown(words, fast),
        why_not=refused,
        powers=said_powers(words, acting.kind),
        done=done if done in DONE else "",
    )
