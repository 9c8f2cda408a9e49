"""The people and authorities that tests tell their stories with: pure data, laid into the database by `network.py`.

The stories are those of the sources: a Polish chamber asks the British register about a pharmacist; the Government of
Upper Palatinate finds a forged certificate; Carinthia asks about tattooists; Lloret de Vistalegre about a guide. All
people are invented.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.rights import RightName
from counterpart.foundation.actor import Right

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
"""When the cast is registered: a Monday, nine o'clock in London."""

ADMINISTRATOR = Right("", RightName.DATA_ADMINISTRATOR)
PQ_HANDLER = Right("pq", RightName.HANDLER)
PQ_ALLOCATOR = Right("pq", RightName.ALLOCATOR)
PQ_REFERRALS = Right("pq", RightName.REFERRAL_HANDLER)
PQ_ALERTS = Right("pq", RightName.ALERT_HANDLER)
PQ_DISSEMINATOR = Right("pq", RightName.ALERT_DISSEMINATOR)
SERVICES_HANDLER = Right("services", RightName.HANDLER)
SERVICES_ALERTS = Right("services", RightName.ALERT_HANDLER)
SERVICES_NOTIFIER = Right("services", RightName.NOTIFICATION_HANDLER)
POSTING_HANDLER = Right("posting", RightName.HANDLER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """One of the cast. `by` registers it and gives it access; empty: the national coordinator of its member."""

    member: str
    names: dict[str, str]
    languages: tuple[str, ...]
    kind: AuthorityKind = AuthorityKind.AUTHORITY
    by: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    city: str = ""
    region: str | None = None
    roles: tuple[tuple[str, str], ...] = ()
    competences: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    linked: tuple[tuple[str, str], ...] = ()
    """Who sees the overview of what it has, in which policy area."""


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast, who works for one authority of it."""

    name: str
    language: str
    authority: str
    rights: tuple[Right, ...] = ()


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody is away, and who stands in."""

    person: str
    substitute: str
    since: dt.date
    until: dt.date


NATIONAL, AREA, REGIONAL = AuthorityKind.NATIONAL, AuthorityKind.AREA, AuthorityKind.REGIONAL
PQ = (("pq", "authority"),)
PQ_COORDINATOR = (("pq", "coordinator"), ("pq", "alert_coordinator"))
SERVICES = (("services", "authority"),)
PHARMACISTS = (("pq", "professions", ("pharmacist",)),)

AUTHORITIES: dict[str, Authority] = {
    "commission": Authority(
        member="", kind=AuthorityKind.SUPERVISOR, names={"en": "European Commission"}, languages=("en", "fr", "de")
    ),
    # Poland
    "pl_national": Authority(
        member="PL",
        kind=NATIONAL,
        names={"pl": "Ministerstwo Rozwoju i Technologii"},
        titles={"en": "Ministry of Economic Development, Warsaw"},
        languages=("pl", "en"),
        city="Warszawa",
    ),
    "pl_health": Authority(
        member="PL",
        kind=AREA,
        names={"pl": "Ministerstwo Zdrowia"},
        titles={"en": "Ministry of Health, Warsaw"},
        languages=("pl", "en"),
        city="Warszawa",
        roles=PQ_COORDINATOR,
    ),
    "pl_pharmacists": Authority(
        member="PL",
        by="pl_health",
        names={"pl": "Okręgowa Izba Aptekarska w Warszawie"},
        titles={"en": "Warsaw Chamber of Pharmacists"},
        languages=("pl", "en"),
        city="Warszawa",
        region="PL-14",
        roles=PQ,
        competences=PHARMACISTS,
        linked=(("pl_council", "pq"),),
    ),
    "pl_krakow": Authority(
        member="PL",
        by="pl_health",
        names={"pl": "Izba Aptekarska w Krakowie"},
        titles={"en": "Kraków Chamber of Pharmacists"},
        languages=("pl",),
        city="Kraków",
        region="PL-12",
        roles=PQ,
        competences=PHARMACISTS,
    ),
    "pl_council": Authority(
        member="PL",
        by="pl_health",
        names={"pl": "Naczelna Izba Aptekarska"},
        titles={"en": "Polish Pharmaceutical Chamber"},
        languages=("pl", "en"),
        city="Warszawa",
        roles=PQ,
    ),
    # United Kingdom, Ireland
    "gb_national": Authority(
        member="GB", kind=NATIONAL, names={"en": "Department for Business, London"}, languages=("en",), city="London"
    ),
    "gb_health": Authority(
        member="GB", kind=AREA, names={"en": "Department of Health, London"}, languages=("en",), roles=PQ_COORDINATOR
    ),
    "gb_pharmacists": Authority(
        member="GB",
        by="gb_health",
        names={"en": "Pharmacists’ Register of Great Britain"},
        languages=("en", "pl"),
        city="London",
        roles=PQ,
        competences=PHARMACISTS,
    ),
    "ie_national": Authority(
        member="IE", kind=NATIONAL, names={"en": "Department of Enterprise, Dublin"}, languages=("en", "ga")
    ),
    "ie_health": Authority(
        member="IE", kind=AREA, names={"en": "Department of Health, Dublin"}, languages=("en",), roles=PQ_COORDINATOR
    ),
    "ie_pharmacists": Authority(
        member="IE",
        by="ie_health",
        names={"en": "Pharmacy Register of Ireland", "ga": "Clár Cógaisíochta na hÉireann"},
        languages=("en", "ga"),
        city="Dublin",
        roles=PQ,
        competences=PHARMACISTS,
    ),
    # Germany, Austria
    "de_national": Authority(
        member="DE", kind=NATIONAL, names={"de": "Bundesverwaltungsamt"}, languages=("de", "en"), city="Köln"
    ),
    "de_bavaria": Authority(
        member="DE",
        kind=REGIONAL,
        names={"de": "Bayerisches Staatsministerium für Wirtschaft"},
        languages=("de", "en"),
        city="München",
        region="DE-BY",
    ),
    "de_upper_palatinate": Authority(
        member="DE",
        by="de_bavaria",
        names={"de": "Regierung der Oberpfalz"},
        titles={"en": "Government of Upper Palatinate"},
        languages=("de", "en", "it"),
        city="Regensburg",
        region="DE-BY",
        roles=PQ,
        competences=(("pq", "professions", ("nurse", "physiotherapist")),),
    ),
    "de_hesse": Authority(
        member="DE",
        names={"de": "Regierungspräsidium Darmstadt"},
        languages=("de", "en"),
        city="Darmstadt",
        region="DE-HE",
        roles=PQ,
        competences=(("pq", "professions", ("nurse", "physiotherapist")),),
    ),
    "at_national": Authority(
        member="AT", kind=NATIONAL, names={"de": "Bundesministerium für Wirtschaft, Wien"}, languages=("de", "en")
    ),
    "at_carinthia": Authority(
        member="AT",
        names={"de": "Amt der Kärntner Landesregierung"},
        titles={"en": "Regional government of Carinthia"},
        languages=("de", "en"),
        city="Klagenfurt",
        region="AT-2",
        roles=SERVICES,
        competences=(("services", "sectors", ("crafts",)),),
    ),
    # Spain, Greece, Bulgaria
    "es_national": Authority(
        member="ES", kind=NATIONAL, names={"es": "Ministerio de Política Territorial, Madrid"}, languages=("es", "en")
    ),
    "es_lloret": Authority(
        member="ES",
        names={"es": "Ayuntamiento de Lloret de Vistalegre", "ca": "Ajuntament de Lloret de Vistalegre"},
        titles={"en": "Municipality of Lloret de Vistalegre"},
        languages=("es", "ca"),
        city="Lloret de Vistalegre",
        region="ES-IB",
        roles=SERVICES,
        competences=(("services", "sectors", ("tourism",)),),
    ),
    "gr_national": Authority(
        member="GR", kind=NATIONAL, names={"el": "Υπουργείο Ανάπτυξης, Αθήνα"}, languages=("el", "en")
    ),
    "gr_pharmacists": Authority(
        member="GR",
        names={"el": "Φαρμακευτικός Σύλλογος Θεσσαλονίκης"},
        titles={"en": "Thessaloniki Pharmacists’ Association"},
        languages=("el", "en"),
        city="Θεσσαλονίκη",
        region="GR-B",
        roles=PQ,
        competences=PHARMACISTS,
    ),
    "bg_national": Authority(
        member="BG", kind=NATIONAL, names={"bg": "Министерство на икономиката, София"}, languages=("bg", "en")
    ),
    "bg_health": Authority(
        member="BG",
        kind=AREA,
        names={"bg": "Министерство на здравеопазването"},
        languages=("bg",),
        roles=PQ_COORDINATOR,
    ),
    "bg_construction": Authority(
        member="BG",
        names={"bg": "Камара на строителите в България"},
        titles={"en": "Bulgarian Construction Chamber"},
        languages=("bg",),
        city="София",
        roles=(("services", "authority"), ("posting", "authority")),
        competences=(("services", "sectors", ("construction",)),),
    ),
}
"""By the key under which tests ask for them. `bg_construction` is the stranger in whatever concerns qualifications."""

PEOPLE: dict[str, Person] = {
    "claes": Person("Lotte Claes", "en", "commission", (Right("", RightName.NETWORK_ADMINISTRATOR), ADMINISTRATOR)),
    # Poland, where the chamber asks
    "kowalska": Person("Anna Kowalska", "pl", "pl_pharmacists", (PQ_HANDLER, PQ_ALERTS)),
    "lewandowski": Person("Piotr Lewandowski", "pl", "pl_pharmacists", (PQ_HANDLER,)),
    "wisniewska": Person("Ewa Wiśniewska", "pl", "pl_pharmacists", (PQ_ALLOCATOR,)),
    "nowak": Person("Jan Nowak", "pl", "pl_pharmacists"),
    "kaczmarek": Person("Tomasz Kaczmarek", "pl", "pl_pharmacists", (ADMINISTRATOR,)),
    "zielinska": Person("Marta Zielińska", "pl", "pl_krakow", (ADMINISTRATOR, PQ_HANDLER, PQ_ALLOCATOR)),
    "sikora": Person("Adam Sikora", "pl", "pl_council", (ADMINISTRATOR, PQ_HANDLER)),
    "dabrowska": Person(
        "Zofia Dąbrowska", "pl", "pl_health", (ADMINISTRATOR, PQ_HANDLER, PQ_REFERRALS, PQ_DISSEMINATOR)
    ),
    "wojcik": Person("Marek Wójcik", "pl", "pl_national", (ADMINISTRATOR, PQ_REFERRALS)),
    # United Kingdom, where the register answers
    "taylor": Person("Grace Taylor", "en", "gb_pharmacists", (PQ_HANDLER, PQ_ALERTS)),
    "hughes": Person("Owen Hughes", "en", "gb_pharmacists", (PQ_ALLOCATOR, ADMINISTRATOR)),
    "patel": Person("Asha Patel", "en", "gb_pharmacists", (PQ_HANDLER,)),
    "clarke": Person("Simon Clarke", "en", "gb_health", (ADMINISTRATOR, PQ_HANDLER, PQ_REFERRALS, PQ_DISSEMINATOR)),
    "walker": Person("Ruth Walker", "en", "gb_national", (ADMINISTRATOR, PQ_REFERRALS)),
    # Ireland, where somebody is away
    "doyle": Person("Niamh Doyle", "en", "ie_pharmacists", (ADMINISTRATOR, PQ_HANDLER, PQ_ALLOCATOR)),
    "byrne": Person("Ronan Byrne", "en", "ie_pharmacists", (PQ_HANDLER,)),
    "kelly": Person("Maeve Kelly", "ga", "ie_pharmacists"),
    "murray": Person("Declan Murray", "en", "ie_health", (ADMINISTRATOR, PQ_REFERRALS, PQ_DISSEMINATOR)),
    "nolan": Person("Fiona Nolan", "en", "ie_national", (ADMINISTRATOR,)),
    # Germany, Austria
    "brandt": Person("Ulrike Brandt", "de", "de_national", (ADMINISTRATOR, PQ_REFERRALS, PQ_DISSEMINATOR)),
    "huber": Person("Josef Huber", "de", "de_bavaria", (ADMINISTRATOR, PQ_REFERRALS)),
    "seidl": Person("Katharina Seidl", "de", "de_upper_palatinate", (ADMINISTRATOR, PQ_HANDLER)),
    "roth": Person("Martin Roth", "de", "de_hesse", (ADMINISTRATOR, PQ_HANDLER)),
    "gruber": Person("Elisabeth Gruber", "de", "at_national", (ADMINISTRATOR, Right("services", "referral_handler"))),
    "moser": Person("Stefan Moser", "de", "at_carinthia", (ADMINISTRATOR, SERVICES_HANDLER, SERVICES_ALERTS)),
    # Spain, Greece, Bulgaria
    "garcia": Person("Lucía García", "es", "es_national", (ADMINISTRATOR, Right("services", "alert_disseminator"))),
    "ferrer": Person("Joan Ferrer", "es", "es_lloret", (ADMINISTRATOR, SERVICES_HANDLER, SERVICES_NOTIFIER)),
    "papadaki": Person("Ελένη Παπαδάκη", "el", "gr_national", (ADMINISTRATOR, PQ_REFERRALS, PQ_DISSEMINATOR)),
    "ioannou": Person("Νίκος Ιωάννου", "el", "gr_pharmacists", (ADMINISTRATOR, PQ_HANDLER)),
    "petrova": Person("Мария Петрова", "bg", "bg_national", (ADMINISTRATOR,)),
    "dimitrov": Person("Иван Димитров", "bg", "bg_health", (ADMINISTRATOR, PQ_REFERRALS, PQ_DISSEMINATOR)),
    "stoyanova": Person("Радка Стоянова", "bg", "bg_construction", (ADMINISTRATOR, SERVICES_HANDLER, POSTING_HANDLER)),
}
"""By the key under which tests ask for them. `nowak` is the colleague without rights."""

ABSENCES = (Away("byrne", "kelly", dt.date(2026, 3, 2), dt.date(2026, 3, 13)),)

COORDINATOR_ROLES = {
    "de_national": PQ_COORDINATOR,
    "gr_national": PQ_COORDINATOR,
    "at_national": (("services", "coordinator"),),
    "es_national": (("services", "coordinator"),),
}
"""National coordinators that also take part as the coordinator of an area, in which their member has no other."""


def email_of(key: str, person: Person | None = None) -> str:
    """Return the address of somebody of the cast."""
    return f"{key}@{(person or PEOPLE[key]).authority.replace('_', '-')}.example"
