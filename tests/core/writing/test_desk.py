"""At a desk everything happens or nothing, values stay where they were written, and each sees what is theirs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from counterpart.core.errors import CounterpartError, OutOfTurn, Refused
from counterpart.core.workflow import MAIN, Matter, Outcome, Place, Player, Rulebooks, profile_of
from counterpart.core.writing import (
    Author,
    Desk,
    Handed,
    Record,
    Setting,
    act,
    answer,
    ask,
    edit,
    edit_exchange,
    seen_by,
    subject_seen_by,
)
from counterpart.core.writing.desk import Opening, Trace
from tests.core.simulation.permits import area_in

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
AA, BB = Player("AA", "aa-office"), Player("BB", "bb-office")
REQUESTER = Author("file", MAIN, "requester", None, "kowalska")
RESPONDER = Author("file", MAIN, "responder", None, "smith")


class Heard(Trace):
    """Keeps the kinds of what was written, and how many moves there were."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.moves = 0

    def wrote(self, key: str, place: Place, kind: str, words: str) -> None:
        assert "Smith" not in words
        self.kinds.append(kind)

    def happened(self, matter: Matter, key: str, outcome: Outcome) -> None:
        self.moves += len(outcome.moves)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    area = area_in(tmp_path)
    assert area.network is not None
    rulebooks = Rulebooks(area.definition, profile_of(area.network))
    made = Desk(area.definition, rulebooks, Setting({}, (), {}), NOW, Heard())
    made.begin("file", rulebooks["enquiry"], Opening({"requester": (AA,), "responder": (BB,)}, person="kowalska"))
    return made


def sent(desk: Desk) -> None:
    edit(desk, REQUESTER, "subject", {"name": "Smith"})
    ask(desk, REQUESTER, ["valid"])
    act(desk, REQUESTER, "send", Handed())


def state(desk: Desk) -> str:
    return desk.matter.exchanges["file"].situation.state


def test_what_was_written_before_sending_arrives(desk: Desk) -> None:
    sent(desk)
    assert state(desk) == "sent"
    assert desk.records["file"].subject == {"name": "Smith"}
    assert desk.records["file"].asked == ["valid"]
    assert isinstance(desk.trace, Heard)
    assert desk.trace.kinds == ["edit", "ask"]
    assert desk.trace.moves == 2


def test_a_refused_action_takes_its_edits_back(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        act(desk, REQUESTER, "send", Handed(edits={"subject": {"name": "Smith"}}))
    assert refused.value.code == "needs"
    assert desk.records["file"] == Record()
    assert state(desk) == "draft"


def test_an_action_of_another_state_is_out_of_turn(desk: Desk) -> None:
    with pytest.raises(OutOfTurn):
        act(desk, RESPONDER, "reply", Handed())


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (lambda desk: edit(desk, RESPONDER, "subject", {"name": "Smyth"}), "not_editable"),
        (lambda desk: answer(desk, RESPONDER, {"since": "2020-01-01"}), "not_to_answer"),
        (lambda desk: ask(desk, REQUESTER, ["which"]), "not_editable"),
        (lambda desk: edit_exchange(desk, RESPONDER, {"urgent": True}), "not_editable"),
    ],
)
def test_what_a_page_would_not_offer_is_refused(desk: Desk, what: object, code: str) -> None:
    sent(desk)
    before = desk.records["file"].copied()
    with pytest.raises(CounterpartError) as refused, desk.all_or_nothing():
        what(desk)  # type: ignore[operator]  # a function of the desk
    assert refused.value.code == code
    assert desk.records["file"] == before


def test_an_edit_that_others_would_see_waits_for_its_action(desk: Desk) -> None:
    sent(desk)
    edit(desk, REQUESTER, "subject", {"name": "Smythe"})
    assert subject_seen_by(desk, RESPONDER) == {"name": "Smith"}
    act(desk, REQUESTER, "amend", Handed(reason="A letter was missing."))
    assert subject_seen_by(desk, RESPONDER) == {"name": "Smythe"}


def test_a_party_that_a_field_does_not_name_does_not_see_it(desk: Desk) -> None:
    assert "subject.name" not in seen_by(desk, RESPONDER)
    sent(desk)
    assert "subject.name" in seen_by(desk, RESPONDER)
    assert "subject.name" not in seen_by(desk, Author("file", MAIN, "board", Player(), ""))


def test_an_answer_opens_the_question_that_follows_from_it(desk: Desk) -> None:
    sent(desk)
    answer(desk, RESPONDER, {"valid": "yes"})
    answer(desk, RESPONDER, {"since": {"cannot": "The register was burnt."}})
    given = desk.records["file"].answers[MAIN]
    assert (given["valid"].value, given["since"].cannot) == ("yes", "The register was burnt.")
    act(desk, RESPONDER, "reply", Handed())
    assert state(desk) == "answered"


def test_an_exchange_that_has_ended_has_terms_and_an_open_one_has_none(desk: Desk) -> None:
    sent(desk)
    assert desk.terms("file") == {}
    answer(desk, RESPONDER, {"valid": "no"})
    act(desk, RESPONDER, "reply", Handed())
    act(desk, REQUESTER, "close", Handed())
    terms = desk.terms("file")
    assert {"personal", "answers"} <= terms.keys()
    assert terms["personal"].block_at is not None


def test_a_question_about_something_else_is_not_offered(desk: Desk) -> None:
    edit(desk, REQUESTER, "subject", {"name": "Smith", "kind": "work"})
    with pytest.raises(Refused, match="question_not_offered"):
        ask(desk, REQUESTER, ["at_school"])
