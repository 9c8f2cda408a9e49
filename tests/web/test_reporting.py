"""The report of an exchange from its page: what its reader may see, in their language, as a PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.talking import message, note
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.exchanges.storage.held import Held
from counterpart.foundation.access import ByRight, What
from counterpart.foundation.deliveries import deliver_due
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.loading import load_handlers
from counterpart.foundation.log.anchoring import make_anchor
from counterpart.foundation.log.outside_files import anchors_folder
from counterpart.foundation.secrets import anchor_signer
from counterpart.foundation.serving import as_worker
from counterpart.foundation.vault import KeyClass
from counterpart.web.views import reporting
from tests.exchanges.stories import NOW, RESPONDER, accepted, asked, done, later, sent, stored
from tests.network import Network
from tests.reports.conftest import certificate, signing
from tests.reports.reading import language_of, metadata_of, opened, text_of
from tests.web.visitors import at, visitor

__all__ = ["certificate", "signing"]

load_handlers()

READ = "select what, by_right, classes <> 0 from foundation_access where what = %s"


def place(people: Network, who: str, number: str) -> str:
    return at(people, who, f"exchanges/{number}/reports")


def report(people: Network, who: str, number: str, language: str = "en") -> bytes:
    answer = visitor(people, who, language=language).get(f"{place(people, who, number)}/now")
    assert answer.status_code == 200, answer.content.decode()[:2000]
    assert answer["Content-Type"] == "application/pdf"
    return bytes(answer.content)


def answered(people: Network) -> Written:
    exchange = accepted(people)
    last = answer(people.actor("taylor"), asked(), exchange.ref, RESPONDER, Answers({"established": "no"}))
    return done(people, "taylor", last, "reply", RESPONDER)


def fed() -> None:
    sequence_facts(NOW)
    feed_consumers(NOW)
    deliver_due(NOW)


def test_an_official_takes_the_report_of_an_exchange_along(people: Network) -> None:
    request, taylor = sent(people), visitor(people, "taylor")
    page = taylor.get(at(people, "taylor", f"exchanges/{request.number}")).content.decode()
    reports = place(people, "taylor", request.number)
    assert f'href="{reports}"' in page
    assert f'href="{reports}/now"' in taylor.get(reports).content.decode()
    answer = taylor.get(f"{reports}/now")
    assert answer["Content-Disposition"] == f'attachment; filename="{request.number}.pdf"'
    said = text_of(answer.content)
    for words in (
        "Brennan, pharmacist",
        request.number,
        "Made for Pharmacists’ Register of Great Britain. It shows what this authority may see.",
        "State Request sent",
        "Wanted by Mon, 16 Mar 2026",
        "Counted by the calendar of United Kingdom",
        "1 Is Siobhán BRENNAN lawfully established in your territory",
        "Not answered yet",
        "Anna Kowalska: “Send”",
    ):
        assert words in said


def test_a_report_holds_the_answers_and_says_who_gave_them(people: Network) -> None:
    request = answered(people)
    said = text_of(report(people, "kowalska", request.number))
    assert "Answer: No" in said
    assert "Answered by: Pharmacists’ Register of Great Britain" in said
    assert "You" not in said


@pytest.mark.parametrize(
    ("language", "words"),
    [("pl", ("Imię", "Siobhán")), ("el", ("Όνομα", "Φαρμακοποιός")), ("bg", ("Siobhán",)), ("de", ("Vorname",))],
)
def test_it_is_in_the_language_of_its_reader(people: Network, language: str, words: tuple[str, ...]) -> None:
    pdf = report(people, "taylor", sent(people).number, language)
    assert language_of(pdf) == language
    assert all(one.casefold() in text_of(pdf).casefold() for one in words)


def test_two_readers_with_different_rights_get_different_reports(people: Network) -> None:
    request = sent(people)
    handling, watching = (text_of(report(people, who, request.number)) for who in ("taylor", "wojcik"))
    for words in ("Brennan", "Siobhán", "Kowalska", "lawfully established"):
        assert words in handling
        assert words not in watching
    for words in (request.number, "Request sent", "not the content", "“Send”"):
        assert words in watching


def test_whoever_takes_no_part_finds_nothing(people: Network) -> None:
    request = sent(people)
    for address in ("reports", "reports/now"):
        stranger = visitor(people, "stoyanova")
        assert stranger.get(at(people, "stoyanova", f"exchanges/{request.number}/{address}")).status_code == 404
    assert stored(READ, [What.REPORT]) == []


def test_the_access_log_tells_of_a_report_and_of_what_was_in_it(people: Network) -> None:
    request = sent(people)
    report(people, "taylor", request.number)
    assert stored(READ, [What.REPORT]) == [(What.REPORT, ByRight.PARTY, True)]
    report(people, "wojcik", request.number)
    assert (What.REPORT, ByRight.OVERVIEW, False) in stored(READ, [What.REPORT])


def test_messages_are_in_it_and_notes_never(people: Network) -> None:
    request = sent(people)
    message(people.actor("taylor"), asked(), request.ref, RESPONDER, "We are looking into it.")
    note(people.actor("taylor"), asked(), request.ref, RESPONDER, "Asha knows this one.")
    said = text_of(report(people, "taylor", request.number))
    assert "We are looking into it." in said
    assert "Asha" not in said
    assert "note" not in said


def test_no_personal_value_stands_in_the_name_or_the_description_of_the_file(people: Network) -> None:
    pdf = report(people, "taylor", sent(people).number)
    described = str(opened(pdf).metadata) + metadata_of(pdf)
    for name in ("Brennan", "Siobh", "Kowalska", "pharmacist"):
        assert name not in described


def test_what_an_official_wrote_is_no_markup_in_it(people: Network) -> None:
    request = sent(people)
    message(people.actor("taylor"), asked(), request.ref, RESPONDER, '#panic() = Title $x$ "王"')
    assert '#panic() = Title $x$ "[U+738B]"' in text_of(report(people, "kowalska", request.number))


def test_the_log_and_its_anchor_stand_on_it(people: Network) -> None:
    request = sent(people)
    [(n, digest)] = stored("select n, encode(hash, 'hex') from foundation_stream where stream = %s", [request.ref])
    before = text_of(report(people, "taylor", request.number))
    assert f"Last entry {n}" in before
    assert digest in before.replace(" ", "")
    assert "The next anchor will hold the last entries" in before
    with as_worker():
        make_anchor(anchor_signer(), anchors_folder(), later(hours=1))
    [(root,)] = stored("select encode(root, 'hex') from foundation_anchor order by n desc limit 1")
    after = text_of(report(people, "taylor", request.number))
    assert root in after.replace(" ", "")
    assert "The anchor holds every entry named here" in after


def test_what_a_procedure_kept_is_listed_and_handed_out_to_its_authority(people: Network) -> None:
    request = answered(people)
    fed()
    kowalska = visitor(people, "kowalska")
    page = kowalska.get(place(people, "kowalska", request.number)).content.decode()
    [address] = re.findall(r'href="([^"]+/reports/[0-9a-f-]{36})"', page)
    kept = kowalska.get(address)
    assert kept["Content-Type"] == "application/pdf"
    assert kept["Content-Disposition"] == f'attachment; filename="{request.number}.pdf"'
    assert "Brennan" in text_of(b"".join(kept))
    ref = address.rpartition("/")[2]
    for who in ("taylor", "clarke", "stoyanova", "wojcik"):
        other = visitor(people, who)
        assert other.get(f"{place(people, who, request.number)}/{ref}").status_code == 404


def test_what_was_kept_is_held_back_once_it_may_repeat_what_is_blocked(
    people: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = answered(people)
    fed()
    kowalska, listed = visitor(people, "kowalska"), place(people, "kowalska", request.number)
    [address] = re.findall(r'href="([^"]+/reports/[0-9a-f-]{36})"', kowalska.get(listed).content.decode())
    monkeypatch.setattr(Held, "blocked_by", lambda *_: frozenset({KeyClass.SENSITIVE}))
    page = kowalska.get(listed).content.decode()
    assert "Documents made before are not handed out any more" in page
    assert address not in page
    assert kowalska.get(address).status_code == 404
    monkeypatch.setattr(reporting, "may_repeat", lambda _: False)
    assert b"".join(kowalska.get(address)).startswith(b"%PDF")


def test_a_report_is_signed_where_a_certificate_is_configured(people: Network, signing: Path) -> None:
    request = sent(people)
    assert "It is signed by this installation." in (
        visitor(people, "taylor").get(place(people, "taylor", request.number)).content.decode()
    )
    assert b"ETSI.CAdES.detached" in report(people, "taylor", request.number)
