"""Check before sending: what they will read, who will see what, what happens then, how long it is kept."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.test import Client

from counterpart.directory.actions.giving_access import grant_access
from counterpart.directory.actions.registering import register_authority
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.records import AuthorityRecord
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from counterpart.foundation.words import words_of
from tests.exchanges.stories import SUBJECT, asked, drafted, sent, stored
from tests.network import Network
from tests.web.drafts import ahead, place, save
from tests.web.filling import fields_of, text_of
from tests.web.visitors import at, visitor

STATE = "select state from exchanges_exchange"


def ready(people: Network, **begun: Any) -> Written:
    """A draft of kowalska's in which nothing is missing, by the clock of today."""
    return drafted(people, cover=Cover(wanted_on=ahead(21)), **begun)


def checked(people: Network, client: Client, who: str, draft: Written, query: str = "") -> str:
    answer = client.get(place(people, who, draft, "check") + query)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def authority_in(people: Network, member: str, name: str, language: str) -> UUID:
    """An authority whose staff understands one language only."""
    record = AuthorityRecord(
        member=member, kind=AuthorityKind.AUTHORITY, names={language: name}, languages=(language,), city="–"
    )
    administrator = people.administrator_of(people.national(member))
    ref = register_authority(administrator, asked(), record)
    grant_access(administrator, asked(), ref, "pq", "authority")
    return ref


def columns(page: str) -> list[tuple[str, str]]:
    """Both columns of the text, row by row."""
    part = page.partition('<div class="bilingual">')[2].partition("</section>")[0]
    rows = re.findall(r"<div>\s*(<div>.*?</div>)\s*(<div lang=.*?</div>)\s*</div>", part, re.DOTALL)
    return [(text_of(f"<main>{mine}</main>"), text_of(f"<main>{theirs}</main>")) for mine, theirs in rows]


def test_polish_is_read_beside_english(people: Network) -> None:
    draft, kowalska = ready(people), visitor(people, "kowalska", language="pl")
    page = checked(people, kowalska, "kowalska", draft)
    assert '<html lang="pl">' in page
    mine, theirs = next(pair for pair in columns(page) if pair[0].startswith("1."))
    assert "Siobhán BRENNAN" in mine
    assert "established in your territory to pursue the profession pharmacist?" in theirs
    assert "farmaceut" in mine.casefold()
    assert 'lang="en"' in page.partition('<div class="bilingual">')[2]


def test_greek_is_read_beside_bulgarian(people: Network) -> None:
    chamber = authority_in(people, "BG", "Зъболекарски съюз", "bg")
    begun = Begun(
        parties={"responder": [chamber]},
        subject=SUBJECT | {"given_names": "Νίκος", "surname": "Παπαδάκης"},
        ask=["established"],
        cover=Cover(wanted_on=ahead(21)),
    )
    draft = open_exchange(people.actor("ioannou"), asked(), "pq", "request", begun)
    page = checked(people, visitor(people, "ioannou", language="el"), "ioannou", draft)
    pairs = columns(page)
    assert pairs
    mine, theirs = next(pair for pair in pairs if pair[0].startswith("1."))
    assert "Νίκος ΠΑΠΑΔΆΚΗΣ" in theirs
    assert re.search("[α-ω]{5}", mine)
    assert re.search("[а-я]{5}", theirs)
    assert "фармацевт" in theirs.casefold()
    assert "Зъболекарски съюз" in page


def test_another_language_of_theirs_can_be_looked_at(people: Network) -> None:
    draft, kowalska = ready(people), visitor(people, "kowalska")
    page = checked(people, kowalska, "kowalska", draft)
    assert "They read the same language as you." in page
    assert '<a href="?in=pl">Polish</a>' in page
    other = checked(people, kowalska, "kowalska", draft, "?in=pl")
    assert "What they read, in Polish" in other
    assert "What you wrote, in English" in checked(people, kowalska, "kowalska", draft, "?in=<b>")


def test_a_language_that_the_area_does_not_speak_is_said(people: Network) -> None:
    madrid = authority_in(people, "ES", "Colegio de Farmacéuticos", "es")
    draft = ready(people, parties={"responder": [madrid]})
    page = checked(people, visitor(people, "kowalska", language="de"), "kowalska", draft)
    said = "This policy area has not been translated into a language of theirs. They read it in %(language)s."
    assert words_of("de").gettext(said, language="Englisch") in page


