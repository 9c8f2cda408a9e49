"""A scenario that is played in the tables, and after every step looked at by everybody, from every page there is."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from uuid import UUID

from django.test import Client

from counterpart.core.simulation.stage import ROOT
from counterpart.foundation.clock import MovableClock
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.refs import new_ref
from tests.exchanges.playing import RIGHTS, Played
from tests.exchanges.stories import stored
from tests.network import Network
from tests.web.examples.words import foreign_words, raw_words
from tests.web.visitors import let_in

LANGUAGES = ("en", "de")
FOUND, HIDDEN = 200, 404
DESK = ("work", "work/mine", "work/colleagues", "work/others", "search", "search/list", "new", "notices", "help",
        "authorities", "our-authority", "repositories")  # fmt: skip
"""What everybody has, whatever they take part in."""
OUTSIDER = "stoyanova"
"""Belongs to an authority of the network that has nothing to do with any of the examples."""

SEATS = """
select p.name from exchanges_party p join exchanges_exchange e on e.id = p.exchange_id
where e.ref = %s and p.authority_ref = %s and p.until_n is null
union select 'row:' || t.name from exchanges_track t join exchanges_exchange e on e.id = t.exchange_id
where e.ref = %s and t.authority_id = %s and t.archived_n is null
order by 1
"""
COLLEAGUE = """
with entered as (insert into accounts_user(ref, email, email_folded, name, lang, tz, password, entered_at)
  values (%(ref)s, %(email)s, %(email)s, 'Walker', 'en', 'Europe/London', '', %(now)s) returning id),
joined as (insert into directory_membership(user_id, authority_id, since)
  select id, %(authority)s, %(now)s from entered returning id)
insert into directory_right(membership_id, module, "right")
select id, %(module)s, name from joined, unnest(%(rights)s::text[]) name
"""


@dataclass
class Seen:
    """What the walks of one policy area have looked at: nobody looks twice at what is the same."""

    looks: set[tuple[str, ...]] = field(default_factory=set)
    pages: dict[str, int] = field(default_factory=dict)
    """How often each kind of page was opened."""
    wrong: dict[str, set[str]] = field(default_factory=dict)
    """What was read that is no word in the reader's language, and on which kinds of pages."""

    def first(self, *look: str) -> bool:
        """Whether this has not been looked at; from now on it has."""
        is_new = look not in self.looks
        self.looks.add(look)
        return is_new

    def read(self, address: str, words: list[str]) -> None:
        """Note that a page was opened, and what is wrong on it."""
        kind = re.sub(r"^/for/[^/]+/|exchanges/[^/]+|[?&](?:as|key|track)=[^&]*", "", address)
        general = re.sub(r"^/do/.*", "/do", kind).partition("?")[0]
        self.pages[general] = self.pages.get(general, 0) + 1
        for word in words:
            self.wrong.setdefault(word, set()).add(kind)


