"""Authorities that need care, what nobody is competent for, and how fast things went: the side of the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from babel.numbers import format_percent

from counterpart.core.texts.speaking import locale_of
from counterpart.directory.concerns import CHASED, CHASED_AGAIN, Concern
from counterpart.directory.kinds import AccessState, AuthorityState
from counterpart.directory.queries.coverage import Gap
from counterpart.directory.queries.desk import Care, Concerned, Counted, Overseen
from counterpart.exchanges.queries.desk import Share, Speed
from counterpart.foundation.words import Words, date_words
from counterpart.modules.texts import speaker
from counterpart.web.rendering import address
from counterpart.web.showing.authority.wording import area_title, code_title
from counterpart.web.showing.desk.late import counted
from counterpart.web.showing.regions import region_name
from counterpart.web.showing.registering.fields import kinds_said
from counterpart.web.showing.sorting import alphabet
from counterpart.web.visit import Visit

MOST_SPEEDS = 3


@dataclass(frozen=True, slots=True)
class CareShown:
    """How many authorities need something, in a sentence that leads to them."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class ConcernedShown:
    """One of them; `chased` says when it was last reminded, `remind` whether it can be now."""

    ref: UUID
    name: str
    language: str
    city: str
    address: str
    since: str
    chased: str
    remind: bool


@dataclass(frozen=True, slots=True)
class GapsShown:
    """What nobody is competent for, in one policy area."""

    area: str
    codes: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class SpeedShown:
    """A measure with the share of the own member and that of all."""

    text: str
    own: str
    all: str


@dataclass(frozen=True, slots=True)
class OverseenShown:
    """An authority that the coordinator looks after, as its list says it."""

    name: str
    language: str
    place: str
    kind: str
    address: str
    state: str
    mark: str
    access: tuple[tuple[str, bool], ...]
    users: int
    last: str
    confirmed: str


def care_shown(visit: Visit, care: Care) -> list[CareShown]:
    """Return what needs care, without what nobody needs."""
    return [
        CareShown(_sentence(visit.words, concern, care.of(concern)), address(visit, "desk_care", concern=concern.value))
        for concern in Concern
        if care.of(concern).number
    ]


def concern_title(words: Words, concern: Concern) -> str:
    """Return what a list of authorities is called."""
    return {
        Concern.NEVER_SIGNED_IN: words.gettext("Nobody has ever signed in"),
        Concern.ONE_USER: words.gettext("Only one user"),
        Concern.ABSENT_WITHOUT_SUBSTITUTE: words.gettext("Absent without a substitute"),
        Concern.UNCONFIRMED: words.gettext("Data not confirmed for six months"),
        Concern.MAIL_FAILED: words.gettext("Mails come back"),
        Concern.INVITATIONS_ENDING: words.gettext("Invitations that end soon"),
    }[concern]


def concern_help(words: Words, concern: Concern) -> str:
    """Return what the authorities are reminded of, and by what."""
    return {
        Concern.NEVER_SIGNED_IN: words.gettext(
            "The office gets a mail: somebody should sign in, or ask for a new link to choose a password."
        ),
        Concern.ONE_USER: words.gettext(
            "Their administrators are asked to enter a second person, for when one is away."
        ),
        Concern.ABSENT_WITHOUT_SUBSTITUTE: words.gettext("Their administrators are asked to name who stands in."),
        Concern.UNCONFIRMED: words.gettext(
            "Their administrators are asked to look through the data: one click confirms."
        ),
        Concern.MAIL_FAILED: words.gettext("Their administrators are asked to put the address right."),
        Concern.INVITATIONS_ENDING: words.gettext(
            "The invitation is sent once more, and counts for 90 days from today."
        ),
    }[concern]


def concerned_shown(visit: Visit, concern: Concern, one: Concerned) -> ConcernedShown:
    """Return one row of such a list."""
    name, language = named(visit, one.names, one.titles)
    lately = one.chased_at is not None and one.chased_at > visit.now - CHASED_AGAIN
    invited = concern is Concern.INVITATIONS_ENDING
    return ConcernedShown(
        ref=one.ref,
        name=name,
        language=language,
        city=one.city,
        address="" if invited else address(visit, "authority_care", ref=one.ref),
        since=day(visit, one.since),
        chased=day(visit, one.chased_at),
        remind=concern not in CHASED or not lately,
    )


