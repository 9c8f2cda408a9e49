"""The picture of a procedure: main machine and tracks, where this exchange stands now, and a table of the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from counterpart.core.definitions.procedures import SYSTEM
from counterpart.core.drawing import MOST_WAYS, Graph, Wording, graph_of, svg
from counterpart.core.workflow import Place
from counterpart.exchanges.queries.views import DueView
from counterpart.foundation.words import Words
from counterpart.web.showing.exchange.basis import period_said
from counterpart.web.showing.exchange.due import date_shown
from counterpart.web.showing.exchange.members import newest
from counterpart.web.showing.exchange.scene import Scene


@dataclass(frozen=True, slots=True)
class StateShown:
    """A state of a machine: its title, who moves in it, by when as the rule says, and what stands there now.

    `here` says how many rows are in it, or that the exchange is; `day` is the date that runs there for the reader.
    """

    name: str
    title: str
    who: str
    rule: str
    here: str
    day: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class PictureShown:
    """One machine: the name of its track (empty for the main one), its title, its picture, and its states in order.

    The picture is empty for a machine with more ways than anybody could read.
    """

    name: str
    title: str
    help: str
    drawn: Markup
    states: tuple[StateShown, ...]


def pictures_shown(scene: Scene) -> tuple[PictureShown, ...]:
    """Return the main machine and every track, in the order of the procedure."""
    return tuple(_picture(scene, track) for track in ("", *scene.page.pin.rules.tracks))


def _picture(scene: Scene, track: str) -> PictureShown:
    pin = scene.page.pin
    say = scene.said.text
    graph = graph_of(pin.procedure, pin.rules.procedure, say, track, wording_of(scene.words))
    stands = dict(_standing(scene, track))
    marks = {name: here for name, (here, _) in stands.items()}
    name = track or "main"
    address = f"procedure.{pin.procedure}.track.{track}.help" if track else ""
    return PictureShown(
        name=name,
        title=graph.title,
        help=scene.said.text(address) if address in scene.said.english else "",
        drawn=Markup(svg(graph, marks=marks, within=name)) if len(graph.edges) <= MOST_WAYS else Markup(),  # noqa: S704  texts in it are escaped
        states=tuple(_states(scene, graph, stands)),
    )


def _states(scene: Scene, graph: Graph, stands: dict[str, tuple[str, str]]) -> Iterator[StateShown]:
    system = scene.words.gettext("The system")
    for node in graph.nodes:
        here, day = stands.get(node.name, ("", ""))
        who = system if node.owner == SYSTEM else node.owner
        yield StateShown(node.name, node.title, who, node.due, here, day, bool(here))


def _standing(scene: Scene, track: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the states in which something is now: words for it, and the date that runs there for the reader."""
    words, page = scene.words, scene.page
    if not track:
        yield page.state, (words.gettext("Now here"), _day(scene, page.due, Place(), page.state))
        return
    rows = newest(scene, track)
    counted, mine = Counter(one.state for one in rows), {one.state: one for one in rows if one.mine}
    for state, number in counted.items():
        own = mine.get(state)
        if own is None:
            yield state, (words.ngettext("%(num)s is here", "%(num)s are here", number), "")
            continue
        said = words.gettext("Yours is here")
        if number > 1:
            said = words.ngettext("Yours and %(num)s other are here", "Yours and %(num)s others are here", number - 1)
        yield state, (said, _day(scene, own.due, own.place, own.state))


def _day(scene: Scene, due: DueView | None, place: Place, state: str) -> str:
    final = scene.page.pin.rules.machine(place.track).states[state].final
    return date_shown(scene, due).day if due is not None and not final else ""


def wording_of(words: Words) -> Wording:
    """Return how deadlines are said in the reader's language; the holes stay open, as the picture fills them."""
    _ = words.gettext
    said = {
        "since_entry": "{period}",
        "since_state": _("%(period)s from “%(state)s”", period="{period}", state="{state}"),
        "after_date": _("%(period)s after: %(date)s", period="{period}", date="{date}"),
        "on_date": _("by: %(date)s", date="{date}"),
        "of_clock": _("when this term ends: %(clock)s", clock="{clock}"),
        "with_track": _("together with “%(track)s”", track="{track}"),
        "earliest_of": _("the earliest of: %(parts)s", parts="{parts}"),
        "review": _("reviewed every: %(period)s", period="{period}"),
        "exchange.agreed_on": _("the promised day"),
        "exchange.wanted_on": _("the day asked for"),
        "from_states": _("“%(action)s”, from %(count)s states", action="{action}", count="{count}"),
    }
    return Wording(said, lambda period: period_said(words, period))
