"""The calendar of a term of the law: a bar of time with what happened while it ran, and a list of the same facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from counterpart.core.deadlines import Basis, Sentence, parse_period
from counterpart.core.deadlines.basis import Step, StepKind
from counterpart.core.workflow.situation import ClockRun, Due, Extension
from counterpart.exchanges.queries.views import EntryView
from counterpart.web.showing.exchange.basis import basis_said, period_said, sentence_said
from counterpart.web.showing.exchange.scene import Scene

LEFT, RIGHT, LEVEL, BAR = 14, 466, 17, 16
"""Where the bar begins and ends, how high a line of numbers is, and the bar, in units of the picture."""
APART = 18
"""Numbers nearer than this stand above one another."""
LEVELS = 4
MOST = 30
"""Things that happened, on one bar: the newest."""


@dataclass(frozen=True, slots=True)
class MarkShown:
    """Something on the bar: its number, the day, what it is and who did it; `x` and `y` of its number on the bar."""

    number: int
    day: str
    text: str
    who: str
    x: float
    y: int
    today: bool


@dataclass(frozen=True, slots=True)
class PieceShown:
    """A piece of the bar: `whole`, `gone`, `more` (granted later) or `still`, from where and how wide."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class TermShown:
    """A term: its title, until when it runs in sentences, why then, what is on its bar, and what was left out.

    One that ended on the day on which it began has no bar: nothing could be told apart on it.
    """

    name: str
    title: str
    said: tuple[str, ...]
    because: tuple[str, ...]
    pieces: tuple[PieceShown, ...]
    marks: tuple[MarkShown, ...]
    top: int
    height: int
    left_out: int
    has_bar: bool

    @property
    def names_anybody(self) -> bool:
        """Whether it is said of anything who did it."""
        return any(one.who for one in self.marks)


@dataclass(frozen=True, slots=True)
class _Happened:
    at: dt.datetime
    text: str
    who: str = ""
    today: bool = False


def terms_shown(scene: Scene) -> tuple[TermShown, ...]:
    """Return every clock of the procedure that has begun, in the order of the procedure."""
    runs = scene.page.runs
    return tuple(_Term(scene, name, runs[name]).shown() for name in scene.page.pin.rules.clocks if name in runs)


