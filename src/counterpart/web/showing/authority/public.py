"""An authority as a colleague abroad needs it: its names, its competence, how to reach it, what to ask it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterpart.directory.areas import role_kinds
from counterpart.directory.kinds import POWERS, AccessState
from counterpart.directory.queries.players import PLAYED_BY_DEFINITION
from counterpart.directory.queries.record_page import AuthorityPage
from counterpart.directory.records import AuthorityRecord
from counterpart.foundation.words import Words, language_name
from counterpart.web.showing.areas import Startable, startable
from counterpart.web.showing.authority.summary import day
from counterpart.web.showing.authority.wording import Called, ending_words
from counterpart.web.showing.regions import region_name
from counterpart.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Fact:
    """A label, and what stands for it; `language` of the text where it is not the page's, `link` where it leads."""

    label: str
    text: str
    language: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """What one may ask the authority for; `why_not` where it cannot be asked."""

    module: str
    procedure: str
    title: str
    why_not: str


@dataclass(frozen=True, slots=True)
class EndShown:
    """How the authority ended, when, and who goes on with which part."""

    how: str
    on: str
    heirs: tuple[tuple[str, Called], ...]


def name_facts(visit: Visit, record: AuthorityRecord) -> list[Fact]:
    """Return its names in all languages, the official ones first."""
    words = visit.words
    official = [(words.gettext("Official name"), language, text) for language, text in record.names.items()]
    short = [(words.gettext("Short name"), language, text) for language, text in record.titles.items()]
    return [
        Fact(_in(words, label, language), text, _lang(words, language)) for label, language, text in official + short
    ]


def reach_facts(visit: Visit, record: AuthorityRecord) -> list[Fact]:
    """Return where it is, when it is open, and how to reach it, without what it does not say."""
    return [one for one in _reach(visit, record) if one.text]


def work_facts(visit: Visit, record: AuthorityRecord) -> list[Fact]:
    """Return what it does in its own words, and for where."""
    words = visit.words
    found = list(_texts(words, words.gettext("What it does"), record.description))
    listed = {language: ", ".join(them) for language, them in record.keywords.items()}
    found += _texts(words, words.gettext("Keywords"), listed)
    return found


def facts_of(visit: Visit, record: AuthorityRecord) -> list[Fact]:
    """Return all that its record says."""
    words = visit.words
    found = [*name_facts(visit, record), *reach_facts(visit, record), *work_facts(visit, record)]
    found.append(Fact(words.gettext("Territory"), territory_of(visit, record)))
    return [one for one in found if one.text]


def territory_of(visit: Visit, record: AuthorityRecord) -> str:
    """Return for which regions it is competent."""
    if not record.territory:
        return visit.words.gettext("The whole country") if record.member else ""
    return ", ".join(map(region_name, record.territory))


def ways_to_ask(visit: Visit, page: AuthorityPage) -> list[Way]:
    """Return what the reader may begin with this authority, and what not, with the reason."""
    if page.own or not page.lives:
        return []
    ways = [one for one in startable(visit) if one.responder]
    return [Way(one.module, one.procedure, one.title(visit.words.language), _why_not(visit, page, one)) for one in ways]


def ends_shown(visit: Visit, page: AuthorityPage, area_title: Mapping[str, str]) -> EndShown | None:
    """Return how it ended, None for one that was not succeeded and not closed."""
    if not page.after:
        return None
    first = page.after[0]
    heirs = tuple(
        (area_title.get(one.module, one.module) if len(page.after) > 1 else "", Called.of(visit, one.who))
        for one in page.after
        if one.who is not None
    )
    return EndShown(ending_words(visit.words)[first.kind], day(visit, first.at), heirs)


def _why_not(visit: Visit, page: AuthorityPage, way: Startable) -> str:
    words = visit.words
    held = {(one.module, one.role): one.state for one in page.accesses}
    state = held.get((way.module, way.responder_role))
    by_definition = POWERS[page.record.kind].every_area
    if state is AccessState.GRANTED or not way.responder_role:
        return ""
    if by_definition and role_kinds(way.module).get(way.responder_role) in PLAYED_BY_DEFINITION:
        return ""
    if state is AccessState.SUSPENDED:
        return words.gettext("Its access to this policy area is suspended.")
    return words.gettext("It does not take part in this.")


def _reach(visit: Visit, record: AuthorityRecord) -> Iterator[Fact]:
    words = visit.words
    yield Fact(words.gettext("Acronym"), record.acronym)
    town = " ".join(one for one in (record.postcode, record.city) if one)
    yield Fact(words.gettext("Address"), ", ".join(one for one in (record.street, town) if one))
    yield Fact(words.gettext("Region"), region_name(record.region) if record.region else "")
    understood = (language_name(words.language, code) for code in record.languages)
    yield Fact(words.gettext("Understands"), ", ".join(understood))
    yield Fact(words.gettext("E-mail address"), record.email, link=f"mailto:{record.email}")
    yield Fact(words.gettext("Telephone"), record.phone, link=f"tel:{''.join(record.phone.split())}")
    yield Fact(words.gettext("Website"), record.website, link=record.website)
    yield from _texts(words, words.gettext("Office hours"), record.opening)
    zone = record.time_zone.replace("_", " ")
    yield Fact(words.gettext("Time zone"), zone)


def _texts(words: Words, label: str, texts: Mapping[str, str]) -> Iterator[Fact]:
    """Yield a text in the reader's language where there is one, else in every language that there is."""
    said = {words.language: texts[words.language]} if words.language in texts else texts
    for language, text in said.items():
        title = label if len(said) == 1 else _in(words, label, language)
        yield Fact(title, text, _lang(words, language))


def _in(words: Words, label: str, language: str) -> str:
    return words.gettext("%(label)s (%(language)s)", label=label, language=language_name(words.language, language))


def _lang(words: Words, language: str) -> str:
    return "" if language == words.language else language
