from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.procedures import Procedure
from counterpart.core.drawing import graph_of, mermaid, svg
from counterpart.core.drawing.layout import GAP_X, Size, laid_out
from counterpart.core.texts import units_of

STATES: dict[str, Any] = {
    "draft": {"title": "Draft", "owner": "asker", "due": "60 days"},
    "sent": {"title": "Sent & waiting", "owner": "answerer", "due": "7 days from sent"},
    "accepted": {"title": "Accepted", "owner": "answerer", "due": "by exchange.agreed_on"},
    "checked": {"title": "Checked", "owner": "asker", "due": "clock check"},
    "kept": {"title": "Kept", "owner": "asker", "standing": "review every 12 months"},
    "closed": {"title": "Closed", "final": True, "outcome": "success"},
    "withdrawn": {"title": "Withdrawn", "final": True, "outcome": "failure"},
}
BRANCHES = [{"when": "x", "state": "kept"}, {"state": "closed"}]
ACTIONS: dict[str, Any] = {
    "send": {"title": "Send", "by": "asker", "from": "draft", "to": "sent"},
    "accept": {"title": "Accept", "by": "answerer", "from": "sent", "to": "accepted"},
    "forward": {"title": "Forward", "by": "answerer", "from": "accepted", "to": "sent"},
    "note": {"title": "Note", "by": "asker", "from": "*", "to": "same"},
    "check": {"title": "Check", "auto": True, "from": "accepted", "to": "checked"},
    "keep": {"title": "Keep", "by": "asker", "from": "checked", "to": BRANCHES},
    "withdraw": {"title": "Withdraw", "by": "asker", "from": "*", "to": "withdrawn"},
}  # fmt: skip


def request(**changes: Any) -> tuple[Procedure, dict[str, str]]:
    parties = {"asker": {"title": "Asker", "role": "a"}, "answerer": {"title": "Answerer", "role": "a"}}
    clock = {"check": {"title": "Checking time", "starts": "accepted", "period": "5 days"}}
    whole = {"title": "Request", "parties": parties, "start": "draft", "states": STATES, "actions": ACTIONS}
    procedures = {"request": {**whole, "clocks": clock, **changes}}
    named = {"module": "m", "version": "1.0.0", "title": "M"}
    module = ModuleDefinition.model_validate({**named, "procedures": procedures})
    return module.procedures["request"], {unit.address: unit.text for unit in units_of(module)}


def picture(**changes: Any) -> ET.Element:
    procedure, texts = request(**changes)
    return ET.fromstring(svg(graph_of("request", procedure, texts.__getitem__), marks={"sent": "Here"}))


def said(root: ET.Element) -> str:
    return " ".join(text for text in root.itertext() if text.strip())


def test_a_state_shows_its_owner_and_its_deadline_in_words() -> None:
    procedure, texts = request()
    nodes = {node.name: node for node in graph_of("request", procedure, texts.__getitem__).nodes}
    assert (nodes["draft"].owner, nodes["draft"].due) == ("Asker", "60 days")
    assert nodes["sent"].due == "7 days from “Sent & waiting”"
    assert nodes["accepted"].due == "by the agreed date"
    assert nodes["checked"].due == "clock: Checking time"
    assert nodes["kept"].due == "reviewed every 12 months"
    assert (nodes["closed"].owner, nodes["closed"].due) == ("", "")


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("1 days", "1 day"),
        ("by exchange.wanted_on", "by the wanted date"),
        ("3 working days after form.acceptance.day", "3 working days after Day"),
        ("earliest of [5 days, exchange.agreed_on]", "the earliest of: 5 days; by the agreed date"),
    ],
)
def test_every_kind_of_deadline_has_its_sentence(due: str, words: str) -> None:
    procedure, texts = request(states={**STATES, "sent": {**STATES["sent"], "due": due}})
    texts["form.acceptance.day.label"] = "Day"
    nodes = {node.name: node for node in graph_of("request", procedure, texts.__getitem__).nodes}
    assert nodes["sent"].due == words


