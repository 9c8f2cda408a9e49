"""Who will see what, party by party and kind of data by kind of data, as the definition says it (`core.visibility`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterpart.core.definitions.forms import PlacedField, placed_fields
from counterpart.core.visibility import Viewer, may_open, visible_answers, visible_fields
from counterpart.core.visibility.seeing import FILES
from counterpart.core.workflow import MAIN, Rulebook
from counterpart.modules.memory import Kept
from counterpart.modules.pins import Pinned
from counterpart.web.showing.exchange.scene import Named, Scene

YES, NO, PART = "yes", "no", "part"
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether something is seen: `yes`, `no`, or `part`, with the words for when or what."""

    answer: str
    words: str


@dataclass(frozen=True, slots=True)
class Sees:
    """One row: who, the authorities behind it, what they see, and from when."""

    title: str
    authorities: tuple[Named, ...]
    more: int
    mine: bool
    cells: tuple[Cell, ...]
    since: str


@dataclass(frozen=True, slots=True)
class Sight:
    """The table: what its columns of content are called, and a row for each party and for who only oversees."""

    columns: tuple[str, ...]
    rows: tuple[Sees, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of data: its title, and the fields of the subject that it is made of; without any it is the answers."""

    title: str
    fields: frozenset[str] | None


def sight_of(scene: Scene, states: tuple[str, ...]) -> Sight:
    """Return who will see what in these states, the first of which is the one that sending leads to."""
    kinds = tuple(_kinds(scene))
    parties = [name for name, party in scene.page.pin.rules.parties.items() if not party.system]
    rows = (*(_row(scene, name, states, kinds) for name in parties), *_overseeing(scene, len(kinds)))
    columns = (scene.words.gettext("Dates, state"), *(one.title for one in kinds))
    return Sight(columns, rows)


def _kinds(scene: Scene) -> Iterator[_Kind]:
    rules, words = scene.page.pin.rules, scene.words
    fields = placed_fields(rules.module.forms[rules.procedure.subject]) if rules.procedure.subject else []
    plain = {one.name for one in fields if not _is_personal(one) and one.field.type not in FILES}
    if rules.questions:
        yield _Kind(words.gettext("Questions, answers"), None)
    for title, found in (
        (words.gettext("Data about people"), {one.name for one in fields if _is_personal(one)} - _files(fields)),
        (words.gettext("Documents"), _files(fields)),
        (words.gettext("Everything else"), plain if not rules.questions else set[str]()),
    ):
        if found:
            yield _Kind(title, frozenset(found))


def _is_personal(placed: PlacedField) -> bool:
    return placed.field.personal not in (None, "no")


def _files(fields: Iterable[PlacedField]) -> set[str]:
    return {one.name for one in fields if one.field.type in FILES}


def _row(scene: Scene, party: str, states: tuple[str, ...], kinds: tuple[_Kind, ...]) -> Sees:
    rules = scene.page.pin.rules
    seats = [one for one in scene.page.seats if one.party == party]
    mine = any(one.mine for one in seats)
    opens = tuple(name for name in states if may_open(rules.procedure, Viewer(frozenset({party}), name)))
    cells = tuple(_cell(scene, party, opens, kind, mine=mine) for kind in kinds)
    named = tuple(dict.fromkeys(scene.authority_named(one.authority, one.member) for one in seats))
    return Sees(
        title=scene.party(party),
        authorities=named[:MOST_NAMED],
        more=len(named) - len(named[:MOST_NAMED]),
        mine=mine,
        cells=(Cell(*_yes_or_no(scene, seen=bool(opens))), *cells),
        since=_since(scene, party, states, opens, mine=mine),
    )


def _cell(scene: Scene, party: str, opens: tuple[str, ...], kind: _Kind, *, mine: bool) -> Cell:
    """Return whether a party sees a kind of data in the states in which it can open the exchange."""
    if mine:
        return Cell(*_yes_or_no(scene, seen=True))
    seen = {name: seen_by(scene.page.pin, party, name, kind.fields) for name in opens}
    whole = [name for name, (some, every) in seen.items() if every]
    some = [name for name, (found, _) in seen.items() if found]
    if not some:
        return Cell(*_yes_or_no(scene, seen=False))
    if len(whole) == len(opens):
        return Cell(*_yes_or_no(scene, seen=True))
    if whole == some:
        return Cell(PART, _in_states(scene, whole))
    if kind.fields is None:
        return Cell(PART, scene.words.gettext("Without data about people"))
    return Cell(PART, scene.words.gettext("Some of it"))


_SEEN: Kept[tuple[int, str, str, str, frozenset[str] | None], tuple[bool, bool]] = Kept(4_096)


def seen_by(pin: Pinned, party: str, state: str, fields: frozenset[str] | None) -> tuple[bool, bool]:
    """Return whether a party sees some, and all, of a kind of data in a state, as long as it wrote nothing itself.

    `fields` are those of the subject, None the answers. Whoever opens an exchange reads its questions; where it sees no
    answer at all, it reads them without their values. It follows from the definition alone: kept.
    """
    key = (pin.procedure_id, pin.structure_digest, party, state, fields)
    found = _SEEN.get(key)
    return found if found is not None else _SEEN.keep(key, _seen(pin.rules, party, state, fields))


def _seen(rules: Rulebook, party: str, state: str, fields: frozenset[str] | None) -> tuple[bool, bool]:
    viewer = Viewer(frozenset({party}), state)
    if fields is None:
        return True, visible_answers(rules.module, rules.procedure, viewer) >= rules.questions.keys()
    found = visible_fields(rules.module, rules.procedure, rules.procedure.subject or "", viewer) & fields
    return bool(found), found == fields


def _yes_or_no(scene: Scene, *, seen: bool) -> tuple[str, str]:
    return (YES, scene.words.gettext("Yes")) if seen else (NO, scene.words.gettext("No"))


def _since(scene: Scene, party: str, states: tuple[str, ...], opens: tuple[str, ...], *, mine: bool) -> str:
    words = scene.words
    if mine:
        return words.gettext("Now")
    if not opens:
        return words.gettext("Never")
    seated = any(one.party == party for one in scene.page.seats)
    declared = scene.page.pin.rules.parties[party]
    if not seated and (declared.optional or declared.many):
        return words.gettext("When it takes part")
    return words.gettext("When you send it") if opens[0] == states[0] else _in_states(scene, opens)


def _in_states(scene: Scene, states: Iterable[str]) -> str:
    rules = scene.page.pin.rules.main.states
    named = [scene.words.quoted(scene.state(MAIN, name)) for name in states if not rules[name].final] or [
        scene.words.quoted(scene.state(MAIN, name)) for name in states
    ]
    more = len(named) - MOST_NAMED
    listed = ", ".join(named[:MOST_NAMED])
    if more > 0:
        return scene.words.ngettext(
            "In: %(states)s and %(num)s more state", "In: %(states)s and %(num)s more states", more, states=listed
        )
    return scene.words.gettext("In: %(states)s", states=listed)


def _overseeing(scene: Scene, kinds: int) -> Iterator[Sees]:
    """Yield the row of those who see dates and states only: coordinators and linked authorities of both sides."""
    if not scene.page.overseers:
        return
    named = tuple(scene.authority_named(one, one.member) for one in scene.page.overseers)
    yield Sees(
        title=scene.words.gettext("Coordinators and linked authorities"),
        authorities=named[:MOST_NAMED],
        more=len(named) - len(named[:MOST_NAMED]),
        mine=False,
        cells=(Cell(*_yes_or_no(scene, seen=True)), *[Cell(*_yes_or_no(scene, seen=False))] * kinds),
        since=scene.words.gettext("When you send it"),
    )
