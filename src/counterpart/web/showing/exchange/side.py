"""The panel beside the content: parties with the languages they understand, files, messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from counterpart.core.definitions.forms import placed_fields
from counterpart.core.visibility import Viewer, visible_fields
from counterpart.core.workflow import Rulebook
from counterpart.exchanges.queries.views import FileView, TextView
from counterpart.foundation.words import language_name
from counterpart.web.showing.exchange.scene import Named, Scene

NOTE, MESSAGE = "note", "message"


@dataclass(frozen=True, slots=True)
class PartyShown:
    """A party with the authorities that play it. `overview` says that it sees dates and states, no personal data."""

    name: str
    title: str
    seats: tuple[Named, ...]
    overview: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class MessageShown:
    """A message or a note: who, when, what, in which language (empty when it is the page's)."""

    who: str
    person: str
    at: str
    text: str
    language: str
    language_title: str
    mine: bool


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file: what it is called, its language, its size in words, and from whom it is since when."""

    ref: UUID
    name: str
    size: str
    who: str
    at: str
    about: str


def parties_shown(scene: Scene) -> tuple[PartyShown, ...]:
    """Return the parties in which anybody sits, in the order of the procedure."""
    return tuple(_parties(scene))


def _parties(scene: Scene) -> Iterator[PartyShown]:
    page = scene.page
    sensitive = has_personal(page.pin.rules)
    for name in page.pin.rules.parties:
        seats = [seat for seat in page.seats if seat.party == name]
        if seats:
            yield PartyShown(
                name=name,
                title=scene.party(name),
                seats=tuple(dict.fromkeys(scene.authority_named(seat.authority, seat.member) for seat in seats)),
                overview=sensitive and not sees_personal(page.pin.rules, name, page.state),
                mine=any(seat.mine for seat in seats),
            )


def has_personal(rules: Rulebook) -> bool:
    """Say whether the subject holds anything personal."""
    return bool(_personal(rules))


def sees_personal(rules: Rulebook, party: str, state: str) -> bool:
    """Say whether a party sees personal fields of the subject in a state, if nothing was written by it."""
    form = rules.procedure.subject
    if not form:
        return True
    viewer = Viewer(frozenset({party}), state)
    return bool(_personal(rules) & visible_fields(rules.module, rules.procedure, form, viewer))


def who_sees(scene: Scene) -> str:
    """Return who sees the personal data of the subject: the titles of those parties, nothing without such data."""
    rules = scene.page.pin.rules
    if not has_personal(rules):
        return ""
    seated = {seat.party for seat in scene.page.seats}
    found = [name for name in rules.parties if name in seated and sees_personal(rules, name, scene.page.state)]
    return ", ".join(scene.party(name) for name in found)


def _personal(rules: Rulebook) -> frozenset[str]:
    form = rules.procedure.subject
    return _personal_of(rules, form) if form else frozenset()


def _personal_of(rules: Rulebook, form: str) -> frozenset[str]:
    return frozenset(one.name for one in placed_fields(rules.module.forms[form]) if one.field.personal not in (None, "no"))


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
    )


def files_shown(scene: Scene) -> tuple[FileShown, ...]:
    """Return the files that came with the exchange."""
    files = scene.page.content.files if scene.page.content is not None else ()
    return tuple(_file(scene, one) for one in files)


def _file(scene: Scene, one: FileView) -> FileShown:
    description = one.description
    authority = one.written.authority
    size = description.get("size")
    return FileShown(
        ref=one.ref,
        name=str(description.get("name") or description.get("title") or one.ref),
        size=size_said(scene, int(size)) if isinstance(size, int) else "",
        who=scene.who(authority, authority.member if authority else ""),
        at=scene.day(one.written.at),
        about=str(description.get("about") or ""),
    )


def size_said(scene: Scene, size: int) -> str:
    """Return the size of a file in words: "840 KB"."""
    kilo = max(1, round(size / 1000))
    if kilo < 1000:
        return scene.words.gettext("%(n)s KB", n=kilo)
    return scene.words.gettext("%(n)s MB", n=round(kilo / 1000))
