"""The rows of the state table of a request (domain sheet 3.3) that are an action of somebody, as data.

Each is played at the page of the action: as it should be, and as its guards refuse it, with the words of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterpart.exchanges.actions.beginning import Capacity
from tests.exchanges.stories import REQUESTER, RESPONDER
from tests.web.requests.paths import NO_SECOND_LOOK, OWN_REQUESTS, RC, REPLIES, RSC

Fields = Mapping[str, str]

NO_REASON = "Give a reason."
SAID: Fields = {"reason": "So that it is done.", "lang": "en"}
UNSAID: Fields = {"reason": " "}


@dataclass(frozen=True)
class Row:
    """One row: from a state, by a party, with an action and what is filled in; where it leads, what is read then.

    `at` names the stage of `paths.WAYS`, `unless` what is filled in wrongly, each with the words of the page.
    `choices` are switches of members that stand so from the beginning.
    """

    number: str
    at: str
    by: Capacity
    action: str
    to: str
    says: str
    fill: Fields = field(default_factory=dict)
    unless: tuple[tuple[Fields, str], ...] = ()
    choices: tuple[tuple[str, str, bool], ...] = ()


REASONED = ((UNSAID, NO_REASON),)
LATER: Fields = {"f0-other_date": "30 3 2026"}
PASSED: Fields = {"f0-other_date": "1 3 2026"}
MORE: Fields = {"f0-wanted_on": "25 3 2026", **SAID}
NOT_COMPETENT: Fields = {"f0-ground": "not_competent", **SAID}
RATED: Fields = {"f0-timely": "good", "f0-effort": "very_good"}

ROWS = (
    # before it is sent
    Row("2", "draft", REQUESTER, "discard", "discarded", "Draft discarded"),
    Row("2", "send_approval", REQUESTER, "discard", "discarded", "Draft discarded"),
    Row("3", "draft", REQUESTER, "send", "sent", "Request sent"),
    Row("4", "draft", REQUESTER, "send", "send_approval", "Waiting for the coordinator", choices=(OWN_REQUESTS,)),
    Row("5", "send_approval", RC, "release", "sent", "Request sent"),
    Row("6", "send_approval", RC, "send_back", "draft", "Draft", SAID, REASONED),
    # until it is accepted
    Row("7", "sent", REQUESTER, "amend", "sent", "Correct the request", SAID),
    Row("8", "sent", REQUESTER, "withdraw", "withdrawn", "Withdrawn", SAID, REASONED),
    Row("8", "accepted", REQUESTER, "withdraw", "withdrawn", "Withdrawn", SAID, REASONED),
    Row("8", "answered", REQUESTER, "withdraw", "withdrawn", "Withdrawn", SAID, REASONED),
    Row("10", "sent", RESPONDER, "accept", "accepted", "Request accepted"),
    Row(
        "11",
        "sent",
        RESPONDER,
        "accept",
        "accepted",
        "Promised for: Mon 30 Mar",
        LATER,
        ((PASSED, "This day must not be in the past"), ({"f0-other_date": "soon"}, "Write a day")),
    ),
    Row("11", "accepted_later", REQUESTER, "ask_date", "date_asked", "An earlier date asked for", SAID, REASONED),
    Row("11", "date_asked", RESPONDER, "agree_date", "accepted", "Wanted by: Mon 16 Mar"),
    Row("11", "date_asked", RESPONDER, "keep_date", "accepted", "Promised for: Mon 30 Mar"),
    Row(
        "14",
        "sent",
        RESPONDER,
        "refuse",
        "refused",
        "Request refused",
        NOT_COMPETENT,
        (({"f0-ground": "not_competent", **UNSAID}, NO_REASON), (SAID, "There is 1 thing to correct")),
    ),
    Row("14", "accepted", RESPONDER, "refuse", "refused", "Request refused", NOT_COMPETENT),
    Row("14", "refused", REQUESTER, "appeal", "reconsidered", "Refusal to be reconsidered", SAID, REASONED),
    Row("14", "refused", REQUESTER, "close_refused", "closed_refused", "Closed without information"),
    Row("14", "reconsidered", RESPONDER, "accept", "accepted", "Request accepted"),
    Row("14", "reconsidered", RESPONDER, "refuse", "refused", "Request refused", NOT_COMPETENT),
    # the reply
    Row("16", "written", RESPONDER, "reply", "answered", "Information provided"),
    Row("16", "written", RESPONDER, "reply", "reply_approval", "Waiting for the coordinator", choices=(REPLIES,)),
    Row("17", "reply_approval", RSC, "release_reply", "answered", "Information provided"),
    Row("17", "reply_approval", RSC, "send_reply_back", "accepted", "Request accepted", SAID, REASONED),
    Row("18", "answered", REQUESTER, "close", "closed", "Closed", RATED),
    Row("18", "answered", REQUESTER, "close", "closed", "Closed"),
    # additional information
    Row(
        "19",
        "answered",
        REQUESTER,
        "ask_for_more",
        "more_wanted",
        "Additional information requested",
        MORE,
        (({"f0-wanted_on": "25 3 2026", **UNSAID}, NO_REASON), (SAID, "By when do you need it?")),
    ),
    Row("20", "more_wanted", RESPONDER, "accept_more", "more_accepted", "Additional information accepted"),
    Row("20", "more_wanted", RESPONDER, "accept_more", "more_accepted", "Promised for: Mon 30 Mar", LATER),
    Row(
        "21",
        "more_wanted",
        RESPONDER,
        "decline_more",
        "more_declined",
        "Additional information refused",
        SAID,
        REASONED,
    ),
    Row("21", "more_declined", REQUESTER, "close", "closed", "Closed"),
    Row("22", "more_accepted", RESPONDER, "reply", "answered", "Information provided"),
    Row("22", "more_accepted", RESPONDER, "reply", "reply_approval", "Waiting for the coordinator", choices=(REPLIES,)),
    # a disputed reply
    Row("23", "answered", REQUESTER, "refer", "with_own_coordinator", "referred to the requesting", SAID, REASONED),
    Row("23", "more_declined", REQUESTER, "refer", "with_own_coordinator", "referred to the requesting", SAID),
    Row("24", "with_own_coordinator", RC, "find_sufficient", "answered", "Information provided"),
    Row(
        "25",
        "with_own_coordinator",
        RC,
        "pass_on",
        "with_their_coordinator",
        "referred to the responding",
        SAID,
        REASONED,
    ),
    Row(
        "25", "with_own_coordinator", RC, "pass_on", "to_complete", "Reply to be completed", SAID, (), (NO_SECOND_LOOK,)
    ),
    Row("26", "with_their_coordinator", RSC, "must_complete", "to_complete", "Reply to be completed"),
    Row("26", "to_complete", RESPONDER, "reply", "answered", "Information provided"),
    Row("27", "with_their_coordinator", RSC, "is_sufficient", "answered_finally", "found sufficient", SAID, REASONED),
    Row("27", "answered_finally", REQUESTER, "close_final", "closed", "Closed", RATED),
    Row("28", "closed", REQUESTER, "reopen", "answered", "Information provided", SAID, REASONED),
)

HERE = frozenset(row.number for row in ROWS)
ELSEWHERE = {
    "1": "test_beginning",
    "9": "test_handlers",
    "12": "test_passing_on",
    "13": "test_passing_on",
    "15": "test_answering",
    "29": "test_clock",
    "30": "test_clock",
    "31": "test_clock",
}
"""Rows that take more than a form of an action, and the tests that play them."""
