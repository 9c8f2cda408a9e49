"""The state tables of alerts, notifications, repositories and cases (domain sheet 4.1, 4.2, 5, 6, 8.1), row by row.

A test says with `plays` which rows it plays; `test_tables` sees that every row has one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Test = TypeVar("Test", bound=Callable[..., Any])

TABLES: Mapping[str, tuple[str, ...]] = {
    "4.1": (
        "an authority or a coordinator creates a draft; the three conditions must be ticked",
        "draft: the authority submits to its coordinator",
        "submitted: the coordinator broadcasts to chosen members, to that of establishment, and to the supervisor",
        "submitted: the coordinator returns or rejects, with a reason",
        "received: the coordinator of a recipient acknowledges",
        "acknowledged: it disseminates to authorities of its member, and may do so again",
        "broadcast: anybody of an involved member adds information or asks for it",
        "broadcast: the sender's coordinator adds recipients",
        "broadcast: the sender corrects; all are told, the old version stays",
        "broadcast: a recipient reports the content as wrong; the sender must answer",
        "broadcast: the sender's coordinator withdraws; all are told",
        "broadcast: the coordinator at the place of establishment, else the sender, proposes closure with a reason",
        "closure proposed: any recipient objects with a reason",
        "closure proposed: closed after the window, without objection",
        "closure proposed: the proposal is cancelled",
    ),
    "4.2": (
        "an authority creates a draft, due three days after the decision, and late is said",
        "draft: the authority, or its coordinator where the member wants it, sends to all members",
        "broadcast: a coordinator that sees profession and scope only disseminates to those who see all",
        "broadcast: the sender changes period, scope, an appeal",
        "broadcast: the sender withdraws what was issued in error; the data are deleted",
        "broadcast: the sender closes what was revoked or has ended",
        "broadcast: the end date is reached, after a reminder",
        "disseminated: a handling authority records that it concerns somebody here",
    ),
    "5": (
        "an authority or a coordinator creates a draft",
        "draft: the authority submits to its coordinator",
        "draft: who may broadcasts directly",
        "submitted: the coordinator broadcasts; that is the day of the notification",
        "submitted: the coordinator returns with a comment",
        "broadcast: the sender modifies; all are told, versions are kept",
        "broadcast: the coordinator of a recipient disseminates to its authorities",
        "broadcast: the supervisor and the recipients comment",
        "broadcast: the sender answers a comment",
        "broadcast: the sender's coordinator withdraws, with a reason",
        "broadcast: who may closes",
        "closed: the sender modifies after closure",
    ),
    "6": (
        "the owner creates a draft",
        "draft: the owner or its coordinator publishes",
        "published: the owner edits; the history is kept",
        "published: the owner suspends, reinstates, ends; the parties are told",
        "published: the owner archives",
        "archived: the owner or the system deletes",
        "published: not confirmed for a year it is stale, after a reminder",
    ),
    "8.1": (
        "the application is submitted",
        "received: the home centre asks the applicant for more",
        "received: the home centre does not accept it, with signposting",
        "received: the home centre takes the case up",
        "in preparation: the home centre sends it to the lead centre with a legal analysis and consent",
        "sent to lead: the lead centre accepts; the ten weeks begin",
        "sent to lead: the lead centre refuses with a reason; it may be sent again",
        "open: the lead centre records contacts, both write, the home centre keeps the applicant informed",
        "open: the lead centre marks it as structural or extends it",
        "open: the lead centre proposes a solution",
        "solution proposed: the home centre accepts",
        "solution proposed: the home centre rejects; the clock goes on",
        "open: the lead centre finds no solution",
        "any: the applicant or the home centre withdraws",
    ),
}
"""What each row says, in short; a row is known by its place, the first is 1."""


def plays(table: str, *rows: int) -> Callable[[Test], Test]:
    """Say which rows of a table a test plays."""
    assert all(1 <= row <= len(TABLES[table]) for row in rows), (table, rows)

    def marked(test: Test) -> Test:
        return test

    return marked