class _Term:
    """Writes the calendar of one clock."""

    def __init__(self, scene: Scene, name: str, run: ClockRun) -> None:
        self.scene, self.name, self.run, self.words = scene, name, run, scene.words
        self.due = run.due
        over = run.due is not None and run.stopped_at is not None and run.stopped_at >= run.due.at
        self.ran_out = run.ran_out or over
        self.zone = ZoneInfo(run.due.deadline.basis.zone) if run.due else scene.zone

    def shown(self) -> TermShown:
        happened = sorted(self._happened(), key=lambda one: one.at)
        kept = [*happened[:1], *happened[1:][-MOST:]]
        begin, end = kept[0].at, max(kept[-1].at, kept[0].at + dt.timedelta(hours=1))
        marks = tuple(self._marks(kept, begin, end))
        procedure = self.scene.page.pin.procedure
        final = self.scene.page.pin.rules.main.states[self.scene.page.state].final
        top = 6 + LEVEL * (1 + max((one.y for one in marks), default=0))
        return TermShown(
            name=self.name,
            title=self.scene.said.text(f"procedure.{procedure}.clock.{self.name}"),
            said=tuple(self._said()),
            because=tuple(basis_said(self.scene, self.due.deadline.basis)) if self.due and final else (),
            pieces=tuple(self._pieces(begin, end)),
            marks=marks,
            top=top,
            height=top + BAR + 8,
            left_out=len(happened) - len(kept),
            has_bar=self._day(begin) != self._day(end),
        )

    def _day(self, at: dt.datetime) -> str:
        return self.scene.day(at, self.zone)

    # ------------------------------------------------------------------------------------------------------ in words
    def _said(self) -> Iterator[str]:
        run, words = self.run, self.words
        if run.stands_still:
            yield words.gettext("It has stood still since %(day)s.", day=self._day(run.pauses[-1][0]))
        elif self.ran_out and self.due is not None:
            yield words.gettext("It ran out on %(day)s.", day=self._day(self.due.at))
        elif run.stopped_at is not None:
            yield words.gettext("It ended on %(day)s, before it ran out.", day=self._day(run.stopped_at))
        elif self.due is not None:
            yield words.gettext("It runs until %(day)s.", day=self._day(self.due.at))
        for extension, step in _granted(run, self.due):
            if step is not None:
                period = period_said(words, parse_period(extension.by or extension.to))
                values = {"period": period, "day": self._day(extension.at)}
                yield (
                    words.gettext("Extended by %(period)s on %(day)s.", **values)
                    if extension.by
                    else words.gettext("Extended to %(period)s in all on %(day)s.", **values)
                )

    # ---------------------------------------------------------------------------------------------- what is on the bar
    def _happened(self) -> Iterator[_Happened]:
        run, words, now = self.run, self.words, self.scene.now
        yield _Happened(run.started_at, words.gettext("It begins"))
        for extension, step in _granted(run, self.due):
            entry = _entry_at(self.scene.page.history, extension.at)
            yield _Happened(extension.at, self._extended(step), self._who(entry))
        for since, until in run.pauses:
            yield _Happened(since, words.gettext("It stands still"))
            if until is not None:
                yield _Happened(until, words.gettext("It goes on"))
        yield from self._opened()
        if run.stopped_at is not None and not self.ran_out:
            yield _Happened(run.stopped_at, words.gettext("It ends early"))
        elif self.due is not None:
            yield _Happened(self.due.at, words.gettext("It runs out"))
        if run.running:
            yield _Happened(now, words.gettext("Today"), today=True)

    def _extended(self, step: Step | None) -> str:
        if step is None or self.due is None:
            return self.words.gettext("Extended; the end remains the same")
        values = {"begins": step.begins, "ends": step.ends} | ({"period": step.period} if step.period else {})
        sentence = Sentence(f"basis.{step.kind}", values)
        return sentence_said(self.words, self.scene.member, sentence, self.zone, self.scene.today)

    def _opened(self) -> Iterator[_Happened]:
        """Yield what was handed in while it ran: rows that were opened one by one, such as comments."""
        scene, run = self.scene, self.run
        for row in scene.page.rows:
            if scene.page.pin.rules.tracks[row.place.track].per != "opening":
                continue
            if run.started_at <= row.opened_at <= (run.stopped_at or scene.now):
                text = scene.words.gettext(
                    "%(label)s: %(value)s", label=scene.track(row.place.track), value=scene.state(row.place, row.state)
                )
                known = scene.who(row.authority, row.member) if row.authority is not None else ""
                yield _Happened(row.opened_at, text, known or self._who(_entry_at(scene.page.history, row.opened_at)))

    def _who(self, entry: EntryView | None) -> str:
        """Return the authority that did something, as far as the page knows it."""
        if entry is None:
            return ""
        page = self.scene.page
        authorities = [one.authority for one in page.seats] + [one.authority for one in page.rows]
        found = next((one for one in authorities if one is not None and one.ref == entry.authority_ref), None)
        return self.scene.who(found, found.member) if found is not None else ""

    # -------------------------------------------------------------------------------------------------------- places
    def _marks(self, happened: Sequence[_Happened], begin: dt.datetime, end: dt.datetime) -> Iterator[MarkShown]:
        """Yield the marks, their numbers so high that none covers another (`y`: the line, counted from the bar)."""
        last = [-1_000.0] * LEVELS
        for number, one in enumerate(happened, start=1):
            x = _place(one.at, begin, end)
            level = next((n for n in range(LEVELS) if x - last[n] >= APART), LEVELS - 1)
            last[level] = x
            yield MarkShown(number, self._day(one.at), one.text, one.who, x, level, one.today)

    def _pieces(self, begin: dt.datetime, end: dt.datetime) -> Iterator[PieceShown]:
        run, now = self.run, self.scene.now
        until = run.stopped_at or (self.due.at if self.due else now)
        yield _piece("whole", run.started_at, until, begin, end)
        if run.started_at < min(now, until):
            yield _piece("gone", run.started_at, min(now, until), begin, end)
        basis = self.due.deadline.basis if self.due else None
        for since, to in _later(basis, self.zone):
            if since < until:
                yield _piece("more", since, min(to, until), begin, end)
        for since, again in run.pauses:
            yield _piece("still", since, again or min(now, end), begin, end)


def _granted(run: ClockRun, due: Due | None) -> Iterator[tuple[Extension, Step | None]]:
    """Yield the extensions, each with the step that it became; None where it did not change the end."""
    left = list(due.deadline.basis.extensions) if due is not None else []
    for extension in run.extensions:
        kind = StepKind.EXTENDED if extension.by else StepKind.TOTAL
        period = parse_period(extension.by or extension.to)
        step = next((one for one in left if one.kind is kind and one.period == period), None)
        if step is not None:
            left.remove(step)
        yield extension, step


def _later(basis: Basis | None, zone: ZoneInfo) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """Yield from when to when each extension reaches."""
    steps: Iterable[Step] = basis.extensions if basis is not None else ()
    for step in steps:
        yield _end_of(step.begins, zone), _end_of(step.ends, zone)


def _end_of(moment: dt.date | dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Return a moment as it is, and of a day its end."""
    if isinstance(moment, dt.datetime):
        return moment
    return dt.datetime.combine(moment + dt.timedelta(days=1), dt.time(), zone)


def _place(at: dt.datetime, begin: dt.datetime, end: dt.datetime) -> float:
    share = (min(max(at, begin), end) - begin) / (end - begin)
    return round(LEFT + share * (RIGHT - LEFT), 1)


def _piece(kind: str, since: dt.datetime, until: dt.datetime, begin: dt.datetime, end: dt.datetime) -> PieceShown:
    x = _place(since, begin, end)
    return PieceShown(kind, x, round(max(_place(until, begin, end) - x, 0.5), 1))


def _entry_at(history: Sequence[EntryView], at: dt.datetime) -> EntryView | None:
    """Return the entry of a moment; of several the one of a step."""
    found = [one for one in history if one.at == at]
    return next((one for one in found if one.action), found[0] if found else None)
