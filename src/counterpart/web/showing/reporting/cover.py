"""What stands on the first page of a report: the procedure, the state, the dates with their reasons, who takes part."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.reports.papers import Block, Fact, Facts, Grid, Part, Remark, Said
from counterpart.web.showing.exchange.scene import Named, Scene
from counterpart.web.showing.exchange.side import PartyShown, parties_shown, who_sees
from counterpart.web.showing.exchange.status import Mover, Status, status_shown
from counterpart.web.showing.reasons import reason


def cover_blocks(scene: Scene) -> Iterator[Block]:
    """Yield the first page."""
    words, page = scene.words, scene.page
    for reader in _readers(scene):
        yield Remark(
            Said(words.gettext("Made for %(authority)s. It shows what this authority may see.", authority=reader))
        )
    if page.content is None:
        bare = words.gettext("You see whose move it is and the dates, not the content.")
        yield Remark(Said(f"{bare} {reason(words, page.refusal, {})}" if page.refusal else bare))
    yield Facts(tuple(_facts(scene, status_shown(scene))))


def parties_part(scene: Scene) -> Part:
    """Return who takes part, and what they see."""
    words = scene.words
    blocks: list[Block] = [_parties(scene)]
    seeing = who_sees(scene) if scene.page.content is not None else ""
    if seeing:
        blocks.append(Remark(Said(words.gettext("Personal data. Who sees it: %(parties)s", parties=seeing))))
    return Part(words.gettext("Parties"), tuple(blocks))


def _readers(scene: Scene) -> dict[str, None]:
    """Return the reader's authority, by its name."""
    page = scene.page
    mine = [(one.authority, one.member) for one in page.seats if one.mine]
    mine += [(one.authority, one.member) for one in page.rows if one.mine]
    return dict.fromkeys(scene.authority_named(*one).name for one in mine)


def _facts(scene: Scene, status: Status) -> Iterator[Fact]:
    words, page = scene.words, scene.page
    yield _one(words.gettext("Procedure"), scene.said.text(f"procedure.{page.pin.procedure}.title"))
    yield _one(words.gettext("Number"), page.number)
    yield _one(words.gettext("State"), status.state)
    yield _one(words.gettext("Begun"), scene.moment(page.created_at))
    if status.ended:
        yield _one(words.gettext("Ended"), status.ended)
    if page.urgent:
        yield _one(words.gettext("Urgent"), scene.words.gettext("Yes"))
    if status.reason:
        label = words.gettext("What was said with the last step")
        yield Fact(label, (Said(status.reason, status.reason_language),))
    movers = tuple(_mover(one) for one in _all_movers(scene, status))
    if movers:
        yield Fact(words.gettext("The move of"), movers)
    if status.due is not None:
        due = (
            words.gettext("Due (%(part)s)", part=status.due_elsewhere) if status.due_elsewhere else words.gettext("Due")
        )
        yield _one(due, status.due.day)
        if status.due.because:
            yield Fact(words.gettext("How this date was calculated"), tuple(map(Said, status.due.because)))
    for label, day in status.dates:
        yield _one(label, day)


def _one(label: str, text: str) -> Fact:
    return Fact(label, (Said(text),))


def _all_movers(scene: Scene, status: Status) -> Iterator[Mover]:
    """Yield whose move it is; the reader's own authority is one of them, by its name."""
    for turn in scene.page.turns:
        if turn.mine:
            part = scene.track(turn.place.track) if turn.place.track else ""
            yield Mover(scene.authority_named(turn.authority, turn.member), part, "", "")
    yield from status.movers


def _mover(one: Mover) -> Said:
    text = f"{one.who.name} ({one.part})" if one.part else one.who.name
    return Said(text, one.who.language)


def _parties(scene: Scene) -> Grid:
    words = scene.words
    return Grid(
        headers=(words.gettext("Party"), words.gettext("Authority"), words.gettext("Country"), words.gettext("Sees")),
        widths=(3, 5, 2, 3),
        rows=tuple(row for party in parties_shown(scene) for row in _seats(scene, party)),
    )


def _seats(scene: Scene, party: PartyShown) -> Iterator[tuple[Said, ...]]:
    words = scene.words
    sees = words.gettext("Everything that is theirs")
    if party.later:
        sees = words.gettext("Nothing yet")
    elif party.overview:
        sees = words.gettext("Dates and states, no personal data")
    for seat in party.seats:
        yield Said(party.title), _authority(seat), Said(scene.member(seat.member)), Said(sees)


def _authority(seat: Named) -> Said:
    return Said(f"{seat.name} ({seat.own})" if seat.own else seat.name, seat.language)
