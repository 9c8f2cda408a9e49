"""Everything that stands on the page of a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterpart.core.workflow.forms import visible
from counterpart.core.writing import Values
from counterpart.web.reading import FormRead, day_read, day_typed
from counterpart.web.showing.drafting.addressing import Addressing, addressing_of
from counterpart.web.showing.drafting.capacity import Writing
from counterpart.web.showing.drafting.changes import WANTED, Changes, stood_now
from counterpart.web.showing.drafting.matter import (
    chosen_questions,
    flat_subject,
    shown_subject,
    subject_of,
)
from counterpart.web.showing.drafting.missing import Open, missing_of
from counterpart.web.showing.drafting.steps import Step, steps_of
from counterpart.web.showing.drafting.subject import PREFIX, laid_over
from counterpart.web.showing.drafting.wanted import WantedShown, wanted_shown
from counterpart.web.showing.exchange.facts import subject_title
from counterpart.web.showing.exchange.languages import languages_of, readers_of
from counterpart.web.showing.exchange.questions import filled_in
from counterpart.web.showing.exchange.saying import FILES, Around, saying_of, surroundings_of
from counterpart.web.showing.exchange.scene import Named, Scene
from counterpart.web.showing.fields import FormShown
from counterpart.web.showing.forms import FormState, form_view
from counterpart.web.showing.tree import OfSubject, Picking, TreeShown, tree_view
from counterpart.web.showing.values import FactShown, facts_of_form
from counterpart.web.showing.wording import Asking


@dataclass(frozen=True, slots=True)
class Meeting:
    """A field that two have written: what it is called, what a colleague wrote, and what was typed here."""

    anchor: str
    theirs: FactShown | None
    mine: FactShown | None
    label: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page: form and tree of questions, the date, who reads it, what is still open.

    `kept_until` is the day on which a draft goes by itself. `understood` says that they read what is written here.
    `errors` are what was typed and cannot be taken, by place; `carried` are ticked questions that a search has hidden,
    `files` names of files that have arrived and belong to nothing yet.
    """

    subject_title: str
    subject: FormShown | None
    tree: TreeShown | None
    carried: tuple[str, ...]
    files: Mapping[str, str]
    stood: str
    wanted: str
    echo: WantedShown | None
    urgent: bool
    language: str
    languages: Mapping[str, str]
    readers: tuple[Named, ...]
    understood: bool
    chosen: tuple[str, ...]
    missing: tuple[Open, ...]
    steps: tuple[Step, ...]
    addressing: Addressing | None
    meetings: tuple[Meeting, ...]
    kept_until: str
    errors: tuple[tuple[str, str], ...]


def sheet_of(
    scene: Scene, writing: Writing, changes: Changes | None = None, wanted: str = "", search: str = ""
) -> Sheet:
    """Return the page with what is stored, and over it what was typed and touched; `wanted` is the date as typed."""
    day = wanted if changes is not None and _is_touched(changes) else _day_written(scene)
    addressing = addressing_of(scene, writing)
    language = changes.language if changes is not None else scene.language
    subject = _subject(scene, writing, changes, language) if writing.subject else None
    ticked = _ticked(scene, changes)
    tree = _tree(scene, ticked, search, _values(scene, changes)) if writing.questions else None
    hidden = _out_of_sight(tree, ticked, changes)
    urgent = changes.cover.get("urgent", scene.page.urgent) if changes is not None else scene.page.urgent
    missing = missing_of(scene, writing)
    stood = stood_now(scene, _fields(scene) if subject else (), tree.offered | hidden if tree else hidden)
    return Sheet(
        subject_title=subject_title(scene),
        subject=subject,
        tree=tree,
        carried=tuple(sorted(hidden & ticked)),
        files=changes.files if changes is not None else {},
        stood=stood.sent(),
        wanted=day,
        echo=wanted_shown(scene, addressing.party if addressing else "", day_read(day, scene.language)),
        urgent=bool(urgent),
        language=language,
        languages=languages_of(scene),
        readers=readers_of(scene),
        understood=_understood(scene, language),
        chosen=_chosen(scene),
        missing=missing,
        steps=steps_of(scene, writing, missing),
        addressing=addressing,
        meetings=_meetings(scene, changes),
        kept_until=scene.day(scene.page.due.at) if writing.draft and scene.page.due is not None else "",
        errors=(*(subject.errors if subject else ()), *(changes.errors if changes is not None else ())),
    )


