"""The history: who did what, when; an entry of the log as a sentence. Names of people only where content is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from counterpart.core.workflow import AlarmKind, Place
from counterpart.exchanges.queries.views import EntryView
from counterpart.foundation.actor import ActorKind
from counterpart.foundation.erasing import PROOF
from counterpart.foundation.log import EntryKind
from counterpart.foundation.words import Words
from counterpart.web.showing.exchange.kinds import some_said
from counterpart.web.showing.exchange.scene import Scene

OF_ONE_AUTHORITY = frozenset({"edit", "ask", "answer", "note"})
"""What is written without a step is its authority's own until the step: others are not told of it."""

SUCCEEDED = "succeed"
CHANGED = frozenset({SUCCEEDED, "recoordinate"})
"""What the directory changed: the clock did it, in the name of whoever changed the directory."""

REMINDED = "remind"
"""A coordinator did: no action of a procedure, but with every one."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One line: when, what (a sentence), the state that it led to, and what was said with it.

    `authority` is whose it was, where the sentence names a person alone.
    """

    n: int
    at: str
    machine_at: str
    text: str
    state: str
    reason: str
    reason_language: str
    authority: str = ""


def timeline(scene: Scene, entries: Iterable[EntryView], most: int | None = None) -> tuple[Happened, ...]:
    """Return the entries that the reader is told of, in the order given; the first `most`, or all."""
    told = islice((one for one in entries if _is_told(scene, one)), most)
    return tuple(_happened(scene, one) for one in told)


def _is_told(scene: Scene, entry: EntryView) -> bool:
    if _is_own(scene, entry):
        return True
    own_affair = entry.kind == EntryKind.WRITTEN and (entry.action or "") in OF_ONE_AUTHORITY
    own_affair = own_affair or (entry.kind == EntryKind.SCANNED and entry.action == "refuse_file")
    return not own_affair and entry.kind != EntryKind.ALLOCATED


def _is_own(scene: Scene, entry: EntryView) -> bool:
    own = next((seat.authority for seat in scene.page.seats if seat.mine and seat.authority), None)
    if own is None:
        own = next((row.authority for row in scene.page.rows if row.mine and row.authority), None)
    return own is not None and own.ref == entry.authority_ref


def _happened(scene: Scene, entry: EntryView) -> Happened:
    moved = entry.before != entry.after and entry.after
    texts = scene.page.content.texts if scene.page.content is not None else ()
    given = (one for one in texts if one.kind == "reason" and one.action == entry.action)
    said = next((one for one in given if one.written.at == entry.at), None)
    return Happened(
        n=entry.n,
        at=scene.moment(entry.at),
        machine_at=entry.at.isoformat(timespec="seconds"),
        text=_sentence(scene, entry),
        state=scene.state(Place(), str(entry.after))
        if moved and entry.after in scene.page.pin.rules.main.states
        else "",
        reason=said.text if said is not None else "",
        reason_language=said.written.language if said is not None and said.written.language != scene.language else "",
        authority=_beside_person(scene, entry),
    )


def _beside_person(scene: Scene, entry: EntryView) -> str:
    """Return the authority of an entry whose sentence names a person alone; nothing for the reader's own."""
    if scene.page.content is None or entry.actor_kind == ActorKind.CLOCK or entry.authority_ref in scene.formerly:
        return ""
    own = scene.words.pgettext("an authority", "You")
    found = _authority(scene, entry.authority_ref) if scene.person(entry.person) else ""
    return found if found != own else ""


def _sentence(scene: Scene, entry: EntryView) -> str:
    words, who = scene.words, _who(scene, entry)
    if entry.kind == EntryKind.STEP:
        done = ", ".join(words.quoted(one) for one in _actions(scene, entry))
        if entry.actor_kind == ActorKind.CLOCK:
            return words.gettext("By the clock: %(action)s", action=done) if done else _rang(words, entry)
        done = done or words.gettext("a step")
        return words.gettext("%(who)s: %(action)s", who=who, action=done)
    if entry.kind == EntryKind.WRITTEN:
        return _written(words, entry, who)
    if entry.kind == EntryKind.PARTY and entry.action in CHANGED:
        return _changed(scene, entry)
    if entry.kind == EntryKind.PARTY:
        party = scene.party(str(entry.facts.get("party", "")))
        return words.gettext("%(who)s chose who takes part as %(party)s", who=who, party=words.quoted(party))
    if entry.kind == EntryKind.EFFECT and entry.action == REMINDED:
        return words.gettext("%(who)s reminded whose move it is", who=who)
    given = words.gettext("%(who)s gave the exchange to colleagues", who=who)
    back = words.gettext("%(who)s gave the exchange back to everybody", who=who)
    return {
        EntryKind.CREATED: words.gettext("%(who)s began the exchange", who=who),
        EntryKind.ALLOCATED: given if entry.facts.get("users") else back,
        EntryKind.SCANNED: _scanned(words, entry, who),
        EntryKind.LINKED: words.gettext("%(who)s linked another exchange", who=who),
        EntryKind.BLOCKED: words.gettext("Blocked, as its time was over: %(kinds)s", kinds=_kinds(words, entry)),
        EntryKind.ERASED: _erased(words, entry),
    }.get(EntryKind(entry.kind), words.gettext("Something was done that a step had caused"))