def test_staying_is_no_arrow_and_each_branch_is_one() -> None:
    procedure, texts = request()
    pairs = {(edge.source, edge.target) for edge in graph_of("request", procedure, texts.__getitem__).edges}
    assert {("checked", "kept"), ("checked", "closed"), ("accepted", "sent")} <= pairs
    assert not [pair for pair in pairs if pair[0] == pair[1]]


def test_what_leads_to_an_end_from_everywhere_is_a_note_and_not_a_bundle_of_arrows() -> None:
    procedure, texts = request()
    graph = graph_of("request", procedure, texts.__getitem__)
    assert not [edge for edge in graph.edges if edge.target == "withdrawn"]
    assert [node.notes for node in graph.nodes if node.name == "withdrawn"] == [("Withdraw, from 5 states",)]


def test_the_picture_is_sound_xml_and_says_every_state_and_action() -> None:
    words = said(picture())
    for text in ("Draft", "Sent & waiting", "Accept", "Forward", "Check", "Here", "Withdraw, from 5"):
        assert text in words


def test_hostile_titles_stay_texts() -> None:
    states = {**STATES, "sent": {**STATES["sent"], "title": "<script>alert(1)</script>\"'"}}
    root = picture(states=states)
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    procedure, texts = request(states=states)
    assert "\n[*]" not in mermaid("request", procedure, texts.__getitem__).replace("\n  [*]", "")


def test_the_picture_of_the_same_procedure_is_always_the_same() -> None:
    assert ET.tostring(picture()) == ET.tostring(picture())


def test_tracks_are_drawn_inside_the_diagram() -> None:
    rows = {"got": {"title": "Got", "owner": "answerer", "due": "2 days"}, "done": {"title": "Done", "final": True}}
    finish = {"finish": {"title": "Finish", "by": "answerer", "from": "got", "to": "done"}}
    track = {"title": "Part", "per": "authority", "start": "got", "states": rows, "actions": finish}
    procedure, texts = request(tracks={"part": track})
    drawn = mermaid("request", procedure, texts.__getitem__)
    assert 'state "Part" as track_part {' in drawn
    assert "part__got --> part__done : Finish" in drawn
    assert [node.title for node in graph_of("request", procedure, texts.__getitem__, "part").nodes] == ["Got", "Done"]


def test_an_unknown_track_is_an_error() -> None:
    procedure, texts = request()
    with pytest.raises(KeyError):
        graph_of("request", procedure, texts.__getitem__, "parts")


NAMES = [f"s{number}" for number in range(9)]
ARROWS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), unique=True, max_size=25).map(
    lambda pairs: [pair for pair in pairs if pair[0] != pair[1]]
)


@given(ARROWS)
def test_no_box_and_no_text_covers_another(arrows: list[tuple[str, str]]) -> None:
    boxes = {name: Size(120, 50) for name in NAMES}
    labels = {arrow: Size(70, 16) for arrow in arrows}
    layout = laid_out("s0", boxes, arrows, labels)
    placed = [(*layout.boxes[name], boxes[name]) for name in NAMES]
    placed += [(*route.label, labels[route.source, route.target]) for route in layout.routes]
    for index, (x, y, size) in enumerate(placed):
        assert x - size.width / 2 + 0.01 >= 0
        assert x + size.width / 2 <= layout.size.width + 0.01
        for other_x, other_y, other in placed[index + 1 :]:
            apart = abs(x - other_x) >= (size.width + other.width) / 2 + GAP_X - 0.01
            below = abs(y - other_y) >= (size.height + other.height) / 2 - 0.01
            assert apart or below


@given(ARROWS)
def test_every_arrow_is_drawn_from_its_source_to_its_target(arrows: list[tuple[str, str]]) -> None:
    boxes = {name: Size(120, 50) for name in NAMES}
    layout = laid_out("s0", boxes, arrows, {arrow: Size(70, 16) for arrow in arrows})
    assert [(route.source, route.target) for route in layout.routes] == arrows
    for route in layout.routes:
        for (x, y), name in ((route.points[0], route.source), (route.points[-1], route.target)):
            assert abs(x - layout.boxes[name][0]) <= 60
            assert abs(y - layout.boxes[name][1]) == pytest.approx(25)
