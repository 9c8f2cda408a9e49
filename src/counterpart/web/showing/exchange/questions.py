"""The questions of an exchange, place by place: those of the exchange itself, then those of its parts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import orjson

from counterpart.core.definitions.questions import PlacedQuestion, placed_questions
from counterpart.core.texts import Speaker
from counterpart.core.visibility import Viewer, visible_answers
from counterpart.core.workflow import Place
from counterpart.core.writing import Answer
from counterpart.exchanges.queries.views import QuestionView, ToAnswer
from counterpart.modules.memory import Kept
from counterpart.modules.pins import Pinned
from counterpart.modules.texts import speaker
from counterpart.web.reading import AnswersRead
from counterpart.web.showing.exchange.languages import languages_of
from counterpart.web.showing.exchange.saying import files_there, saying_of, surroundings_of
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.questions import Given, QuestionsShown, Sheet, questions_view
from counterpart.web.showing.saying import Saying
from counterpart.web.showing.wording import Asking, filled_in

__all__ = [
    "Section",
    "Stood",
    "Typed",
    "answered_at",
    "filled_in",
    "placed_of",
    "sections_shown",
    "stood_of",
    "views_at",
]


@dataclass(frozen=True, slots=True)
class Stood:
    """What its writer saw of an answer: the version, and in one line what stood in its fields."""

    version: int
    was: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed at one place and is shown again, with what its writer saw then."""

    read: AnswersRead
    stood: Mapping[str, Stood]


@dataclass(frozen=True, slots=True)
class Section:
    """The questions at one place: the exchange itself, or a part of it.

    `number` is that of a place at which the reader answers now, None for others. `hidden` are fields that say what the
    writer of answers saw. `closed` says that the reader only accompanies a party, and sees no answers in this state.
    """

    place: Place
    title: str
    anchor: str
    number: int | None
    shown: QuestionsShown
    hidden: tuple[tuple[str, str], ...]
    closed: bool = False


_PLACED: Kept[tuple[int, str], dict[str, PlacedQuestion]] = Kept(256)


def placed_of(pin: Pinned) -> dict[str, PlacedQuestion]:
    """Return the questions of a procedure by code, in the order of their sets."""
    key, rules = (pin.procedure_id, pin.structure_digest), pin.rules
    found = _PLACED.get(key)
    if found is not None:
        return found
    sets = ((name, rules.module.questionsets[name]) for name in rules.procedure.questions)
    placed = (one for name, question_set in sets for one in placed_questions(name, question_set))
    return _PLACED.keep(key, {one.question.q: one for one in placed})


def answered_at(scene: Scene) -> tuple[ToAnswer, ...]:
    """Return the places at which the reader answers now; their numbers tell the fields of one form apart."""
    return tuple(one for one in scene.page.to_answer if one.now)


def sections_shown(
    scene: Scene, typed: Mapping[int, Typed] | None = None, arrived: Mapping[str, str] | None = None
) -> tuple[Section, ...]:
    """Return the questions that the reader sees; `typed` is what was typed, by the number of the place.

    `arrived` are names of files that have arrived and belong to nothing yet, by ref.
    """
    content = scene.page.content
    if content is None:
        return ()
    now = answered_at(scene)
    places: dict[tuple[str, str], list[QuestionView]] = {}
    for one in content.questions:
        places.setdefault(_at(one.place), []).append(one)
    for waiting in now:
        places.setdefault(_at(waiting.place), [])
    numbers = {_at(one.place): number for number, one in enumerate(now)}
    voices = (saying_of(scene, arrived), _other_speaker(scene))
    return tuple(
        _section(scene, Place(*at), views, numbers.get(at), (typed or {}).get(numbers.get(at, -1)), voices)
        for at, views in sorted(places.items())
    )


def views_at(scene: Scene, place: Place) -> dict[str, QuestionView]:
    """Return the questions at a place that were asked or answered, by code."""
    content = scene.page.content
    return {one.code: one for one in content.questions if _at(one.place) == _at(place)} if content is not None else {}


