"""A question of the foundation is answered by the rooms above, or the installation does not start."""

from __future__ import annotations

from uuid import UUID

import pytest

from counterpart.foundation.apps import questions_are_answered
from counterpart.foundation.asks import Question, Unanswered, must_be_answered, refs_in_use, unanswered
from counterpart.foundation.refs import new_ref
from tests.foundation.events import NOW


def test_every_room_answers_for_what_is_its_own() -> None:
    question: Question[[int], str] = Question("who_has")
    question.answered("exchanges", lambda number: f"exchange {number}")
    question.answered("accounts", lambda number: f"user {number}")
    assert question(7) == ["user 7", "exchange 7"]


def test_to_ask_what_nobody_answers_is_a_mistake_of_the_program() -> None:
    with refs_in_use.answers.only():
        assert "refs_in_use" in unanswered()
        assert "foundation.refs_in_use" in [message.id for message in questions_are_answered()]
        with pytest.raises(Unanswered, match="refs_in_use"):
            refs_in_use([new_ref(NOW)])


def test_a_process_does_not_begin_to_serve_while_a_question_has_no_answer() -> None:
    must_be_answered()
    with refs_in_use.answers.only(), pytest.raises(Unanswered, match=r"refs_in_use.*INSTALLED_APPS"):
        must_be_answered()


def test_a_room_answers_once() -> None:
    with refs_in_use.answers.only():
        refs_in_use.answered("exchanges", list[UUID])
        assert "refs_in_use" not in unanswered()
        assert "foundation.refs_in_use" not in [message.id for message in questions_are_answered()]
        with pytest.raises(ValueError, match="exchanges"):
            refs_in_use.answered("exchanges", list[UUID])
