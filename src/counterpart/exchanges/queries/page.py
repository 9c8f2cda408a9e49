"""One exchange as one authority sees it: status, whose move, content as far as it is theirs, and what may be done.

Statements: one for the exchange with the people and authorities in it (two or three more for a file with relatives),
one for switches where a verdict asks for one, one for the keys, one for what is sealed and for the access log.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from counterpart.core.errors import NotFound
from counterpart.core.workflow import Editable, Place, Rulebook, Situation, Verdict, editable, possible
from counterpart.core.workflow.situation import Due
from counterpart.core.writing import Author
from counterpart.directory.queries.players import Participant, participants
from counterpart.exchanges.queries.answering import to_answer
from counterpart.exchanges.queries.content import content_of
from counterpart.exchanges.queries.files import files_in
from counterpart.exchanges.queries.foresight import NOTHING_AT_HAND, Ahead, AtHand, ahead_of
from counterpart.exchanges.queries.insight import hidden_behind
from counterpart.exchanges.queries.rights import for_somebody, may_write, why_closed
from counterpart.exchanges.queries.seeing import (
    authors_of,
    desk_of,
    needed_at,
    needs_of_verdicts,
    open_pieces,
    read_on,
    rows_of_others,
    setting_of,
    situation_of,
    viewer_for,
    visible_pieces,
    visible_subject,
)
from counterpart.exchanges.queries.sight import Sight, Turn, sight_of, turn_from
from counterpart.exchanges.queries.views import (
    Content,
    DueView,
    ExchangePage,
    FileView,
    FormView,
    Label,
    QuestionView,
    RelativeView,
    RowView,
    SeatView,
    TextView,
    ToAnswer,
    TurnView,
)
from counterpart.exchanges.row_security import CONTENT
from counterpart.exchanges.storage.desks import Acting
from counterpart.exchanges.storage.finding import label_from, label_place
from counterpart.exchanges.storage.letting_in import is_private
from counterpart.exchanges.storage.needs import Needs
from counterpart.exchanges.storage.pieces import Kind, place_from
from counterpart.exchanges.storage.setting import NO_SETTING
from counterpart.foundation.access import ByRight, What, record_reading, told_of_reading
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.vault import KeyClass, open_value
from counterpart.foundation.vault.at_hand import keyring
from counterpart.modules.pins import pinned

Names = Mapping[int, Participant]
NOTHING_OPENED = Needs()
"""Who looks, and what they see, follows without a value: so all that is opened is opened at once."""


AboutTo = Callable[[ExchangePage], Verdict | None]
"""Chooses the action that a page is about, once it is known what may be done."""


def exchange_page(
    actor: Actor,
    number: str,
    now: dt.datetime,
    asked_id: UUID | None = None,
    *,
    kinds: Collection[Kind] | None = None,
    overseen: bool = False,
    whole: bool = True,
) -> ExchangePage:
    """Return an exchange as the actor's authority sees it, and note in the access log that it was read.

    `kinds`: only pieces of these kinds are opened, and shown, where a page needs no others. `overseen`: with those who
    oversee the authorities in it. `whole`: with every seat; else with some of each party, all counted. Raises NotFound
    `exchange_unknown`, the same for a number that does not exist and for one that is not theirs.
    """
    with as_actor(_acting(actor, number)):
        return _page(_Reading(actor, asked_id, now, kinds), _sight(actor, number, overseen=overseen, whole=whole))[0]


def exchange_page_ahead(
    actor: Actor, number: str, now: dt.datetime, about_to: AboutTo, *, overseen: bool = False
) -> tuple[ExchangePage, Ahead]:
    """Return an exchange as `exchange_page` does, and what lies ahead of the action that it is looked at for.

    Nothing is read twice: this is one transaction, with the statements of the page and at most two more.
    """
    with as_actor(_acting(actor, number)):
        sight = _sight(actor, number, overseen=overseen)
        page, hand = _page(_Reading(actor, None, now), sight)
        verdict = about_to(page) if page.content is not None else None
        return page, ahead_of(sight, actor, verdict, now, hand) if verdict is not None else Ahead()


def _acting(actor: Actor, number: str) -> list[int]:
    if actor.authority_id is None:
        raise NotFound("exchange_unknown", exchange=number)
    return [actor.authority_id]


def _sight(actor: Actor, number: str, *, overseen: bool, whole: bool = True) -> Sight:
    sight = sight_of(actor.authority_id or 0, number, overseen=overseen, whole=whole)
    if sight is None or not sight.level:
        raise NotFound("exchange_unknown", exchange=number)
    return sight


@dataclass(frozen=True, slots=True)
class _Reading:
    """Who reads, in which call, when, and pieces of which kinds."""

    actor: Actor
    asked_id: UUID | None
    now: dt.datetime
    kinds: Collection[Kind] | None = None


def _page(reading: _Reading, sight: Sight) -> tuple[ExchangePage, AtHand]:
    actor = reading.actor
    authority_id, names = actor.authority_id or 0, _names(sight)
    authors = authors_of(sight, authority_id, str(actor.ref or ""))
    closed = _refusal(actor, sight, bool(authors)) or ("blocked" if sight.held.is_blocked(reading.now) else "")
    bare = _overview(sight, names, authority_id, actor, frozenset(author.party for author in authors))
    if not closed and sight.level >= CONTENT:
        opened = _opened(reading, sight, bare, authors)
        if opened is not None:
            return opened
    record_reading(actor, reading.asked_id, bare.ref, What.EXCHANGE, (), ByRight.OVERVIEW, reading.now)
    return replace(_without_hidden_dates(bare, sight.held.layout.rules, frozenset()), refusal=closed), NOTHING_AT_HAND


def _opened(
    reading: _Reading, sight: Sight, bare: ExchangePage, authors: tuple[Author, ...]
) -> tuple[ExchangePage, AtHand] | None:
    """Return the page with its content, None for whoever takes no part."""
    actor, now = reading.actor, reading.now
    authority_id = actor.authority_id or 0
    acting = Acting(authority_id, authors[0].place if authors else Place())
    needs = needs_of_verdicts(sight, authors)
    setting = setting_of(sight, needs, now) if needs.switches else NO_SETTING
    laid = desk_of(sight, acting, now, NOTHING_OPENED, setting)
    viewer = viewer_for(laid.desk, authors)
    if viewer is None:
        return None
    shut = sight.held.blocked_by(now) | sight.held.erased_by(now)
    visible = visible_pieces(sight, viewer, authors, authority_id, reading.kinds)
    pieces = [piece for piece in visible if piece.key_class not in shut] if shut else visible
    behind = needed_at(sight, needs, acting, authors)
    classes = {piece.key_class for piece in pieces} | {KeyClass.PERSONAL}
    told = told_of_reading(actor, reading.asked_id, bare.ref, What.EXCHANGE, classes, ByRight.PARTY, now)
    values = open_pieces(sight, [*pieces, *behind], actor.authority_ref, told, now)
    read_on(sight, laid, behind, values)
    infos = files_in(sight, pieces, now)
    others = rows_of_others(sight, viewer, authors)
    content = content_of(sight, viewer, pieces, values, sight.names, infos, authority_id=authority_id, others=others)
    situation, rules = situation_of(sight, laid), sight.held.layout.rules
    writes = frozenset(one.party for one in authors if may_write(actor, rules, one.party))
    page = replace(
        _without_hidden_dates(bare, rules, content.subject_fields),
        content=content,
        label=_label(sight, visible_subject(sight, viewer), now),
        verdicts=tuple(_verdicts(sight, situation, authors, now, actor)),
        editable=tuple(_editable(sight, situation, (one for one in authors if one.party in writes))),
        to_answer=tuple(_to_answer(sight, situation, authors, now, writes)),
        may_write=writes,
        capacities=tuple((author.place, author.party) for author in authors),
        people=_people(sight, content),
        at_work=tuple(one.name for one in sight.people if one.id in bare.handlers),
        shut=shut,
    )
    return page, AtHand(values, setting if needs.switches else None)


def _without_hidden_dates(page: ExchangePage, rules: Rulebook, seen: Collection[str]) -> ExchangePage:
    """Return the page without the due date of its state where that is a field of the subject that its reader misses."""
    if not hidden_behind(rules, page.state, seen):
        return page
    turns = (one if one.mine or one.place.track else replace(one, due_at=None) for one in page.turns)
    return replace(page, due=None, turns=tuple(turns))


def _people(sight: Sight, content: Content) -> dict[UUID, str]:
    """Return the names of people whom a page names: who did something, and who wrote what the reader sees of it."""
    pieces: tuple[TextView | QuestionView | FormView | FileView, ...]
    pieces = (*content.texts, *content.questions, *content.forms, *content.files)
    writers = (one.written.person for one in pieces if one.written is not None)
    named = {*(ref for one in sight.history for ref in (one.person, one.absent)), *writers}
    return {one.ref: one.name for one in sight.people if one.ref in named}


def _refusal(actor: Actor, sight: Sight, takes_part: bool) -> str:
    """Return why the content stays closed to the actor, nothing when it is open."""
    mine = [user for authority, user in sight.handlers if authority == actor.authority_id]
    elsewhere = bool(mine) and actor.user_id not in mine
    return why_closed(actor, sight.held.layout.rules, takes_part=takes_part, elsewhere=elsewhere)


def _names(sight: Sight) -> Names:
    """Return the authorities that a page names: one more statement where relatives are somebody else's move."""
    missing = _authorities(sight) - sight.names.keys()
    return {**sight.names, **participants(missing)} if missing else sight.names


