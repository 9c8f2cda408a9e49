"""A situation as JSON and back, with everything that can stand in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from json import dumps, loads

import pytest

from counterpart.core.errors import Invalid
from counterpart.core.workflow import from_json, to_json
from counterpart.core.workflow.situation import ChildRow, ParentView
from tests.core.workflow.playing import Play, player
from tests.core.workflow.test_clocks import PAUSED
from tests.core.workflow.test_extensions import PARTS
from tests.core.workflow.test_matter import granted


def rich() -> Play:
    play = Play(PAUSED, {"applicant": "PL", "home": "PL", "host": "DE/h"}, wanted_on=date(2026, 3, 20), urgent=True)
    play.do("transmit", "home")
    play.do("extend", "host")
    play.wait(days=2)
    play.do("ask_applicant", "host", person="anna")
    play.wait(days=2)
    play.do("resume", "applicant")
    play.until("2026-05-20 12:00")
    return play


def test_clocks_pauses_extensions_and_what_went_out_survive() -> None:
    situation = rich().situation
    assert from_json(loads(dumps(to_json(situation)))) == situation


def test_rows_and_what_is_known_survive() -> None:
    play = Play(PARTS, {"asker": "PL", "answerer": "DE/m"})
    play.do("share", "answerer", choose=["DE/n"])
    play.do("extend", "answerer", "part/n")
    play.know(
        facts={"subject.x": [1, None, "a"]},
        switches={"PL": {"on": True}},
        asked=("q",),
        answered=("q",),
        consulted=("test",),
        members=("PL",),
        candidates={"answerer": (player("DE/m"),)},
        children={"c": (ChildRow("1", "open", False, play.situation.seats),)},
        parent=ParentView("open", {"subject.y": 1}),
    )
    situation = replace(play.situation, locked=("form",), dates={"subject.d": "2026-01-01"}, blocked_at=play.now)
    assert from_json(loads(dumps(to_json(situation)))) == situation


def test_every_exchange_of_a_matter_survives() -> None:
    filed = granted(2)
    for key in filed.matter.exchanges:
        situation = filed.matter.with_family(key)
        assert from_json(loads(dumps(to_json(situation)))) == situation


@pytest.mark.parametrize(
    "data",
    [{}, {"format": 2}, {"format": 1}, {**to_json(rich().situation), "main": {"state": "x"}}],
    ids=["empty", "nothing else", "another format", "half a machine"],
)
def test_what_is_no_situation_is_a_clear_error(data: dict[str, object]) -> None:
    with pytest.raises(Invalid, match=r"situation\."):
        from_json(data)
