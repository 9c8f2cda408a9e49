"""Row 15: answers are saved bit by bit, and nobody but their writers sees them until the reply is sent; and rounds."""

from __future__ import annotations

from counterpart.exchanges.actions.beginning import Written
from tests.exchanges.stories import REQUESTER, RESPONDER, accepted, stored
from tests.web.door import Door
from tests.web.filling import fields_of
from tests.web.requests.paths import RSC, brought

ASKED = ["established", "national", "qualification"]


def save(door: Door, exchange: Written, answers: dict[str, str], then: str = "", who: str = "taylor") -> str:
    """Type answers on the page of the exchange, and press a button."""
    page = door.look(who, exchange).page
    given = fields_of(page, "answers") | {name: [value] for name, value in answers.items()} | {"do": [then]}
    address = door.at(who, f"exchanges/{exchange.number}/answers")
    answer = door.client(who).post(address, given, follow=True)
    return " ".join(answer.content.decode().split())


def test_row_15_answers_are_saved_bit_by_bit_and_seen_when_the_reply_is_sent(door: Door) -> None:
    exchange = accepted(door.people, ask=ASKED)
    save(door, exchange, {"a-0.national": "yes", "c-0.national": "By birth."})
    assert "1 of 3 answered" in door.look("patel", exchange).text
    assert "0 of 3 answered" in door.look("kowalska", exchange).text
    assert "By birth." not in door.look("kowalska", exchange).text
    told = door.do("taylor", exchange, "reply", RESPONDER)
    assert (told.status, "Every question needs an answer, or a reason why it cannot be answered." in told.text) == (
        422,
        True,
    )
    save(door, exchange, {"a-0.established": "no", "x-0.qualification": "The archive burnt down."})
    assert door.do("taylor", exchange, "reply", RESPONDER).done
    page = door.look("kowalska", exchange).text
    assert "3 of 3 answered" in page
    assert "By birth." in page
    assert "The archive burnt down." in page


def test_row_15_is_not_for_who_lacks_the_right_or_is_not_asked(door: Door) -> None:
    exchange = accepted(door.people, ask=ASKED)
    for who in ("hughes", "kowalska", "clarke", "nowak"):
        assert 'id="answers"' not in door.look(who, exchange).page, who
    assert stored("select count(*) from exchanges_content where kind = 3") == [(0,)]


def test_rows_19_to_22_a_round_brings_further_questions_and_another_one_after_it(door: Door) -> None:
    with brought(door.people, "answered") as exchange:
        for number, (code, answer) in enumerate((("national", "yes"), ("qualification", "Master of Pharmacy"))):
            write = f"exchanges/{exchange.number}/write"
            page = door.open("kowalska", write)
            asked = [*fields_of(page.page, "draft").get("ask", []), code]
            assert door.send("kowalska", write, "draft", {"ask": asked, "do": "check"}).done
            assert "Ask for additional information" in door.look("kowalska", exchange, "/check").text
            assert code not in str(stored("select code from exchanges_question where asked_n is not null"))
            more = {"f0-wanted_on": "25 3 2026", "reason": "This as well.", "lang": "en"}
            assert door.do("kowalska", exchange, "ask_for_more", REQUESTER, more).done
            assert door.do("taylor", exchange, "accept_more", RESPONDER).done
            assert "Answer 1 more question" in door.look("taylor", exchange).text
            refused = door.do("taylor", exchange, "reply", RESPONDER)
            assert "Every question needs an answer" in refused.text
            save(door, exchange, {f"a-0.{code}": answer})
            assert door.do("taylor", exchange, "reply", RESPONDER).done
            assert f"{number + 3} of {number + 3} answered" in door.look("kowalska", exchange).text
        assert door.state(exchange) == "answered"
        assert door.do("kowalska", exchange, "close", REQUESTER).done


def test_row_7_a_correction_is_a_working_copy_until_it_is_sent(door: Door) -> None:
    with brought(door.people, "sent") as exchange:
        write = f"exchanges/{exchange.number}/write"
        assert "Others do not see your changes until you send them." in door.open("kowalska", write).text
        assert door.send("kowalska", write, "draft", {"f-surname": "Brannigan", "do": "check"}).done
        assert "Brannigan" in door.look("kowalska", exchange, "/check").text
        assert "Brannigan" not in door.look("taylor", exchange).text
        assert door.do("kowalska", exchange, "amend", REQUESTER, {"reason": "A slip.", "lang": "en"}).done
        assert "Brannigan" in door.look("taylor", exchange).text
        assert "Brennan," not in door.look("taylor", exchange).text
        assert door.do("taylor", exchange, "accept", RESPONDER).done
        assert door.open("kowalska", write).status == 302
        told = door.do("kowalska", exchange, "amend", REQUESTER)
        assert "This is not possible at the stage that the exchange has reached." in told.text


def test_row_17_the_requester_sees_no_answer_before_the_coordinator_has_approved(door: Door) -> None:
    with brought(door.people, "reply_approval") as exchange:
        assert "2019" not in door.look("kowalska", exchange).text
        assert "Brennan" in door.look("clarke", exchange).text
        assert "2019" in door.look("clarke", exchange).text
        assert door.do("clarke", exchange, "release_reply", RSC).done
        assert "2019" in door.look("kowalska", exchange).text
        assert "Brennan" not in door.look("clarke", exchange).text
