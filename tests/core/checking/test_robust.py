from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.core.checking import SOUNDNESS, check_area
from counterpart.core.composing.area import Area
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.validation import validate
from counterpart.core.findings import Findings
from counterpart.core.reading.package import Package
from counterpart.core.reading.source import Source
from tests.core.checking.areas import WITH_PART, module
from tests.core.checking.families import FAMILY
from tests.core.trees import tree_of

CLOCK = {"title": "Clock", "starts": "sent", "period": "2 months", "stops": ["answered"], "runs_out": "close"}
RICH = {"clocks.host": CLOCK, "actions.close.from": ["answered", "sent"], "states.sent.due": "clock host"}
WORDS = ["sent", "request", "responder", "part", "subject", "same", "*", "system", "30 days from sent", "with part", ""]


def entries(node: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield (*above, key)
        yield from entries(value, (*above, key))


def rich() -> dict[str, Any]:
    data = module(WITH_PART, FAMILY, RICH)
    data["codelists"] = {"sectors": {"law": {"label": "Law"}}}
    return data


PATHS = list(entries(rich()))


def damaged(changes: list[tuple[int, str | None]]) -> dict[str, Any]:
    data = rich()
    for place, word in changes:
        *above, last = PATHS[place % len(PATHS)]
        node: Any = data
        for step in above:
            known = step in node if isinstance(node, dict) else isinstance(node, list) and step in range(len(node))
            node = node[step] if known else None
        if isinstance(node, dict) and word is None:
            node.pop(last, None)
        elif isinstance(node, dict):
            node[str(last)] = word
    return data


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(PATHS)), st.none() | st.sampled_from(WORDS)), min_size=1, max_size=4))
def test_whatever_is_damaged_the_checks_answer(changes: list[tuple[int, str | None]]) -> None:
    tree, findings = tree_of(damaged(changes)), Findings()
    definition, remaining = validate(tree, ModuleDefinition, findings)
    if definition is None:
        assert findings.errors
        return
    area = Area(definition, remaining, Package(tree, Path(), "tried", (), Source(Path())))
    for finding in check_area(area, SOUNDNESS):
        assert finding.position.file
        assert finding.why
