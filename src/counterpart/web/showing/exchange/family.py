"""The file of an exchange as a tree: parent, children, theirs; and what has to do with it without being of the file.

Only what the reader may see is there. What hangs below something that they may not see stands at the top.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from counterpart.core.workflow import MAIN
from counterpart.exchanges.queries.views import RelativeView
from counterpart.foundation.words.dates import urgency
from counterpart.modules.pins import Pinned, pinned
from counterpart.modules.texts import speaker
from counterpart.web.showing.addresses import state_address
from counterpart.web.showing.exchange.scene import Named, Scene

LINK = "link_"
DEEPEST = 4
"""So far a tree is set in; what lies deeper stands there as well."""


@dataclass(frozen=True, slots=True)
class RelativeShown:
    """An exchange of the file, or a link: its number, what it is, its state, whose move it is there by when.

    `depth` says how many of the file stand above it, `own` that it is the one at hand.
    """

    number: str
    what: str
    procedure: str
    state: str
    closed: str
    who: Named | None
    distance: str
    day: str
    urgency: str
    depth: int = 0
    own: bool = False
    linked: bool = False


def relatives_shown(scene: Scene) -> tuple[RelativeShown, ...]:
    """Return the file as a tree with the exchange at hand in it, then links; nothing where it stands alone."""
    page = scene.page
    if not page.relatives:
        return ()
    family = [one for one in page.relatives if not one.relation.startswith(LINK)]
    links = (_shown(scene, one, 0) for one in page.relatives if one.relation.startswith(LINK))
    return (*(_tree(scene, family) if family else ()), *links)


def waiting(scene: Scene) -> tuple[RelativeShown, ...]:
    """Return the open children of the exchange at hand in which it is somebody's move."""
    children = (one for one in scene.page.relatives if one.relation == "child" and one.closed_at is None)
    return tuple(_shown(scene, one, 0) for one in children if one.turn is not None)


def _tree(scene: Scene, family: list[RelativeView]) -> Iterator[RelativeShown]:
    """Yield the file from the top: below each exchange its children, in the order in which they began."""
    here = RelativeView(scene.page.number, "own", "", 0, scene.page.state, scene.page.closed_at, above=scene.page.above)
    every = sorted([*family, here], key=lambda one: _part(one.number))

    def below(above: str, depth: int) -> Iterator[RelativeShown]:
        for one in every:
            if one.above == above:
                yield _own(scene, depth) if one is here else _shown(scene, one, depth)
                yield from below(one.number, depth + 1)

    yield from below("", 0)


def _part(number: str) -> tuple[int, str]:
    """Return the place of an exchange in its file: the number behind the stroke."""
    _, _, part = number.partition("/")
    return (int(part) if part.isascii() and part.isdigit() else 0), number


def _own(scene: Scene, depth: int) -> RelativeShown:
    page = scene.page
    title = scene.said.text(f"procedure.{page.pin.procedure}.title")
    closed = scene.day(page.closed_at) if page.closed_at else ""
    state = scene.state(MAIN, page.state)
    words = scene.words.gettext("This exchange")
    return RelativeShown(page.number, words, title, state, closed, None, "", "", "", min(depth, DEEPEST), own=True)


def _shown(scene: Scene, one: RelativeView, depth: int) -> RelativeShown:
    pin = pinned(one.procedure_id)
    said = speaker(pin.module, pin.line, scene.language)
    turn = one.turn
    due = turn.due_at if turn is not None else None
    zone = ZoneInfo(turn.authority.zone) if turn is not None and turn.authority is not None else scene.zone
    return RelativeShown(
        number=one.number,
        what=_what(scene, one),
        procedure=said.text(f"procedure.{pin.procedure}.title"),
        state=said.text(state_address(pin, MAIN, one.state)),
        closed=scene.day(one.closed_at) if one.closed_at else "",
        who=scene.authority_named(turn.authority, turn.member) if turn is not None else None,
        distance=scene.distance(due, zone) if due else "",
        day=scene.day(due, zone) if due else "",
        urgency=urgency(due, scene.now),
        depth=min(depth, DEEPEST),
        linked=one.relation.startswith(LINK),
    )


def _what(scene: Scene, one: RelativeView) -> str:
    """Return what an exchange is to the one at hand: by the name that its parent has for it, where that is seen."""
    words, above = scene.words, _pin_above(scene, one)
    if one.child and above is not None:
        said = speaker(above.module, above.line, scene.language)
        title = f"procedure.{above.procedure}.child.{one.child}"
        if title in said.english:
            return said.text(title)
    return {
        "child": words.gettext("Belongs to this exchange"),
        "parent": words.gettext("This exchange belongs to it"),
        "file": words.gettext("In the same file"),
        "link_2": words.gettext("Copied"),
        "link_3": words.gettext("Started from here"),
    }.get(one.relation, words.gettext("Related"))


def _pin_above(scene: Scene, one: RelativeView) -> Pinned | None:
    """Return the procedure of the parent of an exchange of the file, None where the reader does not see it."""
    if one.relation.startswith(LINK) or not one.above:
        return None
    if one.above == scene.page.number:
        return scene.page.pin
    found = (other for other in scene.page.relatives if other.number == one.above)
    return next((pinned(other.procedure_id) for other in found), None)
