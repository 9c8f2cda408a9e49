from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.errors import Invalid
from counterpart.core.versions import (
    canonical_definition,
    canonical_json,
    line_of,
    next_revision,
    source_texts,
    structure_digest,
    texts_digest,
)
from tests.core.versions.sample import SAMPLE, changed, definition

SOURCE = Path(__file__).parents[3]
TEXTS = st.dictionaries(st.text(max_size=8), st.text(max_size=12), max_size=6)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=6)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    max_leaves=10,
)


def shuffled(value: Any, random: Random) -> Any:
    """Return the same data with the keys of every map in another order."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda _: random.random())
        return {key: shuffled(value[key], random) for key in keys}
    return [shuffled(each, random) for each in value] if isinstance(value, list) else value


@given(st.integers())
def test_digests_do_not_depend_on_the_order_of_keys(seed: int) -> None:
    other = definition(shuffled(SAMPLE, Random(seed)))
    assert structure_digest(other) == structure_digest(definition())
    assert structure_digest(other, "request") == structure_digest(definition(), "request")
    assert canonical_definition(other) == canonical_definition(definition())


@given(VALUES, st.integers())
def test_canonical_json_does_not_depend_on_the_order_of_keys(value: Any, seed: int) -> None:
    assert canonical_json(shuffled(value, Random(seed))) == canonical_json(value)


@pytest.mark.parametrize("seed", ["0", "1", "12345"])
def test_digests_are_the_same_in_another_process(seed: str) -> None:
    code = (
        "from tests.core.versions.sample import definition\n"
        "from counterpart.core.versions import structure_digest\n"
        "print(structure_digest(definition(), 'request'))"
    )
    paths = os.pathsep.join([str(SOURCE), str(SOURCE / "src")])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == structure_digest(definition(), "request")


def test_a_digest_is_a_sha_256() -> None:
    assert len(structure_digest(definition())) == 64
    assert int(structure_digest(definition()), 16) > 0


def test_a_patch_has_the_digest_of_its_line() -> None:
    patch = changed("procedures.request.states.sent.title", "On its way") | {"version": "1.2.4"}
    assert structure_digest(definition(patch)) == structure_digest(definition())
    assert canonical_definition(definition(patch)) != canonical_definition(definition())


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("procedures.request.states.sent.due", "5 days"),
        ("forms.trader.fields.name.personal", "sensitive"),
        ("questionsets.basics.tree.1.follow_if", "asked(known)"),
        ("codelists.sectors.food.valid_to", "2030-12-31"),
        ("policies.ask_first.default", "on"),
        ("roles.authority.kind", "body"),
        ("retention.0.block_after", "1 months"),
        ("retention.1.erase_after", "1 years"),
    ],
)
def test_what_a_procedure_uses_is_part_of_its_digest(address: str, value: object) -> None:
    other = definition(changed(address, value))
    assert structure_digest(other, "request") != structure_digest(definition(), "request")


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("forms.unused.fields", {"x": {"label": "X", "type": "text"}}),
        ("codelists.unused.one.valid_to", "2030-12-31"),
        ("roles.unused.kind", "business"),
        ("statistics.closed.by", ["year"]),
        ("countries", ["NORTH"]),
        ("policies.another", {"title": "Another", "default": "on"}),
    ],
)
def test_what_a_procedure_does_not_use_leaves_its_digest_alone(address: str, value: object) -> None:
    other = definition(changed(address, value))
    assert structure_digest(other, "request") == structure_digest(definition(), "request")
    assert structure_digest(other) != structure_digest(definition())


def test_the_rules_of_another_procedure_leave_the_digest_alone() -> None:
    rule = {"data": "log", "procedures": "other", "erase_after": "1 years", "basis": "B"}
    other = definition(changed("retention.2", rule))
    assert structure_digest(other, "request") == structure_digest(definition(), "request")


def test_a_procedure_that_is_not_there_has_no_digest() -> None:
    with pytest.raises(KeyError):
        structure_digest(definition(), "alert")


def test_a_line_is_the_module_and_the_first_two_numbers() -> None:
    assert str(line_of(definition())) == "trade 1.2"
    assert line_of(definition(SAMPLE | {"version": "1.2.9"})) == line_of(definition())
    assert line_of(definition(SAMPLE | {"version": "1.3.0"})) > line_of(definition())


def test_texts_have_revisions_of_their_own() -> None:
    line = line_of(definition())
    first = next_revision(line, "fr", {"title": "Commerce"})
    assert (first.number, first.language) == (1, "fr")
    assert next_revision(line, "fr", {"title": "Commerce"}, first) is first
    second = next_revision(line, "fr", {"title": "Le commerce"}, first)
    assert second.number == 2
    assert second.digest != first.digest


@pytest.mark.parametrize("other", [("1.3.0", "fr"), ("1.2.4", "de")])
def test_a_revision_follows_one_of_the_same_line_and_language(other: tuple[str, str]) -> None:
    version, language = other
    first = next_revision(line_of(definition()), "fr", {})
    if version == "1.2.4" and language == "fr":
        return
    with pytest.raises(Invalid) as caught:
        next_revision(line_of(definition(SAMPLE | {"version": version})), language, {}, first)
    assert caught.value.field == "previous"


@given(TEXTS, TEXTS)
def test_the_same_texts_have_the_same_digest_and_others_another(one: dict[str, str], two: dict[str, str]) -> None:
    assert (texts_digest(one) == texts_digest(two)) == (one == two)
    assert texts_digest(dict(reversed(one.items()))) == texts_digest(one)


def test_the_texts_of_the_source_language_are_known_by_their_addresses() -> None:
    texts = source_texts(definition())
    assert texts["questionsets.basics.questions.known.text"] == "Is {trader} known?"
    assert texts["forms.trader.placeholders.trader"] == "{name}"
    assert texts["summary"] == "Asking about traders."
    assert "retention" not in " ".join(texts)
