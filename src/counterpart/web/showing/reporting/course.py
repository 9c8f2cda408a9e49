"""How an exchange went, as parts of a report: its parts, related exchanges, and the history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterpart.exchanges.queries.views import EntryView
from counterpart.foundation.words import Words
from counterpart.reports.papers import Block, Grid, Part, Remark, Said
from counterpart.web.showing.exchange.family import RelativeShown, relatives_shown
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.exchange.tables import TrackShown, tracks_shown
from counterpart.web.showing.exchange.timeline import Happened, timeline

NOTE = "note"
"""The action of which only one's own authority is told: it is left out, as notes are."""


def course_parts(scene: Scene, entries: Iterable[EntryView], *, more: bool = False) -> Iterator[Part]:
    """Yield the parts about the course; `entries` are the newest first, `more` says that there are earlier ones."""
    words = scene.words
    for track in tracks_shown(scene):
        yield Part(track.title, (_track(words, track),))
    relatives = relatives_shown(scene)
    if relatives:
        yield Part(words.gettext("Related exchanges"), (_relatives(words, relatives),))
    told = [one for one in timeline(scene, [entry for entry in entries if entry.action != NOTE]) if one.text]
    yield Part(words.gettext("History"), tuple(_history(words, told[::-1], more=more)))


def _track(words: Words, track: TrackShown) -> Grid:
    return Grid(
        headers=(words.gettext("Authority"), words.gettext("State"), words.gettext("By when")),
        widths=(5, 3, 3),
        rows=tuple((Said(one.who.name, one.who.language), Said(one.state), Said(one.day)) for one in track.rows),
    )


def _relatives(words: Words, relatives: Iterable[RelativeShown]) -> Grid:
    headers = (words.gettext("Number"), words.gettext("What it is"), words.gettext("Procedure"), words.gettext("State"))
    rows = ((Said(one.number), Said(one.what), Said(one.procedure), Said(one.state)) for one in relatives)
    return Grid(headers, (2, 3, 4, 3), tuple(rows))


def _history(words: Words, told: Iterable[Happened], *, more: bool) -> Iterator[Block]:
    if more:
        yield Remark(Said(words.gettext("There are earlier entries; the application shows them.")))
    headers = (words.gettext("When"), words.gettext("What happened"), words.gettext("State"))
    yield Grid(headers, (4, 8, 4), tuple((Said(one.at), _what(one), Said(one.state)) for one in told))


def _what(one: Happened) -> Said:
    if not one.reason:
        return Said(one.text)
    return Said(f"{one.text}\n{one.reason}", one.reason_language)
