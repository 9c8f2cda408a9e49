"""Two people on one draft, and accidents: what somebody typed is neither lost nor written over unseen."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from counterpart.exchanges.actions.beginning import Written
from tests.exchanges.stories import drafted, sent
from tests.network import Network
from tests.web.drafts import ahead, as_typed, asked, content, opened, place, save, typed_over
from tests.web.filling import fields_of, text_of
from tests.web.visitors import at, visitor


def keep(people: Network, client: Client, who: str, draft: Written, page: str, typed: dict[str, str]) -> Any:
    """What the page does by itself while somebody types."""
    return client.post(place(people, who, draft, "autosave"), typed_over(page, typed))


def test_colleagues_in_different_fields_do_not_meet(people: Network) -> None:
    draft = drafted(people)
    kowalska, lewandowski = visitor(people, "kowalska"), visitor(people, "lewandowski")
    pages = {
        "kowalska": opened(people, kowalska, "kowalska", draft),
        "lewandowski": opened(people, lewandowski, "lewandowski", draft),
    }
    first = save(people, kowalska, "kowalska", draft, {"ask": ["national"]}, page=pages["kowalska"])
    second = save(people, lewandowski, "lewandowski", draft, {"f-profession": "nurse"}, page=pages["lewandowski"])
    assert (first.status_code, second.status_code) == (302, 302)
    assert asked(people, "kowalska", draft) == {"national"}
    assert content(people, "kowalska", draft).subject["profession"] == "nurse"
    again = opened(people, kowalska, "kowalska", draft)
    assert fields_of(again, "draft")["f-profession"] == ["nurse"]


def test_colleagues_in_the_same_field_see_both_texts(people: Network) -> None:
    draft = drafted(people)
    kowalska, lewandowski = visitor(people, "kowalska"), visitor(people, "lewandowski")
    page = opened(people, kowalska, "kowalska", draft)
    save(people, lewandowski, "lewandowski", draft, {"f-surname": "Brannigan", "f-birth_place": "Cork"})
    answer = save(people, kowalska, "kowalska", draft, {"f-surname": "Brenan", "ask": ["national"]}, page=page)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "<title>Error:" in shown
    met = text_of(shown).partition("A colleague has changed the same thing")[2][:500]
    assert "Brannigan" in met.partition("Typed by you")[0]
    assert "Brenan" in met.partition("Typed by you")[2]
    assert content(people, "kowalska", draft).subject["surname"] == "Brannigan"
    assert asked(people, "kowalska", draft) == {"national"}
    assert fields_of(shown, "draft")["f-birth_place"] == ["Cork"]
    assert save(people, kowalska, "kowalska", draft, {}, page=shown).status_code == 302
    subject = content(people, "kowalska", draft).subject
    assert (subject["surname"], subject["birth_place"]) == ("Brenan", "Cork")


def test_whoever_gives_way_throws_the_own_text_away(people: Network) -> None:
    draft = drafted(people)
    kowalska, lewandowski = visitor(people, "kowalska"), visitor(people, "lewandowski")
    page = opened(people, kowalska, "kowalska", draft)
    save(people, lewandowski, "lewandowski", draft, {"f-surname": "Brannigan"})
    shown = save(people, kowalska, "kowalska", draft, {"f-surname": "Brenan"}, page=page).content.decode()
    assert save(people, kowalska, "kowalska", draft, {}, page=shown, do="forget").status_code == 302
    assert fields_of(opened(people, kowalska, "kowalska", draft), "draft")["f-surname"] == ["Brannigan"]


def test_working_copies_meet_as_well(people: Network) -> None:
    request = sent(people)
    kowalska, lewandowski = visitor(people, "kowalska"), visitor(people, "lewandowski")
    save(people, kowalska, "kowalska", request, {"f-birth_place": "Cork"})
    page = opened(people, kowalska, "kowalska", request)
    save(people, lewandowski, "lewandowski", request, {"f-surname": "Brannigan"})
    answer = save(people, kowalska, "kowalska", request, {"f-surname": "Brenan"}, page=page)
    assert answer.status_code == 409
    assert "Brannigan" in answer.content.decode()
    assert save(people, kowalska, "kowalska", request, {}, page=answer.content.decode()).status_code == 302
    assert fields_of(opened(people, kowalska, "kowalska", request), "draft")["f-surname"] == ["Brenan"]


def test_what_was_typed_comes_back_after_a_crash_and_goes_when_it_is_saved(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    page = opened(people, kowalska, "kowalska", draft)
    typed = {"f-surname": "O’Brien", "f-birth_date": "in spring", "wanted_on": as_typed(ahead(9))}
    answer = keep(people, kowalska, "kowalska", draft, page, typed)
    assert re.search(r"What you type is kept for you: \d\d:\d\d", answer.content.decode())
    back = opened(people, visitor(people, "kowalska"), "kowalska", draft)
    assert re.search(r"Restored what you typed at \d\d:\d\d\. It is not saved yet\.", text_of(back))
    given = fields_of(back, "draft")
    assert (given["f-surname"], given["f-birth_date"]) == (["O’Brien"], ["in spring"])
    assert given["wanted_on"] == [as_typed(ahead(9))]
    assert content(people, "kowalska", draft).subject["surname"] == "Brennan"
    answer = save(people, kowalska, "kowalska", draft, {"f-birth_date": "1 4 1985"}, page=back)
    assert answer.status_code == 302
    assert "Restored" not in opened(people, kowalska, "kowalska", draft)
    assert content(people, "kowalska", draft).subject["surname"] == "O’Brien"


def test_what_says_nothing_new_is_not_restored(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    page = opened(people, kowalska, "kowalska", draft)
    save(people, kowalska, "kowalska", draft, {"f-surname": "Byrne"}, page=page)
    keep(people, kowalska, "kowalska", draft, page, {"f-surname": "Byrne"})
    assert "Restored" not in opened(people, kowalska, "kowalska", draft)


def test_a_colleague_who_was_faster_is_seen_when_the_text_comes_back(people: Network) -> None:
    draft = drafted(people)
    kowalska, lewandowski = visitor(people, "kowalska"), visitor(people, "lewandowski")
    page = opened(people, kowalska, "kowalska", draft)
    keep(people, kowalska, "kowalska", draft, page, {"f-surname": "Brenan"})
    save(people, lewandowski, "lewandowski", draft, {"f-surname": "Brannigan"})
    back = opened(people, kowalska, "kowalska", draft)
    assert "A colleague has changed the same thing" in back
    assert "Brannigan" in back
    assert fields_of(back, "draft")["f-surname"] == ["Brenan"]


def test_what_one_types_is_nobody_elses(people: Network) -> None:
    draft = drafted(people)
    kowalska, lewandowski = visitor(people, "kowalska"), visitor(people, "lewandowski")
    page = opened(people, kowalska, "kowalska", draft)
    keep(people, kowalska, "kowalska", draft, page, {"f-surname": "O’Brien"})
    assert "O’Brien" not in opened(people, lewandowski, "lewandowski", draft)
    stolen = keep(people, lewandowski, "lewandowski", draft, page, {"f-surname": "X"})
    assert stolen.status_code == 404
    taylor = visitor(people, "taylor")
    assert taylor.post(place(people, "taylor", draft, "autosave"), typed_over(page, {})).status_code == 404


def test_a_session_that_ends_in_the_middle_of_a_text_loses_nothing(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    page = opened(people, kowalska, "kowalska", draft)
    keep(people, kowalska, "kowalska", draft, page, {"f-surname": "O’Brien"})
    kowalska.post("/sign-out")
    assert keep(people, kowalska, "kowalska", draft, page, {"f-surname": "O’Brien-Walsh"}).status_code != 200
    refused = save(people, kowalska, "kowalska", draft, {"f-surname": "O’Brien-Walsh"}, page=page)
    assert refused.status_code != 200
    assert content(people, "kowalska", draft).subject["surname"] == "Brennan"
    back = opened(people, visitor(people, "kowalska"), "kowalska", draft)
    assert fields_of(back, "draft")["f-surname"] == ["O’Brien"]


def test_a_page_that_is_drawn_anew_keeps_everything_typed(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    typed = {"f-profession": "other", "f-birth_date": "in spring", "ask": ["established", "insured"], "q": "national"}
    shown = save(people, kowalska, "kowalska", draft, typed, do="search").content.decode()
    given = fields_of(shown, "draft")
    assert given["f-birth_date"] == ["in spring"]
    assert "f-other_profession" in given
    assert sorted(given["ask"]) == ["established", "insured"]
    assert asked(people, "kowalska", draft) == {"established"}
    answer = save(people, kowalska, "kowalska", draft, {"f-birth_date": ""}, page=shown)
    assert answer.status_code == 302
    assert asked(people, "kowalska", draft) == {"established", "insured"}


def test_the_key_enter_searches_where_one_searches_and_saves_elsewhere(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    shown = save(people, kowalska, "kowalska", draft, {"q": "insured", "f-surname": "Byrne"}, do="enter")
    assert shown.status_code == 200
    assert "1 question has these words." in text_of(shown.content.decode())
    assert content(people, "kowalska", draft).subject["surname"] == "Brennan"
    found = save(people, kowalska, "kowalska", draft, {"authority_q": "zzyzx qwxy"}, do="enter")
    assert "There is nobody of this name whom you can choose." in found.content.decode()
    answer = save(people, kowalska, "kowalska", draft, {}, page=shown.content.decode(), do="enter")
    assert answer.status_code == 302
    assert content(people, "kowalska", draft).subject["surname"] == "Byrne"


def test_a_question_taken_back_before_a_search_is_taken_back_after_it(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    typed = {"ask": ["national"], "q": "national"}
    shown = save(people, kowalska, "kowalska", draft, typed, do="search").content.decode()
    assert save(people, kowalska, "kowalska", draft, {}, page=shown).status_code == 302
    assert asked(people, "kowalska", draft) == {"national"}


def test_another_language_keeps_page_and_text(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    page = opened(people, kowalska, "kowalska", draft)
    keep(people, kowalska, "kowalska", draft, page, {"f-surname": "O’Brien"})
    where = place(people, "kowalska", draft)
    assert kowalska.post("/language", {"language": "de", "next": where})["Location"] == where
    back = opened(people, kowalska, "kowalska", draft)
    assert '<html lang="de">' in back
    assert fields_of(back, "draft")["f-surname"] == ["O’Brien"]


def test_a_spoilt_page_saves_nothing_and_breaks_nothing(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    for stood in ("", "{", "[1]", '{"f": 1}', '{"f": {"surname": "x"}, "s": {"a": "b"}}'):
        answer = save(people, kowalska, "kowalska", draft, {"stood": stood, "f-surname": "Byrne"})
        assert answer.status_code == 302
    assert content(people, "kowalska", draft).subject["surname"] == "Brennan"
    assert kowalska.get(at(people, "kowalska", f"exchanges/{draft.number}/autosave")).status_code == 405
