"""Questions that are asked at once, with all that is in them: their form, and whom they go to.

A query to a register is no draft of anybody. Which register it is follows from what is asked (`country:
subject.issued_by`), or it is chosen; who keeps it comes along, to answer by hand where the register does not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from counterpart.core.definitions.procedures import Party
from counterpart.core.workflow import Profile
from counterpart.core.workflow.forms import check_form
from counterpart.core.workflow.forms.kinds import Surroundings
from counterpart.directory.queries.players import Participant, candidates
from counterpart.exchanges.parties import beginning_party
from counterpart.exchanges.storage.setting import OF_NO_MEMBER
from counterpart.modules.pins import Pinned
from counterpart.modules.texts import speaker
from counterpart.web.reading import FormRead, Posted, command_of, read_form
from counterpart.web.reading.names import DO
from counterpart.web.reading.posted import first
from counterpart.web.showing.addresses import party_address
from counterpart.web.showing.fields import FormShown
from counterpart.web.showing.forms import FormState, form_view
from counterpart.web.showing.options import Option
from counterpart.web.showing.saying import Saying
from counterpart.web.visit import Visit

FIELD, SAME_AS = "subject.", "same as "
PREFIX = "f"
SHOW = "show"
"""What a page with script sends when a field was changed that others hang on."""
NOTHING: Posted = {}

Errors = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PartyAsked:
    """A party of which one authority has to be chosen: several may play it."""

    id: str
    title: str
    options: tuple[Option, ...]
    error: str


@dataclass(slots=True)
class Question:
    """What was typed, whom it goes to, and what is wrong with either; `form` is drawn again with all of it.

    Not `judged` it is only drawn: it was opened just now, or a button of the form wants one more row.
    """

    read: FormRead
    form: FormShown
    judged: bool
    parties: dict[str, list[UUID]] = field(default_factory=dict)
    choices: list[PartyAsked] = field(default_factory=list)
    errors: Errors = field(default_factory=list)


def question_of(visit: Visit, pin: Pinned, typed: Posted = NOTHING) -> Question:
    """Return the page of a question: read, checked and drawn."""
    rules, zone = pin.rules, visit.who.zone
    said = first(typed, DO)
    judged = bool(typed) and said != SHOW and command_of(said) is None
    today = visit.now.astimezone(zone).date()
    saying = Saying(speaker(pin.module, pin.line, visit.words.language), visit.words, zone, today)
    around = Surroundings(today, rules.module.codelists, rules.profile)
    form = rules.forms[str(rules.procedure.subject)]
    read = read_form(form, typed, saying.writer, prefix=PREFIX)
    problems = read.all_problems(check_form(form, read.values, around)) if judged else ()
    shown = form_view(saying, form, FormState(read.values, read, problems), around, prefix=PREFIX)
    question = Question(read, shown, judged, errors=list(shown.errors))
    _address(question, visit, pin, saying, typed)
    return question


def _address(question: Question, visit: Visit, pin: Pinned, saying: Saying, typed: Posted) -> None:
    """Find whom it goes to, party by party: one who may play it plays it, of several one is chosen."""
    begins = beginning_party(pin.rules)
    members = {begins: visit.acting.member if visit.acting is not None else ""}
    for name, party in pin.rules.parties.items():
        there = _members(party, question.read.values, members, members[begins], pin.rules.profile)
        if name == begins or not _is_asked(party) or there is None:
            continue
        there = _within(party, there, pin.rules.profile, saying.today)
        found = _candidates(pin.module, party, there, visit)
        title, id_ = saying.text(party_address(pin, name)), f"party-{name}"
        said = first(typed, id_) if len(found) > 1 else next(iter(found), "")
        chosen = found.get(said)
        if chosen is not None:
            question.parties[name], members[name] = [chosen.ref], chosen.member
        if len(found) > 1:
            error = saying.words.gettext("Choose who.") if chosen is None and question.judged else ""
            options = tuple(_option(ref, one, said, saying.language) for ref, one in found.items())
            question.choices.append(PartyAsked(id_, title, options, error))
            question.errors += [(id_, f"{title}: {error}")] if error else []
        elif question.judged and not found and not party.optional:
            nobody = saying.words.gettext("%(party)s: nobody there takes part.", party=title)
            question.errors.append((_place(party), nobody))
            question.form = _marked(question.form, _place(party), nobody)


def _option(ref: str, one: Participant, chosen: str, language: str) -> Option:
    name, spoken = one.called(language)
    return Option(ref, name, "" if spoken == language else spoken, chosen=ref == chosen)


def _is_asked(party: Party) -> bool:
    """Say whether somebody is found for a party: it is needed, or goes with one that is (who keeps the register).

    Who coordinates others, and bodies that belong to no member, come along by themselves.
    """
    comes_along = party.of or party.external or party.many or party.country == OF_NO_MEMBER
    return not comes_along and (not party.optional or (party.country or "").startswith(SAME_AS))


def _members(
    party: Party, values: Mapping[str, object], known: Mapping[str, str], own: str, profile: Profile
) -> list[str] | None:
    """Return the members of which a party may be; None where that is not known yet."""
    country = party.country or "any"
    if country.startswith(FIELD):
        said = values.get(country.removeprefix(FIELD))
        return [str(said)] if said else None
    if country.startswith(SAME_AS):
        member = known.get(country.removeprefix(SAME_AS))
        return [member] if member else None
    every = profile.members
    return {"own": [own], "other": [one for one in every if one != own]}.get(country, list(every))


def _within(party: Party, members: Collection[str], profile: Profile, today: date) -> list[str]:
    """Return those of the members that are in the group of which a party has to be."""
    return [one for one in members if not party.within or profile.in_group(party.within, one, today)]


def _candidates(module: str, party: Party, members: Collection[str], visit: Visit) -> dict[str, Participant]:
    """Return who may play a party by ref, in the order of their names: everybody but who asks."""
    lists = [several for role in party.role for several in candidates(module, role, members).values()]
    everybody = {str(one.ref): one for several in lists for one in several if one.ref != visit.who.authority_ref}
    language = visit.words.language
    return dict(sorted(everybody.items(), key=lambda item: item[1].called(language)[0].casefold()))


def _marked(form: FormShown, place: str, error: str) -> FormShown:
    """Return a form with something that is wrong said at one of its fields, too."""
    sections = (
        replace(one, fields=tuple(field._replace(error=error) if field.id == place else field for field in one.fields))
        for one in form.sections
    )
    return replace(form, sections=tuple(sections))


def _place(party: Party) -> str:
    """Return where it is said that nobody plays a party: at the field that says where."""
    country = party.country or ""
    return f"{PREFIX}-{country.removeprefix(FIELD)}" if country.startswith(FIELD) else "main"
