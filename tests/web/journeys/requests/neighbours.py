"""Whom the cast lacks for the stories of the report of 2011: those who asked and answered them, and who stood by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterpart.accounts.users import NewUser
from counterpart.directory.actions.giving_access import grant_access, set_competences
from counterpart.directory.actions.people import enter_member
from counterpart.directory.actions.registering import register_authority
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.records import AuthorityRecord
from counterpart.foundation.actor import Right
from tests.cast import PQ_HANDLER, SERVICES_HANDLER, Person, email_of
from tests.network import Network, asked

ZONES = {"LI": "Europe/Vaduz", "AT": "Europe/Vienna", "IT": "Europe/Rome", "SI": "Europe/Ljubljana"}
ZONES |= {"DE": "Europe/Berlin", "GR": "Europe/Athens", "FR": "Europe/Paris"}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An authority with somebody who works there: its names, what it is competent for, and which languages it reads."""

    key: str
    member: str
    names: dict[str, str]
    titles: dict[str, str]
    languages: tuple[str, ...]
    city: str
    competence: tuple[str, str, str]
    handler: tuple[str, str, str]
    """Key, name and language of who handles requests there."""


def _plumbers(key: str, member: str, name: str, title: str, city: str, handler: tuple[str, str, str]) -> Neighbour:
    competence = ("pq", "professions", "plumber")
    return Neighbour(key, member, {"de": name}, {"en": title}, ("de", "en"), city, competence, handler)


def _tattooing(
    key: str, member: str, language: str, name: str, title: str, city: str, handler: tuple[str, str, str]
) -> Neighbour:
    competence = ("services", "sectors", "personal")
    return Neighbour(key, member, {language: name}, {"en": title}, (language, "en"), city, competence, handler)


NEIGHBOURS = (
    _plumbers(
        "li_trades", "LI", "Amt für Volkswirtschaft", "Office of Economic Affairs", "Vaduz",
        ("ospelt", "Nina Ospelt", "en")
    ),
    _plumbers(
        "at_feldkirch",
        "AT",
        "Bezirkshauptmannschaft Feldkirch",
        "District authority of Feldkirch",
        "Feldkirch",
        ("egger", "Maria Egger", "de"),
    ),
    _plumbers(
        "at_bregenz",
        "AT",
        "Bezirkshauptmannschaft Bregenz",
        "District authority of Bregenz",
        "Bregenz",
        ("hagen", "Lukas Hagen", "de"),
    ),
    Neighbour(
        "it_aosta",
        "IT",
        {"it": "Assessorato Sanità, Valle d’Aosta", "fr": "Assessorat de la santé, Vallée d’Aoste"},
        {"en": "Health department of the Aosta Valley"},
        ("it", "fr"),
        "Aosta",
        ("pq", "professions", "nurse"),
        ("favre", "Chantal Favre", "fr"),
    ),
    Neighbour(
        "it_tourism",
        "IT",
        {"it": "Dipartimento per lo sviluppo e la competitività del turismo"},
        {"en": "Department for the development of tourism"},
        ("it", "en"),
        "Roma",
        ("services", "sectors", "tourism"),
        ("conti", "Giulia Conti", "it"),
    ),
    Neighbour(
        "si_tourism",
        "SI",
        {"sl": "Turistično gostinska zbornica Slovenije"},
        {"en": "Tourism and Hospitality Chamber of Slovenia"},
        ("sl", "de", "en"),
        "Ljubljana",
        ("services", "sectors", "tourism"),
        ("kovac", "Maja Kovač", "de"),
    ),
    _tattooing(
        "de_cologne", "DE", "de", "Gesundheitsamt der Stadt Köln", "Health office of Cologne", "Köln",
        ("weber", "Sabine Weber", "de"),
    ),
    _tattooing(
        "gr_macedonia", "GR", "el", "Περιφέρεια Κεντρικής Μακεδονίας", "Region of Central Macedonia", "Θεσσαλονίκη",
        ("nikolaou", "Άννα Νικολάου", "el"),
    ),
    _tattooing(
        "fr_lyon", "FR", "fr", "Agence régionale de santé Auvergne-Rhône-Alpes", "Regional health agency, Lyon", "Lyon",
        ("girard", "Paul Girard", "fr"),
    ),
    _tattooing(
        "pl_sanepid", "PL", "pl", "Stacja Sanitarno-Epidemiologiczna w Poznaniu", "Sanitary station, Poznań", "Poznań",
        ("mazur", "Ewa Mazur", "pl"),
    ),
)  # fmt: skip


def neighbours(network: Network, some: Sequence[Neighbour] = NEIGHBOURS) -> None:
    """Register those who are in these stories, unless they are there."""
    for one in some:
        if one.key not in network.authorities:
            _registered(network, one)


def _registered(network: Network, one: Neighbour) -> None:
    national = network.national(one.member)
    coordinator = network.administrator_of(national)
    record = AuthorityRecord(
        member=one.member,
        kind=AuthorityKind.AUTHORITY,
        names=one.names,
        titles=one.titles,
        languages=one.languages,
        city=one.city,
    )
    ref = network.authorities[one.key] = register_authority(coordinator, asked(), record)
    module, codes, code = one.competence
    grant_access(coordinator, asked(), ref, module, "authority")
    set_competences(coordinator, asked(), ref, module, codes, [code])
    key, name, language = one.handler
    right: Right = {"pq": PQ_HANDLER, "services": SERVICES_HANDLER}[module]
    person = network.people[key] = Person(name, language, one.key, (right,))
    user = NewUser(email_of(key, person), name, language, ZONES.get(one.member, "Europe/Warsaw"))
    network.users[key] = enter_member(coordinator, asked(), ref, user, person.rights)
