from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.composing.packages import composed, line_of, module


def broken(body: str) -> str:
    return module("procedures:\n  talk:\n    extends: lib/tlak\n" + body)


def test_a_misspelt_key_beside_a_broken_extends_is_still_found(tmp_path: Path) -> None:
    text = broken("    states:\n      sent: {due: 2 fortnights, remnd: [1 days before]}\n")
    result = composed(tmp_path, text)
    assert sorted(result.codes) == ["S010", "S011", "X001"]
    line = line_of(text, "fortnights")
    assert [finding.position.line for finding in result.findings[1:]] == [line, line]


@pytest.mark.parametrize(
    "body",
    [
        "    states: {sent: {due: 5 days}}\n",
        "    actions: {send: {effects: [{notify: {to: asker}}]}}\n",
        "    parties: {asker: {optional: true}}\n",
        "    tracks: {help: {states: {open: {due: 1 days}}}}\n",
        "    tracks: {help: {extends: aid, remove: [states.x]}}\n",
        "    clocks: {whole: {pauses: [sent]}}\n",
        "    lookups: {one: {by: authority}}\n",
        "    documents: {record: {title: Record}}\n",
        "    without: [approval]\n    remove: [actions.x]\n",
    ],
)
def test_what_the_template_would_have_given_is_not_asked_for(tmp_path: Path, body: str) -> None:
    assert composed(tmp_path, broken(body)).codes == ["X001"]


def test_a_broken_form_is_checked_too(tmp_path: Path) -> None:
    text = module("forms:\n  worker:\n    extends: lib/persn\n    fields: {name: {labl: Name}}\n")
    assert composed(tmp_path, text).codes == ["X001", "S010"]


def test_other_mistakes_of_the_module_are_said_once(tmp_path: Path) -> None:
    text = broken("    states: {sent: {due: soon}}\n") + "statuss: pilot\n"
    assert sorted(composed(tmp_path, text).codes) == ["S010", "S011", "X001"]
