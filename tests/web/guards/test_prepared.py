"""What is prepared together takes effect together: a corrected subject, and the questions that it makes possible."""

from __future__ import annotations

from tests.exchanges.stories import sent
from tests.network import Network
from tests.web.drafts import content, opened, save, seen
from tests.web.filling import text_of
from tests.web.visitors import at, visitor


def test_a_question_about_a_diploma_may_be_chosen_with_the_correction_that_names_it(people: Network) -> None:
    request, kowalska = sent(people), visitor(people, "kowalska")
    save(people, kowalska, "kowalska", request, {"ask": ["established", "right_everywhere"]})
    assert [one.code for one in content(people, "kowalska", request).questions] == ["established"]
    saved = save(people, kowalska, "kowalska", request, {"f-diploma": "Master of Pharmacy"})
    assert saved.status_code == 302
    page = opened(people, kowalska, "kowalska", request)
    chosen = save(people, kowalska, "kowalska", request, {"ask": ["established", "right_everywhere"]}, page=page)
    assert chosen.status_code == 302
    prepared = {one.code for one in content(people, "kowalska", request).questions if one.prepared}
    assert prepared == {"right_everywhere"}
    assert {one.code for one in content(people, "taylor", request).questions} == {"established"}
    assert seen(people, "kowalska", request).state == "sent"


def test_what_one_side_is_about_to_ask_is_not_told_to_the_other(people: Network) -> None:
    request, kowalska = sent(people), visitor(people, "kowalska")
    save(people, kowalska, "kowalska", request, {"ask": ["established", "insured"]})
    page = {
        who: text_of(visitor(people, who).get(at(people, who, f"exchanges/{request.number}")).content.decode())
        for who in ("kowalska", "taylor")
    }
    asked = "insured against professional liability"
    assert [asked in page[who] for who in ("kowalska", "taylor")] == [True, False]
