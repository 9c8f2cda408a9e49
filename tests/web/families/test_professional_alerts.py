"""Table 4.2: an alert about a professional who may not practise (Article 56a): who learns what, and until when."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from counterpart.core.visibility import Viewer
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.queries import page, searching, seeing, work
from counterpart.exchanges.queries.insight import Insight, insight_of
from counterpart.exchanges.search.sought import Sought
from counterpart.exchanges.storage.layout import Layout
from counterpart.foundation.erasing import PROOF
from tests.exchanges.stories import stored
from tests.named import named_in
from tests.notices.post import as_people_read, post_office
from tests.web.door import Changes
from tests.web.families.stage import BLANK, NO_REASON, SAID, Stage, refs, typed
from tests.web.families.tables import plays
from tests.web.requests.paths import switched

SENDER, COORDINATOR, HANDLER = Capacity("initiator"), Capacity("gatekeeper"), Capacity("informed", "delivery", "GB")
GB, IE = Capacity("recipients", "delivery", "GB"), Capacity("recipients", "delivery", "IE")
COORDINATORS = ("clarke", "murray", "brandt", "papadaki", "dimitrov")
INSIGHT = "insight_of"
THROUGH = ("PL", "alerts_sent_directly", False)
BAN = {
    "given_names": "Ewelina",
    "surname": "Lundgren",
    "birth_date": "1979-04-11",
    "profession": "nurse",
    "group": "nurse",
    "kind": "prohibition",
    "scope": "All activities of a nurse",
    "decided_by": "Disciplinary Court of Warsaw",
    "decided_on": "2026-03-02",
    "starts_on": "2026-03-02",
    "ends_on": "2026-09-02",
    "told": True,
}
FORM: Changes = typed(
    BAN | dict.fromkeys(("decided_on", "starts_on"), "2 3 2026") | {"birth_date": "11 4 1979", "ends_on": "2 9 2026"}
)
IDENTITY = ("Ewelina", "Lundgren", "1979", "Disciplinary Court", "2 Sep")
"""What nobody may read who only passes the alert on: who it is, who decided, and until when."""


PROOFS = "select facts -> 'classes' from foundation_log_entry where stream = %s and action = %s"
KINDS = {"personal", "messages", "attachments"}
"""Kinds of data whose keys are gone, as the log proves it."""


@pytest.fixture
def sent(stage: Stage) -> Written:
    """A Polish chamber has warned all members."""
    return stage.done("kowalska", draft(stage), "broadcast_directly", SENDER)


def draft(stage: Stage, **changed: object) -> Written:
    return stage.begun("kowalska", "pq", "ban_alert", BAN | changed)


def passed_on(stage: Stage, exchange: Written) -> Written:
    chosen = [stage.door.people.authorities["gb_pharmacists"]]
    return stage.done("clarke", exchange, "disseminate", GB, choose=chosen)


@plays("4.2", 1)
def test_it_is_begun_by_who_may_warn_and_is_due_three_days_after_the_decision(stage: Stage) -> None:
    exchange = stage.begin("kowalska", "pq", "ban_alert")
    assert stage.write("kowalska", exchange, FORM).done
    read = stage.read("kowalska", exchange)
    assert "Thu 5 Mar" in read
    assert "Reminders" in read
    for nobody in ("patel", "lewandowski"):
        assert "who may not practise" not in stage.door.open(nobody, "new").text
    stage.closed_to(exchange, "clarke", "taylor", "stoyanova")


@plays("4.2", 1)
def test_a_late_alert_says_so_is_reminded_and_must_still_be_sent(stage: Stage) -> None:
    exchange = draft(stage)
    stage.wait(days=2, hours=2)
    assert "This is a reminder" in stage.told("kowalska", exchange)[0]
    stage.wait(days=3)
    read = stage.read("kowalska", exchange)
    assert "2 days late" in read
    assert stage.door.state(exchange) == "draft"
    assert stage.told("dabrowska", exchange)
    stage.does("kowalska", exchange, "broadcast_directly", SENDER)
    assert stage.door.state(exchange) == "active"


@plays("4.2", 1)
def test_the_professional_must_be_told_before_it_is_sent(stage: Stage) -> None:
    exchange = draft(stage, told=False)
    words = "Tell the professional in writing when the alert is sent."
    assert words in stage.door.look("kowalska", exchange, "/check").text
    stage.refused("kowalska", exchange, "broadcast_directly", SENDER, words)


@plays("4.2", 2)
def test_the_authority_sends_to_the_coordinators_of_all_members(stage: Stage) -> None:
    exchange = draft(stage)
    assert "In force" in stage.does("kowalska", exchange, "broadcast_directly", SENDER)
    for who in COORDINATORS:
        assert "It is your authority's move." in stage.told(who, exchange)[0], who
    assert stage.row(exchange, "delivery", "PL") == ""
    stage.closed_to(exchange, "taylor", "ioannou", "stoyanova", "claes")


@plays("4.2", 2)
def test_where_the_member_wants_it_the_coordinator_sends(stage: Stage) -> None:
    with switched(stage.door.people, THROUGH):
        exchange = draft(stage)
        assert "Send to all" not in stage.read("kowalska", exchange)
        stage.does("kowalska", exchange, "submit", SENDER)
        assert "Lundgren" in stage.read("dabrowska", exchange)
        stage.closed_to(exchange, "clarke")
        stage.does("dabrowska", exchange, "broadcast", COORDINATOR)
    assert stage.row(exchange, "delivery", "GB") == "received"
    assert stage.told("kowalska", exchange)


@plays("4.2", 3)
def test_who_only_passes_it_on_reads_profession_and_scope_and_nowhere_who_it_is(
    stage: Stage, sent: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = stage.read("clarke", sent)
    assert "Nurse" in read
    assert "All activities of a nurse" in read
    with post_office(monkeypatch) as post:
        notices = stage.told("clarke", sent)
        mails = " ".join(as_people_read(mail) for mail in post.to("clarke"))
    assert mails
    heard = [
        stage.door.look("clarke", sent, tail).text
        for tail in ("", "/history", "/history?all=yes", "/reports", "/versions")
    ]
    heard += [stage.door.open("clarke", "work").text, stage.on_paper("clarke", sent), mails, *notices]
    assert [named_in(one, IDENTITY) for one in heard] == [[]] * len(heard)
    assert sent.number not in stage.sought("clarke", "Lundgren")


@plays("4.2", 3)
def test_without_the_guards_the_coordinator_would_read_who_it_is_and_until_when(
    stage: Stage, sent: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "2 Sep" in stage.door.open("kowalska", "work").text
    for room, place in ((page, f"exchanges/{sent.number}"), (work, "work/others")):
        assert "2 Sep" not in stage.door.open("clarke", place).text
        monkeypatch.setattr(room, "hidden_behind", lambda *_: False)
        assert "2 Sep" in stage.door.open("clarke", place).text, place
    monkeypatch.setattr(seeing, INSIGHT, as_if_it_handled_them)
    assert "Lundgren" in stage.read("clarke", sent)


@plays("4.2", 3)
def test_who_only_passes_it_on_finds_it_without_the_day_on_which_it_ends(
    stage: Stage, sent: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    clarke, now = stage.door.actor("clarke"), stage.door.clock.now()
    [hit] = searching.search(clarke, Sought(number=sent.number), now).found
    ends = searching.Mover("initiator", "PL", None, now, mine=False)
    told = searching._told(clarke, replace(hit, mover=ends), None)
    assert told is not None
    assert told.due_at is None
    monkeypatch.setattr(searching, "hidden_behind", lambda *_: False)
    assert searching._told(clarke, replace(hit, mover=ends), None) == ends


def as_if_it_handled_them(layout: Layout, viewer: Viewer) -> Insight:
    """What those see to whom it was passed on."""
    return insight_of(layout, Viewer(frozenset({"informed"}), viewer.state))


@plays("4.2", 3)
def test_those_to_whom_it_was_passed_on_read_all_of_it_and_find_it_by_the_person(stage: Stage, sent: Written) -> None:
    chosen = {"choose": refs(stage.door.people.authorities["gb_pharmacists"])}
    stage.does("clarke", sent, "disseminate", GB, chosen)
    read = stage.read("taylor", sent)
    for words in ("Ewelina", "Lundgren", "Disciplinary Court", "All activities of a nurse"):
        assert words in read
    assert "The professional is told of the alert" not in read
    assert "Lundgren" in stage.on_paper("taylor", sent)
    assert stage.told("taylor", sent)
    assert sent.number in stage.sought("taylor", "Lundgren")
    assert sent.number in stage.sought("kowalska", "Lundgren")
    for nobody in ("clarke", "murray", "patel", "stoyanova", "ioannou"):
        assert sent.number not in stage.sought(nobody, "Lundgren"), nobody
    assert "Lundgren" not in stage.read("clarke", sent)
    assert "Lundgren" not in stage.door.look("patel", sent).text


@plays("4.2", 3)
def test_another_coordinator_passes_nothing_on_in_the_place_of_this_one(stage: Stage, sent: Written) -> None:
    chosen = {"choose": refs(stage.door.people.authorities["gb_pharmacists"])}
    assert not stage.door.do("murray", sent, "disseminate", GB, chosen).done
    assert stage.row(sent, "delivery", "GB") == "received"
    stage.closed_to(sent, "taylor")


@plays("4.2", 4)
def test_a_changed_period_is_told_to_all_and_moves_the_end(stage: Stage, sent: Written) -> None:
    passed_on(stage, sent)
    assert stage.write("kowalska", sent, {"ends_on": "1 7 2026", "under_appeal": "yes"}).done
    assert "Change it within three days" in stage.door.look("kowalska", sent, "/do/correct?as=initiator").text
    stage.does("kowalska", sent, "correct", SENDER, SAID)
    assert "Wed 1 Jul" in stage.read("kowalska", sent)
    for who in ("taylor", "clarke", "murray"):
        assert stage.told(who, sent), who
    earlier = stage.door.look("taylor", sent, "/versions").text
    assert "2 September 2026" in earlier
    hidden = stage.door.look("clarke", sent, "/versions").text
    assert named_in(hidden, (*IDENTITY, "September", "July")) == []


@plays("4.2", 5)
def test_what_was_sent_in_error_is_withdrawn_and_gone_three_days_later(stage: Stage, sent: Written) -> None:
    passed_on(stage, sent)
    stage.refused("kowalska", sent, "withdraw", SENDER, NO_REASON, BLANK)
    stage.does("kowalska", sent, "withdraw", SENDER, SAID)
    for who in (*COORDINATORS, "taylor"):
        assert "Withdrawn" in stage.told(who, sent)[0], who
    assert "Lundgren" in stage.read("taylor", sent)
    gone_after_three_days(stage, sent)


@plays("4.2", 6)
def test_a_measure_that_was_lifted_ends_the_alert(stage: Stage, sent: Written) -> None:
    passed_on(stage, sent)
    assert not stage.door.do("taylor", sent, "end", SENDER).done
    stage.does("kowalska", sent, "end", SENDER)
    assert stage.door.state(sent) == "ended"
    assert "No longer in force" in stage.told("taylor", sent)[0]
    gone_after_three_days(stage, sent)


@plays("4.2", 7)
def test_on_its_last_day_it_expires_by_the_clock_after_a_reminder(stage: Stage, sent: Written) -> None:
    passed_on(stage, sent)
    stage.wait(days=175)
    assert stage.door.state(sent) == "active"
    assert not [one for one in stage.told("kowalska", sent) if "This is a reminder" in one]
    stage.wait(days=4)
    assert [one for one in stage.told("kowalska", sent) if "This is a reminder" in one]
    stage.wait(days=6)
    assert stage.door.state(sent) == "expired"
    assert "Last day reached" in stage.told("taylor", sent)[0]
    gone_after_three_days(stage, sent)


@plays("4.2", 8)
def test_a_handling_authority_records_that_it_concerns_somebody_here(stage: Stage, sent: Written) -> None:
    passed_on(stage, sent)
    stage.does("taylor", sent, "record_relevance", HANDLER, SAID)
    assert "Record that it concerns somebody here" in stage.door.look("taylor", sent, "/history").text


def gone_after_three_days(stage: Stage, exchange: Written) -> None:
    """See that nothing is left of the content when three days have passed, and nobody finds it by the person."""
    stage.keep_terms(days=2)
    assert exchange.number in stage.sought("taylor", "Lundgren")
    assert "Lundgren" in stage.read("taylor", exchange)
    stage.keep_terms(days=2)
    for who in ("kowalska", "taylor", "clarke"):
        stage.closed_to(exchange, who)
        assert exchange.number not in stage.sought(who, "Lundgren")
    proofs = stored(PROOFS, [exchange.ref, PROOF])
    assert {name for (names,) in proofs for name in json.loads(names)} >= KINDS
