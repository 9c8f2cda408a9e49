"""Find an authority: one box, and filters; each hit says why it was found and can be written to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from counterpart.directory.areas import area_names
from counterpart.directory.queries.finding import Hit, Hits
from counterpart.directory.queries.finding import find as find_wanted
from counterpart.directory.search.competences import codes
from counterpart.directory.search.wanted import LONGEST_TEXT, Field, How, Wanted, Why
from counterpart.foundation.words import country_name, language_name
from counterpart.modules.pins import Pinned, network, newest
from counterpart.web.rendering import address, render
from counterpart.web.showing.areas import Startable
from counterpart.web.showing.authority.speeds import usual
from counterpart.web.showing.authority.wording import area_title, areas_in_order
from counterpart.web.showing.regions import region_name, regions_of
from counterpart.web.visit import Visit, visit_of

PAGE = 20
FILTERS = frozenset({"q", "country", "region", "area", "reads"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody looks for, as the address says it; a region counts only in its own country."""

    text: str
    member: str
    region: str
    area: str
    reads: str

    @classmethod
    def of(cls, request: HttpRequest) -> Chosen:
        """Return what a request asks for; a filter that means nothing is as if it were not there."""
        said = request.GET
        member, region, area = said.get("country", "")[:8], said.get("region", "")[:8], said.get("area", "")[:80]
        known = network().members.get(member)
        here = known is not None and region.startswith(f"{known.iso}-")
        return cls(
            said.get("q", "")[:LONGEST_TEXT],
            member if known is not None else "",
            region if here else "",
            area if area in area_names() else "",
            said.get("reads", "")[:8],
        )

    @property
    def wanted(self) -> Wanted:
        """What the search is asked."""
        return Wanted(
            self.text,
            module=self.area or None,
            members=_one(self.member),
            region=self.region or None,
            languages=_one(self.reads),
        )

    def following(self, after: int, to: str) -> str:
        """Return the address of the next page."""
        said = {"q": self.text, "country": self.member, "region": self.region, "area": self.area, "reads": self.reads}
        return f"?{urlencode({**said, 'to': to, 'after': after})}"


@dataclass(frozen=True, slots=True)
class WhyShown:
    """A reason: in which field which word was met; `typed` is empty where that was typed as it stands there."""

    field: str
    text: str
    typed: str


@dataclass(frozen=True, slots=True)
class HitShown:
    """One authority as it is read: its name in the reader's language, its own name, what its staff understands."""

    id: int
    ref: UUID
    member: str
    country: str
    name: str
    own_name: str
    own_language: str
    city: str
    region: str
    languages: str
    address: str
    why: tuple[WhyShown, ...]
    competent: bool


def find(request: HttpRequest) -> HttpResponse:
    """Search all authorities; with `to` (area.procedure) only those that may be asked, each with its way on."""
    visit = visit_of(request)
    chosen = Chosen.of(request)
    wanted = _wanted(request.GET.get("to", ""))
    asked = bool(FILTERS & set(request.GET))
    after = _after(request)
    hits = _search(visit, wanted, chosen.wanted, after) if asked else Hits((), None)
    return render(
        request,
        "find.html",
        chosen=chosen,
        to_name=f"{wanted.module}.{wanted.procedure}" if wanted else "",
        wanted_title=_title(visit, wanted),
        asked=asked,
        hits=[shown(visit, hit) for hit in hits.found],
        speeds=usual(visit, [hit.id for hit in hits.found]),
        best=bool(chosen.text.strip()) and not after and not hits.missed,
        missed=hits.missed,
        offered=[shown(visit, hit) for hit in hits.offered if hit not in hits.found],
        following=chosen.following(hits.after, request.GET.get("to", "")) if hits.after else "",
        areas=[(module, area_title(visit.words, module)) for module in areas_in_order(visit.words)],
        countries=countries(visit),
        regions=regions_of(chosen.member, visit.words.language) if chosen.member else [],
        understood=sorted(_language_names(visit).items(), key=lambda pair: pair[1].casefold()),
    )


def shown(visit: Visit, hit: Hit) -> HitShown:
    """Return an authority as the reader reads it."""
    language = visit.words.language
    own = next(iter(hit.names.items()), ("", ""))
    name = hit.names.get(language) or hit.titles.get(language) or hit.titles.get("en") or own[1]
    return HitShown(
        id=hit.id,
        ref=hit.ref,
        member=hit.member,
        country=country_of(visit, hit.member),
        name=name,
        own_name=own[1] if own[1] != name else "",
        own_language=own[0],
        city=hit.city,
        region=region_name(hit.region) if hit.region else "",
        languages=", ".join(language_name(language, one) for one in hit.languages),
        address=address(visit, "authority", ref=hit.ref),
        why=tuple(_why(visit, hit, one) for one in hit.why),
        competent=hit.competent,
    )


def countries(visit: Visit) -> list[tuple[str, str]]:
    """Return the members of the network with their names, in the order of the names."""
    named = [(code, country_of(visit, code)) for code in network().members]
    return sorted(named, key=lambda pair: pair[1].casefold())


def country_of(visit: Visit, member: str) -> str:
    """Return the name of a member in the reader's language."""
    known = network().members.get(member)
    return country_name(visit.words.language, known.iso) if known is not None and known.iso else member


def _why(visit: Visit, hit: Hit, why: Why) -> WhyShown:
    if why.field is Field.MEMBER:
        return WhyShown("member", country_of(visit, hit.member), "")
    text = codes().title(why.code, visit.words.language) if why.code is not None else why.found
    same = text.casefold() == why.typed.casefold() or (why.how is How.EXACT and why.code is None)
    return WhyShown(why.field.name.lower(), text, "" if same else why.typed)


def _search(visit: Visit, wanted: Startable | None, words: Wanted, after: int) -> Hits:
    if wanted is not None and wanted.responder:
        words = replace(words, module=wanted.module, role=wanted.responder_role)
    return find_wanted(visit.who, words, PAGE, after)


def _one(said: str) -> tuple[str, ...]:
    return (said,) if said else ()


def _wanted(said: str) -> Startable | None:
    module, _, procedure = said.partition(".")
    if not procedure:
        return None
    pin: Pinned = newest(module, procedure)
    return Startable.of(pin)


def _title(visit: Visit, wanted: Startable | None) -> str:
    return wanted.title(visit.words.language) if wanted is not None else ""


def _after(request: HttpRequest) -> int:
    said = request.GET.get("after", "0")
    return int(said) if said.isdecimal() and len(said) < 10 else 0


def _language_names(visit: Visit) -> dict[str, str]:
    return {code: language_name(visit.words.language, code) for code in network().languages}
