from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.composing import Source
from tests.core.composing.packages import LIBRARY, composed, line_of, module, talk, write


def test_roles_switches_messages_and_code_lists_come_with_a_library(tmp_path: Path) -> None:
    area = composed(tmp_path, module("")).whole
    definition = area.definition
    assert set(definition.roles) == {"authority", "coordinator"}
    assert set(definition.policies) == {"ask_first"}
    assert set(definition.messages) == {"changed", "unused"}
    assert set(definition.codelists["grounds"]) == {"busy", "other"}
    assert area.source(("messages", "changed", "body")) == Source(("messages", "changed", "body"), "lib")
    assert area.origin(("messages", "changed")) == "lib"


def test_a_module_says_some_of_a_shared_entry_anew(tmp_path: Path) -> None:
    text = module("policies: {ask_first: {default: 'on'}}\nroles: {authority: {title: Ministry}}\n")
    area = composed(tmp_path, text).whole
    assert area.definition.policies["ask_first"].default == "on"
    assert area.definition.roles["authority"].title == "Ministry"
    assert not area.inherited(("roles", "authority", "title"))
    assert area.inherited(("roles", "authority", "kind"))


def test_codes_are_added_to_a_list_of_a_library(tmp_path: Path) -> None:
    area = composed(tmp_path, module("codelists: {grounds: {far: Too far away}}\n")).whole
    assert set(area.definition.codelists["grounds"]) == {"busy", "other", "far"}
    assert not area.inherited(("codelists", "grounds", "far"))


def test_forms_come_only_when_they_are_named(tmp_path: Path) -> None:
    assert composed(tmp_path, module("")).whole.definition.forms == {}
    area = composed(tmp_path, talk("subject: person\n")).whole
    assert set(area.definition.forms) == {"refusal", "person"}
    assert area.origin(("forms", "person", "title")) == "lib"


@pytest.mark.parametrize(
    "body",
    [
        "subject: person",
        "forms: [person]",
        "actions: {refuse: {form: person}}",
        "actions: {send: {complete: [person]}}",
        "states: {sent: {edit: [person]}}",
        "states: {sent: {edit: {asker: person}}}",
        "tracks: {help: {actions: {give: {form: [person]}}}}",
    ],
)
def test_a_form_may_be_named_in_many_places(tmp_path: Path, body: str) -> None:
    assert "person" in composed(tmp_path, talk(body + "\n")).whole.definition.forms


def test_the_forms_of_an_interface_come_too(tmp_path: Path) -> None:
    operation = "{title: Get, request: person, response: refusal, within: 10 seconds}"
    text = module(f"interfaces: {{register: {{title: Register, operations: {{get: {operation}}}}}}}\n")
    assert set(composed(tmp_path, text).whole.definition.forms) == {"person", "refusal"}


def test_the_modules_own_form_wins_over_that_of_a_library(tmp_path: Path) -> None:
    text = talk() + "forms: {refusal: {title: My refusal}}\n"
    area = composed(tmp_path, text).whole
    assert area.definition.forms["refusal"].title == "My refusal"
    assert area.definition.forms["refusal"].fields == {}


def test_a_broken_form_is_not_replaced_by_that_of_a_library(tmp_path: Path) -> None:
    result = composed(tmp_path, talk() + "forms: {refusal: {extends: lib/refsal}}\n")
    assert result.codes == ["X001"]
    assert result.there.definition.forms == {}


def test_question_sets_come_when_a_procedure_asks_them(tmp_path: Path) -> None:
    library = LIBRARY + "questionsets: {basics: {title: Basics, tree: [{q: why, text: Why?, answer: free_text}]}}\n"
    area = composed(tmp_path, talk("questions: [basics]\n"), library=library).whole
    assert set(area.definition.questionsets) == {"basics"}


def test_a_shared_entry_can_be_removed(tmp_path: Path) -> None:
    area = composed(tmp_path, module("messages: {unused: null}\n")).whole
    assert set(area.definition.messages) == {"changed"}


