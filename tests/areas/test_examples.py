"""What the examples are examples of: they are found from the documentation, and say what their acts say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.areas.test_soundness import EXAMPLES, ROOT, loaded

GUIDE = ROOT / "docs" / "how-to" / "begin-from-an-example.md"


def example(name: str) -> Path:
    return ROOT / "examples" / "areas" / name


@pytest.mark.parametrize("page", [GUIDE, ROOT / "examples" / "README.md"], ids=lambda page: page.stem)
def test_every_example_is_told_of(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [path.name for path in EXAMPLES if f"areas/{path.name}/procedures" not in text] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_names_its_acts_and_extends_a_template(path: Path) -> None:
    definition = loaded(path).definition
    assert definition.languages == ("en", "de")
    assert [one.act for one in definition.legal_basis if not one.celex] == []
    assert definition.statistics
    stories = sorted((path / "scenarios").glob("*.yaml"))
    assert sum("refused:" in story.read_text(encoding="utf-8") for story in stories) >= 1
    for procedure in (path / "procedures").glob("*.yaml"):
        assert "extends: std/" in procedure.read_text(encoding="utf-8")


def test_whether_a_licence_is_valid_is_all_that_everybody_learns() -> None:
    lookups = loaded(example("euro-cash")).definition.procedures["licence"].lookups
    everybody, authorities = lookups["valid"], lookups["holds_one"]
    assert (everybody.public, set(everybody.gives), set(everybody.ask)) == (
        True,
        {"state", "licence_number"},
        {"licence_number"},
    )
    assert (authorities.answer, authorities.purpose, authorities.at_most) == (
        "hit_only",
        "search_reasons",
        "50 per day",
    )
    assert (lookups["find"].answer, lookups["find"].public) == ("entry", False)


def test_each_recipient_of_an_alert_has_a_clock_of_its_own_to_say_what_it_did() -> None:
    alert = loaded(example("product-safety")).definition.procedures["alert"]
    assert alert.actions["broadcast"].by == ("supervisor",)
    assert str(alert.tracks["reaction"].states["waiting"].due) == "45 days"
    assert alert.tracks["delivery"].states["received"].due != alert.tracks["reaction"].states["waiting"].due


def test_each_reason_to_wait_sets_a_total_of_its_own() -> None:
    actions = loaded(example("technical-rules")).definition.procedures["notification"].actions
    totals = {
        name: [str(effect.extend_due) for effect in action.effects if effect.extend_due is not None]
        for name, action in actions.items()
    }
    months = {name: [word for text in said for word in ("4", "6", "12", "18") if f"{word} months" in text]
              for name, said in totals.items() if said}  # fmt: skip
    assert months == {
        "give_opinion": ["6", "4"],
        "announce_proposal": ["12"],
        "point_to_proposal": ["12"],
        "report_position": ["18"],
    }