def _authorities(sight: Sight) -> set[int]:
    seats = {seat.authority_id for seat in sight.held.seats}
    writers = {piece.authority_id for piece in sight.pieces.values()}
    rows = {sight.owner_of(row) for row in sight.held.situation.rows.values()}
    turns = {turn.authority_id for turn in sight.turns} | {one.turn.authority_id for one in sight.family if one.turn}
    links = {turn_from(first).authority_id for *_, first in sight.links if first}
    return {one for one in seats | writers | rows | turns | links if one}


def _overview(sight: Sight, names: Names, authority_id: int, actor: Actor, mine: frozenset[str]) -> ExchangePage:
    held, situation = sight.held, sight.held.situation
    return ExchangePage(
        ref=held.cover.ref,
        number=held.cover.number,
        pin=held.layout.pin,
        state=situation.state,
        entered_at=situation.main.entered_at,
        version=held.version,
        created_at=held.cover.created_at,
        closed_at=sight.closed_at,
        outcome=sight.outcome,
        urgent=sight.urgent,
        wanted_on=sight.wanted_on,
        agreed_on=sight.agreed_on,
        label=(),
        mine=mine,
        seats=tuple(
            SeatView(
                one.party, one.seat.player.member, names.get(one.authority_id or 0), one.authority_id == authority_id
            )
            for one in held.seats
        ),
        rows=tuple(_rows(sight, names, authority_id)),
        turns=tuple(_turn(one, names, authority_id, actor.user_id) for one in sight.turns),
        due=_due(situation.due),
        clocks={name: due for name, run in situation.clocks.items() if (due := _due(run.due)) is not None},
        runs=situation.clocks,
        passed=dict(situation.main.first_entered),
        history=sight.history,
        relatives=tuple(_relatives(sight, names, authority_id, actor.user_id)),
        handlers=tuple(user for authority, user in sight.handlers if authority == authority_id),
        private=is_private(held.layout.rules, situation),
        overseers=tuple(_overseers(sight)),
        above=_numbers(sight).get(held.cover.parent_id or 0, ""),
        counted=sight.counted,
    )