def test_removing_a_shared_entry_that_is_not_there_is_found(tmp_path: Path) -> None:
    text = module("messages: {unusd: null}\n")
    finding = composed(tmp_path, text).only("X002")
    assert finding.message == "nothing called 'messages.unusd' to remove"
    assert finding.hint == "did you mean 'unused'?"
    assert finding.position.line == line_of(text, "messages")


@pytest.mark.parametrize(
    ("removed", "where"),
    [
        ("messages: {changed: null}", "procedures.talk.actions.send.effects.notify.message"),
        ("policies: {ask_first: null}", "procedures.talk.actions.send.to.when"),
        ("roles: {coordinator: null}", "procedures.talk.parties.coordinator.role"),
        ("roles: {coordinator: null}", "policies.ask_first.set_by"),
        ("codelists: {grounds: null}", "forms.refusal.fields.ground.list"),
    ],
)
def test_a_shared_entry_that_a_template_needs_cannot_go(tmp_path: Path, removed: str, where: str) -> None:
    text = talk() + removed + "\n"
    result = composed(tmp_path, text)
    assert any(message.startswith(f"X012 '{where}' still needs ") for message in result.said)
    assert {finding.position.line for finding in result.findings} == {line_of(text, removed)}


def test_two_libraries_that_say_different_things_are_found(tmp_path: Path) -> None:
    other = LIBRARY.replace("module: lib", "module: other").replace("Nobody sends this.", "Somebody does.")
    write(tmp_path, "other", other)
    result = composed(tmp_path, module("", uses='uses: {lib: "^1.0", other: "^1.0"}\n'))
    assert result.said == ["X015 both 'lib' and 'other' give 'messages.unused'"]


def test_two_libraries_that_say_the_same_are_no_problem(tmp_path: Path) -> None:
    write(tmp_path, "other", LIBRARY.replace("module: lib", "module: other"))
    text = module("procedures: {talk: {extends: other/talk}}\n", uses='uses: {lib: "^1.0", other: "^1.0"}\n')
    assert composed(tmp_path, text).said == []


def test_a_library_that_uses_another_has_the_last_word(tmp_path: Path) -> None:
    upper = "format: 2\nmodule: upper\nlibrary: true\nversion: 1.0.0\ntitle: U\nuses: {lib: '^1.0'}\n"
    write(tmp_path, "upper", upper + "messages: {changed: {subject: News}}\n")
    for uses in ('{lib: "^1.0", upper: "^1.0"}', '{upper: "^1.0", lib: "^1.0"}'):
        area = composed(tmp_path, module("", uses=f"uses: {uses}\n")).whole
        message = area.definition.messages["changed"]
        assert (message.subject, message.body) == ("News", "It has changed.")
        assert area.source(("messages", "changed", "subject")).library == "upper"
        assert area.source(("messages", "changed", "body")).library == "lib"


def test_a_library_that_only_passes_on_does_not_undo_another(tmp_path: Path) -> None:
    head = "format: 2\nlibrary: true\nversion: 1.0.0\ntitle: U\nuses: {lib: '^1.0'}\n"
    write(tmp_path, "one", head + "module: one\nmessages: {changed: {subject: News}}\n")
    write(tmp_path, "two", head + "module: two\n")
    area = composed(tmp_path, module("", uses='uses: {two: "^1.0", one: "^1.0"}\n')).whole
    assert area.definition.messages["changed"].subject == "News"


def test_the_order_of_keys_changes_nothing(tmp_path: Path) -> None:
    one = composed(tmp_path, talk("title: T\nstates: {sent: {due: 1 days}, draft: {due: 2 days}}\n")).whole
    two = composed(tmp_path, talk("states: {draft: {due: 2 days}, sent: {due: 1 days}}\ntitle: T\n")).whole
    assert one.definition == two.definition