def _section(
    scene: Scene,
    place: Place,
    views: Iterable[QuestionView],
    number: int | None,
    typed: Typed | None,
    voices: tuple[Saying, Speaker | None],
) -> Section:
    placed, here, there = placed_of(scene.page.pin), {one.code: one for one in views}, files_there(scene)
    mine = answered_at(scene)[number].questions if number is not None else ()
    waiting = frozenset(mine)
    prefix = prefix_of(number) if number is not None else f"r{place.track}{place.key}."
    sheet = Sheet(
        asked=[one for code, one in placed.items() if code in here or code in waiting],
        asking=Asking(scene.page.pin.rules.procedure.subject, scene.subject),
        given={code: _given(scene, view, there) for code, view in here.items() if view.answer is not None},
        answerable=mine,
        read=typed.read if typed is not None else AnswersRead(),
        other=voices[1],
        prefix=prefix,
        languages=languages_of(scene),
    )
    return Section(
        place=place,
        title=_title(scene, place),
        anchor=f"h-questions-{place.track}-{place.key}" if place.track else "h-questions",
        number=number,
        shown=questions_view(voices[0], sheet, surroundings_of(scene)),
        hidden=tuple(_hidden(here, mine, prefix, typed)),
        closed=_closed(scene),
    )


def _closed(scene: Scene) -> bool:
    """Say whether the reader is let in as one that accompanies a party, such as its coordinator, without answers."""
    rules, parties = scene.page.pin.rules, frozenset(party for _, party in scene.page.capacities)
    if any(rules.parties[party].of is None for party in parties):
        return False
    return not visible_answers(rules.module, rules.procedure, Viewer(parties, scene.page.state))


def prefix_of(number: int) -> str:
    """Return what tells the fields of one place from those of another."""
    return f"{number}."


def _hidden(
    here: Mapping[str, QuestionView], mine: Iterable[str], prefix: str, typed: Typed | None
) -> Iterator[tuple[str, str]]:
    for code in mine:
        stood = typed.stood.get(code) if typed is not None else None
        stood = stood or stood_of(here.get(code))
        yield f"v-{prefix}{code}", str(stood.version)
        yield f"was-{prefix}{code}", stood.was


def stood_of(view: QuestionView | None) -> Stood:
    """Return what stands in the fields of an answer now."""
    if view is None or view.answer is None or view.written is None:
        return Stood(0, was(None, "", ""))
    files = tuple(map(str, view.files))
    return Stood(view.written.version, was(view.answer.value, view.answer.cannot, view.comment, files))


def was(value: object, cannot: str, comment: str, files: Collection[str] = ()) -> str:
    """Return an answer in one line, to tell later whether its writer changed it."""
    return orjson.dumps([None if cannot else value, cannot, comment, *files]).decode()


def _given(scene: Scene, view: QuestionView, there: Collection[str]) -> Given:
    written = view.written
    by = scene.who(written.authority, "") if written is not None and written.authority is not None else ""
    language = written.language if written is not None else ""
    return Given(
        view.answer or Answer(),
        view.comment,
        language,
        by,
        tuple(ref for ref in map(str, view.files) if ref in there),
    )


def _title(scene: Scene, place: Place) -> str:
    if not place.track:
        return ""
    row = next((one for one in scene.page.rows if _at(one.place) == _at(place)), None)
    who = scene.who(row.authority, row.member) if row is not None else ""
    return scene.words.gettext("%(part)s: %(who)s", part=scene.track(place.track), who=who)


def _other_speaker(scene: Scene) -> Speaker | None:
    """Return who says the questions as the other side reads them; None where that is the reader's language."""
    page = scene.page
    languages = dict.fromkeys(_languages_of_others(scene))
    if not languages or scene.language in languages:
        return None
    spoken = [one for one in languages if one in page.pin.rules.module.languages]
    return speaker(page.pin.module, page.pin.line, spoken[0]) if spoken else None


def _languages_of_others(scene: Scene) -> Iterator[str]:
    for seat in scene.page.seats:
        if seat.authority is not None and not seat.mine and scene.page.pin.rules.parties[seat.party].of is None:
            yield from seat.authority.languages[:1]


def _at(place: Place) -> tuple[str, str]:
    return place.track, place.key
