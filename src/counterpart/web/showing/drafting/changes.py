"""What the writer changed since the page was drawn: only this is saved, so colleagues on other parts never meet.

A page tells how things stood when it was drawn (`stood`: a short digest of each field) and which versions its writer
saw (`seen`). What stands as it stood was not touched, whatever a colleague has made of it meanwhile. A field that was
touched and has another version by now is a meeting of two: both texts are shown, and nothing is overwritten unseen.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from counterpart.core.workflow.forms import Problem
from counterpart.core.writing import SUBJECT
from counterpart.exchanges.storage.layout import Slot, layout_of
from counterpart.web.reading import FormRead, Posted, day_read, read_chosen
from counterpart.web.reading.dates import no_such_day
from counterpart.web.reading.posted import first
from counterpart.web.showing.drafting.capacity import Writing
from counterpart.web.showing.drafting.matter import chosen_questions, subject_of
from counterpart.web.showing.drafting.subject import read_subject, top_of
from counterpart.web.showing.exchange.handing_in import names_in
from counterpart.web.showing.exchange.languages import languages_of
from counterpart.web.showing.exchange.scene import Scene

ASK, WANTED, URGENT, LANGUAGE, STOOD = "ask", "wanted_on", "urgent", "lang", "stood"
"""Names of fields of the page; those of the subject are the form's own."""

MOST_TRAIL = 200_000


@dataclass(slots=True)
class Stood:
    """How things stood when the page was drawn.

    `fields` are digests of the fields of the subject that the page had, `seen` the versions of its parts, `offered`
    the questions that had a box, `asked` those that were ticked. It is `sound` unless somebody has spoilt it.
    """

    sound: bool = False
    fields: dict[str, str] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    offered: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    wanted: str = ""
    urgent: bool = False

    def sent(self) -> str:
        """Return it as the page sends it along."""
        told = {"f": self.fields, "s": self.seen, "o": sorted(self.offered), "a": sorted(self.asked)}
        return orjson.dumps({**told, "w": self.wanted, "u": self.urgent}).decode()


