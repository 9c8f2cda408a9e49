"""Find an authority: one box, a country, a language; each hit says why it was found and can be written to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from counterpart.core.errors import NotFound
from counterpart.directory.queries.finding import Hit, Hits, record_of
from counterpart.directory.queries.finding import find as find_wanted
from counterpart.directory.search.competences import codes
from counterpart.directory.search.wanted import LONGEST_TEXT, Field, How, Wanted, Why
from counterpart.foundation.words import country_name, language_name
from counterpart.modules.pins import Pinned, network, newest
from counterpart.web.rendering import address, render
from counterpart.web.showing.areas import Startable, startable
from counterpart.web.visit import Visit, visit_of

PAGE = 20


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
    languages: str
    address: str
    why: tuple[WhyShown, ...]
    competent: bool


def find(request: HttpRequest) -> HttpResponse:
    """Search all authorities; with `to` (area.procedure) only those that may be asked, each with its way on."""
    visit = visit_of(request)
    text, member = request.GET.get("q", "")[:LONGEST_TEXT], request.GET.get("country", "")[:8]
    reads = request.GET.get("reads", "")[:8]
    wanted = _wanted(request.GET.get("to", ""))
    asked = bool({"q", "country", "reads"} & set(request.GET))
    after = _after(request)
    words = Wanted(text, members=_one(member), languages=_one(reads))
    hits = _search(visit, wanted, words, after) if asked else Hits((), None)
    return render(
        request,
        "find.html",
        q=text,
        member=member,
        reads=reads,
        to_name=f"{wanted.module}.{wanted.procedure}" if wanted else "",
        wanted_title=_title(visit, wanted),
        asked=asked,
        hits=[shown(visit, hit) for hit in hits.found],
        best=bool(text.strip()) and not after and not hits.missed,
        missed=hits.missed,
        offered=[shown(visit, hit) for hit in hits.offered if hit not in hits.found],
        after=hits.after,
        countries=countries(visit),
        understood=sorted(_language_names(visit).items(), key=lambda pair: pair[1].casefold()),
    )


def authority(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show the record of an authority, and what one may ask of it."""
    visit = visit_of(request)
    stored = record_of(visit.who, ref)
    ways = [one for one in startable(visit) if one.responder]
    return render(request, "authority.html", ref=ref, stored=stored, record=stored.record, ways=ways,
                  country=country_of(visit, stored.record.member), name_of=_language_names(visit))  # fmt: skip


def own_authority(request: HttpRequest) -> HttpResponse:
    """Show the record of the authority that the reader acts for."""
    visit = visit_of(request)
    acting = visit.acting
    if acting is None:
        raise NotFound("authority_unknown")
    stored = record_of(visit.who, acting.ref)
    return render(request, "authority.html", ref=acting.ref, stored=stored, record=stored.record, ways=[],
                  country=country_of(visit, stored.record.member), name_of=_language_names(visit))  # fmt: skip


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