def _overseers(sight: Sight) -> Iterator[Participant]:
    """Yield who oversees the authorities in it and has no seat, each once, by member and number."""
    here = {seat.authority_id for seat in sight.held.seats}
    here |= {sight.owner_of(row) for row in sight.held.situation.rows.values()}
    found = {one.id: one for _, one in sight.overseers if one.id not in here}
    yield from sorted(found.values(), key=lambda one: (one.member, one.id))


def _rows(sight: Sight, names: Names, authority_id: int) -> Iterator[RowView]:
    for row in sight.held.situation.rows.values():
        owner = sight.owner_of(row)
        yield RowView(
            place=row.place,
            state=row.state,
            entered_at=row.progress.entered_at,
            opened_at=row.opened_at,
            member=row.player.member,
            authority=names.get(owner),
            due=_due(row.due),
            questions=row.questions,
            mine=owner == authority_id,
        )


def _turn(turn: Turn, names: Names, authority_id: int, user_id: int | None) -> TurnView:
    return TurnView(
        place=place_from(turn.place),
        party=turn.party,
        member=turn.member,
        authority=names.get(turn.authority_id),
        due_at=turn.due_at,
        since=turn.since,
        mine=turn.authority_id == authority_id,
        allocated_to_me=turn.allocated_to is not None and turn.allocated_to == user_id,
    )


