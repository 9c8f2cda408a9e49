from __future__ import annotations

from tests.core.checking.areas import GONE, PART, WITH_PART, action, found, messages, said


def test_a_track_says_where_it_ends_with_the_main() -> None:
    changes = {"tracks.part.ends_with_main": GONE, "tracks.part.states.ended": GONE}
    assert said(WITH_PART, changes) == [("M020", "tracks.part")]
    assert messages(WITH_PART, changes) == ["request/part: 'ends_with_main' must name one of its final states"]


def test_a_track_ends_with_the_main_in_a_final_state() -> None:
    changes = {"tracks.part.ends_with_main": "open"}
    assert ("M020", "tracks.part.ends_with_main") in said(WITH_PART, changes)


def test_a_misspelt_end_of_a_track_is_found_with_the_nearest() -> None:
    changes = {"tracks.part.ends_with_main": "endd"}
    assert ("M020", "tracks.part.ends_with_main") in said(WITH_PART, changes)
    assert "did you mean 'ended'?" in [finding.hint for finding in found(WITH_PART, changes)]


def test_a_track_that_nothing_opens_is_found() -> None:
    assert said({"tracks.part": PART}) == [("M021", "tracks.part")]
    assert messages({"tracks.part": PART}) == ["request: nothing ever opens track 'part'"]


def test_a_track_that_only_opens_itself_is_never_opened() -> None:
    again = action("responder", "open", effects=[{"open": {"track": "part", "for": "choice"}}])
    assert said({"tracks.part": PART, "tracks.part.actions.again": again}) == [("M021", "tracks.part")]


def test_a_track_may_be_opened_by_another_track_a_state_or_the_start() -> None:
    opening = [{"open": {"track": "further", "for": "all"}}]
    assert said(WITH_PART, {"tracks.further": PART, "tracks.part.states.done.effects": opening}) == []
    assert said({"tracks.further": PART, "states.sent.effects": opening}) == []
    assert said({"tracks.further": PART, "on_start": opening}) == []


def test_the_rows_of_a_track_belong_to_a_party() -> None:
    assert said(WITH_PART, {"tracks.part.party": GONE}) == [("M032", "tracks.part")]
    changes = {"tracks.part.party": "respnder"}
    assert said(WITH_PART, changes) == [("M005", "tracks.part.party")]


def test_several_own_states_of_one_track() -> None:
    several = {"tracks.part.party": GONE, "tracks.part.parties": ["responder", "requester"]}
    assert said(WITH_PART, several) == []
    assert said(WITH_PART, {**several, "tracks.part.parties": ["responder", "reqester"]}) == [
        ("M005", "tracks.part.parties.1")
    ]
    assert said(WITH_PART, {"tracks.part.parties": ["responder"]}) == [("M032", "tracks.part.party")]


def test_a_state_of_a_track_belongs_to_whose_row_it_is() -> None:
    changes = {"tracks.part.party": "requester"}
    assert said(WITH_PART, changes) == [("M036", "tracks.part.states.open.owner")]
    assert said(WITH_PART, {"tracks.part.states.open.owner": ["coordinator", "responder"]}) == []


def test_an_opening_belongs_to_nobody() -> None:
    changes = {
        "tracks.part.party": GONE,
        "tracks.part.per": "opening",
        "actions.split.effects": [{"open": {"track": "part"}}],
    }
    assert said(WITH_PART, changes) == []
