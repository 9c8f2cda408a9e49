from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.composing.removing import found_at, nearest_address
from tests.core.composing.packages import IN_TALK, LIBRARY, composed, line_of, module, talk
from tests.core.trees import tree_of


def test_a_dotted_address_leads_to_an_entry_or_to_a_name_in_a_list() -> None:
    tree = tree_of({"forms": ["a", "b"], "states": {"sent": {"due": "7 days", "remind": []}}})
    assert found_at(tree, "states.sent.due") == ("states", "sent", "due")
    assert found_at(tree, "forms.b") == ("forms", 1)
    assert found_at(tree, "forms.c") is None
    assert found_at(tree, "forms.b.x") is None
    assert found_at(tree, "states.sent.due.x") is None
    assert found_at(tree, "") is None


def test_a_name_can_be_removed_from_an_inherited_list(tmp_path: Path) -> None:
    area = composed(tmp_path, talk("remove: [forms.refusal, actions.refuse]\n")).whole
    assert area.definition.procedures["talk"].forms == ()
    assert area.definition.forms == {}


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        ("actions.ask_hlep", "did you mean 'actions.ask_help'?"),
        ("action.ask_help", "did you mean 'actions.ask_help'?"),
        ("tracks.help.states.opne", "did you mean 'tracks.help.states.open'?"),
        ("forms.refsal", "did you mean 'forms.refusal'?"),
        ("tracks.help.zzz", "in tracks.help there are: title, per, party, start, ends_with_main, states, actions"),
    ],
)
def test_removing_what_is_not_there_is_found_with_the_nearest_address(tmp_path: Path, wanted: str, hint: str) -> None:
    text = talk(f"remove: [{wanted}]\n")
    finding = composed(tmp_path, text).only("X002")
    assert finding.message == f"nothing called '{wanted}' to remove in lib/talk"
    assert finding.hint == hint
    assert finding.position.line == line_of(text, "remove")


def test_removing_twice_is_found(tmp_path: Path) -> None:
    finding = composed(tmp_path, talk("without: [help]\nremove: [actions.ask_help]\n")).only("X002")
    assert finding.hint == "it is gone already"


def test_nothing_is_near_what_lies_below_a_text() -> None:
    assert nearest_address(tree_of({"title": "Talk"}), "title.x") == ""


@pytest.mark.parametrize("value", ["{actions: split}", "[3]", "[[actions.ask_help]]", "true"])
def test_remove_is_a_list_of_names(tmp_path: Path, value: str) -> None:
    result = composed(tmp_path, talk(f"remove: {value}\n"))
    assert result.codes == ["X019"]
    assert "remove: [actions.split" in result.findings[0].hint


def test_a_feature_is_left_out_as_a_whole(tmp_path: Path) -> None:
    area = composed(tmp_path, talk("without: [approval]\n")).whole
    procedure = area.definition.procedures["talk"]
    assert "approval" not in procedure.states
    assert not {"approve", "send_back"} & set(procedure.actions)
    assert list(procedure.features) == ["help"]


def test_all_features_can_be_left_out_and_nothing_is_left_of_them(tmp_path: Path) -> None:
    procedure = composed(tmp_path, talk("without: [approval, help]\n")).whole.definition.procedures["talk"]
    assert procedure.tracks == {}
    assert procedure.features == {}
    assert procedure.actions["reply"].needs == {}


def test_an_unknown_feature_is_found_with_the_nearest(tmp_path: Path) -> None:
    text = talk("without: [aproval]\n")
    finding = composed(tmp_path, text).only("X010")
    assert finding.message == "lib/talk has no feature 'aproval'"
    assert finding.hint == "did you mean 'approval'?"
    assert finding.position.line == line_of(text, "without")


def test_a_template_without_features_says_so(tmp_path: Path) -> None:
    text = module("procedures:\n  a: {title: A}\n  b: {extends: a, without: [approval]}\n")
    assert composed(tmp_path, text).only("X010").hint == "a has no features"


def test_a_feature_that_names_something_that_is_not_there_is_found_in_the_template(tmp_path: Path) -> None:
    library = LIBRARY.replace("states.approval, actions.approve", "states.aproval, actions.approve")
    finding = composed(tmp_path, talk(), library=library).only("X011")
    assert finding.message == "feature 'approval' names 'states.aproval', which is not there"
    assert finding.hint == "did you mean 'states.approval'?"
    assert (finding.position.file, finding.position.line) == ("lib.yaml", line_of(LIBRARY, "approval: [states"))


def test_what_a_module_removes_is_forgotten_by_the_features_too(tmp_path: Path) -> None:
    text = module(
        """\
        procedures:
          first: {extends: lib/talk, remove: [actions.send_back]}
          second: {extends: first, without: [approval]}
        """
    )
    area = composed(tmp_path, text).whole
    assert area.definition.procedures["first"].features["approval"] == ("states.approval", "actions.approve")
    assert "approval" not in area.definition.procedures["second"].states


def test_a_removed_entry_may_be_written_anew(tmp_path: Path) -> None:
    body = """\
        remove: [actions.reply]
        actions:
          reply: {title: Say no, by: watchers, from: sent, to: dropped}
        """
    action = composed(tmp_path, talk(body)).whole.definition.procedures["talk"].actions["reply"]
    assert action.by == ("watchers",)
    assert action.needs == {}


def test_a_removed_entry_cannot_be_changed(tmp_path: Path) -> None:
    text = talk("without: [help]\nactions: {ask_help: {title: Ask}}\n")
    finding = composed(tmp_path, text).only("X014")
    assert finding.message == "action 'ask_help' of lib/talk goes with `without: [help]`, so it cannot be changed"
    assert finding.position.line == line_of(text, "actions:")


def test_the_place_of_what_was_removed_is_that_of_the_remove(tmp_path: Path) -> None:
    text = talk("remove: [actions.cheer]\n")
    area = composed(tmp_path, text).whole
    place = area.at((*IN_TALK, "actions", "cheer"))
    assert (place.file, place.line) == ("area.yaml", line_of(text, "remove"))
