"""Why a deadline ends when it ends, in the reader's language (`core.deadlines.sentences` says what is said)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from counterpart.core.deadlines import Basis, Period, Sentence, Unit, sentences
from counterpart.foundation.words import Words, day_words, time_words
from counterpart.foundation.words.catalogues import filled
from counterpart.web.showing.exchange.scene import Scene

Name = Callable[[str], str]


def basis_said(scene: Scene, basis: Basis) -> list[str]:
    """Return the sentences that explain a deadline, in the order in which its date came about."""
    zone = ZoneInfo(basis.zone)
    return [sentence_said(scene.words, scene.member, one, zone, scene.today) for one in sentences(basis)]


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


def sentence_said(words: Words, member: Name, sentence: Sentence, zone: ZoneInfo, today: dt.date) -> str:
    """Return one sentence; moments by the clock of the calendar that counted (`zone`), as the sentence says.

    `member` names a member of the network.
    """
    if sentence.code == "basis.weekend":
        count = int(str(sentence.parameters["count"]))
        return words.ngettext(
            "%(num)s day of a weekend was not counted.", "%(num)s days of weekends were not counted.", count
        )
    values: dict[str, str] = {}
    for name, value in sentence.parameters.items():
        if isinstance(value, Period):
            values[name] = period_said(words, value)
        elif isinstance(value, dt.datetime):
            values[name] = time_words(words.language, value, zone)
        elif isinstance(value, dt.date):
            values[name] = day_words(words.language, value, today)
        else:
            values[name] = member(str(value)) if name == "calendar" else str(value)
    return filled((_counted(words) | _moved(words))[sentence.code], values)


def _counted(words: Words) -> dict[str, str]:
    """Return the sentences about counting by their codes, the holes open."""
    _ = words.gettext
    return {
        "basis.calendar": _("Counted by the calendar of %(calendar)s, in the time zone %(zone)s."),
        "basis.rule": _("Rule: %(rule)s."),
        "basis.date": _("The date that was named: %(ends)s. It is not moved to a working day."),
        "basis.counted.excluded": _("%(period)s from %(begins)s; that day is not counted. Last day: %(ends)s."),
        "basis.counted.included": _("%(period)s from %(begins)s; that day is counted. Last day: %(ends)s."),
        "basis.counted.exact": _("%(period)s from %(begins)s: until %(ends)s."),
        "basis.not_moved": _("It runs from a named date and is not moved to a working day."),
        "basis.holiday": _("Not counted: %(day)s, %(holiday)s."),
        "basis.ends.day": _("It ends with the day %(ends)s."),
        "basis.ends.instant": _("It ends at %(ends)s."),
    }


def _moved(words: Words) -> dict[str, str]:
    """Return the sentences about an end that was moved by their codes, the holes open."""
    _ = words.gettext
    return {
        "basis.moved.weekend": _("%(begins)s is at the weekend; the end moves to the working day %(ends)s."),
        "basis.moved.holiday": _("%(begins)s is a day off (%(holiday)s); the end moves to the working day %(ends)s."),
        "basis.moved.over": _("%(day)s in between is a day off, too: %(holiday)s."),
        "basis.minimum": _("Fewer than %(period)s would lie in it; the end moves from %(begins)s to %(ends)s."),
        "basis.extended": _("Extended by %(period)s, from %(begins)s to %(ends)s."),
        "basis.total": _("Extended to %(period)s in all, from %(begins)s to %(ends)s."),
        "basis.paused": _("Stood still from %(since)s to %(until)s; the end moves from %(begins)s to %(ends)s."),
        "basis.paused.no_change": _("Stood still from %(since)s to %(until)s; the end remains %(ends)s."),
    }
