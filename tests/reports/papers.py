"""A report to be drawn in tests: of nobody, in many scripts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from counterpart.reports.papers import Fact, Facts, Grid, Item, Items, Paper, Part, Remark, Said

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
INNER = Item(Said("Since when?"), mark="1a", facts=(Fact("Answer", (Said("2019"),)),))
PAPER = Paper(
    language="en",
    title="Report of the exchange 7F3K-92QM",
    author="Counterpart",
    number="7F3K-92QM",
    running="Report of an exchange",
    made="Made on 2 March 2026",
    columns=("Field", "Content"),
    colon=":",
    heading=Said("A pharmacist"),
    cover=(Remark(Said("Made for a chamber.")), Facts((Fact("State", (Said("Sent"),)),))),
    parts=(
        Part("Names", (Facts((Fact("Name", inside=(Fact("First", (Said("Αθηνά", "el"),)),)),), title="Person"),)),
        Part("Questions", (Items((Item(Said("Established?"), mark="1", inside=(INNER,)),), title="Right"),)),
        Part("History", (Grid(("When", "What"), (1, 3), ((Said("Monday"), Said("Sent")),)),)),
    ),
)


def paper(**changed: Any) -> Paper:
    """The report with something changed."""
    return replace(PAPER, **changed)


def saying(text: str, language: str = "") -> Paper:
    """A report in which a text is said."""
    return paper(parts=(Part("Text", (Remark(Said(text, language)),)),))