class Walk:
    """One scenario, and the people of its authorities at their browsers."""

    def __init__(self, played: Played, network: Network, clock: MovableClock, seen: Seen) -> None:
        self.played, self.network, self.clock, self.seen = played, network, clock, seen
        self.users: dict[UUID, UUID] = {}
        self.clients: dict[tuple[UUID, str], Client] = {}
        self.ref = played.refs[ROOT]
        [(self.number,)] = stored("select number from exchanges_exchange where ref = %s", [self.ref])

    def go(self) -> None:
        """Play all steps; everybody looks before the first and after each."""
        self.look()
        for step in self.played.story.scenario.steps:
            self.played.step(step)
            self.clock.move_to(max(self.played.now, self.clock.now()))
            self.look()

    # ------------------------------------------------------------------------------------------------------ looking
    def look(self) -> None:
        """Everybody opens what they have not seen in this situation, in each language."""
        for authority in list(self.played.cast.refs.values()):
            parties = self._parties(authority)
            for language in LANGUAGES:
                self._look(authority, parties, language)
        for language in LANGUAGES:
            self._outside(language)

    def _look(self, authority: UUID, parties: tuple[str, ...], language: str) -> None:
        situation = self._situation()
        if not self.seen.first(self.played.story.name, *parties, *situation, language):
            return
        place = f"/for/{self.played.cast.ids[authority]}"
        client = self._client(authority, language)
        here = f"{place}/exchanges/{self.number}"
        answer = client.get(here)
        assert answer.status_code in {FOUND, *(() if self._must_see(parties) else (HIDDEN,))}, (parties, situation)
        if answer.status_code == FOUND:
            assert self._must_see(parties) or f"{here}/note" not in answer.content.decode(), (parties, situation)
            self._sound(here, answer.content.decode(), language)
            for link in self._links(answer.content.decode(), here):
                action = re.sub(r"[?&]key=[^&]*", "", link.removeprefix(here))
                if self.seen.first(*parties, situation[0], action, language):
                    self.open(client, link, language)
        for desk in DESK:
            self._open_desk(client, place, desk, (*parties, situation[0], language))

    def _open_desk(self, client: Client, place: str, desk: str, look: tuple[str, ...]) -> None:
        """Open a page that everybody has, and from there whatever belongs to the area."""
        coming = [f"{place}/{desk}"]
        while coming:
            link = coming.pop()
            if self.seen.first(*look, link.removeprefix(place).replace(self.number, "")):
                coming += self._links_to_area(self.open(client, link, look[-1]), place)

    def _outside(self, language: str) -> None:
        """Whoever has nothing to do with it finds nothing at its addresses."""
        if not self.seen.first("nobody", self._situation()[0], language):
            return
        actor = self.network.actor(OUTSIDER)
        assert actor.ref is not None
        client = let_in(actor.ref, language)
        for tail in ("", "/history", "/reports", "/reports/now", "/write", "/check", "/message"):
            address = f"/for/{actor.authority_id}/exchanges/{self.number}{tail}"
            answer = client.get(address)
            assert answer.status_code == HIDDEN, address
            assert self.number not in answer.content.decode().replace(address, "")

    def open(self, client: Client, address: str, language: str) -> str:
        """Open a page or a document and return the page; one that leads on is followed."""
        answer = client.get(address, follow=True)
        assert answer.status_code == FOUND, (address, answer.status_code, self._situation())
        if answer["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            self._sound(address, page, language)
            return page
        self.seen.read(address, [])
        return ""

    def _sound(self, address: str, page: str, language: str) -> None:
        """What is read on a page are words, in the language of the reader."""
        assert f'<html lang="{language}"' in page, address
        self.seen.read(address, [*raw_words(page, language), *foreign_words(page, self.played.area.name, language)])

    def _links(self, page: str, here: str) -> list[str]:
        """Where one goes from the page of the exchange, within it; a document is made once for an area."""
        found = dict.fromkeys(html.unescape(one) for one in re.findall(r'href="([^"#]+)', page))
        links = [one for one in found if one.startswith(f"{here}/") and "/files/" not in one]
        if f"{here}/write" in links and f"{here}/check" not in links:
            links.append(f"{here}/check")  # it is led to from there
        if f"{here}/reports" in links and self.seen.first("a report on paper"):
            links.append(f"{here}/reports/now")
        return links

    def _links_to_area(self, page: str, place: str) -> list[str]:
        """Where one goes from a page of the desk that belongs to the area: searches, lookups."""
        found = dict.fromkeys(html.unescape(one) for one in re.findall(r'href="([^"#]+)', page))
        return [one for one in found if one.startswith(f"{place}/") and f"/{self.played.area.name}/" in one]

    # ---------------------------------------------------------------------------------------------------- situation
    def _situation(self) -> tuple[str, ...]:
        """In which state it is, and in which states its rows are."""
        situation = self.played.stage.matter.exchanges[ROOT].situation
        return (situation.state, *sorted({f"{row.track}:{row.state}" for row in situation.rows.values()}))

    def _parties(self, authority: UUID) -> tuple[str, ...]:
        given = [self.ref, authority, self.ref, self.played.cast.ids[authority]]
        return tuple(str(name) for (name,) in stored(SEATS, given))

    def _must_see(self, parties: tuple[str, ...]) -> bool:
        """Whether a party is among those that the state is open to."""
        procedure = self.played.area.definition.procedures[self.played.story.scenario.procedure]
        sees = procedure.states[self._situation()[0]].sees
        return bool(parties) if sees is None else bool(set(parties) & set(sees))

    # ------------------------------------------------------------------------------------------------------- people
    def _client(self, authority: UUID, language: str) -> Client:
        key = (authority, language)
        if key not in self.clients:
            self.clients[key] = let_in(self._colleague(authority), language)
        return self.clients[key]

    def _colleague(self, authority: UUID) -> UUID:
        """Return somebody who works for an authority and has every right there."""
        if authority not in self.users:
            now = self.played.now
            user = self.users[authority] = new_ref(now)
            with sign_in(self.played.cast.server.parameters(Role.OWNER)) as owner:
                place, module = self.played.cast.ids[authority], self.played.area.name
                given = {"ref": user, "email": f"{user}@walks.example", "now": now, "authority": place}
                owner.execute(COLLEAGUE, {**given, "module": module, "rights": list(RIGHTS)})
        return self.users[authority]