def test_everybody_who_will_see_it_is_named(people: Network) -> None:
    page = checked(people, visitor(people, "kowalska"), "kowalska", ready(people))
    table = text_of(page).partition("Who will see what")[2].partition("In each authority")[0]
    assert "Your authority Yes Yes Yes Yes Now" in table
    assert "Responding authority GB Pharmacists’ Register of Great Britain Yes Yes Yes Yes When you send it" in table
    assert (
        "Coordinator of the requesting authority PL Ministry of Health, Warsaw Yes Without data about people" in table
    )
    assert "In: “Reply referred to the requesting coordinator”" in table
    overview = table.partition("Coordinators and linked authorities")[2]
    assert "PL Polish Pharmaceutical Chamber Yes No No No When you send it" in overview


def test_the_next_move_has_a_date_and_a_reason(people: Network) -> None:
    page = text_of(checked(people, visitor(people, "kowalska"), "kowalska", ready(people)))
    ahead_of_it = page.partition("What happens then")[2]
    assert "Request sent" in ahead_of_it
    assert "How this date was calculated" in ahead_of_it
    assert "Counted by the calendar of United Kingdom" in ahead_of_it


def test_it_says_how_long_data_are_kept_and_by_which_law(people: Network) -> None:
    page = text_of(checked(people, visitor(people, "kowalska"), "kowalska", ready(people)))
    kept = page.partition("How long it is kept")[2]
    assert "6 months after the end of the exchange 3 years after the end of the exchange" in kept
    assert "Sensitive data 1 month after the end of the exchange" in kept
    assert "Regulation (EU) No 1024/2012, Art. 14(1) and (4)" in kept
    assert "30 days" not in kept


def test_what_is_missing_is_listed_with_the_way_there_and_nothing_can_be_sent(people: Network) -> None:
    draft = drafted(people, subject={"given_names": "Siobhán"}, ask=[], cover=Cover())
    page = checked(people, visitor(people, "kowalska"), "kowalska", draft)
    write = place(people, "kowalska", draft)
    for anchor, text in (
        ("f-surname", "Surname: "),
        ("questions", "Choose at least one question."),
        ("wanted_on", "Say by when you need the answer."),
    ):
        assert re.search(rf'<a href="{write}#{anchor}">{text}', page), anchor
    assert 'name="expected"' not in page
    assert 'aria-disabled="true">Send' in page


def test_a_wanted_date_that_has_passed_meanwhile_is_told(people: Network) -> None:
    page = checked(people, visitor(people, "kowalska"), "kowalska", drafted(people))
    assert "has passed. Choose a day that is still to come." in page


def test_it_is_sent_from_here_once(people: Network) -> None:
    draft, kowalska = ready(people), visitor(people, "kowalska")
    page = checked(people, kowalska, "kowalska", draft)
    found = re.search(r'<form id="send" method="post" action="([^"]+)"', page)
    assert found is not None
    given = fields_of(page, "send")
    answers = [kowalska.post(found[1].replace("&amp;", "&"), given) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert stored(STATE) == [("sent",)]
    assert stored("select count(*) from foundation_log_entry where action = 'send'") == [(1,)]


def test_a_correction_is_checked_like_the_first_text(people: Network) -> None:
    request, kowalska = sent(people), visitor(people, "kowalska")
    save(people, kowalska, "kowalska", request, {"f-surname": "Byrne"})
    page = checked(people, kowalska, "kowalska", request)
    assert "Siobhán BYRNE" in text_of(page)
    assert "do/amend?as=requester" in page


def test_text_that_was_not_saved_is_not_forgotten(people: Network) -> None:
    draft, kowalska = ready(people), visitor(people, "kowalska")
    write = kowalska.get(place(people, "kowalska", draft)).content.decode()
    given = {**fields_of(write, "draft"), "f-surname": ["O’Brien"]}
    kowalska.post(place(people, "kowalska", draft, "autosave"), given)
    assert "Something that you typed is not saved" in checked(people, kowalska, "kowalska", draft)


def test_whoever_does_not_write_here_checks_nothing(people: Network) -> None:
    request = sent(people)
    answer = visitor(people, "taylor").get(place(people, "taylor", request, "check"))
    assert (answer.status_code, answer["Location"]) == (302, at(people, "taylor", f"exchanges/{request.number}"))
