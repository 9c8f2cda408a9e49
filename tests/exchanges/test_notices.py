"""Who is told what, in which language, and by how many mails: the stories of exchanges, to a real mail server."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import orjson
import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from counterpart.accounts.actions import leave
from counterpart.directory.mailing import addressee_of
from counterpart.exchanges.actions.arranging import allocate
from counterpart.exchanges.actions.beginning import Capacity
from counterpart.exchanges.actions.moving import act
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.exchanges.actions.ringing import fire_deadlines
from counterpart.exchanges.actions.talking import message, note
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.foundation.actions import action
from counterpart.foundation.deliveries import DeliveryState, deliver_due
from counterpart.foundation.doing import Doing
from counterpart.foundation.facts import CONSUMERS, feed_consumers, sequence_facts
from counterpart.foundation.loading import load_handlers
from counterpart.foundation.log import EntryKind
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from counterpart.modules.memory import steady
from counterpart.notices.kinds import DESK, MailState, NoticeKind
from counterpart.notices.queries import notices_of
from tests.cast import PEOPLE, email_of
from tests.database.servers import Server
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, SUBJECT, accepted, asked, done, later, sent, stored
from tests.foundation.processes import KILLED, in_process
from tests.network import OPERATOR, Network
from tests.notices.post import Post, as_people_read, carried_out, html_of, post_office, subject_of, text_of

load_handlers()

BAN = {
    "given_names": "Eva", "surname": "Lund", "birth_date": "1979-04-11", "profession": "nurse", "group": "nurse",
    "kind": "prohibition", "scope": "All activities of a nurse", "decided_by": "Health and Social Care Board",
    "decided_on": "2026-03-02", "starts_on": "2026-03-02", "ends_on": "2026-09-02", "told": True,
}  # fmt: skip
COORDINATORS = ("gb_health", "ie_health", "de_national", "gr_national", "bg_health")


@dataclass(frozen=True, slots=True)
class Moved:
    """A step as the engine tells of it, written down by a test."""

    TYPE: ClassVar[str] = "exchange.moved"
    V: ClassVar[int] = 1
    told: list[dict[str, Any]]
    moves: list[dict[str, Any]]
    exchange: int
    number: str
    module: str
    procedure: str
    procedure_id: int
    state: str
    members: dict[str, list[str]]


@action("tests.tell")
def tell(doing: Doing, copied: dict[str, Any], told: list[dict[str, Any]], times: int) -> int:
    for _ in range(times):
        stream = new_ref(NOW)
        doing.log(stream, EntryKind.STEP, action="tell")
        names = ("exchange", "number", "module", "procedure", "procedure_id", "state", "members")
        doing.announce(stream, Moved(told, [], **{name: copied[name] for name in names}))
    return times


@pytest.fixture
def post(network: Network, database: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    with post_office(monkeypatch) as office:
        carried_out(NOW)
        office.forget()
        yield office


def a_step_told(network: Network, *told: Mapping[str, Any], times: int = 1) -> None:
    """Something told of a request that is there, in one step or in several."""
    if not stored("select 1 from exchanges_exchange"):
        sent(network)
    [(dims,)] = stored("select dims from foundation_fact where type = 'exchange.moved' order by id desc limit 1")
    tell(network.actor("kowalska"), asked(), orjson.loads(dims), [said(**one) for one in told], times)


def said(kind: str, party: str, *authorities: int, message: str = "", **more: Any) -> dict[str, Any]:
    given = more.get("authorities", list(authorities))
    return {"kind": kind, "party": party, "message": message, "track": "", "authorities": given}


def id_of(network: Network, key: str) -> int:
    return network.authority(key).id


def kinds_of(network: Network, key: str) -> list[NoticeKind]:
    return [notice.kind for notice in notices_of(network.actor(key)).notices]


def test_who_is_to_act_is_told_at_once_and_who_asked_is_told_the_answer_in_their_language(
    network: Network, post: Post
) -> None:
    exchange = sent(network)
    carried_out(NOW)
    assert post.readers() == {"taylor", "patel", "hughes"}  # who handles, and who shares out
    [mail] = post.to("taylor")
    assert subject_of(mail) == f"{exchange.number}: new task, Request about a professional"
    for words in ("Professional qualifications", "Poland", "Your authority's", "Accept · ", "By when: 9 March 2026"):
        assert words in text_of(mail).replace("\n  ", " ")
    post.forget()
    done(network, "taylor", exchange, "accept", RESPONDER)
    carried_out(NOW)
    assert post.readers() == {"kowalska", "lewandowski"}
    [mail] = post.to("kowalska")
    assert subject_of(mail) == f"{exchange.number}: przyjęto, termin odpowiedzi: 16 marca 2026"
    assert mail["Content-Language"] == "pl"
    assert "Państwa wniosek został przyjęty." in text_of(mail)
    assert "Na kogo przypada kolej: Wielka Brytania" in text_of(mail)
    assert '<html lang="pl">' in html_of(mail)
    assert kinds_of(network, "kowalska") == [NoticeKind.MESSAGE]
    assert kinds_of(network, "taylor") == [NoticeKind.NEW_WORK]
    assert carried_out(later(days=1)) == 0


def test_an_alert_reaches_every_coordinator_in_their_own_language(network: Network, post: Post) -> None:
    recipients = [network.authorities[key] for key in COORDINATORS]
    begun = Begun(parties={"recipients": recipients}, subject=BAN)
    draft = open_exchange(network.actor("kowalska"), asked(), "pq", "ban_alert", begun)
    act(network.actor("kowalska"), asked(), draft.ref, "broadcast_directly", Capacity("initiator"), expected=1)
    carried_out(NOW)
    cast = {email_of(key) for key in PEOPLE}  # other stories may have entered more people at these coordinators
    mails = [(address, mail) for address, mail in post.mails if address in cast]
    subjects = {address.partition("@")[0]: subject_of(mail).partition(": ")[2] for address, mail in mails}
    assert {person: subject.split(",")[0] for person, subject in subjects.items()} == {
        "clarke": "new task",
        "murray": "new task",
        "brandt": "neue Aufgabe",
        "papadaki": "νέα εργασία",
        "dimitrov": "нова задача",
        "dabrowska": "do wiadomości",
    }
    [greek], [bulgarian] = post.to("papadaki"), post.to("dimitrov")
    assert "Η άλλη πλευρά: Πολωνία" in text_of(greek)
    assert "Другата страна: Полша" in text_of(bulgarian)
    assert "Краен срок: 4 март 2026" in text_of(bulgarian)  # one working day, and the third is Liberation Day
    assert {html_of(mail).count(f'lang="{mail["Content-Language"]}"') for _, mail in post.mails} == {1}


def test_of_two_colleagues_both_are_told_until_the_exchange_is_given_to_one(network: Network, post: Post) -> None:
    exchange = accepted(network)
    carried_out(NOW)
    post.forget()
    patel = network.actor("patel").user_id or 0
    allocate(network.actor("hughes"), asked(), exchange.ref, RESPONDER, [patel])
    carried_out(NOW)
    assert post.readers() == {"patel"}
    assert kinds_of(network, "patel")[0] is NoticeKind.ALLOCATED
    post.forget()
    message(network.actor("kowalska"), asked(), exchange.ref, REQUESTER, "Is there any news?")
    carried_out(NOW)
    assert post.readers() == {"patel"}
    assert [subject_of(mail) for mail in post.to("patel")] == [
        f"{exchange.number}: new message, Request about a professional"
    ]


def test_who_takes_an_exchange_for_themselves_is_not_told_that(network: Network, post: Post) -> None:
    exchange = sent(network)
    carried_out(NOW)
    post.forget()
    hughes = network.actor("hughes")
    allocate(hughes, asked(), exchange.ref, RESPONDER, [hughes.user_id or 0])
    carried_out(NOW)
    assert post.mails == []


def test_who_stands_in_is_told_in_the_place_of_who_is_away(network: Network, post: Post) -> None:
    sent(network, parties={"responder": [network.authorities["ie_pharmacists"]]})
    carried_out(NOW)
    assert post.readers() == {"doyle", "kelly"}
    [mail] = post.to("kelly")
    assert "you stand in for a colleague who is away" in text_of(mail).replace("\n", " ")
    assert f"/for/{id_of(network, 'ie_pharmacists')}-{str(network.users['byrne'])[-12:]}/" in text_of(mail)
    [(absent,)] = stored("select for_user_ref from notices_notice where user_ref = %s", [network.users["kelly"]])
    assert absent == network.users["byrne"]


def test_a_message_is_told_to_those_who_may_read_it_and_a_note_to_nobody(network: Network, post: Post) -> None:
    exchange = accepted(network)
    carried_out(NOW)
    post.forget()
    message(
        network.actor("taylor"), asked(), exchange.ref, RESPONDER, "Her diploma is of 2009.", audience=["requester"]
    )
    note(network.actor("taylor"), asked(), exchange.ref, RESPONDER, "Ask the archive.")
    carried_out(NOW)
    assert post.readers() == {"kowalska", "lewandowski"}
    assert {subject_of(mail).partition(": ")[2].split(",")[0] for _, mail in post.mails} == {"nowa wiadomość"}


def test_a_step_that_tells_somebody_twice_is_one_notice_and_one_mail(network: Network, post: Post) -> None:
    sent(network)
    carried_out(NOW)
    post.forget()
    there = id_of(network, "pl_pharmacists")
    told = [
        {"kind": "message", "party": "requester", "message": "changed", "authorities": [there]},
        {"kind": "new_work", "party": "requester", "authorities": [there]},
    ]
    a_step_told(network, *told)
    carried_out(NOW)
    assert sorted(address for address, _ in post.mails) == [
        "kowalska@pl-pharmacists.example",
        "lewandowski@pl-pharmacists.example",
        "wisniewska@pl-pharmacists.example",
    ]
    [mail] = post.to("kowalska")
    assert "nowe zadanie" in subject_of(mail)
    assert "Teraz kolej na Państwa organ." in text_of(mail)
    assert "Obecny stan:" in text_of(mail)
    assert kinds_of(network, "kowalska") == [NoticeKind.NEW_WORK]


def test_who_does_not_act_is_reminded_and_then_their_coordinator_is_told_the_overview(
    network: Network, post: Post
) -> None:
    exchange = sent(network)
    carried_out(NOW)
    seen = {}
    for day in range(1, 20):
        post.forget()
        with as_worker():
            fire_deadlines(later(days=day))
        carried_out(later(days=day))
        if post.mails:
            seen[day] = {(who.partition("@")[0], subject_of(mail).split(" ")[1].strip(",")) for who, mail in post.mails}
    reminded = {("taylor", "reminder"), ("patel", "reminder")}
    assert list(seen.values()) == [reminded, reminded, {("clarke", "overdue")}]
    [mail] = [one for one in notices_of(network.actor("clarke")).notices if one.number == exchange.number]
    assert (mail.kind, mail.about.mine, mail.about.mover) == (NoticeKind.ESCALATION, False, "GB")


def test_where_nobody_holds_the_right_the_administrators_are_told_of_work(network: Network, post: Post) -> None:
    there = id_of(network, "commission")
    a_step_told(network, {"kind": "new_work", "party": "responder", "authorities": [there]})
    a_step_told(network, {"kind": "message", "party": "responder", "message": "changed", "authorities": [there]})
    carried_out(NOW)
    assert len(post.to("claes")) == 1


def test_an_escalation_for_which_nobody_is_there_is_the_desks(network: Network, post: Post) -> None:
    a_step_told(network, {"kind": "escalation", "party": "operator", "authorities": []})
    a_step_told(network, {"kind": "escalation", "party": "responder", "authorities": [999_999]})
    a_step_told(network, {"kind": "reminder", "party": "responder", "authorities": [999_999]})
    carried_out(NOW)
    assert [notice.kind for notice in notices_of(OPERATOR).notices] == [NoticeKind.ESCALATION] * 2
    assert stored("select count(*) from notices_notice where user_ref = %s", [DESK]) == [(2,)]


def test_who_has_left_gets_no_mail_that_was_still_to_be_sent(network: Network, post: Post) -> None:
    _, newcomer = network.newcomer("GB", ("pq", "authority"))
    user = newcomer.ref
    assert user is not None
    found = addressee_of(user)
    assert found is not None
    assert found.language == "en"
    leave(OPERATOR, asked(), user)
    assert addressee_of(user) is None


def test_the_cost_of_many_facts_is_that_of_their_recipients(network: Network, post: Post) -> None:
    there = id_of(network, "gb_pharmacists")
    sent(network)
    counts = []
    for times in (1, 1, 100):
        a_step_told(network, {"kind": "new_work", "party": "responder", "authorities": [there]}, times=times)
        sequence_facts(NOW)
        with steady(), as_worker(), CaptureQueriesContext(connections["default"]) as seen:
            feed_consumers(NOW)
        counts.append(len(seen))
    assert counts[2] == counts[1] <= counts[0]
    assert stored("select count(*) from notices_notice where kind = 1") == [(103 * 3,)]


def test_what_is_read_twice_is_told_once(network: Network, post: Post) -> None:
    accepted(network)
    sequence_facts(NOW)
    feed_consumers(NOW)
    before = stored("select fact_id, user_ref from notices_notice")
    notify = CONSUMERS.all()["exchanges.notices"]
    with as_worker():
        connections["default"].cursor().execute("update foundation_consumer set seq = 0 where name = %s", [notify.name])
    carried_out(NOW)
    assert stored("select fact_id, user_ref from notices_notice") == before
    assert len(post.mails) == len(before) == 5


@pytest.mark.slow
def test_killed_between_sending_and_keeping_it_sends_the_same_mail_and_no_other(network: Network, post: Post) -> None:
    sent(network)
    sequence_facts(NOW)
    feed_consumers(NOW)
    for _ in range(2):
        assert in_process("tests.notices.killed:after_sending", NOW.isoformat()) == KILLED
    assert stored("select count(*) from notices_mail where state <> %s", [MailState.DUE]) == [(0,)]
    deliver_due(NOW)
    assert stored("select distinct state from foundation_delivery where channel = 1") == [(DeliveryState.SENT,)]
    each = {address: {mail["Message-ID"] for to, mail in post.mails if to == address} for address, _ in post.mails}
    assert len(post.mails) == 5
    assert len(each) == 3
    assert all(len(ids) == 1 for ids in each.values())


def told_everywhere(post: Post) -> bytes:
    """Everything that left and everything that is kept of it, as it lies there and as people read it."""
    tables = ("notices_notice", "notices_mail", "foundation_delivery", "foundation_fact")
    kept = [text for table in tables for (text,) in stored(f"select to_jsonb(t)::text from {table} t")]
    read = [as_people_read(mail) for _, mail in post.mails]
    return b"\n".join(["\n".join(kept + read).encode(), *post.raw, *map(quopri.decodestring, post.raw)])


def written_ways(value: str) -> set[bytes]:
    raw = value.encode()
    quoted = quopri.encodestring(raw), orjson.dumps(value)[1:-1], ascii(value)[1:-1].encode()
    return {raw, base64.b64encode(raw).rstrip(b"="), *quoted}


def test_nothing_of_the_case_and_nobodys_name_is_in_mails_or_kept_with_them(network: Network, post: Post) -> None:
    question = "Her diploma of Trinity"
    exchange = sent(network)
    carried_out(NOW)
    exchange = done(network, "taylor", exchange, "accept", RESPONDER)
    carried_out(NOW)
    message(network.actor("taylor"), asked(), exchange.ref, RESPONDER, question)
    last = answer(network.actor("taylor"), asked(), exchange.ref, RESPONDER, Answers({"established": "no"}))
    done(network, "taylor", last, "reply", RESPONDER)
    carried_out(NOW)
    everything = told_everywhere(post)
    assert len(post.mails) >= 7
    people = {network.people[key].name for key in ("kowalska", "taylor", "patel", "hughes", "lewandowski")}
    hidden = {value for name, value in SUBJECT.items() if name in {"given_names", "surname"}} | people
    for value in {*hidden, question, "doubt_right", "Chamber of Pharmacists"}:
        assert not [way for way in written_ways(value) if way in everything], value
    assert exchange.number.encode() in everything
    for control in ("Kwalifikacje zawodowe", "Państwa wniosek", "date_proposed"):
        assert [way for way in written_ways(control) if way in everything]