def _numbers(sight: Sight) -> dict[int, str]:
    """Return the numbers of the exchanges of the file that the actor may see, this one among them."""
    return {one.id: one.number for one in sight.family if one.open} | {sight.held.cover.id: sight.held.cover.number}


def _relatives(sight: Sight, names: Names, authority_id: int, user_id: int | None) -> Iterator[RelativeView]:
    own, numbers = sight.held.cover, _numbers(sight)
    for one in sight.family:
        if one.open:
            relation = "child" if one.parent_id == own.id else "parent" if one.id == own.parent_id else "file"
            turn = _turn(one.turn, names, authority_id, user_id) if one.turn else None
            if turn is not None and not turn.mine and hidden_behind(pinned(one.procedure_id).rules, one.state, ()):
                turn = replace(turn, due_at=None)
            above = numbers.get(one.parent_id or 0, "")
            yield RelativeView(one.number, relation, one.child, one.procedure_id, one.state, one.closed_at, turn, above)
    for number, kind, procedure_id, state, closed_at, first in sight.links:
        at = dt.datetime.fromisoformat(closed_at) if closed_at else None
        turn = _turn(turn_from(first), names, authority_id, user_id) if first else None
        yield RelativeView(number, f"link_{kind}", "", procedure_id, state, at, turn)


def _due(due: Due | None) -> DueView | None:
    return DueView(due.at, due.deadline.basis.zone, due.deadline.basis) if due is not None else None


def _label(sight: Sight, seen: frozenset[str], now: dt.datetime) -> Label:
    """Return what the exchange is about, as far as its reader sees the fields of it."""
    if sight.held.label is None or not seen:
        return ()
    place = label_place(sight.held.cover.ref)
    keys = keyring().open([place.key_name], now)
    if place.key_name not in keys:
        return ()
    found = label_from(open_value(keys[place.key_name], place, sight.held.label))
    return tuple((name, value) for name, value in found if name in seen)


def _verdicts(
    sight: Sight, situation: Situation, authors: Iterable[Author], now: dt.datetime, actor: Actor
) -> Iterator[Verdict]:
    """Yield what each of the actor's parties may do, in the main machine and in the actor's own rows."""
    rules = sight.held.layout.rules
    own = {author.place for author in authors}
    parties = {author.party: author.player for author in authors}
    for party, player in parties.items():
        for verdict in possible(rules, situation, party, now, player=player, person=str(actor.ref or "")):
            owners = rules.tracks[verdict.place.track].owners if verdict.place.track else ()
            if verdict.place in own or party not in owners or len(owners) > 1:  # of several, the engine knows whose
                yield for_somebody(actor, rules, verdict)


def _to_answer(
    sight: Sight, situation: Situation, authors: Iterable[Author], now: dt.datetime, writes: Collection[str]
) -> Iterator[ToAnswer]:
    """Yield what the actor's parties have to answer; now, where the actor holds the right for it."""
    for one in to_answer(sight.held.layout.rules, situation, authors, now):
        yield one if one.party in writes else replace(one, now=False)


def _editable(sight: Sight, situation: Situation, authors: Iterable[Author]) -> Iterator[tuple[Place, Editable]]:
    seen: set[tuple[Place, Editable]] = set()
    for author in authors:
        for one in editable(sight.held.layout.rules, situation, author.party, author.row):
            if (author.place, one) not in seen:
                seen.add((author.place, one))
                yield author.place, one
