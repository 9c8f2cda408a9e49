from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.definitions.procedures import Procedure
from tests.core.composing.packages import IN_TALK, LIBRARY, composed, line_of, talk

WITHOUT_COORDINATOR = """\
    remove: [parties.coordinator, states.approval]
    actions: {send: {to: sent}}
    """


def procedure(folder: Path, body: str) -> Procedure:
    return composed(folder, talk(body)).whole.definition.procedures["talk"]


def test_a_removed_party_goes_from_every_list(tmp_path: Path) -> None:
    found = procedure(tmp_path, WITHOUT_COORDINATOR)
    assert found.states["draft"].sees == ("asker",)
    assert found.states["draft"].edit == {"asker": ("subject",)}
    assert found.states["sent"].escalate is not None
    assert found.states["sent"].escalate.to == ("watchers",)
    assert found.actions["refuse"].by == ("answerer",)
    assert "coordinator" not in found.visible_to["personal"]


def test_an_action_that_nobody_can_do_any_more_goes_along(tmp_path: Path) -> None:
    area = composed(tmp_path, talk(WITHOUT_COORDINATOR)).whole
    assert not {"approve", "send_back"} & set(area.definition.procedures["talk"].actions)
    along = {removal.address[-1]: removal.went_along for removal in area.provenance.removals}
    assert along == {"coordinator": False, "approval": False, "approve": True, "send_back": True}


def test_an_action_that_could_start_from_nowhere_goes_along(tmp_path: Path) -> None:
    found = procedure(tmp_path, "remove: [states.approval]\n")
    assert not {"approve", "send_back"} & set(found.actions)
    assert found.actions["drop"].from_ == ("draft",)


def test_an_action_stays_when_the_module_says_anew_who_does_it(tmp_path: Path) -> None:
    found = procedure(tmp_path, "remove: [parties.watchers]\nactions: {cheer: {by: asker}}\n")
    assert found.actions["cheer"].by == ("asker",)
    assert found.actions["cheer"].from_ == ("sent",)


def test_the_only_way_that_is_left_becomes_a_plain_one(tmp_path: Path) -> None:
    (way,) = procedure(tmp_path, "without: [approval]\n").actions["send"].to
    assert (way.state, way.when) == ("sent", None)


def test_a_mail_that_nobody_gets_goes_with_its_effect(tmp_path: Path) -> None:
    found = procedure(tmp_path, "remove: [parties.watchers]\n")
    assert [effect.verb for effect in found.actions["reply"].effects] == ["snapshot"]
    assert found.actions["send"].effects[0].notify is not None
    assert found.actions["send"].effects[0].notify.to == ("answerer",)
    assert found.states["sent"].owner == ("answerer",)


def test_an_escalation_to_nobody_goes(tmp_path: Path) -> None:
    body = "remove: [parties.watchers, parties.coordinator, states.approval]\nactions: {send: {to: sent}}\n"
    assert procedure(tmp_path, body).states["sent"].escalate is None


def test_a_clock_forgets_the_state_in_which_it_stood_still(tmp_path: Path) -> None:
    assert procedure(tmp_path, "without: [approval]\n").clocks["whole"].pauses == ("sent",)


def test_a_clock_that_nothing_stops_any_more_still_ends_with_the_procedure(tmp_path: Path) -> None:
    body = "remove: [states.answered]\nactions: {reply: {to: dropped}}\n"
    assert procedure(tmp_path, body).clocks["whole"].stops == ()


def test_a_condition_on_a_party_that_is_gone_is_an_error(tmp_path: Path) -> None:
    body = "remove: [parties.asker]\nparties: {coordinator: {of: null}}\nactions: {send: {by: answerer}}\n"
    result = composed(tmp_path, talk(body))
    assert any("'actions.send.to.when' still needs party 'asker'" in message for message in result.said)


def test_a_removed_state_is_no_longer_one_in_which_somebody_sees(tmp_path: Path) -> None:
    found = procedure(tmp_path, "without: [approval, help]\n")
    assert found.visible_to["personal"]["watchers"] == ["sent"]


def test_seeing_never_grows_when_all_states_are_gone(tmp_path: Path) -> None:
    library = LIBRARY.replace("watchers: [sent, approval, help.open]", "watchers: [approval]")
    area = composed(tmp_path, talk("without: [approval]\n"), library=library).whole
    assert area.definition.procedures["talk"].visible_to["personal"]["watchers"] == []


