"""The stage on which rows are played: what came before is done at once, what the row is about goes through the door."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.expiring import keep_terms
from counterpart.exchanges.actions.moving import Given, act
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.exchanges.actions.ringing import fire_deadlines
from counterpart.foundation.serving import as_worker
from tests.exchanges.stories import asked, stored
from tests.notices.post import carried_out
from tests.reports.reading import text_of as paper_text
from tests.web.door import Changes, Door, Told
from tests.web.filling import text_of

NEWEST = "select ref, number, version, state from exchanges_exchange order by id desc limit 1"
VERSION = "select ref, number, version, state from exchanges_exchange where number = %s"
ROW = """
select t.state from exchanges_track t join exchanges_exchange e on e.id = t.exchange_id
where e.number = %s and t.name = %s and t.key = %s and t.archived_n is null
"""
SAID: Changes = {"reason": "So that it is done.", "lang": "en"}
BLANK: Changes = {"reason": " "}
NO_REASON = "Give a reason."


@dataclass
class Stage:
    """The door, with what a story needs before and after it."""

    door: Door

    # ------------------------------------------------------------------------------------------------------- before
    def begun(self, who: str, module: str, procedure: str, subject: Mapping[str, Any], **begun: Any) -> Written:
        """A draft of somebody's, as it is begun and filled in."""
        actor, given = self.door.actor(who), Begun(subject=subject, lang="en", **begun)
        return open_exchange(actor, asked(self.door.clock.now()), module, procedure, given)

    def done(self, who: str, exchange: Written, name: str, by: Capacity, **given: Any) -> Written:
        """An action that comes before the row: without its page."""
        handed = Given(choose=[str(one) for one in given.pop("choose", ())], **given)
        return act(self.door.actor(who), asked(self.door.clock.now()), exchange.ref, name, by, handed)

    # --------------------------------------------------------------------------------------------- through the door
    def begin(self, who: str, module: str, procedure: str) -> Written:
        """Press the button at `New` that begins a procedure."""
        page = self.door.open(who, "new").page
        button = re.search(
            rf'action="([^"]*new/{module}/{procedure})".*?name="request" value="([^"]*)"', page, re.DOTALL
        )
        assert button is not None, f"no button for {module} {procedure}"
        answer = self.door.client(who).post(button[1], {"request": button[2]})
        assert answer.status_code == 302, answer.content.decode()
        return Written(*stored(NEWEST)[0])

    def write(self, who: str, exchange: Written, fields: Changes) -> Told:
        """Fill in the form of a draft, and save it."""
        typed = {f"f-{name}": value for name, value in fields.items()}
        return self.door.send(who, f"exchanges/{exchange.number}/write", "draft", {**typed, "do": "save"})

    def does(self, who: str, exchange: Written, action: str, by: Capacity, fields: Changes | None = None) -> str:
        """Do an action at its page, which must lead on; return what is read on the page that one is led to."""
        told = self.door.do(who, exchange, action, by, fields)
        assert told.done, told.text
        return self.door.follow(who, told).text

    def refused(
        self, who: str, exchange: Written, action: str, by: Capacity, words: str, fields: Changes | None = None
    ) -> None:
        """Try an action at its page, be refused with words, and see that nothing has happened."""
        before = self.current(exchange).version
        told = self.door.do(who, exchange, action, by, fields)
        assert not told.done, f"{action} was done by {who}"
        assert words in told.text, told.text
        assert self.current(exchange).version == before

    def closed_to(self, exchange: Written, *people: str) -> None:
        """See that an exchange, and what is below it, is not there for some."""
        for who in people:
            for tail in ("", "/history", "/reports", "/write", "/message"):
                assert self.door.look(who, exchange, tail).status == 404, (who, tail)

    def read(self, who: str, exchange: Written) -> str:
        """What somebody reads on the page of an exchange."""
        told = self.door.look(who, exchange)
        assert told.status == 200, (who, told.status)
        return told.text

    def sought(self, who: str, value: str) -> str:
        """What somebody reads who searches their exchanges for a person, or for something else that is sealed."""
        answer = self.door.client(who).post(self.door.at(who, "search"), {"value": value})
        assert answer.status_code == 302, answer.content.decode()
        return text_of(self.door.client(who).get(answer.headers["Location"]).content.decode())

    def on_paper(self, who: str, exchange: Written) -> str:
        """What stands in the report that somebody takes along, and in the documents that were kept."""
        address = self.door.at(who, f"exchanges/{exchange.number}/reports")
        listed = self.door.client(who).get(address).content.decode()
        papers = sorted(set(re.findall(r'href="([^"]*/reports/[^"]+)"', listed)))
        assert papers, listed
        answers = [self.door.client(who).get(one) for one in papers]
        return " ".join(paper_text(one.getvalue()) for one in answers)

    # -------------------------------------------------------------------------------------------------------- after
    def current(self, exchange: Written) -> Written:
        """An exchange as it stands now."""
        return Written(*stored(VERSION, [exchange.number])[0])

    def row(self, exchange: Written, track: str, key: str) -> str:
        """In which state a row of a track is, nothing when there is none."""
        found = stored(ROW, [exchange.number, track, key])
        return str(found[0][0]) if found else ""

    def told(self, who: str, exchange: Written) -> list[str]:
        """What somebody was told of an exchange, on the page of their notices: the newest first."""
        self.carry_on()
        page = self.door.open(who, "notices").text
        return [one for one in re.split(rf"(?={exchange.number})", page) if one.startswith(exchange.number)]

    def carry_on(self) -> None:
        """Let the worker do what follows from what happened."""
        with as_worker():
            carried_out(self.door.clock.now())

    def wait(self, **period: float) -> None:
        """Let time pass, an hour or a day at a time, and the worker do what is due."""
        until = self.door.clock.now() + dt.timedelta(**period)
        while self.door.clock.now() < until:
            self.door.clock.move(min(dt.timedelta(days=1), until - self.door.clock.now()))
            with as_worker():
                fire_deadlines(self.door.clock.now())
        self.carry_on()

    def keep_terms(self, **period: float) -> None:
        """Let time pass, and have blocked and erased what its time is over."""
        self.wait(**period)
        keep_terms(self.door.clock.now())
        self.carry_on()


def refs(*found: UUID) -> Sequence[str]:
    """Refs as a form sends them."""
    return [str(one) for one in found]


def typed(values: Mapping[str, Any]) -> Changes:
    """Values as somebody types them into a form."""
    return {name: {True: "yes", False: "no"}[one] if isinstance(one, bool) else one for name, one in values.items()}
