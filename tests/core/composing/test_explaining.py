from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.composing import Explanation, explain
from counterpart.core.composing.explaining import Explained, Origin
from counterpart.core.errors import NotFound
from tests.core.composing.packages import LIBRARY, composed, line_of, talk

BODY = """\
title: Question
subject: refusal
remove: [actions.cheer, tracks.help.actions.give_up, tracks.help.states.open.overdue]
states:
  sent: {due: 5 days, help: Answer soon., remind: null}
  parked: {title: Parked, owner: asker, due: 3 days}
actions:
  park: {title: Park, by: asker, from: sent, to: parked}
tracks:
  help: {states: {open: {due: 4 days}}}
"""


@pytest.fixture
def explanation(tmp_path: Path) -> Explanation:
    return explain(composed(tmp_path, talk(BODY)).whole, "talk")


def entry(explanation: Explanation, *address: str) -> Explained:
    (found,) = [each for each in explanation.entries if each.address == address]
    return found


def test_an_untouched_entry_is_inherited_and_shown_where_it_was_written(explanation: Explanation) -> None:
    draft = entry(explanation, "states", "draft")
    assert (draft.origin, draft.template, draft.changes) == (Origin.INHERITED, "lib/talk", ())
    assert (draft.place.file, draft.place.line) == ("lib.yaml", line_of(LIBRARY, "      draft:"))


def test_a_changed_entry_says_what_was_and_what_is(explanation: Explanation) -> None:
    sent = entry(explanation, "states", "sent")
    assert (sent.origin, sent.template) == (Origin.CHANGED, "lib/talk")
    changes = {change.address[-1]: (change.was, change.now) for change in sent.changes}
    assert changes == {
        "due": ("7 days from sent", "5 days"),
        "help": (None, "Answer soon."),
        "remind": (["2 days before"], None),
    }
    assert {change.place.file for change in sent.changes} == {"area.yaml"}


def test_an_own_entry_has_no_template(explanation: Explanation) -> None:
    for address in [("states", "parked"), ("actions", "park"), ("subject",)]:
        found = entry(explanation, *address)
        assert (found.origin, found.template) == (Origin.OWN, None)


def test_a_key_of_the_procedure_that_is_said_anew_is_a_change(explanation: Explanation) -> None:
    title = entry(explanation, "title")
    assert title.origin is Origin.CHANGED
    assert [(change.was, change.now) for change in title.changes] == [("Talk", "Question")]
    assert entry(explanation, "start").origin is Origin.INHERITED


def test_states_and_actions_of_a_track_are_explained_by_themselves(explanation: Explanation) -> None:
    assert entry(explanation, "tracks", "help").origin is Origin.INHERITED
    state = entry(explanation, "tracks", "help", "states", "open")
    assert state.origin is Origin.CHANGED
    assert {change.address[-1]: change.now for change in state.changes} == {"due": "4 days", "overdue": None}


def test_what_was_taken_away_is_listed_with_the_words_that_did_it(explanation: Explanation) -> None:
    removed = {each.address[2:]: each.words for each in explanation.removed}
    assert removed == {
        ("actions", "cheer"): "remove: [actions.cheer]",
        ("tracks", "help", "actions", "give_up"): "remove: [tracks.help.actions.give_up]",
    }


def test_a_feature_that_was_left_out_explains_all_that_went_with_it(tmp_path: Path) -> None:
    area = composed(tmp_path, talk("without: [approval]\n")).whole
    removed = {each.address[-1]: each.words for each in explain(area, "talk").removed}
    assert removed == dict.fromkeys(["approval", "approve", "send_back"], "without: [approval]")


def test_every_entry_is_explained_once(explanation: Explanation) -> None:
    addresses = [each.address for each in explanation.entries]
    assert len(addresses) == len(set(addresses))
    assert explanation.templates == ("lib/talk",)


def test_a_procedure_that_extends_nothing_is_its_own(tmp_path: Path) -> None:
    area = composed(tmp_path, talk()).whole.libraries[0]
    explanation = explain(area, "talk")
    assert {each.origin for each in explanation.entries} == {Origin.OWN}
    assert explanation.templates == ()


def test_a_procedure_that_is_not_there_cannot_be_explained(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        explain(composed(tmp_path, talk()).whole, "tlak")
    assert caught.value.parameters["procedure"] == "tlak"
