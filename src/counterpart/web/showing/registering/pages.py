"""The pages of the form by which an authority is registered: where a button leads, and what the page holds."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from counterpart.core.errors import CounterpartError
from counterpart.directory.kinds import AuthorityKind
from counterpart.foundation.words import Words
from counterpart.modules.pins import network
from counterpart.web.reading.registering import (
    ADD,
    FIELDS,
    Fixed,
    Step,
    Typed,
    Wrong,
    person_typed,
    record_typed,
    step_of,
    where,
    wrong_in,
)
from counterpart.web.showing.registering.fields import Sheet, Shown, errors_of, fields_of, person_languages
from counterpart.web.showing.registering.told import (
    FactShown,
    competence_facts,
    person_facts,
    record_facts,
    role_facts,
)

GO, NEXT, BACK, SEND = "go:", "next", "back", "send"
_KNOWN = frozenset(name for names in FIELDS.values() for name in names)


@dataclass(frozen=True, slots=True)
class Form:
    """One registration: what is asked and what is not. `members`, `kinds` and `roles` are a coordinator's to choose."""

    fixed: Fixed
    steps: tuple[Step, ...]
    lists: tuple[tuple[str, str], ...] = ()
    kinds: tuple[AuthorityKind, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    members: tuple[str, ...] = ()

    @property
    def time_zone(self) -> str:
        """The time zone of the member, for the first person."""
        known = network().members.get(self.fixed.member)
        return known.time_zone if known is not None else "UTC"


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a button has led: the page, what is wrong on it, a text that gets one more language, or all of it sent."""

    step: Step
    wrong: tuple[Wrong, ...] = ()
    added: frozenset[str] = frozenset()
    send: bool = False


@dataclass(frozen=True, slots=True)
class PageShown:
    """One of the steps above the form."""

    name: str
    title: str
    done: bool
    reachable: bool


@dataclass(frozen=True, slots=True)
class ToldShown:
    """All that was typed, to be checked before it is sent."""

    record: tuple[FactShown, ...]
    person: tuple[FactShown, ...]
    competences: tuple[FactShown, ...]
    asks_competences: bool
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormShown:
    """A page of the form, ready to be drawn."""

    step: str
    title: str
    intro: str
    pages: tuple[PageShown, ...]
    fields: tuple[Shown, ...]
    errors: list[tuple[str, str]]
    carried: tuple[tuple[str, str], ...]
    request_id: UUID
    told: ToldShown | None
    back: bool
    last: bool
    send: str


def turned(form: Form, typed: Typed) -> Turn:
    """Return where the button leads that was pressed; what is wrong keeps the reader on the page that it is on."""
    here, do = _here(form, typed), typed.one("do")
    at = form.steps.index(here)
    if do.startswith(ADD):
        return Turn(here, added=frozenset({do.removeprefix(ADD)}))
    if do == BACK:
        return Turn(form.steps[max(at - 1, 0)])
    if do.startswith(GO):
        return _gone(form, typed, here, do.removeprefix(GO))
    if do == NEXT:
        wrong = _wrong(form, typed, here)
        return Turn(here, wrong) if wrong else Turn(form.steps[min(at + 1, len(form.steps) - 1)])
    if do == SEND:
        found = ((step, _wrong(form, typed, step)) for step in form.steps)
        return next((Turn(step, wrong) for step, wrong in found if wrong), Turn(form.steps[-1], send=True))
    return Turn(here)


def refused(form: Form, typed: Typed, problem: CounterpartError) -> Turn:
    """Return the page on which the field stands that the room refused, with the reason. Raises it where none does."""
    found = where(problem, typed)
    if found.field not in _KNOWN:
        raise problem
    step = step_of(found.field)
    return Turn(step if step in form.steps else form.steps[0], (found,))


def form_shown(words: Words, form: Form, typed: Typed, turn: Turn, request_id: UUID, send: str) -> FormShown:
    """Return the page to be drawn."""
    fixed = form.fixed
    sheet = Sheet(
        words,
        typed,
        fixed.member,
        turn.wrong,
        form.lists,
        form.kinds,
        form.roles,
        fixed.region,
        turn.added,
        form.members,
        fixed.kind,
    )
    last = turn.step is form.steps[-1]
    return FormShown(
        step=turn.step.value,
        title=titles(words)[turn.step],
        intro=_intros(words).get(turn.step, ""),
        pages=tuple(_pages(words, form, typed, turn.step)),
        fields=fields_of(turn.step, sheet),
        errors=errors_of(sheet),
        carried=tuple(_carried(typed, turn.step)),
        request_id=request_id,
        told=_told(words, form, typed) if last else None,
        back=turn.step is not form.steps[0],
        last=last,
        send=send,
    )


def titles(words: Words) -> dict[Step, str]:
    """Return what the pages are called."""
    return {
        Step.ROLES: words.gettext("Kind and policy areas"),
        Step.NAMES: words.gettext("The authority"),
        Step.CONTACT: words.gettext("How it is reached"),
        Step.COMPETENCES: words.gettext("What it is competent for"),
        Step.PERSON: words.gettext("First person"),
        Step.CHECK: words.gettext("Check and send"),
    }


def _intros(words: Words) -> dict[Step, str]:
    return {
        Step.COMPETENCES: words.gettext("Authorities abroad look for you by this. Choose all that fits."),
        Step.PERSON: words.gettext(
            "This person administers the authority: enters colleagues and gives them rights. A mail brings a link by "
            "which to choose a password."
        ),
        Step.CHECK: words.gettext("Read it once more. You can go back to every page."),
    }


def _here(form: Form, typed: Typed) -> Step:
    said = typed.one("step")
    return next((step for step in form.steps if step.value == said), form.steps[0])


def _gone(form: Form, typed: Typed, here: Step, to: str) -> Turn:
    """Go to a page if all before it is well; else stay at the first that is not."""
    for step in form.steps:
        if step.value == to:
            return Turn(step)
        wrong = _wrong(form, typed, step)
        if wrong:
            return Turn(step, wrong)
    return Turn(here)


def _wrong(form: Form, typed: Typed, step: Step) -> tuple[Wrong, ...]:
    return wrong_in(step, typed, form.fixed, languages=person_languages())


def _pages(words: Words, form: Form, typed: Typed, here: Step) -> list[PageShown]:
    named, found, well = titles(words), [], True
    for step in form.steps:
        reachable = well and step is not here
        well = well and not _wrong(form, typed, step)
        before = form.steps.index(step) < form.steps.index(here)
        found.append(
            PageShown(step.value, named[step], well and (before or reachable) and step is not Step.CHECK, reachable)
        )
    return found


def _carried(typed: Typed, step: Step) -> list[tuple[str, str]]:
    """Return what was typed on other pages, to be sent along."""
    others = _KNOWN - set(FIELDS[step])
    return [(name, text) for name, texts in typed.sent.items() if name.partition(".")[0] in others for text in texts]


def _told(words: Words, form: Form, typed: Typed) -> ToldShown:
    return ToldShown(
        record=record_facts(words, record_typed(typed, form.fixed)),
        person=person_facts(words, person_typed(typed, form.time_zone)),
        competences=competence_facts(words, chosen_competences(form, typed)),
        asks_competences=bool(form.lists),
        roles=role_facts(words, chosen_roles(form, typed)),
    )


def chosen_roles(form: Form, typed: Typed) -> tuple[tuple[str, str], ...]:
    """Return the roles that were chosen, of those that may be."""
    return tuple(one for one in typed.roles() if one in form.roles)


def chosen_competences(form: Form, typed: Typed) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the competences that were chosen from the lists that are asked."""
    return {at: chosen for at, chosen in typed.competences().items() if at in form.lists}