@pytest.mark.parametrize(
    ("removed", "where", "thing"),
    [
        ("tracks.help", "actions.reply.needs.help_back.check", "track 'help'"),
        ("tracks.help", "actions.ask_help.effects.open.track", "track 'help'"),
        ("actions.drop", "states.draft.overdue", "action 'drop'"),
        ("actions.approve", "states.approval.overdue", "action 'approve'"),
        ("states.answered", "actions.reply.to", "state 'answered'"),
        ("states.draft", "start", "state 'draft'"),
        ("states.sent", "clocks.whole.starts", "state 'sent'"),
        ("documents.record", "states.answered.effects.pdf", "document 'record'"),
        ("parties.coordinator", "states.approval.owner", "party 'coordinator'"),
        ("parties.asker", "parties.coordinator.of", "party 'asker'"),
        ("parties.answerer", "parties.watchers.country", "party 'answerer'"),
        ("parties.answerer", "tracks.help.party", "party 'answerer'"),
        ("tracks.help.states.open", "tracks.help.start", "state 'open' of track 'help'"),
    ],
)
def test_what_is_still_needed_is_an_error_at_the_remove(tmp_path: Path, removed: str, where: str, thing: str) -> None:
    text = talk(f"remove: [{removed}]\n")
    result = composed(tmp_path, text)
    message = f"X012 lib/talk: '{where}' still needs {thing}, which goes with `remove: [{removed}]`"
    assert message in result.said
    assert {(f.position.file, f.position.line) for f in result.findings} == {("area.yaml", line_of(text, "remove"))}


def test_a_condition_that_still_asks_for_what_is_gone_can_be_removed_as_well(tmp_path: Path) -> None:
    result = composed(tmp_path, talk("remove: [tracks.help, actions.ask_help]\n"))
    assert result.codes == ["X012"]
    assert result.findings[0].hint == "say that anew, or remove 'actions.reply.needs.help_back' as well"
    body = "remove: [tracks.help, actions.ask_help, actions.reply.needs.help_back]\n"
    assert composed(tmp_path, talk(body)).said == []


def test_a_mistake_that_was_reported_is_not_to_be_reported_again(tmp_path: Path) -> None:
    text = talk("remove: [tracks.help, actions.ask_help]\n")
    area = composed(tmp_path, text).there
    check = (*IN_TALK, "actions", "reply", "needs", "help_back", "check")
    assert area.reported(check)
    assert area.at(check).line == line_of(text, "remove")
    assert not area.reported((*IN_TALK, "actions", "reply", "by"))


def test_what_the_module_says_anew_is_not_held_against_the_remove(tmp_path: Path) -> None:
    found = procedure(tmp_path, "remove: [actions.drop]\nstates: {draft: {overdue: send}}\n")
    assert found.states["draft"].overdue == "send"


def test_the_modules_own_mention_of_a_removed_thing_is_left_to_the_checker(tmp_path: Path) -> None:
    area = composed(tmp_path, talk("without: [approval]\nactions: {cheer: {from: [sent, approval]}}\n")).whole
    assert area.definition.procedures["talk"].actions["cheer"].from_ == ("sent", "approval")


def test_mistakes_in_what_a_removal_touched_point_at_the_removal(tmp_path: Path) -> None:
    text = talk("remove: [actions.reply]\n")
    area = composed(tmp_path, text).whole
    removal = ("area.yaml", line_of(text, "remove"))
    for state in ("sent", "answered"):  # one has lost a way out, the other a way in
        place = area.at((*IN_TALK, "states", state))
        assert (place.file, place.line) == removal
    assert area.at((*IN_TALK, "states", "sent", "title")).file == "lib.yaml"
    assert area.at((*IN_TALK, "states", "draft")).file == "lib.yaml"


def test_a_deadline_taken_away_is_blamed_on_the_null(tmp_path: Path) -> None:
    text = talk("states:\n  sent:\n    due: null\n")
    area = composed(tmp_path, text).whole
    for address in [("states", "sent"), ("states", "sent", "due")]:
        assert area.at((*IN_TALK, *address)).line == line_of(text, "due: null")


def test_a_removed_field_that_is_still_printed_is_an_error_at_the_remove(tmp_path: Path) -> None:
    text = talk() + "forms:\n  worker:\n    extends: lib/person\n    remove: [fields.title, fields.born_on]\n"
    result = composed(tmp_path, text)
    assert set(result.said) == {
        "X012 lib/person: 'placeholders.person' still needs field 'title', which goes with `remove: [fields.title]`",
        "X012 lib/person: 'fields.died_on.min' still needs field 'born_on', which goes with `remove: [fields.born_on]`",
        "X012 lib/person: 'rules.lived.check' still needs field 'born_on', which goes with `remove: [fields.born_on]`",
    }
    assert {finding.position.line for finding in result.findings} == {line_of(text, "remove")}


def test_a_removed_field_may_go_when_its_placeholder_is_said_anew(tmp_path: Path) -> None:
    body = "forms:\n  worker: {extends: lib/person, remove: [fields.title], placeholders: {person: '{surname}'}}\n"
    area = composed(tmp_path, talk() + body).whole
    assert "title" not in area.definition.forms["worker"].fields
