"""A few lines must not stand for more than a server holds: what a module inherits is counted, and so are its tracks."""

from __future__ import annotations

import time
from pathlib import Path

from counterpart.core.definitions.procedures import MOST_TRACKS
from counterpart.core.reading.limits import LIMITS
from tests.core.composing.packages import composed, line_of, module, talk

STATES = "".join(f"      s{number}: {{title: State {number}, owner: asker}}\n" for number in range(1_500))
BIG = f"procedures:\n  big:\n    extends: lib/talk\n    states:\n{STATES}"


def test_a_large_procedure_extended_a_few_times_is_composed(tmp_path: Path) -> None:
    copies = "".join(f"  p{number}: {{extends: big}}\n" for number in range(4))
    assert len(composed(tmp_path, module(BIG + copies)).there.definition.procedures) == 5


def test_a_large_procedure_extended_hundreds_of_times_is_refused_in_little_time(tmp_path: Path) -> None:
    text = module(BIG + "".join(f"  p{number}: {{extends: big}}\n" for number in range(400)))
    began = time.process_time()
    result = composed(tmp_path, text)
    assert time.process_time() - began < 10
    finding = result.only("Y005")
    assert f"more than {LIMITS.inherited_nodes} keys" in finding.message
    assert finding.position.line <= line_of(text, "p20:")
    assert len(result.there.definition.procedures) < 20


def test_tracks_that_extend_tracks_are_counted_as_well(tmp_path: Path) -> None:
    tracks = "tracks:\n" + "".join(f"  t{number}: {{extends: help}}\n" for number in range(3_000))
    assert composed(tmp_path, talk(tracks)).only("Y005").position.file == "area.yaml"


def test_more_tracks_than_anybody_can_follow_are_a_mistake(tmp_path: Path) -> None:
    tracks = "tracks:\n" + "".join(f"  t{number}: {{extends: help}}\n" for number in range(MOST_TRACKS))
    result = composed(tmp_path, talk(tracks))
    assert result.only("S011").message == f"procedures.talk.tracks: there are more than {MOST_TRACKS} entries here"
