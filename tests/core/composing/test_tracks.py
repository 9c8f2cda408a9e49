from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.composing import Source
from tests.core.composing.packages import LIBRARY, composed, line_of, module, talk

TWO_INQUIRIES = """\
procedures:
  check:
    title: Check
    parties:
      asker: {title: Asker, role: authority}
      local: {title: Local authority, role: authority}
      central: {title: Central authority, role: authority}
    start: open
    states:
      open: {title: Open, owner: asker, due: 30 days}
      closed: {title: Closed, final: true, outcome: success}
    actions:
      close: {title: Close, by: asker, from: open, to: closed}
    tracks:
      central: {extends: inquiry, title: Central inquiry, party: central, states: {asked: {owner: central}}}
      inquiry:
        title: Inquiry
        per: authority
        party: local
        start: asked
        ends_with_main: ended
        states:
          asked: {title: Asked, owner: local, due: 10 days}
          told: {title: Told, final: true, outcome: success}
          ended: {title: Ended, final: true, outcome: neutral}
        actions:
          tell: {title: Tell, by: [local, central], from: asked, to: told}
"""


def test_a_track_extends_a_track_beside_it(tmp_path: Path) -> None:
    area = composed(tmp_path, module(TWO_INQUIRIES)).whole
    tracks = area.definition.procedures["check"].tracks
    assert (tracks["central"].title, tracks["central"].party) == ("Central inquiry", "central")
    assert tracks["central"].states["asked"].due == "10 days"
    assert tracks["central"].states["asked"].owner == ("central",)
    assert tracks["inquiry"].states["asked"].owner == ("local",)


def test_what_a_track_inherits_is_known_by_its_place_in_the_other(tmp_path: Path) -> None:
    area = composed(tmp_path, module(TWO_INQUIRIES)).whole
    told = ("procedures", "check", "tracks", "central", "states", "told", "title")
    other = ("procedures", "check", "tracks", "inquiry", "states", "told", "title")
    assert area.source(told) == Source(other, None, "inquiry")
    assert area.inherited(told)
    assert not area.inherited(other)
    assert area.at(told) == area.at(other)


def test_a_track_extends_one_that_the_procedure_inherits(tmp_path: Path) -> None:
    body = """\
        tracks:
          help: {states: {open: {due: 6 days}}}
          advice: {extends: help, title: Advice, remove: [actions.give_up], states: {open: {overdue: null}}}
        """
    area = composed(tmp_path, talk(body)).whole
    tracks = area.definition.procedures["talk"].tracks
    assert tracks["advice"].states["open"].due == "6 days"
    assert list(tracks["advice"].actions) == ["give"]
    assert list(tracks["help"].actions) == ["give", "give_up"]
    given = ("procedures", "talk", "tracks", "advice", "states", "done", "title")
    assert area.source(given).library == "lib"
    assert area.source(given).address == ("procedures", "talk", "tracks", "help", "states", "done", "title")


@pytest.mark.parametrize("reference", ["other.help", "lib/talk.help"])
def test_a_track_extends_one_of_another_procedure_or_of_a_template(tmp_path: Path, reference: str) -> None:
    text = module(
        f"""\
        procedures:
          mine:
            title: Mine
            tracks:
              aid: {{extends: {reference}, title: Aid}}
          other: {{extends: lib/talk, title: Other}}
        """
    )
    area = composed(tmp_path, text).whole
    track = area.definition.procedures["mine"].tracks["aid"]
    assert track.title == "Aid"
    assert list(track.states) == ["open", "done", "ended"]


def test_a_track_made_from_another_replaces_the_inherited_one_of_its_name(tmp_path: Path) -> None:
    body = "tracks:\n  help: {extends: lib/talk.help, remove: [states.done, actions.give]}\n"
    track = composed(tmp_path, talk(body)).whole.definition.procedures["talk"].tracks["help"]
    assert list(track.states) == ["open", "ended"]


def test_what_is_still_needed_in_a_track_is_an_error_at_its_remove(tmp_path: Path) -> None:
    text = talk("tracks:\n  advice:\n    extends: help\n    remove: [actions.give_up]\n")
    result = composed(tmp_path, text)
    assert result.said == [
        "X012 help: 'states.open.overdue' still needs action 'give_up', which goes with `remove: [actions.give_up]`"
    ]
    assert result.findings[0].position.line == line_of(text, "remove")


@pytest.mark.parametrize(
    ("reference", "hint"),
    [
        ("hepl", "did you mean 'help'?"),
        ("talk.hepl", "did you mean 'talk.help'?"),
        ("tlak.help", "did you mean 'talk.help'?"),
        ("lib/talk.hepl", "did you mean 'lib/talk.help'?"),
        ("lib/help", "did you mean 'lib/talk.help'?"),
    ],
)
def test_a_track_that_is_not_there_is_one_finding(tmp_path: Path, reference: str, hint: str) -> None:
    text = module(
        f"""\
        procedures:
          mine:
            title: Mine
            tracks:
              aid: {{extends: {reference}}}
              help: {{title: Help, per: authority}}
          talk: {{extends: lib/talk}}
        """
    )
    result = composed(tmp_path, text)
    assert result.said == [f"X001 no track '{reference}'"]
    assert result.findings[0].hint == hint
    assert list(result.there.definition.procedures) == ["talk"]
    assert result.there.reported(("procedures", "mine", "tracks", "aid"))


def test_a_circle_of_tracks_is_found(tmp_path: Path) -> None:
    text = module(
        """\
        procedures:
          mine:
            title: Mine
            tracks:
              one: {extends: two}
              two: {extends: one}
        """
    )
    result = composed(tmp_path, text)
    assert result.said == ["X003 track 'one' extends itself: one → two → one"]


def test_a_circle_through_tracks_of_two_procedures_is_found(tmp_path: Path) -> None:
    text = module(
        """\
        procedures:
          one: {title: One, tracks: {a: {extends: two.b}}}
          two: {title: Two, tracks: {b: {extends: one.a}}}
        """
    )
    assert set(composed(tmp_path, text).codes) == {"X003"}


def test_a_long_chain_of_tracks_is_bounded(tmp_path: Path) -> None:
    chain = "".join(f"      t{index}: {{extends: t{index + 1}}}\n" for index in range(30))
    text = module(
        "procedures:\n  mine:\n    title: Mine\n    tracks:\n" + chain + "      t30: {title: T, per: country}\n"
    )
    assert set(composed(tmp_path, text).codes) == {"X004"}


def test_a_broken_track_in_a_library_is_reported_there_and_nowhere_else(tmp_path: Path) -> None:
    library = LIBRARY + "      advice: {extends: hepl}\n"
    result = composed(tmp_path, talk(), library=library)
    assert result.said == ["X001 no track 'hepl'"]
    assert result.findings[0].position.file == "lib.yaml"