def gaps_shown(visit: Visit, gaps: tuple[Gap, ...]) -> list[GapsShown]:
    """Return what nobody is competent for, area by area in the reader's alphabet."""
    order = alphabet(visit.words.language)
    found: dict[str, list[str]] = {}
    for one in gaps:
        found.setdefault(one.module, []).append(code_title(visit.words, one.module, one.list, one.code))
    listed = [
        GapsShown(
            area_title(visit.words, module),
            tuple(sorted(codes, key=order)),
            f"{address(visit, 'desk_authorities')}?area={module}",
        )
        for module, codes in found.items()
    ]
    return sorted(listed, key=lambda one: order(one.area))


def speeds_shown(words: Words, speeds: tuple[Speed, ...]) -> list[SpeedShown]:
    """Return the first measures, with a dash where there are too few to say anything."""
    return [
        SpeedShown(_measure(words, one), _share(words, one.own), _share(words, one.all)) for one in speeds[:MOST_SPEEDS]
    ]


def overseen_shown(visit: Visit, one: Overseen) -> OverseenShown:
    """Return one row of the list of all authorities that the coordinator looks after."""
    words = visit.words
    name, language = named(visit, one.names, one.titles)
    state, mark = _state(words, one.state)
    where = "decide" if one.state is AuthorityState.AWAITING else "authority_care"
    order = alphabet(words.language)
    access = ((area_title(words, module), how is AccessState.GRANTED) for module, how in one.access.items())
    return OverseenShown(
        name=name,
        language=language,
        place=", ".join(part for part in (one.city, region_name(one.region) if one.region else "") if part),
        kind=kinds_said(words)[one.kind],
        address=address(visit, where, ref=one.ref),
        state=state,
        mark=mark,
        access=tuple(sorted(access, key=lambda pair: order(pair[0]))),
        users=one.users,
        last=day(visit, one.last_sign_in) or words.gettext("never"),
        confirmed=day(visit, one.confirmed_at),
    )


def named(visit: Visit, names: Mapping[str, str], titles: Mapping[str, str]) -> tuple[str, str]:
    """Return the name of an authority as the reader reads it, and its language where it is not the page's."""
    here = visit.words.language
    said = {**titles, **names} if here in names else {**names, **titles}
    language = next((one for one in (here, "en") if one in said), next(iter(said), ""))
    return said.get(language, ""), "" if language == here else language


def day(visit: Visit, moment: dt.datetime | None) -> str:
    """Return a day in the reader's zone, nothing for none."""
    return "" if moment is None else date_words(visit.words.language, moment.astimezone(visit.zone).date())


def _sentence(words: Words, concern: Concern, count: Counted) -> str:
    number, many = count.number, {"many": counted(words, count)}
    match concern:
        case Concern.NEVER_SIGNED_IN:
            return words.ngettext("%(many)s has never signed in", "%(many)s have never signed in", number, **many)
        case Concern.ONE_USER:
            return words.ngettext("%(many)s has only one user", "%(many)s have only one user", number, **many)
        case Concern.ABSENT_WITHOUT_SUBSTITUTE:
            return words.ngettext(
                "%(many)s absent without a substitute", "%(many)s absent without a substitute", number, **many
            )
        case Concern.UNCONFIRMED:
            return words.ngettext(
                "%(many)s has not confirmed its data for six months",
                "%(many)s have not confirmed their data for six months", number, **many,
            )  # fmt: skip
        case Concern.MAIL_FAILED:
            return words.ngettext("%(many)s gets no mails", "%(many)s get no mails", number, **many)
        case Concern.INVITATIONS_ENDING:
            return words.ngettext(
                "%(many)s invitation ends within two weeks", "%(many)s invitations end within two weeks", number, **many
            )


def _state(words: Words, state: AuthorityState) -> tuple[str, str]:
    return {
        AuthorityState.REGISTERED: (words.gettext("Takes part"), "good"),
        AuthorityState.AWAITING: (words.gettext("Waits to be validated"), "soon"),
        AuthorityState.REJECTED: (words.gettext("Rejected"), "plain"),
        AuthorityState.INACTIVE: (words.gettext("Not active"), "plain"),
        AuthorityState.SUCCEEDED: (words.gettext("Ended"), "plain"),
    }[state]


def _measure(words: Words, one: Speed) -> str:
    title = speaker(one.module, one.line, words.language).text(one.address)
    if not one.within:
        return title
    number = int(one.within.partition(" ")[0])
    within = words.ngettext("within %(num)s day", "within %(num)s days", number)
    return words.gettext("%(measure)s: %(within)s", measure=title, within=within)


def _share(words: Words, share: Share | None) -> str:
    return "–" if share is None else format_percent(share.percent / 100, locale=locale_of(words.language))
