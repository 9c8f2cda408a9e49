"""The exchange and its reader: how parties, authorities, people, days and states are called on one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from counterpart.core.texts import Speaker
from counterpart.core.workflow import Place
from counterpart.core.writing.records import flat
from counterpart.directory.queries.players import Participant
from counterpart.exchanges.queries.foresight import Ahead
from counterpart.exchanges.queries.views import ExchangePage
from counterpart.foundation.words import (
    Words,
    country_name,
    date_words,
    day_words,
    distance_words,
    language_name,
    time_words,
)
from counterpart.web.showing.addresses import machine_address, party_address, state_address


@dataclass(frozen=True, slots=True)
class Named:
    """An authority as it is written: its name as the reader reads it, and what it calls itself where that differs.

    `language` is that of the name, empty where it is the page's; `reads` are the languages that its staff understands.
    """

    member: str
    name: str
    language: str = ""
    own: str = ""
    own_language: str = ""
    reads: tuple[str, ...] = ()
    mine: bool = False
    ref: UUID | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """An exchange, the moment, and who reads it; `authority` is the number of theirs, `people` names by ref.

    `formerly` are authorities that once took part and were succeeded: the history keeps their names. `ahead` is what
    the action leads to for whose sake the exchange is looked at, None where it was not asked for.
    """

    page: ExchangePage
    said: Speaker
    words: Words
    zone: ZoneInfo
    now: dt.datetime
    authority: int
    user: UUID | None
    people: Mapping[UUID, str] = field(default_factory=dict)
    formerly: Mapping[UUID, Participant] = field(default_factory=dict)
    ahead: Ahead | None = None
    named: dict[tuple[int, str, int], Named] = field(default_factory=dict, compare=False, repr=False)
    """How authorities are written, by number, language and reader: two of them wrote three hundred answers."""
    by_ref: dict[UUID, Participant] = field(default_factory=dict, compare=False, repr=False)

    @property
    def taking_part(self) -> Mapping[UUID, Participant]:
        """The authorities in it that the page knows, by ref."""
        if not self.by_ref:
            there = (*(seat.authority for seat in self.page.seats), *(row.authority for row in self.page.rows))
            self.by_ref.update({one.ref: one for one in there if one is not None})
        return self.by_ref

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.words.language

    @property
    def subject(self) -> dict[str, Any]:
        """The values of the subject that the reader sees, by dotted name, as texts are filled from them."""
        return flat(self.page.content.subject, "") if self.page.content is not None else {}

    def party(self, name: str) -> str:
        """Return what a party is called; the system has no title of its own."""
        if name not in self.page.pin.rules.parties:
            return self.words.gettext("The system")
        return self.said.text(party_address(self.page.pin, name))

    def state(self, place: Place, name: str) -> str:
        """Return the title of a state of the main machine or of a track."""
        return self.said.text(state_address(self.page.pin, place, name))

    def action(self, track: str, name: str) -> str:
        """Return the title of an action; what the procedure does not know keeps its name."""
        actions = self.page.pin.rules.machine(track).actions if self.knows_track(track) else {}
        return self.said.text(actions[name].text) if name in actions else name

    def help(self, place: Place, kind: str, name: str) -> str:
        """Return the help of a state or an action, nothing where there is none."""
        address = f"{machine_address(self.page.pin, place)}.{kind}.{name}.help"
        return self.said.text(address) if address in self.said.english else ""

    def knows_track(self, track: str) -> bool:
        """Say whether the procedure has a track of this name; the main machine has an empty one."""
        return not track or track in self.page.pin.rules.tracks

    def track(self, name: str) -> str:
        """Return the title of a track."""
        return self.said.text(f"procedure.{self.page.pin.procedure}.track.{name}.title")

    def authority_named(self, one: Participant | None, member: str) -> Named:
        """Return how an authority is written, by its country where it is not known."""
        if one is None:
            return Named(member, self.member(member))
        key = (one.id, self.language, self.authority)
        known = self.named.get(key)
        if known is None:
            known = self.named[key] = self._authority_named(one)
        return known

    def _authority_named(self, one: Participant) -> Named:
        name, language = one.called(self.language)
        own, own_name = one.own_name
        differs = own_name not in ("", name)
        return Named(
            member=one.member,
            name=name,
            language="" if language == self.language else language,
            own=own_name if differs else "",
            own_language=own if differs else "",
            reads=tuple(language_name(self.language, code) for code in one.languages),
            mine=one.id == self.authority,
            ref=one.ref,
        )

    def who(self, one: Participant | None, member: str) -> str:
        """Return an authority in a sentence: "you" for the reader's own."""
        if one is not None and one.id == self.authority:
            return self.words.pgettext("an authority", "You")
        return self.authority_named(one, member).name

    def member(self, code: str) -> str:
        """Return the name of a member of the network, its code where it has none."""
        network = self.said.area.network
        known = network.members.get(code) if network is not None else None
        if known is None:
            return code
        return country_name(self.language, known.iso) if known.iso else self.said.members.get(code, known.name)

    def person(self, ref: UUID | None) -> str:
        """Return the name of somebody, "You" for the reader, nothing for who is not to be named."""
        if ref is not None and ref == self.user:
            return self.words.pgettext("a person", "You")
        return self.people.get(ref, "") if ref is not None else ""

    def day(self, moment: dt.datetime | dt.date, zone: ZoneInfo | None = None) -> str:
        """Return a day with its weekday, by the reader's clock unless another is said."""
        day = moment.astimezone(zone or self.zone).date() if isinstance(moment, dt.datetime) else moment
        return day_words(self.language, day, self.today)

    def moment(self, moment: dt.datetime) -> str:
        """Return day and time by the reader's clock."""
        return time_words(self.language, moment, self.zone)

    def distance(self, due: dt.datetime, zone: ZoneInfo | None = None) -> str:
        """Return how far away a date is, in days of the reader's clock unless another is said."""
        return distance_words(self.words, due, self.now, zone or self.zone)

    def date_or(self, kind: str, value: object, otherwise: Callable[[], str]) -> str:
        """Return the value of a date in words with its year; what is no date, or cannot be read as one, `otherwise`."""
        try:
            return date_words(self.language, dt.date.fromisoformat(str(value))) if kind == "date" else otherwise()
        except ValueError:
            return otherwise()

    @property
    def today(self) -> dt.date:
        """The day by the reader's clock."""
        return self.now.astimezone(self.zone).date()
