"""Mails reach a real mail server at least once, always as the same mail; what it refuses is marked or tried again."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from uuid import UUID

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from counterpart.core.errors import NotFound
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import run
from counterpart.foundation.deliveries import CHANNELS, PAUSES, DeliveryState, deliver_due, replay
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from counterpart.notices.kinds import DESK, MailState, NoticeKind
from counterpart.notices.sending import STALE, send_with
from counterpart.notices.telling import FEW_MAILS, Recipient
from counterpart.notices.tokens import user_of
from tests.database.servers import Server
from tests.exchanges.stories import stored
from tests.notices.people import ANNA, DAY, EMAILS, JAN, NOW, SOURCES, asked, recipient, telling, told
from tests.notices.post import SENDER, Post, as_people_read, carried_out, html_of, post_office, text_of

OPERATOR = Actor(ActorKind.OPERATOR, new_ref(NOW))
HOW_FAR = """
select m.state, d.state, m.refusal from notices_mail m
join foundation_delivery d on (d.body ->> 'mail')::bigint = m.id order by m.id
"""


@pytest.fixture
def post(database: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    with post_office(monkeypatch, SOURCES, DESK="desk@network.example") as office:
        yield office


def test_a_mail_is_sent_once_in_text_and_html_that_say_the_same(post: Post) -> None:
    told([telling()])
    assert [carried_out(NOW), carried_out(NOW + DAY)] == [1, 0]
    [(address, mail)] = post.mails
    assert (address, mail["From"], mail["To"]) == (EMAILS[ANNA], SENDER, EMAILS[ANNA])
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"] == "Mon, 02 Mar 2026 09:00:00 +0000"
    assert mail["Content-Language"] == "en"
    for words in ("7F3K-92QM", "Professions", "Request", "Accepted", "United Kingdom", "16 March 2026"):
        assert words in text_of(mail)
        assert words in html_of(mail)
    assert stored(HOW_FAR) == [(MailState.SENT, DeliveryState.SENT, "")]


def test_new_work_cannot_be_stopped_and_everything_else_in_one_click(post: Post) -> None:
    told([telling(1), telling(2, NoticeKind.NEW_WORK)])
    carried_out(NOW)
    news, work = post.to("anna")
    assert work["List-Unsubscribe"] is None
    assert "/mail/stop/" not in as_people_read(work)
    link = news["List-Unsubscribe"].strip(" <>")
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in text_of(news)
    assert link in html_of(news)
    assert user_of(link.rpartition("/")[2]) == ANNA


def test_who_stands_in_is_told_why_and_led_to_where_they_do(post: Post) -> None:
    told([telling(to=recipient(absent=JAN))])
    carried_out(NOW)
    [mail] = post.to("anna")
    assert "because you stand in for a colleague who is away" in text_of(mail).replace("\n", " ")
    assert f"/for/4-{str(JAN)[-12:]}/exchanges/7F3K-92QM" in text_of(mail)


def test_a_connection_that_breaks_after_the_mail_was_taken_sends_the_same_mail_again(post: Post) -> None:
    told([telling(), telling(to=recipient(JAN))])
    post.breaks_off = 1
    carried_out(NOW)
    assert sorted(state for _, state, _ in stored(HOW_FAR)) == [DeliveryState.SENT, DeliveryState.FAILED]
    carried_out(NOW + PAUSES[0])
    assert stored("select state from notices_mail") == [(MailState.SENT,)] * 2
    sent = [(address, mail["Message-ID"]) for address, mail in post.mails]
    assert len(sent) == 3
    assert len(set(sent)) == 2
    assert len({message_id for _, message_id in sent}) == 2


def test_the_message_id_stays_when_the_sender_is_renamed_between_two_attempts(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    told([telling()])
    post.breaks_off = 1
    carried_out(NOW)
    monkeypatch.setenv("COUNTERPART_FROM", "post@elsewhere.example")
    carried_out(NOW + PAUSES[0])
    first, second = post.to("anna")
    assert first["Message-ID"] == second["Message-ID"]
    assert first["From"] != second["From"]


def test_what_was_sent_and_not_yet_kept_as_delivered_is_not_sent_again(post: Post) -> None:
    told([telling()])
    carried_out(NOW)
    with as_worker(), as_actor([]):
        run("update foundation_delivery set state = %s", [DeliveryState.DUE])
    assert deliver_due(NOW) == 1
    assert len(post.mails) == 1


@pytest.mark.parametrize("reply", ["550 5.1.1 No such user", "553 mailbox name not allowed", "551 User not local"])
def test_an_address_that_nobody_has_marks_the_mail_and_is_not_tried_again(post: Post, reply: str) -> None:
    post.replies[EMAILS[ANNA]] = reply
    told([telling(), telling(to=recipient(JAN), fact=2)])
    carried_out(NOW)
    assert stored(HOW_FAR) == [
        (MailState.REFUSED, DeliveryState.DEAD, reply[:3]),
        (MailState.SENT, DeliveryState.SENT, ""),
    ]
    assert carried_out(NOW + 9 * DAY) == 0
    post.replies.clear()
    assert replay(OPERATOR, asked(), dead=True) == 1
    carried_out(NOW)
    assert post.readers() == {"anna", "jan"}
    assert {state for state, _, _ in stored(HOW_FAR)} == {MailState.SENT}


def test_mails_that_leave_together_do_not_wait_for_each_other(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    everybody = [UUID(int=201 + number) for number in range(FEW_MAILS + 1)]
    for user in everybody:
        monkeypatch.setitem(EMAILS, user, f"{int(user)}@chamber.example")
    refused, later = EMAILS[everybody[0]], EMAILS[everybody[1]]
    post.replies |= {refused: "550 5.1.1 No such user", later: "451 4.7.1 Greylisted"}
    told([telling(to=recipient(user)) for user in everybody])
    assert carried_out(NOW) == 1
    ended = "select state, count(*) from notices_mail group by 1 order by 1"
    left = {MailState.DUE: 1, MailState.SENT: len(everybody) - 2, MailState.REFUSED: 1}
    assert dict(stored(ended)) == left
    assert stored("select state from foundation_delivery") == [(DeliveryState.FAILED,)]
    del post.replies[later]
    carried_out(NOW + PAUSES[0])
    assert stored("select state from foundation_delivery") == [(DeliveryState.DEAD,)]
    post.replies.clear()
    assert replay(OPERATOR, asked(), dead=True) == 1
    carried_out(NOW + DAY)
    assert stored(ended) == [(MailState.SENT, len(everybody))]
    sent = [mail["Message-ID"] for _, mail in post.mails]
    assert len(sent) == len(set(sent)) == len(everybody)


def test_a_server_that_has_gone_away_keeps_all_of_them_at_once(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    everybody = [UUID(int=201 + number) for number in range(FEW_MAILS + 1)]
    for user in everybody:
        monkeypatch.setitem(EMAILS, user, f"{int(user)}@chamber.example")
    told([telling(to=recipient(user)) for user in everybody])
    post.breaks_off = 1
    carried_out(NOW)
    assert len(post.mails) == 1
    carried_out(NOW + PAUSES[0])
    assert stored("select distinct state from notices_mail") == [(MailState.SENT,)]
    assert len({mail["Message-ID"] for _, mail in post.mails}) == len(everybody)


@pytest.mark.parametrize("reply", ["451 4.7.1 Greylisted", "452 4.2.2 Mailbox full", "550 5.7.1 Relaying denied"])
def test_a_refusal_that_may_pass_is_tried_again_for_days(post: Post, reply: str) -> None:
    post.replies[EMAILS[ANNA]] = reply
    told([telling()])
    now = NOW
    for pause in (dt.timedelta(), *PAUSES[:-1]):
        now += pause
        carried_out(now)
        assert stored(HOW_FAR) == [(MailState.DUE, DeliveryState.FAILED, "")]
    post.replies.clear()
    carried_out(now + PAUSES[-1])
    assert stored(HOW_FAR) == [(MailState.SENT, DeliveryState.SENT, "")]
    assert len(post.to("anna")) == 1


def test_nothing_that_the_mail_server_says_is_kept_or_logged(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    post.replies[EMAILS[ANNA]] = "550 5.1.1 <anna@chamber.example> Anna Kowalska has left"
    told([telling()])
    carried_out(NOW)
    kept = stored("select error from foundation_delivery") + stored("select refusal, message_id from notices_mail")
    assert "anna" not in (repr(kept) + repr([vars(record) for record in caplog.records])).lower()


def test_who_has_left_gets_no_mail_any_more(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    told([telling()])
    monkeypatch.delitem(EMAILS, ANNA)
    carried_out(NOW)
    assert post.mails == []
    assert stored(HOW_FAR) == [(MailState.DROPPED, DeliveryState.SENT, "")]


def test_without_a_mail_server_mails_wait_and_leave_when_there_is_one(
    database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with CHANNELS.only():
        assert not send_with(SOURCES)
        told([telling()])
        assert carried_out(NOW) == 0
    with post_office(monkeypatch, SOURCES) as office:
        assert carried_out(NOW + DAY) == 1
    assert len(office.mails) == 1


def test_what_has_waited_too_long_is_no_news_and_is_not_sent(post: Post) -> None:
    told([telling()])
    assert carried_out(NOW + STALE + DAY) == 1
    assert post.mails == []
    assert stored(HOW_FAR) == [(MailState.DROPPED, DeliveryState.SENT, "")]


def test_the_operators_desk_has_a_mailbox_and_is_led_nowhere(post: Post) -> None:
    told([telling(kind=NoticeKind.ESCALATION, to=Recipient(DESK, 0, 0, "UTC"))])
    carried_out(NOW)
    [(address, mail)] = post.mails
    assert (address, mail["Subject"]) == ("desk@network.example", "7F3K-92QM: overdue, Request")
    assert "https://" not in as_people_read(mail)


def test_a_desk_without_a_mailbox_is_told_in_the_application_alone(
    database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with post_office(monkeypatch, SOURCES) as office:
        told([telling(kind=NoticeKind.ESCALATION, to=Recipient(DESK, 0, 0, "UTC"))])
        carried_out(NOW)
    assert office.mails == []
    assert stored("select user_ref from notices_notice") == [(DESK,)]


def test_a_line_break_in_an_address_is_no_way_into_the_headers(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EMAILS, ANNA, "anna@chamber.example\nBcc: everybody@press.example")
    told([telling()])
    carried_out(NOW)
    assert post.mails == []
    assert stored(HOW_FAR) == [(MailState.REFUSED, DeliveryState.DEAD, "address")]


def certificate(folder: Path, now: dt.datetime) -> tuple[Path, ssl.SSLContext]:
    """A certificate for this machine that nobody has vouched for."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")]),
    )
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - DAY, now + DAY)
    signed = builder.add_extension(here, critical=False).sign(key, SHA256())
    path = folder / "server.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + signed.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return path, context


def test_a_server_that_nobody_vouches_for_is_handed_no_mail(
    database: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path, context = certificate(tmp_path, dt.datetime.now(dt.UTC))
    with post_office(monkeypatch, SOURCES, tls=context) as office:
        told([telling()])
        carried_out(NOW)
        assert office.mails == []
        assert stored(HOW_FAR) == [(MailState.DUE, DeliveryState.FAILED, "")]
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
        carried_out(NOW + PAUSES[0])
        assert office.readers() == {"anna"}


def test_a_token_of_another_installation_is_none() -> None:
    for token in ("", "nonsense", f"{ANNA.hex}.AAAA", f"{JAN.hex}"):
        with pytest.raises(NotFound):
            user_of(token)
