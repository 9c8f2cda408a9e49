"""Answers of several exchanges side by side: one row for each question, one cell for each that was asked it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from counterpart.core.workflow import MAIN
from counterpart.web.showing.exchange.questions import placed_of, sections_shown
from counterpart.web.showing.exchange.scene import Named, Scene
from counterpart.web.showing.questions import AnswerShown, AskedQuestion


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the exchanges: its number, who was asked, in which state it is; `here` is the one that was looked at."""

    number: str
    who: tuple[Named, ...]
    state: str
    here: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What one of them says to a question; `text` is the question as it was put there, where that differs.

    `answers` are several where parts of it were answered by several authorities, and None stands for an open one.
    """

    exchange: Compared
    text: Markup
    answers: tuple[AnswerShown | None, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A question with what those say who were asked it."""

    code: str
    text: Markup
    cells: tuple[Cell, ...]


def side_by_side(scenes: Sequence[Scene]) -> tuple[Row, ...]:
    """Return the questions of exchanges with their answers, the first one's in its order, then what others add."""
    columns = [(_compared(scene, here=not number), _answers(scene)) for number, scene in enumerate(scenes)]
    order = dict.fromkeys(code for scene in scenes for code in placed_of(scene.page.pin))
    asked = [code for code in order if any(code in found for _, found in columns)]
    return tuple(_row(code, columns) for code in asked)


def _row(code: str, columns: Iterable[tuple[Compared, dict[str, list[AskedQuestion]]]]) -> Row:
    put = [(exchange, found[code]) for exchange, found in columns if code in found]
    text = put[0][1][0].text
    return Row(
        code,
        text,
        tuple(
            Cell(
                exchange,
                questions[0].text if questions[0].text != text else Markup(),
                tuple(one.answer for one in questions),
            )
            for exchange, questions in put
        ),
    )


def _compared(scene: Scene, *, here: bool) -> Compared:
    seats = [seat for seat in scene.page.seats if scene.page.pin.rules.parties[seat.party].of is None]
    others = [seat for seat in seats if not seat.mine] or seats
    named = dict.fromkeys(scene.authority_named(seat.authority, seat.member) for seat in others)
    return Compared(scene.page.number, tuple(named), scene.state(MAIN, scene.page.state), here)


def _answers(scene: Scene) -> dict[str, list[AskedQuestion]]:
    """Return what was asked, by question, as it is read: nothing is answered on a page that compares."""
    found: dict[str, list[AskedQuestion]] = {}
    for section in sections_shown(replace(scene, page=replace(scene.page, to_answer=()))):
        for _, questions in section.shown.groups:
            for one in _whole(questions):
                found.setdefault(one.code, []).append(one)
    return found


def _whole(questions: Iterable[AskedQuestion]) -> Iterator[AskedQuestion]:
    for one in questions:
        yield one
        yield from _whole(one.follows)
