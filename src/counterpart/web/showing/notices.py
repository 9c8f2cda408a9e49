"""What somebody was told, in their language: the sentences of the mail, with the state and the date of that moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from counterpart.exchanges.telling.wording import say
from counterpart.foundation.words import day_words, time_words
from counterpart.notices.kinds import OF_NETWORK
from counterpart.notices.letters import Said, sentences_about
from counterpart.notices.network import NOTHING_MORE, head_of, link_of
from counterpart.notices.queries import Notice
from counterpart.web.rendering import address
from counterpart.web.visit import Visit


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """One notice. `due` and `state` are those of then; `new`: not read; `absent`: told for a colleague who is away."""

    id: int
    number: str
    address: str
    at: str
    machine_at: str
    area: str
    procedure: str
    sentences: tuple[str, ...]
    state: str
    whose: str
    due: str
    new: bool
    absent: bool


def notice_shown(visit: Visit, one: Notice) -> NoticeShown:
    """Return a notice as its reader reads it; its link leads there for the colleague for whom they were told."""
    words, language = visit.words, visit.words.language
    day = _day(visit, one.about.due)
    said = say(one.about, language, {"number": one.number, "due": day, "link": ""})
    if one.kind in OF_NETWORK:
        return _of_network(visit, one, said)
    return NoticeShown(
        id=one.id,
        number=one.number,
        address=address(visit, "exchange", number=one.number, **_acting(visit, one)),
        at=time_words(language, one.at, visit.zone),
        machine_at=one.at.isoformat(timespec="seconds"),
        area=said.area,
        procedure=said.procedure,
        sentences=tuple(sentences_about(words, one.kind, said)),
        state=said.state,
        whose=words.gettext("Your authority's") if one.about.mine else said.mover,
        due=day,
        new=one.read_at is None,
        absent=one.on_behalf_of is not None,
    )


def _of_network(visit: Visit, one: Notice, said: Said) -> NoticeShown:
    """Return a notice about the network itself: no exchange, no state, nobody's move."""
    words = visit.words
    here = str(_acting(visit, one).get("acting") or (visit.acting.code if visit.acting is not None else ""))
    return NoticeShown(
        id=one.id,
        number="",
        address=link_of(one.kind, here, NOTHING_MORE) or address(visit, "notices"),
        at=time_words(words.language, one.at, visit.zone),
        machine_at=one.at.isoformat(timespec="seconds"),
        area=said.other,
        procedure=head_of(words, one.kind, said.area),
        sentences=tuple(sentences_about(words, one.kind, said)),
        state="",
        whose="",
        due="",
        new=one.read_at is None,
        absent=one.on_behalf_of is not None,
    )


def _acting(visit: Visit, one: Notice) -> dict[str, str]:
    """Return for whom the link is to be opened: the same authority, in the name of the colleague who is away."""
    if one.on_behalf_of is None or visit.acting is None:
        return {}
    found = (each for each in visit.may_act_for if (each.id, each.absent) == (visit.acting.id, one.on_behalf_of))
    standing_in = next(found, None)
    return {"acting": standing_in.code} if standing_in is not None else {}


def _day(visit: Visit, due: str) -> str:
    today = visit.now.astimezone(visit.zone).date()
    return day_words(visit.words.language, dt.date.fromisoformat(due), today) if due else ""
