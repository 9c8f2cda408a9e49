"""Whom one may choose, and which questions: options with what helps to decide."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from markupsafe import Markup

from counterpart.core.workflow import MAIN
from counterpart.exchanges.queries.choices import Choices
from counterpart.web.showing.exchange.scene import Named, Scene
from counterpart.web.showing.wording import Asking, question_text

MOST = 12
"""So many are listed at once; beyond that one searches."""
MOST_TOGETHER = 5_000
"""So many may be chosen with one tick; whoever wants more chooses them in several steps."""


@dataclass(frozen=True, slots=True)
class Option:
    """One that may be chosen: what is sent, who it is."""

    value: str
    who: Named
    chosen: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """The options of a choice; `more` are not listed, because there are too many: a search finds them.

    `together` is how many one tick chooses, 0 where it is not offered; `too_many` says that there are more than it may.
    """

    party: str
    several: bool
    by_member: bool
    options: tuple[Option, ...]
    more: int
    searched: str
    together: int = 0
    too_many: bool = False


def offered(scene: Scene, choices: Choices | None, chosen: Collection[str], looked_for: str) -> Offered | None:
    """Return who may be chosen; what was chosen already is always among them, and searched for by part of the name."""
    if choices is None:
        return None
    options: dict[str, Option] = {}
    for one in choices.options:
        value = one.member if choices.by_member else str(one.ref)
        who = scene.authority_named(None, one.member) if choices.by_member else scene.authority_named(one, one.member)
        options.setdefault(value, Option(value, who, value in chosen))
    own = next((seat.member for seat in scene.page.seats if seat.mine), "")
    listed = sorted(options.values(), key=lambda one: (one.who.member != own, one.who.member, one.who.name.casefold()))
    wanted = looked_for.casefold().strip()
    hits = [one for one in listed if one.chosen or _found(one, wanted)]
    few = hits if choices.by_member else [*filter(_is_chosen, hits), *(one for one in hits if not one.chosen)][:MOST]
    shown = tuple(one for one in listed if one in few)
    wide = len(listed) if choices.several and len(listed) > MOST else 0
    return Offered(
        party=scene.party(choices.party),
        several=choices.several,
        by_member=choices.by_member,
        options=shown,
        more=len(hits) - len(shown),
        searched=looked_for,
        together=wide if wide <= MOST_TOGETHER else 0,
        too_many=wide > MOST_TOGETHER,
    )


def everybody_in(choices: Choices | None) -> tuple[str, ...]:
    """Return all who may be chosen, as they are sent; nobody where one tick may not choose them."""
    if choices is None or not choices.several or len(choices.options) > MOST_TOGETHER:
        return ()
    values = (one.member if choices.by_member else str(one.ref) for one in choices.options)
    return tuple(dict.fromkeys(values))


def _is_chosen(one: Option) -> bool:
    return one.chosen


def _found(one: Option, wanted: str) -> bool:
    names = (one.who.name, one.who.own, one.who.member)
    return not wanted or any(wanted in name.casefold() for name in names)


def questions_to_pass_on(scene: Scene, party: str) -> tuple[tuple[str, Markup], ...]:
    """Return the questions that a party may hand on, with their texts: asked ones that are with it."""
    content = scene.page.content
    if content is None:
        return ()
    asked = {one.code for one in content.questions if not one.prepared}
    found = next((one for one in scene.page.to_answer if one.party == party and one.place == MAIN), None)
    codes = [code for code in (found.questions if found is not None else ()) if code in asked]
    asking = Asking(scene.page.pin.rules.procedure.subject, scene.subject)
    return tuple((code, question_text(scene.said, code, asking)) for code in codes)