def _is_touched(changes: Changes) -> bool:
    return "wanted_on" in changes.cover or any(anchor == WANTED for anchor, _ in changes.errors)


def _ticked(scene: Scene, changes: Changes | None) -> frozenset[str]:
    """Return the questions that are ticked: those that are chosen now, with what the writer changed."""
    chosen = frozenset(chosen_questions(scene))
    return (chosen | frozenset(changes.add)) - frozenset(changes.drop) if changes is not None else chosen


def _day_written(scene: Scene) -> str:
    day = scene.page.wanted_on
    return day_typed(day) if day is not None else ""


def _understood(scene: Scene, language: str) -> bool:
    """Say whether everybody who is written to understands a language."""
    seats = (
        seat.authority
        for seat in scene.page.seats
        if seat.authority is not None and not seat.mine and scene.page.pin.rules.parties[seat.party].of is None
    )
    return all(language in one.languages for one in seats)


def _chosen(scene: Scene) -> tuple[str, ...]:
    form, subject = scene.page.pin.rules.procedure.subject, flat_subject(shown_subject(scene))
    return tuple(filled_in(scene.said.question(code, form, subject)) for code in chosen_questions(scene))


def _meetings(scene: Scene, changes: Changes | None) -> tuple[Meeting, ...]:
    form = scene.page.pin.rules.procedure.subject
    if changes is None or not form:
        return ()
    there = subject_of(scene)
    return tuple(
        Meeting(
            anchor=f"f-{name}",
            theirs=_fact(scene, form, name, there.get(name), changes.files),
            mine=_fact(scene, form, name, value, changes.files),
            label=scene.said.text(f"form.{form}.{name}.label"),
        )
        for name, value in changes.met.items()
    )


def _fact(scene: Scene, form: str, name: str, value: object, files: Mapping[str, str]) -> FactShown | None:
    rules = scene.page.pin.rules.forms[form]
    groups = facts_of_form(saying_of(scene, files), rules, {**subject_of(scene), name: value}, surroundings_of(scene))
    return next((one for group in groups for one in group.facts if one.path == name), None)


def _subject(scene: Scene, writing: Writing, changes: Changes | None, language: str) -> FormShown:
    """Return the form with what is stored, and over it what was typed and touched.

    A working copy has no fields for files: a file that is attached is seen by everybody who sees the exchange.
    """
    rules = scene.page.pin.rules
    read = changes.read if changes is not None else FormRead()
    problems = changes.problems if changes is not None else ()
    files = changes.files if changes is not None else {}
    state = FormState(_values(scene, changes), read, problems, Around(scene), language)
    form = rules.forms[rules.procedure.subject or ""]
    only = [one.name for one in form.fields if one.field.type not in FILES] if writing.copy else None
    return form_view(saying_of(scene, files), form, state, surroundings_of(scene), prefix=PREFIX, only=only)


def _values(scene: Scene, changes: Changes | None) -> Values:
    """Return the subject as the page shows it: what was typed where it was touched, else what is stored."""
    stored = subject_of(scene)
    return laid_over(stored, changes.read.values, changes.touched) if changes is not None else stored


def _fields(scene: Scene) -> tuple[str, ...]:
    form = scene.page.pin.rules.procedure.subject
    return tuple(one.name for one in scene.page.pin.rules.forms[form].fields) if form else ()


def _tree(scene: Scene, ticked: frozenset[str], search: str, subject: Mapping[str, Any]) -> TreeShown:
    """Return the tree of questions about a subject as it is on the page."""
    rules = scene.page.pin.rules
    form, around = rules.procedure.subject, surroundings_of(scene)
    of_form = rules.forms[form] if form else None
    counted = visible(of_form, subject, around, Around(scene)) if of_form is not None else subject
    facts = OfSubject(of_form, counted, around, Around(scene))
    sets = {name: rules.module.questionsets[name] for name in rules.procedure.questions}
    asking = Asking(form, flat_subject(counted))
    return tree_view(saying_of(scene), sets, asking, Picking(facts, ticked, search, PREFIX))


def _out_of_sight(tree: TreeShown | None, ticked: frozenset[str], changes: Changes | None) -> frozenset[str]:
    """Return the questions that a search has put out of sight, and of which the page has to tell all the same."""
    if tree is None:
        return frozenset()
    dropped = frozenset(changes.drop) if changes is not None else frozenset[str]()
    return (ticked | dropped) - tree.offered
