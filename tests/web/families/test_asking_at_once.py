"""The page of a question that is asked at once: what its buttons do, what is said where, and who is not asked."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from counterpart.core.definitions.procedures import Party
from counterpart.core.workflow.compiling import compile_procedure
from counterpart.foundation.words import words_of
from counterpart.modules.pins import Pinned, newest
from counterpart.web.reading.names import ADD, Command
from counterpart.web.showing.asking_at_once import Question, question_of
from counterpart.web.visit import ActingFor, Visit
from tests.exchanges.stories import stored
from tests.web.families.stage import Stage

ASK = "ask/driving-licence/details"
QUESTION = {"f-issued_by": "ES", "f-number": "12345678-Z", "f-reason": "exchange"}
EXCHANGES = "select count(*) from exchanges_exchange"


def sent(stage: Stage, fields: dict[str, Any], who: str = "pt_licensing") -> Any:
    """The answer to what somebody sends from the page, just opened."""
    client, address = stage.door.client(who), stage.door.at(who, ASK)
    found = re.search(r'name="request" value="([^"]+)"', client.get(address).content.decode())
    assert found is not None
    return client.post(address, {"request": found[1], **fields})


def question(stage: Stage, pin: Pinned, **values: str) -> Question:
    """A question of Portugal's, as it is read and addressed."""
    actor = stage.door.actor("pt_licensing")
    here = ActingFor(str(actor.authority_id), actor.authority_ref, actor.authority_id, "PT", {})  # type: ignore[arg-type]  # somebody of an authority
    visit = Visit(stage.door.clock.now(), words_of("en"), acting=here, actor=actor)
    return question_of(visit, pin, {name: (value,) for name, value in (QUESTION | values).items()})


def also(**parties: Party) -> Pinned:
    """The procedure, with more parties than it has."""
    pin = newest("driving-licence", "details")
    module, procedure = pin.rules.module, pin.rules.procedure
    longer = procedure.model_copy(update={"parties": {**procedure.parties, **parties}})
    changed = module.model_copy(update={"procedures": {**module.procedures, pin.procedure: longer}})
    return replace(pin, rules=compile_procedure(changed, pin.procedure, pin.rules.profile))


@pytest.mark.parametrize("button", ["show", Command(ADD, "f", "number").value])
def test_a_button_that_wants_more_of_the_form_asks_nobody(others: Stage, button: str) -> None:
    answer = sent(others, QUESTION | {"do": button})
    assert (answer.status_code, stored(EXCHANGES)) == (200, [(0,)])
    assert "12345678-Z" in answer.content.decode()


def test_that_nobody_is_there_is_said_at_the_field_that_says_where(others: Stage) -> None:
    page = sent(others, QUESTION | {"f-issued_by": "MT"}).content.decode()
    assert re.search(r'id="f-issued_by-error">.*nobody there takes part\.', page)
    assert '<a href="#f-issued_by">' in page


def test_a_form_that_was_sent_is_not_sent_again_with_something_else_in_it(others: Stage) -> None:
    first = {**QUESTION, "request": "019cadc6-0000-7000-8000-0000000000aa"}
    client, address = others.door.client("pt_licensing"), others.door.at("pt_licensing", ASK)
    assert client.post(address, first).status_code == 302
    second = client.post(address, first | {"f-number": "87654321-A"})
    assert (second.status_code, stored(EXCHANGES)) == (422, [(1,)])
    assert "This form was sent once already" in second.content.decode()
    assert "87654321-A" in second.content.decode()


def test_of_a_party_that_need_not_be_nobody_learns_what_was_asked_unless_it_goes_with_another(others: Stage) -> None:
    watcher = Party(title="Watcher", role=("authority",), country="other", optional=True)
    assert set(question(others, newest("driving-licence", "details")).parties) == {"register", "keeper"}
    assert set(question(others, also(watcher=watcher)).parties) == {"register", "keeper"}
    needed = watcher.model_copy(update={"optional": False})
    asked = question(others, also(watcher=needed))
    assert "watcher" in {*asked.parties, *(one.id.removeprefix("party-") for one in asked.choices)}


def test_a_body_that_belongs_to_no_member_comes_along_and_is_not_looked_for(others: Stage) -> None:
    body = Party(title="Body", role=("supervisor",), country="none")
    assert question(others, also(body=body)).errors == []


def test_who_is_not_of_the_group_is_not_asked(others: Stage) -> None:
    outside = also(register=Party(title="Register", role=("register",), country="subject.issued_by", within="nobody"))
    assert [place for place, _ in question(others, outside).errors] == ["f-issued_by"]
