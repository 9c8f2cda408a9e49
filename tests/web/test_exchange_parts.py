"""The page of a request in parts, and of one whose answers are not the reader's to see."""

from __future__ import annotations

from counterpart.exchanges.actions.beginning import Capacity
from counterpart.exchanges.actions.writing import Answers, answer
from tests.database.servers import Server
from tests.exchanges.stories import RESPONDER, accepted, asked, done
from tests.network import Network
from tests.web.test_exchange_doing import form_of
from tests.web.visitors import at, give_passwords, signed_in, visitor

UNSEEN, UNANSWERED = "You do not see the answers in this state.", "Not answered yet"


def test_a_part_says_what_is_missing_before_it_can_be_answered(people: Network, database: Server) -> None:
    request = accepted(people, ask=["established", "self_employed"])
    ref, actor = people.newcomer("GB", ("pq", "authority"))
    give_passwords(database)
    split = done(people, "taylor", request, "split", RESPONDER, choose=[ref], questions=["established"])
    newcomer = signed_in(actor)
    place = f"/for/{actor.authority_id}/exchanges/{request.number}"
    deliver = f"{place}/do/deliver?as=contributors&track=part&key={ref}"
    before = form_of(newcomer.get(deliver).content.decode())
    answer(actor, asked(), request.ref, Capacity("contributors", "part", str(ref)), Answers({"established": "yes"}))
    page = newcomer.get(place).content.decode()
    assert 'id="a-0.established_since"' in page
    refused = newcomer.post(deliver, before | {"expected": str(split.version)})
    assert refused.status_code == 422
    assert "Answer the forwarded questions first." in refused.content.decode()


def test_a_coordinator_is_told_that_it_does_not_see_the_answers(people: Network) -> None:
    request = accepted(people)
    given = Answers({"established": "no"})
    answered = answer(people.actor("taylor"), asked(), request.ref, RESPONDER, given)
    page = of(people, "kowalska", answered.number)
    assert (UNSEEN in page, UNANSWERED in page) == (False, True)
    done(people, "taylor", answered, "reply", RESPONDER)
    page = of(people, "clarke", answered.number)
    assert (UNSEEN in page, UNANSWERED in page) == (True, False)
    page = of(people, "kowalska", answered.number)
    assert (UNSEEN in page, UNANSWERED in page) == (False, False)


def of(people: Network, who: str, number: str) -> str:
    return " ".join(visitor(people, who).get(at(people, who, f"exchanges/{number}")).content.decode().split())


def test_the_page_says_who_reads_the_reason_of_a_step(people: Network) -> None:
    request = accepted(people)
    given = Answers({"established": "no"})
    answered = answer(people.actor("taylor"), asked(), request.ref, RESPONDER, given)
    done(people, "taylor", answered, "reply", RESPONDER)
    kowalska = visitor(people, "kowalska")
    pages = {
        action: kowalska.get(at(people, "kowalska", f"exchanges/{request.number}/do/{action}")).content.decode()
        for action in ("refer", "withdraw")
    }
    hints = {action: page.partition('id="lang-hint"')[2].partition("</p>")[0] for action, page in pages.items()}
    assert ["The other side does not read this." in page for page in pages.values()] == [True, False]
    assert "Ministry of Health, Warsaw" in hints["refer"]
    assert "Pharmacists’ Register" not in hints["refer"]
    assert "Pharmacists’ Register" in hints["withdraw"]
