"""The panel beside the content: parties with the languages they understand, files, messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from counterpart.core.definitions.forms import placed_fields
from counterpart.core.visibility import Viewer, visible_fields
from counterpart.core.workflow import Rulebook
from counterpart.exchanges.queries.views import FileView, TextView
from counterpart.foundation.scanning.kinds import IN_PAGES
from counterpart.foundation.words import Words, language_name
from counterpart.modules.memory import Kept
from counterpart.modules.pins import Pinned
from counterpart.web.showing.exchange.participants import SeesShown, sees_shown
from counterpart.web.showing.exchange.scene import Named, Scene

NOTE, MESSAGE = "note", "message"
SEATS = 6
"""Seats of a party that are named beside the content; all stand on a page of their own."""


@dataclass(frozen=True, slots=True)
class PartyShown:
    """A party with the authorities that play it.

    `overview` says that it sees dates and states, no personal data; `later`, that it sees nothing before the next step.
    `sees` is what it sees, and by which rule. `more` seats are not named.
    """

    name: str
    title: str
    seats: tuple[Named, ...]
    overview: bool
    later: bool
    mine: bool
    sees: SeesShown
    more: int = 0


@dataclass(frozen=True, slots=True)
class MessageShown:
    """A message or a note: who, when, what, in which language (empty when it is the page's), why confidential."""

    who: str
    person: str
    at: str
    text: str
    language: str
    language_title: str
    mine: bool
    confidential: str = ""


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file: what it is called, its size in words, its language, from whom it is, since when, and what may be done.

    `shows` says that a browser can show it by itself; `held_back` that nobody may open it, `removed` that it is gone.
    """

    ref: UUID
    name: str
    size: str
    who: str
    at: str
    held_back: bool
    removed: bool
    shows: bool
    language: str
    personal: bool


def parties_shown(scene: Scene, most: int = 0) -> tuple[PartyShown, ...]:
    """Return the parties in which anybody sits, in the order of the procedure; the first `most` seats, or all.

    The reader's own seat is the first of a party with more.
    """
    return tuple(_parties(scene, most))


def _parties(scene: Scene, most: int) -> Iterator[PartyShown]:
    page = scene.page
    seeing = parties_seeing(page.pin, page.state)
    sees = page.pin.rules.main.states[page.state].sees
    for name in page.pin.rules.parties:
        seats = [seat for seat in page.seats if seat.party == name]
        if seats:
            first = sorted(seats, key=lambda seat: not seat.mine)[:most] if 0 < most < len(seats) else seats
            yield PartyShown(
                name=name,
                title=scene.party(name),
                seats=tuple(dict.fromkeys(scene.authority_named(seat.authority, seat.member) for seat in first)),
                overview=seeing is not None and name not in seeing,
                later=sees is not None and name not in sees,
                mine=any(seat.mine for seat in seats),
                sees=sees_shown(scene, name),
                more=sum(page.seated(name).values()) - len(first),
            )


_SEEING: Kept[tuple[int, str, str], frozenset[str]] = Kept(1_024)


def parties_seeing(pin: Pinned, state: str) -> frozenset[str] | None:
    """Return which parties see personal fields of the subject in a state; None where it has none."""
    form = pin.rules.procedure.subject
    if not form:
        return None
    key = (pin.procedure_id, pin.structure_digest, state)
    found = _SEEING.get(key)
    if found is None:
        found = _SEEING.keep(key, frozenset(_seeing(pin.rules, form, state)))
    return found if _IN_IT in found else None


_IN_IT = ""
"""Stands among the parties where there is something personal at all."""


def _seeing(rules: Rulebook, form: str, state: str) -> Iterator[str]:
    fields = placed_fields(rules.module.forms[form])
    personal = frozenset(one.name for one in fields if one.field.personal not in (None, "no"))
    if not personal:
        return
    yield _IN_IT
    for party in rules.parties:
        viewer = Viewer(frozenset({party}), state)
        if personal & visible_fields(rules.module, rules.procedure, form, viewer):
            yield party


def who_sees(scene: Scene) -> str:
    """Return who sees the personal data of the subject: the titles of those parties, nothing without such data."""
    seeing = parties_seeing(scene.page.pin, scene.page.state) or frozenset()
    seated = {seat.party for seat in scene.page.seats}
    return ", ".join(scene.party(name) for name in scene.page.pin.rules.parties if name in seated & seeing)


def messages_shown(scene: Scene, kind: str = MESSAGE) -> tuple[MessageShown, ...]:
    """Return messages, or the notes of one's own authority, the newest first."""
    texts = scene.page.content.texts if scene.page.content is not None else ()
    found = [one for one in texts if one.kind == kind]
    return tuple(_message(scene, one) for one in sorted(found, key=lambda one: one.written.at, reverse=True))


def _message(scene: Scene, one: TextView) -> MessageShown:
    written = one.written
    authority = written.authority
    foreign = written.language not in ("", scene.language)
    return MessageShown(
        who=scene.who(authority, authority.member if authority else ""),
        person=scene.person(written.person),
        at=scene.moment(written.at),
        text=one.text,
        language=written.language if foreign else "",
        language_title=language_name(scene.language, written.language) if foreign else "",
        mine=authority is not None and authority.id == scene.authority,
        confidential=one.confidential,
    )


def files_shown(scene: Scene) -> tuple[FileShown, ...]:
    """Return the files that came with the exchange."""
    files = scene.page.content.files if scene.page.content is not None else ()
    return tuple(_file(scene, one) for one in files)


def _file(scene: Scene, one: FileView) -> FileShown:
    authority = one.written.authority
    return FileShown(
        ref=one.ref,
        name=one.name,
        size=size_said(scene.words, one.size),
        who=scene.who(authority, authority.member if authority else ""),
        at=scene.day(one.written.at),
        held_back=one.held_back,
        removed=one.removed,
        shows=one.media_type in IN_PAGES,
        language=language_name(scene.language, one.language) if one.language else "",
        personal=one.personal,
    )


def size_said(words: Words, size: int) -> str:
    """Return the size of a file (bytes) in words: "840 KB"."""
    kilo = max(1, round(size / 1000))
    if kilo < 1000:
        return words.gettext("%(n)s KB", n=kilo)
    return words.gettext("%(n)s MB", n=round(kilo / 1000))
