"""How fast authorities usually are, in words: shares of the last twelve months, nothing of fewer than five."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from babel.numbers import format_percent

from counterpart.core.texts.speaking import locale_of
from counterpart.exchanges.queries.speeds import Speed, usual_speeds
from counterpart.foundation.words import Words
from counterpart.modules.texts import speaker
from counterpart.web.visit import Visit


@dataclass(frozen=True, slots=True)
class SpeedShown:
    """A measure, and its share."""

    measure: str
    share: str


def usual(visit: Visit, authorities: Collection[int]) -> dict[int, tuple[SpeedShown, ...]]:
    """Return how fast each of these authorities usually is; one statement for all of them."""
    found = usual_speeds(authorities, visit.now) if authorities else {}
    return {id_: tuple(_shown(visit.words, one) for one in speeds) for id_, speeds in found.items()}


def _shown(words: Words, one: Speed) -> SpeedShown:
    title = speaker(one.module, one.line, words.language).text(one.address)
    if one.within:
        number = int(one.within.partition(" ")[0])
        within = words.ngettext("within %(num)s day", "within %(num)s days", number)
        title = words.gettext("%(measure)s: %(within)s", measure=title, within=within)
    share = format_percent(one.own.percent / 100, locale=locale_of(words.language)) if one.own is not None else "–"
    return SpeedShown(title, share)
