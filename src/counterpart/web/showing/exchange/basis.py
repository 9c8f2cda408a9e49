"""Why a deadline ends when it ends, in the reader's language (`core.deadlines.sentences` says what is said)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from counterpart.core.deadlines import Basis, Period, Sentence, Unit, sentences
from counterpart.foundation.words import Words, time_words
from counterpart.web.showing.exchange.scene import Scene


def basis_said(scene: Scene, basis: Basis) -> list[str]:
    """Return the sentences that explain a deadline, in the order in which its date came about."""
    return [_said(scene, one, ZoneInfo(basis.zone)) for one in sentences(basis)]


def period_said(words: Words, period: Period) -> str:
    """Return a period: "5 working days"."""
    n = period.count
    match period.unit:
        case Unit.SECOND:
            return words.ngettext("%(num)s second", "%(num)s seconds", n)
        case Unit.MINUTE:
            return words.ngettext("%(num)s minute", "%(num)s minutes", n)
        case Unit.HOUR:
            return words.ngettext("%(num)s hour", "%(num)s hours", n)
        case Unit.DAY:
            return words.ngettext("%(num)s day", "%(num)s days", n)
        case Unit.WORKING_DAY:
            return words.ngettext("%(num)s working day", "%(num)s working days", n)
        case Unit.WEEK:
            return words.ngettext("%(num)s week", "%(num)s weeks", n)
        case Unit.MONTH:
            return words.ngettext("%(num)s month", "%(num)s months", n)
        case _:
            return words.ngettext("%(num)s year", "%(num)s years", n)


def _said(scene: Scene, sentence: Sentence, zone: ZoneInfo) -> str:
    values = {name: _value(scene, name, value, zone) for name, value in sentence.parameters.items()}
    if sentence.code == "basis.weekend":
        count = int(str(sentence.parameters["count"]))
        return scene.words.ngettext(
            "%(num)s day of a weekend was not counted.", "%(num)s days of weekends were not counted.", count
        )
    said = _counted(scene.words, sentence.code) or _moved(scene.words, sentence.code)
    return said % values


def _counted(words: Words, code: str) -> str:
    """Return the sentence of a code about counting, its holes open; nothing for another code."""
    match code:
        case "basis.calendar":
            return words.gettext("Counted by the calendar of %(calendar)s, in the time zone %(zone)s.")
        case "basis.rule":
            return words.gettext("Rule: %(rule)s.")
        case "basis.date":
            return words.gettext("The date that was named: %(ends)s. It is not moved to a working day.")
        case "basis.counted.excluded":
            return words.gettext("%(period)s from %(begins)s; that day is not counted. Last day: %(ends)s.")
        case "basis.counted.included":
            return words.gettext("%(period)s from %(begins)s; that day is counted. Last day: %(ends)s.")
        case "basis.counted.exact":
            return words.gettext("%(period)s from %(begins)s: until %(ends)s.")
        case "basis.not_moved":
            return words.gettext("It runs from a named date and is not moved to a working day.")
        case "basis.holiday":
            return words.gettext("Not counted: %(day)s, %(holiday)s.")
        case "basis.ends.day":
            return words.gettext("It ends with the day %(ends)s.")
        case "basis.ends.instant":
            return words.gettext("It ends at %(ends)s.")
    return ""


def _moved(words: Words, code: str) -> str:
    """Return the sentence of a code about an end that was moved, its holes open."""
    match code:
        case "basis.moved.weekend":
            return words.gettext("%(begins)s is at the weekend; the end moves to the working day %(ends)s.")
        case "basis.moved.holiday":
            return words.gettext("%(begins)s is a day off (%(holiday)s); the end moves to the working day %(ends)s.")
        case "basis.moved.over":
            return words.gettext("%(day)s in between is a day off, too: %(holiday)s.")
        case "basis.minimum":
            return words.gettext("Fewer than %(period)s would lie in it; the end moves from %(begins)s to %(ends)s.")
        case "basis.extended":
            return words.gettext("Extended by %(period)s, from %(begins)s to %(ends)s.")
        case "basis.total":
            return words.gettext("Extended to %(period)s in all, from %(begins)s to %(ends)s.")
        case "basis.paused":
            return words.gettext("Stood still from %(since)s to %(until)s; the end moves from %(begins)s to %(ends)s.")
        case _:
            return words.gettext("Stood still from %(since)s to %(until)s; the end remains %(ends)s.")


def _value(scene: Scene, name: str, value: object, zone: ZoneInfo) -> str:
    """Return what fills a sentence; a moment by the clock of the calendar that counted, as the sentence says."""
    if isinstance(value, Period):
        return period_said(scene.words, value)
    if isinstance(value, dt.datetime):
        return time_words(scene.language, value, zone)
    if isinstance(value, dt.date):
        return scene.day(value)
    return scene.member(str(value)) if name == "calendar" else str(value)
