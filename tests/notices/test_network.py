"""What is said of the network itself reads whole in mails and notices, and leads where something can be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from counterpart.foundation.words import SPOKEN, date_words, words_of
from counterpart.notices.about import About
from counterpart.notices.kinds import AT_ONCE, DESK, OF_NETWORK, ONCE_MAILED, NoticeKind
from counterpart.notices.letters import Letter, MailedNotice, Said, Writing, letter_about, summary_of
from counterpart.notices.network import NOTHING_MORE, Details, link_of
from counterpart.notices.rendering import text_of
from tests.notices.people import ANNA, JAN

ADDRESS = "https://c.example"
UNTIL = dt.date(2026, 5, 31)
CODED = Details("/join/ABCD-EFGH-JKLM", "ABCD-EFGH-JKLM", UNTIL)
LINKED = Details("/password/token", until=UNTIL)
DETAILS = {
    NoticeKind.INVITATION: CODED,
    NoticeKind.INVITATION_ENDING: CODED,
    NoticeKind.REJECTED: Details(reason="Palma answers <for> it."),
    NoticeKind.ARRIVED: LINKED,
    NoticeKind.PASSWORD_LINK: LINKED,
}


def say(about: About, language: str, values: Mapping[str, str]) -> Said:
    del language, values
    return Said("Services" if about.module else "", "", other="Spain" if about.other else "", body="See to it.")


def written(kind: NoticeKind, language: str = "en", user: object = ANNA, absent: object = None) -> Letter:
    about = About(module="services" if kind is NoticeKind.ACCESS_GIVEN else "", other="ES")
    notice = MailedNotice(kind, "", about, 4, absent, DETAILS.get(kind, NOTHING_MORE))  # type: ignore[arg-type]
    return letter_about(Writing(language, say, ADDRESS, user), notice, may_stop=kind not in AT_ONCE)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", sorted(OF_NETWORK))
def test_every_kind_has_a_head_sentences_and_a_foot(kind: NoticeKind, language: str) -> None:
    letter = written(kind, language)
    [item] = letter.items
    assert letter.subject == item.heading != ""
    assert item.sentences
    assert all(label and value for label, value in item.facts)
    assert letter.footer == (words_of(language).gettext(MACHINE),)
    assert "%(" not in text_of(letter)


MACHINE = "This mail was sent by a machine. Nobody reads what is answered to it."


def test_heads_are_not_mistaken_for_each_other() -> None:
    assert len({written(kind).subject for kind in OF_NETWORK}) == len(OF_NETWORK)


@pytest.mark.parametrize("kind", [NoticeKind.INVITATION, NoticeKind.INVITATION_ENDING])
@pytest.mark.parametrize("language", SPOKEN)
def test_an_invitation_says_code_last_day_and_where_to_go(kind: NoticeKind, language: str) -> None:
    said = text_of(written(kind, language))
    assert said.count("ABCD-EFGH-JKLM") == 2
    assert f"{ADDRESS}/join/ABCD-EFGH-JKLM" in said
    assert " ".join(date_words(language, UNTIL).split()) in " ".join(said.split())


def test_a_rejection_says_the_reason_and_leads_nowhere() -> None:
    [item] = written(NoticeKind.REJECTED).items
    assert ("Reason", "Palma answers <for> it.") in item.facts
    assert (item.link, item.link_words) == ("", "")


def test_what_only_a_mail_says_cannot_be_put_into_a_summary_or_stopped() -> None:
    assert ONCE_MAILED <= AT_ONCE
    for kind in ONCE_MAILED:
        assert written(kind).stop == ""
    assert written(NoticeKind.SECOND_USER).stop.startswith(ADDRESS)


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        (NoticeKind.REGISTRATION_WAITING, "desk"),
        (NoticeKind.ACCESS_GIVEN, "our-authority"),
        (NoticeKind.SECOND_USER, "our-authority"),
        (NoticeKind.STALE, "our-authority"),
        (NoticeKind.CHASED, "our-authority"),
    ],
)
def test_a_notice_leads_to_where_something_is_done_also_for_who_stands_in(kind: NoticeKind, place: str) -> None:
    assert written(kind).items[0].link == f"{ADDRESS}/for/4/{place}"
    assert written(kind, absent=JAN).items[0].link == f"{ADDRESS}/for/4-{str(JAN)[-12:]}/{place}"
    assert link_of(kind, "", NOTHING_MORE) == ""


def test_the_desk_of_the_operator_acts_for_nobody_and_gets_no_link_of_an_authority() -> None:
    notice = MailedNotice(NoticeKind.REGISTRATION_WAITING, "", About(other="ES"), 0)
    letter = letter_about(Writing("en", say, ADDRESS, DESK), notice, may_stop=False)
    assert letter.items[0].link == ""


def test_a_summary_holds_both_kinds_and_says_so_below() -> None:
    notices = [
        MailedNotice(NoticeKind.SECOND_USER, "", About(), 4),
        MailedNotice(NoticeKind.MESSAGE, "7F3K-92QM", About("pq", "1.0", "request", 9), 4),
    ]
    letter = summary_of(Writing("en", say, ADDRESS, ANNA), notices, UNTIL)
    assert [item.link for item in letter.items] == [
        f"{ADDRESS}/for/4/our-authority",
        f"{ADDRESS}/for/4/exchanges/7F3K-92QM",
    ]
    assert MACHINE not in letter.footer
    assert summary_of(Writing("en", say, ADDRESS, ANNA), notices[:1], UNTIL).footer == (MACHINE,)