def _changed(scene: Scene, entry: EntryView) -> str:
    """Return what changed with the directory: an authority goes on for another one, or others coordinate."""
    words = scene.words
    if entry.action != SUCCEEDED:
        return words.gettext("The coordinators changed")
    before, after = (_authority(scene, _ref(entry.facts.get(name))) for name in ("before", "after"))
    if not before or not after:
        return words.gettext("Another authority goes on with it")
    return words.gettext("%(after)s goes on with it for %(before)s", after=after, before=before)


def _erased(words: Words, entry: EntryView) -> str:
    kinds = _kinds(words, entry)
    if entry.action == PROOF:
        return words.gettext("The keys were destroyed: %(kinds)s", kinds=kinds)
    return words.gettext("Erased, as its time was over: %(kinds)s", kinds=kinds)


def _kinds(words: Words, entry: EntryView) -> str:
    """Return which kinds of data an entry tells of; other rooms put something else there."""
    names = entry.facts.get("classes")
    return some_said(words, names) if isinstance(names, list) else ""


def _ref(said: object) -> UUID | None:
    try:
        return UUID(str(said))
    except ValueError:
        return None


def _authority(scene: Scene, ref: UUID | None) -> str:
    """Return the name of an authority that takes part, or once did; nothing for one that the page does not know."""
    found = (scene.taking_part.get(ref) or scene.formerly.get(ref)) if ref is not None else None
    return scene.who(found, found.member) if found is not None else ""


def _scanned(words: Words, entry: EntryView, who: str) -> str:
    """Return what the virus scanner found."""
    match entry.action:
        case "refuse_file":
            return words.gettext("%(who)s: a file was refused by the virus scanner", who=who)
        case "remove_file":
            return words.gettext("The virus scanner found something harmful in a document: it was deleted")
    return words.gettext("The virus scanner found nothing in a document that was held back")


def _rang(words: Words, entry: EntryView) -> str:
    """Return what the clock said where it did nothing but remind."""
    rang = entry.facts.get("rang") or ()
    if AlarmKind.ESCALATE in rang:
        return words.gettext("It was late: the coordinators were told")
    if AlarmKind.REMIND in rang:
        return words.gettext("A reminder was sent")
    return words.gettext("A deadline came")


def _written(words: Words, entry: EntryView, who: str) -> str:
    """Return what was written without a step."""
    questions = entry.facts.get("questions") or ()
    count = len(questions) if isinstance(questions, list | tuple) else 0
    match entry.action:
        case "answer":
            return words.ngettext("%(who)s saved %(num)s answer", "%(who)s saved %(num)s answers", count, who=who)
        case "ask":
            return words.ngettext("%(who)s chose %(num)s question", "%(who)s chose %(num)s questions", count, who=who)
        case "message":
            return words.gettext("%(who)s wrote a message", who=who)
        case "note":
            return words.gettext("%(who)s wrote a note for colleagues", who=who)
        case "attach":
            return words.gettext("%(who)s attached a document", who=who)
    return words.gettext("%(who)s wrote something", who=who)


def _who(scene: Scene, entry: EntryView) -> str:
    """Return who did it: the person where names are told, else the authority, else the system."""
    if entry.actor_kind == ActorKind.CLOCK:
        return scene.words.gettext("The clock")
    person = scene.person(entry.person) if scene.page.content is not None else ""
    authority = _authority(scene, entry.authority_ref)
    absent = scene.people.get(entry.absent, "") if entry.absent is not None else ""
    if person and absent:
        person = scene.words.gettext("%(person)s, standing in for %(absent)s", person=person, absent=absent)
    if person and authority and entry.authority_ref in scene.formerly:
        return scene.words.gettext("%(person)s, %(authority)s", person=person, authority=authority)
    if person or authority:
        return person or authority
    return scene.words.gettext("Another authority") if entry.authority_ref else scene.words.gettext("The system")


def _actions(scene: Scene, entry: EntryView) -> Iterator[str]:
    """Yield the titles of the actions of an entry; what followed by itself is said in an entry of its own."""
    moves: Iterable[Mapping[str, Any]] = entry.facts.get("moves") or ()
    by_somebody = entry.actor_kind != ActorKind.CLOCK
    if by_somebody and entry.action and scene.knows_track(_track(entry)):
        yield scene.action(_track(entry), entry.action)
        return
    for move in moves:
        if move.get("action") and scene.knows_track(str(move.get("track", ""))):
            yield scene.action(str(move.get("track", "")), str(move["action"]))


def _track(entry: EntryView) -> str:
    """Return in which track the action of an entry is: of that move which it names."""
    moves: Iterable[Mapping[str, Any]] = entry.facts.get("moves") or ()
    return next((str(one.get("track", "")) for one in moves if one.get("action") == entry.action), "")
