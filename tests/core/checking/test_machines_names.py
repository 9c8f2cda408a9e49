from __future__ import annotations

from tests.core.checking.areas import GONE, PART, WITH_PART, action, automatic, found, messages, said, state


def test_a_start_that_is_no_state_is_found_at_the_start() -> None:
    assert said({"start": "drafft"}) == [("M001", "start")]
    assert found({"start": "drafft"})[0].hint == "did you mean 'draft'?"


def test_a_machine_without_a_start_says_so() -> None:
    assert messages({"start": GONE}) == ["request: says no 'start'"]


def test_a_misspelt_start_does_not_make_all_states_unreachable() -> None:
    assert [code for code, _ in said({"start": "nowhere_near"})] == ["M001"]


def test_a_misspelt_target_is_found_once_at_its_own_line() -> None:
    changes = {"actions.send.to": "snt"}
    assert said(changes) == [("M002", "actions.send.to")]
    assert messages(changes) == ["request.send: to 'snt' is not a state"]
    assert found(changes)[0].hint == "did you mean 'sent'?"


def test_a_target_like_nothing_at_all_is_found_once() -> None:
    assert said({"actions.send.to": "elsewhere"}) == [("M002", "actions.send.to")]


def test_a_misspelt_source_is_found_in_its_list() -> None:
    changes = {"actions.reply.from": ["sent", "answred"]}
    assert said(changes) == [("M002", "actions.reply.from.1")]


def test_a_source_like_nothing_at_all_is_found_once() -> None:
    assert said({"actions.reply.from": "xyz"}) == [("M002", "actions.reply.from")]


def test_a_misspelt_branch_is_found_at_its_own_branch() -> None:
    ways = [{"when": "has(subject.urgent)", "state": "answerd"}, {"state": "answered"}]
    assert said({"actions.reply.to": ways}) == [("M002", "actions.reply.to.0.state")]


def test_any_state_and_the_same_state_need_no_name() -> None:
    assert said({"actions.attach": action("requester", "*")}) == []


def test_a_misspelt_state_of_a_track_is_found_in_the_track() -> None:
    changes = {**WITH_PART, "tracks.part.actions.deliver.to": "don"}
    assert said(changes) == [("M002", "tracks.part.actions.deliver.to")]
    assert messages(changes) == ["request/part.deliver: to 'don' is not a state"]


def test_an_action_without_from_is_found() -> None:
    assert said({"actions.stray": action("requester", [])}) == [("M008", "actions.stray")]


def test_an_action_that_nobody_may_do_is_found() -> None:
    assert said({"actions.stray": action("", "sent")}) == [("M006", "actions.stray")]


def test_an_automatic_action_needs_nobody() -> None:
    assert said({"actions.stray": automatic("sent", "answered", when="subject.sector == 'law'")}) == []


def test_an_actor_who_is_no_party_is_found_with_the_list_of_parties() -> None:
    changes = {"actions.peek": action("journalist", "sent")}
    assert said(changes) == [("M005", "actions.peek.by")]
    assert found(changes)[0].message == "request.peek: 'journalist' is not a party"
    assert found(changes)[0].hint == "parties: requester, responder, coordinator"


def test_the_system_may_act_though_it_is_no_party() -> None:
    assert said({"actions.expire": action("system", "sent", "closed")}) == []


def test_an_owner_who_is_no_party_is_found_once() -> None:
    changes = {"states.sent.owner": ["responder", "respnder"]}
    assert said(changes) == [("M005", "states.sent.owner.1")]
    assert messages(changes) == ["request.sent: owner 'respnder' is not a party"]


def test_a_reader_who_is_no_party_is_found() -> None:
    assert said({"states.draft.sees": ["requester", "reqester"]}) == [("M005", "states.draft.sees.1")]


def test_an_editor_who_is_no_party_is_found() -> None:
    assert said({"states.answered.edit": {"reqester": ["questions"]}}) == [("M005", "states.answered.edit.reqester")]


def test_an_escalation_to_nobody_is_found() -> None:
    changes = {"states.sent.escalate": {"after": "7 days", "to": ["supervisor"]}}
    assert said(changes) == [("M005", "states.sent.escalate.to.0")]


def test_an_escalation_to_a_party_is_fine() -> None:
    assert said({"states.sent.escalate": {"after": "7 days", "to": ["coordinator", "requester"]}}) == []


def test_an_overdue_action_that_does_not_exist_is_found_at_overdue() -> None:
    changes = {"states.answered.overdue": "clsoe"}
    assert said(changes) == [("M007", "states.answered.overdue")]
    assert messages(changes) == ["request.answered: overdue action 'clsoe' does not exist"]
    assert found(changes)[0].hint == "did you mean 'close'?"


def test_an_overdue_action_that_cannot_start_there_is_found() -> None:
    changes = {"states.answered.overdue": "discard"}
    assert said(changes) == [("M007", "states.answered.overdue")]
    assert messages(changes) == ["request.answered: action 'discard' cannot start from 'answered'"]


def test_a_missed_review_does_something_that_exists() -> None:
    standing = {"review": "every 12 months", "missed": "lapse"}
    kept = {"title": "Kept", "owner": "requester", "standing": standing}
    into = {"states.kept": kept, "actions.keep": action("requester", "answered", "kept")}
    out = {"actions.end": action("requester", "kept", "closed")}
    assert said(into, out) == [("M007", "states.kept.standing.missed")]
    assert said(into, out, {"actions.lapse": action("system", "kept", "closed")}) == []


def test_names_that_the_grammar_has_taken_are_found() -> None:
    party = {"title": "Subject", "role": "authority", "country": "other"}
    assert said({"parties.subject": party}) == [("M009", "parties.subject")]
    track = {"tracks.form": PART, "actions.split.effects": [{"open": {"track": "form", "for": "choice"}}]}
    assert ("M009", "tracks.form") in said(WITH_PART, track)


def test_a_state_may_not_be_called_same() -> None:
    assert ("M009", "states.same") in said({"states.same": state(), "actions.reply.to": "same"})


def test_a_state_may_be_called_like_a_function() -> None:
    changes = {"states.open": state(), "actions.begin": action("responder", "sent", "open")}
    assert said(changes, {"actions.end": action("responder", "open", "answered")}) == []


def test_a_child_may_not_have_the_name_of_a_track() -> None:
    children = {"children.part": {"procedure": "request"}}
    assert ("M009", "children.part") in said(WITH_PART, children)
