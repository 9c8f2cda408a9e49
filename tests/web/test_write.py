"""Writing a draft: what was changed is saved, what is wrong is kept and explained, nothing is done twice."""

from __future__ import annotations

import re
from uuid import UUID

from counterpart.foundation.refs import new_ref
from tests.exchanges.stories import NOW, drafted, sent, stored
from tests.network import Network
from tests.web.drafts import WRITINGS, ahead, as_typed, asked, content, opened, place, save, seen, typed_over
from tests.web.filling import fields_of, text_of
from tests.web.visitors import at, visitor

STATES = "select state from exchanges_exchange where erased_at is null"


def test_a_new_draft_opens_where_it_is_written(people: Network) -> None:
    kowalska = visitor(people, "kowalska")
    told = {"request": str(new_ref(NOW)), "authority": str(people.authorities["gb_pharmacists"])}
    answer = kowalska.post(at(people, "kowalska", "new/pq/request"), told)
    assert answer["Location"].endswith("/write")
    page = kowalska.get(answer["Location"]).content.decode()
    assert "Request about a professional" in page
    assert "Pharmacists’ Register of Great Britain" in page
    assert "Choose at least one question." in text_of(page)


def test_only_what_was_changed_is_saved(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    answer = save(people, kowalska, "kowalska", draft, {"f-surname": "O’Brien", "f-birth_place": "Cork"})
    assert (answer.status_code, answer["Location"]) == (302, f"{place(people, 'kowalska', draft)}?done=saved")
    assert content(people, "kowalska", draft).subject["surname"] == "O’Brien"
    assert content(people, "kowalska", draft).subject["given_names"] == "Siobhán"
    assert [row[1] for row in stored(WRITINGS) if row[0] == "edit"] == ['["birth_place", "surname"]']
    assert "The draft is saved." in kowalska.get(answer["Location"]).content.decode()


def test_a_page_that_nobody_touched_saves_nothing(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    assert save(people, kowalska, "kowalska", draft, {}).status_code == 302
    assert [row[0] for row in stored(WRITINGS)] == ["open"]


def test_a_field_that_was_emptied_is_taken_away(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    save(people, kowalska, "kowalska", draft, {"f-nationality": ""})
    assert "nationality" not in content(people, "kowalska", draft).subject


def test_a_double_click_saves_once(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    given = typed_over(opened(people, kowalska, "kowalska", draft), {"f-surname": "Byrne"})
    answers = [kowalska.post(place(people, "kowalska", draft), given) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert [row[0] for row in stored(WRITINGS)] == ["open", "edit"]


def test_what_is_wrong_is_kept_and_what_is_right_is_saved(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    typed = {"f-surname": "Byrne", "f-birth_date": "31 2 1985", "wanted_on": "in three weeks"}
    answer = save(people, kowalska, "kowalska", draft, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: Request about a professional" in page
    assert '<a href="#f-birth_date">Date of birth: ' in page
    assert '<a href="#wanted_on">' in page
    assert 'value="31 2 1985"' in page
    assert 'value="in three weeks"' in page
    assert content(people, "kowalska", draft).subject["surname"] == "Byrne"
    answer = save(people, kowalska, "kowalska", draft, {"f-birth_date": "28.2.1985", "wanted_on": ""}, page=page)
    assert answer.status_code == 422
    assert content(people, "kowalska", draft).subject["birth_date"] == "1985-02-28"


def test_a_date_that_has_passed_is_refused(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    answer = save(people, kowalska, "kowalska", draft, {"wanted_on": as_typed(ahead(-2))})
    assert answer.status_code == 422
    assert "has passed. Choose a day that is still to come." in text_of(answer.content.decode())


def test_the_wanted_date_is_said_in_their_working_days(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    day = ahead(21)
    assert save(people, kowalska, "kowalska", draft, {"wanted_on": as_typed(day), "urgent": "yes"}).status_code == 302
    assert (seen(people, "kowalska", draft).wanted_on, seen(people, "kowalska", draft).urgent) == (day, True)
    page = opened(people, kowalska, "kowalska", draft)
    assert re.search(r"leaves GB Pharmacists’ Register of Great Britain 1\d working days", text_of(page))
    save(people, kowalska, "kowalska", draft, {"urgent": []})
    assert seen(people, "kowalska", draft).urgent is False


def test_questions_are_chosen_and_taken_back(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    save(people, kowalska, "kowalska", draft, {"ask": ["national", "insured"]})
    assert asked(people, "kowalska", draft) == {"national", "insured"}
    assert "Chosen questions 2" in text_of(opened(people, kowalska, "kowalska", draft))


def test_a_question_about_a_diploma_waits_for_the_diploma(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    page = opened(people, kowalska, "kowalska", draft)
    assert "Cannot be asked yet: first fill in Diploma or title of qualification." in text_of(page)
    both = {"ask": ["established", "right_everywhere"]}
    answer = save(people, kowalska, "kowalska", draft, both, page=page)
    assert answer.status_code == 422
    assert "One of the questions cannot be asked about what you filled in." in text_of(answer.content.decode())
    assert re.search(r'value="right_everywhere" checked', answer.content.decode())
    assert asked(people, "kowalska", draft) == {"established"}
    save(people, kowalska, "kowalska", draft, both | {"f-diploma": "Master of Pharmacy"}, page=page)
    assert asked(people, "kowalska", draft) == {"established", "right_everywhere"}


def test_a_question_that_what_is_filled_in_rules_out_cannot_be_ticked(people: Network) -> None:
    page = opened(people, visitor(people, "kowalska"), "kowalska", drafted(people))
    assert re.search(r'value="subjects_taught" disabled', page)
    assert "first fill in Profession" not in text_of(page)
    assert "Cannot be asked about this." in text_of(page)


def test_a_draft_is_addressed_to_somebody_else(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    page = save(
        people, kowalska, "kowalska", draft, {"authority_q": "thessaloniki", "f-surname": "Byrne"}, do="look"
    ).content.decode()
    assert "Φαρμακευτικός Σύλλογος Θεσσαλονίκης" in page
    assert 'value="Byrne"' in page
    chosen = {"authority": str(people.authorities["gr_pharmacists"])}
    answer = save(people, kowalska, "kowalska", draft, chosen, page=page, do="address")
    assert answer["Location"].endswith("?done=addressed")
    assert UUID(str(people.authorities["gr_pharmacists"])) in {
        seat.authority.ref for seat in seen(people, "kowalska", draft).seats if seat.authority is not None
    }
    assert content(people, "kowalska", draft).subject["surname"] == "Byrne"
    wrong = {"authority": str(people.authorities["bg_construction"])}
    answer = save(people, kowalska, "kowalska", draft, wrong, do="address")
    assert answer.status_code == 422
    assert '<a href="#authority">' in answer.content.decode()


def test_a_draft_is_thrown_away_for_good_and_a_second_click_is_no_error(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    page = opened(people, kowalska, "kowalska", draft)
    for _ in range(2):
        answer = save(people, kowalska, "kowalska", draft, {}, page=page, do="delete")
        assert (answer.status_code, answer["Location"]) == (302, at(people, "kowalska", "work"))
    assert stored(STATES) == []


def test_after_sending_it_is_a_working_copy_that_nobody_else_sees(people: Network) -> None:
    request, kowalska = sent(people), visitor(people, "kowalska")
    page = opened(people, kowalska, "kowalska", request)
    assert "Others do not see your changes until you send them." in page
    assert "Delete draft" not in page
    assert save(people, kowalska, "kowalska", request, {"f-surname": "Byrne"}, page=page).status_code == 302
    assert fields_of(opened(people, kowalska, "kowalska", request), "draft")["f-surname"] == ["Byrne"]
    assert content(people, "taylor", request).subject["surname"] == "Brennan"


def test_whoever_may_not_write_is_shown_the_exchange(people: Network) -> None:
    request = sent(people)
    answer = visitor(people, "taylor").get(place(people, "taylor", request))
    assert (answer.status_code, answer["Location"]) == (302, at(people, "taylor", f"exchanges/{request.number}"))
    assert visitor(people, "nowak").get(place(people, "nowak", request)).status_code == 302


def test_a_draft_does_not_exist_for_others(people: Network) -> None:
    draft = drafted(people)
    for who in ("taylor", "ioannou"):
        for page in ("write", "check"):
            assert visitor(people, who).get(place(people, who, draft, page)).status_code == 404