@dataclass(slots=True)
class Changes:
    """What was changed and can be taken; `problems` of the form and `errors` of the rest (by place) say what cannot.

    `subject` are values by their field, `add` and `drop` are questions. `met` are fields of the subject that a
    colleague has written meanwhile, with what was typed. `touched` are all fields that the writer touched, `read` is
    all that was typed into the form. `files` are names of files that have arrived and belong to nothing yet, by ref.
    """

    stood: Stood
    read: FormRead = field(default_factory=FormRead)
    problems: tuple[Problem, ...] = ()
    subject: dict[str, Any] = field(default_factory=dict)
    met: dict[str, Any] = field(default_factory=dict)
    touched: frozenset[str] = frozenset()
    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    cover: dict[str, Any] = field(default_factory=dict)
    language: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to save, and nothing that could not be."""
        return not (self.subject or self.met or self.add or self.drop or self.cover or self.wrong)

    @property
    def wrong(self) -> bool:
        """Whether anything that was typed cannot be taken."""
        return bool(self.problems or self.errors)


def changes_of(scene: Scene, writing: Writing, fields: Posted) -> Changes:
    """Return what the fields of the page change; nothing where the page does not tell how it stood."""
    stood = stood_from(first(fields, STOOD))
    changes = Changes(stood, language=_language(scene, fields), files=names_in(fields))
    if not changes.stood.sound:
        return changes
    if writing.subject:
        _read_subject(scene, changes, fields)
    if writing.questions:
        _read_questions(scene, changes, fields)
    _read_cover(scene, writing, changes, fields)
    return changes


def stood_now(scene: Scene, names: Iterable[str], offered: frozenset[str]) -> Stood:
    """Return how things stand: of these fields of the subject, with a box for these questions."""
    content, there = scene.page.content, subject_of(scene)
    chosen = frozenset(chosen_questions(scene))
    return Stood(
        sound=True,
        fields={name: digest_of(there.get(name)) for name in names},
        seen={slot: n for slot, n in content.versions.items() if _is_subject(slot)} if content is not None else {},
        offered=offered,
        asked=chosen & offered,
        wanted=scene.page.wanted_on.isoformat() if scene.page.wanted_on else "",
        urgent=scene.page.urgent,
    )


def stood_from(text: str) -> Stood:
    """Read what a page sent along; what somebody has spoilt is not sound."""
    try:
        told = orjson.loads(text) if len(text) <= MOST_TRAIL else {}
        return Stood(
            sound=True,
            fields={str(name): str(one) for name, one in told.get("f", {}).items()},
            seen={str(slot): int(n) for slot, n in told.get("s", {}).items()},
            offered=frozenset(map(str, told.get("o", ()))),
            asked=frozenset(map(str, told.get("a", ()))),
            wanted=str(told.get("w", "")),
            urgent=told.get("u") is True,
        )
    except (ValueError, TypeError, AttributeError):  # not JSON, or not what a page sends
        return Stood()


def _read_subject(scene: Scene, changes: Changes, fields: Posted) -> None:
    found = read_subject(scene, fields)
    there, stood, values = subject_of(scene), changes.stood.fields, found.form.values
    sent = [name for name in found.form.sent if name in stood]
    touched = [name for name in sent if name in found.wrong or digest_of(values.get(name)) != stood[name]]
    changes.problems = tuple(one for one in found.problems if top_of(one) in touched)
    changes.read, changes.touched = found.form, frozenset(touched)
    stale = _stale(scene, changes.stood.seen)
    for name in touched:
        value = values.get(name)
        if name not in found.wrong and digest_of(value) != digest_of(there.get(name)):
            (changes.met if name in stale else changes.subject)[name] = emptied(there.get(name), value)


def emptied(there: Any, value: Any) -> Any:
    """Return a value that takes away what it no longer has, inside groups as well."""
    if isinstance(there, Mapping) and isinstance(value, Mapping):
        names = dict.fromkeys([*value, *there])
        return {name: emptied(there.get(name), value.get(name)) for name in names}
    if isinstance(there, Mapping) and value is None:
        return {name: emptied(inner, None) for name, inner in there.items()}
    return value


def _stale(scene: Scene, seen: Mapping[str, int]) -> set[str]:
    """Return the fields of the subject that are part of something which has another version than the writer saw."""
    content = scene.page.content
    if content is None:
        return set()
    rules = scene.page.pin.rules
    slots = layout_of(scene.page.pin).slots.get(SUBJECT, ())
    present = content.versions
    if SUBJECT in content.copies:
        changed = seen.get(SUBJECT, 0) != present.get(SUBJECT, 0)
        form = rules.module.forms[rules.procedure.subject or ""]
        every = {*form.fields, *(name for section in form.sections.values() for name in section.fields)}
        return every if changed else set()
    return {name for slot in slots if seen.get(slot.name, 0) != present.get(slot.name, 0) for name in _tops(slot)}


def _tops(slot: Slot) -> set[str]:
    return {name.partition(".")[0] for name in slot.fields}


def _is_subject(slot: str) -> bool:
    return slot == SUBJECT or slot.startswith(f"{SUBJECT}/")


def _read_questions(scene: Scene, changes: Changes, fields: Posted) -> None:
    """Tell what was ticked and what no longer is; of questions that had no box nothing is told."""
    known, chosen = scene.page.pin.rules.questions, set(chosen_questions(scene))
    boxes = changes.stood.offered & known.keys()
    ticked, _ = read_chosen(fields, boxes, name=ASK)
    changes.add = tuple(code for code in known if code in ticked - changes.stood.asked - chosen)
    changes.drop = tuple(code for code in known if code in ((changes.stood.asked & boxes) - ticked) & chosen)


def _read_cover(scene: Scene, writing: Writing, changes: Changes, fields: Posted) -> None:
    stood = changes.stood
    if writing.wanted and WANTED in fields:
        day, problem = _wanted_day(scene, first(fields, WANTED), stood.wanted)
        if problem:
            changes.errors.append((WANTED, problem))
        elif day is not None and day.isoformat() != stood.wanted and day != scene.page.wanted_on:
            changes.cover["wanted_on"] = day.isoformat()
    urgent = URGENT in fields
    if urgent not in (stood.urgent, scene.page.urgent):
        changes.cover["urgent"] = urgent


def _wanted_day(scene: Scene, text: str, stood: str) -> tuple[dt.date | None, str]:
    """Return the day, or what is wrong with it; a day that was there cannot be taken away, only moved."""
    if not text.strip():
        return None, scene.words.gettext("A wanted date can be moved, not taken away. Say by when.") if stood else ""
    day = day_read(text, scene.language)
    if day is None and no_such_day(text, scene.language):
        return None, scene.words.gettext("There is no such day. Write the day first, then the month: 31 5 2026.")
    if day is None:
        return None, scene.words.gettext("Write a day: day, month and year, for example 31 5 2026.")
    if day < scene.today and day.isoformat() != stood:
        said = scene.words.gettext("%(day)s has passed. Choose a day that is still to come.", day=scene.day(day))
        return None, said
    return day, ""


def _language(scene: Scene, fields: Posted) -> str:
    said = first(fields, LANGUAGE)
    return said if said in languages_of(scene) else scene.language


def digest_of(value: Any) -> str:
    """Return a short digest of a value; nothing, an empty text and an empty list are the same."""
    plain = orjson.dumps(_plain(value), option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(plain, digest_size=6).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: inner for name, one in value.items() if (inner := _plain(one)) is not None} or None
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value] or None
    return None if value == "" else value
