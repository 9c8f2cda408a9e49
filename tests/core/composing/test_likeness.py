from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from counterpart.core.composing.likeness import unfinished
from tests.core.composing.packages import IN_TALK, composed, line_of, module, talk
from tests.core.trees import tree_of


@pytest.mark.parametrize(
    ("body", "message", "hint"),
    [
        ("states: {snt: {due: 5 days}}", "lib/talk has no state 'snt'", "did you mean 'sent'?"),
        ("actions: {replay: {title: Answer}}", "lib/talk has no action 'replay'", "did you mean 'reply'?"),
        ("parties: {answrer: {optional: true}}", "lib/talk has no party 'answrer'", "did you mean 'answerer'?"),
        ("clocks: {whol: {period: 3 months}}", "lib/talk has no clock 'whol'", "did you mean 'whole'?"),
        ("documents: {recrd: {title: File}}", "lib/talk has no document 'recrd'", "did you mean 'record'?"),
        ("tracks: {hlep: {party: watchers}}", "lib/talk has no track 'hlep'", "did you mean 'help'?"),
        ("tracks: {help: {states: {opne: {due: 1 days}}}}", "lib/talk has no state 'opne'", "did you mean 'open'?"),
        (
            "actions: {reply: {needs: {help_bak: {message: Wait.}}}}",
            "lib/talk has no requirement 'help_bak'",
            "did you mean 'help_back'?",
        ),
    ],
)
def test_an_entry_that_looks_like_a_misspelt_one_is_found(tmp_path: Path, body: str, message: str, hint: str) -> None:
    text = talk(body + "\n")
    result = composed(tmp_path, text)
    assert result.said == [f"X013 {message}"]
    assert result.findings[0].hint == hint
    assert result.findings[0].position.line == line_of(text, body.partition(":")[0] + ":")


def test_a_misspelt_entry_causes_no_further_findings(tmp_path: Path) -> None:
    area = composed(tmp_path, talk("states: {snt: {due: 5 days}}\n")).there
    assert "snt" not in area.definition.procedures["talk"].states
    assert area.definition.procedures["talk"].states["sent"].due == "7 days from sent"
    assert area.reported((*IN_TALK, "states", "snt", "title"))


def test_a_misspelt_field_of_a_form_is_found(tmp_path: Path) -> None:
    text = module("forms:\n  worker: {extends: lib/person, fields: {surnam: {max: 20}}}\n")
    assert composed(tmp_path, text).said == ["X013 lib/person has no field 'surnam'"]


@pytest.mark.parametrize(
    ("section", "entry"),
    [
        ("states", {"title": "Sent on", "owner": "asker", "due": "1 days"}),
        ("states", {"title": "Sent back", "final": True}),
        ("actions", {"title": "Reply now", "by": "asker", "from": "sent"}),
        ("actions", {"title": "Reply", "auto": True, "from": "sent"}),
        ("parties", {"title": "Another", "role": "authority"}),
        ("clocks", {"title": "Half", "starts": "sent", "period": "1 months"}),
        ("children", {"procedure": "talk"}),
        ("documents", {"title": "File", "of": "exchange"}),
        ("lookups", {"title": "Is one there", "ask": {}, "in": ["sent"]}),
        ("tracks", {"title": "Another", "per": "authority"}),
        ("tracks", {"extends": "help"}),
        ("rules", {"check": "true", "message": "M"}),
        ("fields", {"label": "L", "type": "text"}),
        ("sections", {"fields": {}}),
    ],
)
def test_an_entry_that_is_complete_is_simply_new(section: str, entry: dict[str, Any]) -> None:
    assert list(unfinished(tree_of({section: {"sents": entry}}), tree_of({section: {"sent": {}}}))) == []


def test_an_incomplete_entry_that_resembles_nothing_is_left_to_the_schema(tmp_path: Path) -> None:
    result = composed(tmp_path, talk("states: {limbo: {due: 5 days}}\n"))
    assert result.said == ["S012 procedures.talk.states.limbo: 'title' is required"]


def test_what_is_inherited_may_be_changed_in_part() -> None:
    over, base = tree_of({"states": {"sent": {"due": "1 days"}}}), tree_of({"states": {"sent": {"title": "Sent"}}})
    assert list(unfinished(over, base)) == []


def test_only_maps_of_entries_are_compared() -> None:
    over = tree_of({"states": {"snt": "soon"}, "edit": {"x": {}}, "actions": ["x"], "states2": {"y": {}}})
    assert list(unfinished(over, tree_of({"states": {"sent": {}}}))) == []
