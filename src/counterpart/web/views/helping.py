"""Help: how a request goes, the words of the product, whom to ask, and the keyboard."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from counterpart.directory.queries.players import Participant, coordinators
from counterpart.foundation.words import Words, language_name
from counterpart.modules.pins import installed
from counterpart.modules.texts import speaker
from counterpart.web.rendering import address, render
from counterpart.web.showing.sorting import alphabet
from counterpart.web.visit import Visit, visit_of


@dataclass(frozen=True, slots=True)
class Coordinator:
    """Whom to ask about a policy area: the name, in which language it is (empty: that of the page), and its page."""

    area: str
    member: str
    name: str
    language: str
    address: str
    reads: str


def help_page(request: HttpRequest) -> HttpResponse:
    """Show the help."""
    visit = visit_of(request)
    return render(request, "help.html", coordinators=coordinators_of(visit), glossary=glossary(visit.words))


def coordinators_of(visit: Visit) -> list[Coordinator]:
    """Return the coordinators of the reader's authority, by policy area; of those areas in which they hold a right."""
    authority = visit.who.authority_id or 0
    held = {right.module for right in visit.who.rights}
    found = []
    for one in installed():
        if one.module in held:
            title = speaker(one.module, one.line, visit.words.language).text("module.title")
            them = coordinators(one.module, [authority]).get(authority, ())
            found += [_coordinator(visit, title, who) for who in them]
    order = alphabet(visit.words.language)
    return sorted(found, key=lambda one: (order(one.area), order(one.name)))


def _coordinator(visit: Visit, area: str, one: Participant) -> Coordinator:
    here = visit.words.language
    name, language = one.called(here)
    return Coordinator(
        area=area,
        member=one.member,
        name=name,
        language="" if language == here else language,
        address=address(visit, "authority", ref=one.ref),
        reads=", ".join(language_name(here, code) for code in one.languages),
    )


def glossary(words: Words) -> list[tuple[str, str]]:
    """Return the words of the product with what they mean, in the order of the reader's language."""
    order = alphabet(words.language)
    return sorted([*_of_people(words), *_of_work(words), *_of_time(words)], key=lambda pair: order(pair[0]))


def _of_people(words: Words) -> list[tuple[str, str]]:
    return [
        (words.gettext("Authority"), words.gettext("A public body that is registered here and works with others.")),
        (words.gettext("Coordinator"), words.gettext(
            "An authority that registers others, follows whether work is late, and settles disputes. It sees dates and "
            "states, and content only where it has to decide."
        )),
        (words.gettext("Handler"), words.gettext("A person in an authority who works on exchanges.")),
        (words.gettext("Party"), words.gettext("As what an authority takes part: as who asks, or who answers.")),
    ]  # fmt: skip


def _of_work(words: Words) -> list[tuple[str, str]]:
    return [
        (words.gettext("Policy area"), words.gettext("A field of law with its own procedures, forms and questions.")),
        (words.gettext("Procedure"), words.gettext("The steps that an exchange goes through, and who takes each.")),
        (words.gettext("Exchange"), words.gettext("One matter between authorities: a request, an alert, a case.")),
        (words.gettext("State"), words.gettext("Where an exchange stands. In each state it is somebody’s move.")),
        (words.gettext("Subject"), words.gettext("Whom or what an exchange is about, as a form.")),
        (words.gettext("Question set"), words.gettext(
            "Questions that were translated by people in advance; each side reads them in its own language."
        )),
        (words.gettext("Forward"), words.gettext("Hand an exchange to another authority that is competent for it.")),
        (words.gettext("Split"), words.gettext("Let another authority answer some of the questions.")),
        (words.gettext("Referral"), words.gettext("Ask the coordinators to settle a dispute about an answer.")),
        (words.gettext("Alert"), words.gettext("A warning to many authorities at once.")),
        (words.gettext("Working copy"), words.gettext(
            "What you change after sending. Only your authority sees it until you send the change."
        )),
    ]  # fmt: skip


def _of_time(words: Words) -> list[tuple[str, str]]:
    return [
        (words.gettext("Deadline"), words.gettext(
            "The day by which somebody has to move. It is counted by the calendar of their country; the page says how."
        )),
        (words.gettext("Reminder"), words.gettext("A message before or after a deadline.")),
        (words.gettext("Escalation"), words.gettext("Telling a coordinator that something has been late for long.")),
        (words.gettext("Blocking"), words.gettext("Data are kept, but nobody can open them any more.")),
        (words.gettext("Erasure"), words.gettext("Data are gone for good.")),
        (words.gettext("Retention"), words.gettext("How long data are kept before they are blocked and erased.")),
    ]  # fmt: skip
