"""What a step claims: a state, a date, what a party may do and see, who was told, what is counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from counterpart.core.deadlines import explained
from counterpart.core.definitions.scenarios import NEVER, NONE, Step
from counterpart.core.simulation.events import due_at, due_in_words
from counterpart.core.simulation.figures import counted
from counterpart.core.simulation.stage import Stage
from counterpart.core.texts import Speaker
from counterpart.core.workflow import MAIN, OPERATOR, Place, Standing, possible
from counterpart.core.writing.authors import Author
from counterpart.core.writing.keeping import calendar_of_starter
from counterpart.core.writing.records import flat
from counterpart.core.writing.seeing import seen_by, subject_seen_by


class Unmet(Exception):
    """A claim of a step is not so: what was expected, and what is."""

    def __init__(self, expected: str, found: str) -> None:
        """Keep both."""
        super().__init__(f"expected {expected}; {found}")
        self.expected = expected
        self.found = found


def look(stage: Stage, step: Step, author: Author, speak: dict[str, Speaker]) -> None:
    """Check everything that a step claims; raises Unmet for the first claim that is not so.

    `speak` holds a speaker of each language that the scenario reads.
    """
    if step.expect is not None:
        _state(stage, step.expect, author)
    if step.due is not None or step.basis:
        _due(stage, step, author)
    if step.may is not None:
        _may(stage, step.may, author)
    if step.shows or step.hides:
        _sees(stage, step, author)
    if step.told is not None:
        _told(stage, step.told, author)
    _kept(stage, step, author)
    for name, number in step.counts.items():
        found = counted(stage.area.definition, name, stage.matter, stage.records, stage.events, stage.now)
        if found != number:
            raise Unmet(f"{number} in the figure '{name}'", f"it is {found}")
    if step.reads is not None and step.question is not None and step.lang is not None:
        _reads(stage, step, author, speak[step.lang])


def state_at(stage: Stage, key: str, place: Place) -> str | None:
    """Return the state of the exchange or of a row; None for a row that is not there."""
    situation = stage.matter.exchanges[key].situation
    if not place.track:
        return situation.state
    row = situation.row(place.track, place.key)
    return row.state if row else None


def _state(stage: Stage, expected: str, author: Author) -> None:
    found = state_at(stage, author.key, author.place)
    if found is None:
        rows = stage.matter.exchanges[author.key].situation.rows.values()
        there = ", ".join(f"{row.place}: {row.state}" for row in rows) or "there is no row at all"
        raise Unmet(f"the row {author.place} in the state '{expected}'", f"there is no such row ({there})")
    if found != expected:
        raise Unmet(f"the state '{expected}'", f"it is '{found}'")


def _due(stage: Stage, step: Step, author: Author) -> None:
    place = Place(clock=step.clock) if step.clock else author.place
    due = due_at(stage.matter.exchanges[author.key].situation, place)
    if step.due is not None:
        said = due_in_words(due) or NONE
        exact = due is not None and len(step.due) > len("2026-03-02")
        if exact and due is not None:
            said = f"{due.at.astimezone(ZoneInfo(due.deadline.basis.zone)):%Y-%m-%d %H:%M:%S}"
        if not said.startswith(step.due):
            raise Unmet(f"the deadline {step.due}", f"it is {said}{_why(due_words(stage, author, place))}")
    words = due_words(stage, author, place)
    for wanted in step.basis:
        if not any(wanted in sentence for sentence in words):
            raise Unmet(f"a deadline that is explained by '{wanted}'", f"it is explained so: {' '.join(words) or NONE}")


def due_words(stage: Stage, author: Author, place: Place) -> list[str]:
    """Return why a deadline is when it is, sentence by sentence; empty without a deadline."""
    due = due_at(stage.matter.exchanges[author.key].situation, place)
    return explained(due.deadline.basis) if due else []


def _why(words: Iterable[str]) -> str:
    said = " ".join(words)
    return f" ({said})" if said else ""


def _may(stage: Stage, expected: Iterable[str], author: Author) -> None:
    situation = stage.ready().with_family(author.key)
    rules = stage.rules_of(author.key)
    verdicts = possible(rules, situation, author.party, stage.now, player=author.player, person=author.person)
    here = [one for one in verdicts if (one.place.track, one.place.key) == (author.place.track, author.place.key)]
    allowed = sorted(one.action for one in here if one.standing is Standing.ALLOWED)
    if allowed != sorted(expected):
        raise Unmet(f"{author.party} to have the actions {', '.join(sorted(expected)) or 'none'}", _listed(allowed))


def _sees(stage: Stage, step: Step, author: Author) -> None:
    seen = seen_by(stage, author)
    hidden = [name for name in step.shows if name not in seen]
    if hidden:
        raise Unmet(f"{author.party} to see {', '.join(hidden)}", f"it is hidden in the state '{_main(stage, author)}'")
    shown = [name for name in step.hides if name in seen]
    if shown:
        raise Unmet(
            f"{author.party} not to see {', '.join(shown)}", f"it is shown in the state '{_main(stage, author)}'"
        )


def _main(stage: Stage, author: Author) -> str:
    return stage.matter.exchanges[author.key].situation.state


def _told(stage: Stage, expected: Iterable[str], author: Author) -> None:
    """Compare the parties that heard of what happened last; `party/DK` asks for one authority of a party."""
    here = author.key.partition("/")[2]
    heard = [event.told for event in stage.events[stage.heard_from :] if event.told and event.exchange == here]
    names = {one.party for one in heard if one.players or one.party == OPERATOR}
    each = {f"{one.party}/{player.name}" for one in heard for player in one.players}
    wanted = {name.partition("/")[0] for name in expected}
    single = [name for name in expected if "/" in name and name not in each]
    if names != wanted or single:
        raise Unmet(f"{', '.join(sorted(expected)) or 'nobody'} to be told", _listed(sorted(each or names), "told: "))


def _kept(stage: Stage, step: Step, author: Author) -> None:
    """Compare the dates on which data are blocked and erased."""
    terms = stage.terms(author.key)
    linked = stage.matter.exchanges[author.key]
    calendar = calendar_of_starter(linked.rules, linked.situation)
    for what, expected in (("blocked", step.blocked), ("erased", step.erased)):
        for data, wanted in (expected or {}).items():
            term = terms.get(data)
            at: datetime | None = None
            if term is not None:
                at = term.block_at if what == "blocked" else term.erase_at
            found = calendar.local_date(at).isoformat() if at else NEVER
            if found != wanted:
                open_yet = "" if terms else ", because the exchange has not ended"
                raise Unmet(f"{data} data to be {what} on {wanted}", f"it is {found}{open_yet}")


def _reads(stage: Stage, step: Step, author: Author, speaker: Speaker) -> None:
    """Compare a question as it is read: by a party, or by somebody who sees everything."""
    linked = stage.matter.exchanges[author.key]
    subject = subject_seen_by(stage, author) if author.party else flat(stage.shown(author.key), "")
    found = speaker.question(str(step.question), linked.rules.procedure.subject, subject)
    if found != step.reads:
        raise Unmet(f"'{step.reads}' ({step.lang})", f"it reads '{found}'")
    stage.tell(author.key, MAIN, "reads", f"{step.lang}: {found}")


def _listed(names: Iterable[str], before: str = "") -> str:
    return before + (", ".join(names) or "none")
