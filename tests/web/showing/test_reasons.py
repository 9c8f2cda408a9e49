from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpart.core.workflow import REASONS
from counterpart.core.workflow.forms import PROBLEMS
from counterpart.directory.policy import CODES
from counterpart.foundation.words import words_of
from counterpart.web.showing.problems import general
from counterpart.web.showing.reasons import FAMILIES, reason, sentence_of
from tests.web.showing.stage import ROOT

ENGLISH = words_of("en")
SOURCE = ROOT / "src" / "counterpart"
KINDS = {"Refused", "OutOfTurn", "NotFound", "Invalid", "Conflict", "CounterpartError", "KeyGone", "Damaged", "NoSpace"}
ROOMS = (
    "accounts",
    "directory",
    "exchanges",
    "modules",
    "notices",
    "foundation",
    "web",
    "core/writing",
    "core/lookups",
)

OF_OPERATORS_AND_PROGRAMS = {
    "access_reader", "actor_language", "actor_ref", "actor_substitute", "actor_time_zone", "actor_without_authority",
    "anchor_fewer", "anchor_made", "anchor_order", "anchor_other_outside", "anchor_time", "anchor_unreadable",
    "clamd_setting", "clock_backwards",
    "clock_file", "consumer_not_held", "draft_days", "draft_of_nobody", "draft_place",
    "engine_format_unknown", "file_chunk", "file_shelf", "index_epochs", "key_inside", "key_of_another_place",
    "key_of_no_index", "log_facts", "log_format", "master_id", "master_length", "master_not_older", "master_twice",
    "module_changed_in_store", "module_other_network", "module_version", "network_other", "network_shrinks",
    "number_id", "number_key", "ref_time", "ref_version", "texts_unknown", "token_not_folded", "key_damaged",
    "master_missing", "value_damaged", "master_retired",
}  # fmt: skip
"""Codes that no person at a page can cause: the command line says them, or they are mistakes of the program."""


def raised_in(path: Path) -> Iterator[str]:
    """The codes of errors that a file makes, as far as they are written there."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Name) and node.func.id in KINDS:
            code = node.args[0]
            choices = [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]
            yield from (one.value for one in choices if isinstance(one, ast.Constant) and isinstance(one.value, str))


def raised_by_rooms() -> set[str]:
    files = (path for room in ROOMS for path in (SOURCE / room).rglob("*.py") if "demonstration" not in path.parts)
    return {code for path in files for code in raised_in(path)}


def test_every_reason_of_the_engine_has_a_sentence() -> None:
    assert [code for code in REASONS if not sentence_of(ENGLISH, code)] == []


def test_every_problem_of_a_form_has_a_sentence() -> None:
    assert [code for code in PROBLEMS if general(ENGLISH, code) == code] == []


def test_every_reason_of_the_table_of_rights_has_a_sentence() -> None:
    assert [code for code in CODES if not sentence_of(ENGLISH, code)] == []


def test_every_code_that_a_person_can_cause_has_a_sentence() -> None:
    found = raised_by_rooms()
    assert len(found) > 100
    assert sorted(code for code in found - OF_OPERATORS_AND_PROGRAMS if not sentence_of(ENGLISH, code)) == []


def test_the_codes_that_are_made_up_while_running_have_sentences_too() -> None:
    passwords = {"password_short", "password_common", "password_numbers"}
    names = {"module_unknown", "role_unknown", "member_unknown", "switch_unknown"}
    rights = {"right_needs_module", "right_without_module"}
    values = {"value.date", "value.datetime", "value.number"}
    assert [code for code in passwords | names | rights | values if not sentence_of(ENGLISH, code)] == []


def test_no_code_is_said_twice() -> None:
    codes = [code for family in FAMILIES for code in family(ENGLISH)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_sentences_are_whole_and_say_no_code(family: object) -> None:
    assert callable(family)
    for code, sentence in family(ENGLISH).items():
        assert sentence[0].isupper() or sentence[0] in "“%", code
        assert sentence.rstrip().endswith((".", ":")), code
        assert "_" not in re.sub(r"%\(\w+\)s", "", sentence), code


def test_a_sentence_is_filled_from_the_parameters_and_survives_their_absence() -> None:
    assert (
        reason(ENGLISH, "used_up", {"at_most": 2, "action": "x"}) == "This may be done so many times: 2. It has been."
    )
    assert reason(ENGLISH, "used_up", {}) == "This may be done so many times: …. It has been."
    assert "100 %" not in reason(ENGLISH, "needs", {"what": "100 %"})


def test_a_code_without_a_sentence_is_said_as_a_mistake_to_be_reported() -> None:
    assert reason(ENGLISH, "no_such_code", {"secret": "Papadakis"}) == "This cannot be done (no_such_code)."
