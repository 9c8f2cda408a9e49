"""What the engine is told of an exchange: the values of its record, loaded into the situation before every call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from counterpart.core.conditions import Facts
from counterpart.core.definitions.forms import placed_fields
from counterpart.core.definitions.remembering import by_identity
from counterpart.core.workflow import MAIN, Known, Linked, Matter, Place, Player, Rulebook, Situation
from counterpart.core.workflow.facts import SituationFacts
from counterpart.core.workflow.forms import visible
from counterpart.core.workflow.forms.kinds import Surroundings
from counterpart.core.workflow.situation import ParentView, TrackRow
from counterpart.core.workflow.working import Doer, Working
from counterpart.core.writing.records import SUBJECT, Record, Values, flat


@dataclass(frozen=True, slots=True)
class Setting:
    """What stays the same while somebody works at a desk: switches, who takes part, who may play a party."""

    switches: Mapping[str, Mapping[str, bool]]
    members: tuple[str, ...]
    candidates: Mapping[str, tuple[Player, ...]]


@by_identity(512)
def nothing_of(rules: Rulebook) -> dict[str, None]:
    """Return every value that a condition of the procedure may ask for, each as not given; not to be changed."""
    return dict.fromkeys(_names(rules))


def known_of(rules: Rulebook, record: Record, subject: Values, setting: Setting) -> Known:
    """Return what is known of an exchange. `subject` are the values that count, hidden ones left out."""
    facts = nothing_of(rules) | flat(subject, f"{SUBJECT}.") | _written_at(record, MAIN)
    return Known(
        facts=facts,
        switches=setting.switches,
        asked=tuple(record.asked),
        answered=record.answered(MAIN),
        consulted=record.consulted,
        members=setting.members,
        candidates=setting.candidates,
    )


def loaded(matter: Matter, records: Mapping[str, Record], setting: Setting, now: datetime) -> Matter:
    """Return a matter whose situations know what was written."""
    raw = {key: record.subject for key, record in records.items()}
    found = _with(matter, records, raw, setting)
    if not any(_hides(linked) for linked in matter.exchanges.values()):
        return found
    shown = {key: shown_subject(found, key, records[key], now) for key in raw}
    return found if shown == raw else _with(matter, records, shown, setting)


def shown_subject(matter: Matter, key: str, record: Record, now: datetime) -> Values:
    """Return the subject of a loaded matter without the values of hidden fields, which do not count."""
    linked = matter.exchanges[key]
    if not _hides(linked):
        return record.subject
    facts = facts_at(linked.rules, matter.with_family(key), MAIN, now)
    form = linked.rules.forms[str(linked.rules.procedure.subject)]
    return dict(visible(form, record.subject, surroundings(linked.rules, facts), facts))


def facts_at(
    rules: Rulebook, situation: Situation, place: Place, now: datetime, player: Player | None = None
) -> SituationFacts:
    """Return what conditions read at a place of a loaded situation."""
    work = Working(rules, situation, now)
    return SituationFacts(work, work.at(place) or work.main, Doer(player=player))


def surroundings(rules: Rulebook, facts: Facts) -> Surroundings:
    """Return what the values of a form are checked against."""
    return Surroundings(facts.today, rules.module.codelists, rules.profile)


def dates_in(rules: Rulebook, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return those flat values from which a deadline of the procedure counts: the engine keeps them in clear."""
    behind = rules.main.reads_dates.union(*(track.reads_dates for track in rules.tracks.values()))
    return {name: values[name] for name in behind if name in values}


def _with(matter: Matter, records: Mapping[str, Record], subjects: Mapping[str, Values], setting: Setting) -> Matter:
    exchanges = {}
    for key, linked in matter.exchanges.items():
        known = known_of(linked.rules, records[key], subjects[key], setting)
        if linked.parent:
            seen = flat(subjects[linked.parent], f"{SUBJECT}.")
            known = replace(known, parent=ParentView(matter.exchanges[linked.parent].situation.state, seen))
        rows = _rows(linked, records[key], nothing_of(linked.rules))
        situation = replace(linked.situation, known=known, rows=rows)
        exchanges[key] = replace(linked, situation=situation)
    return Matter(exchanges)


def _hides(linked: Linked) -> bool:
    form = linked.rules.forms.get(linked.rules.procedure.subject or "")
    return form is not None and form.hides


def _written_at(record: Record, place: Place) -> Values:
    """Return answers and forms of a place by dotted name."""
    answers = record.answers.get(place, {}).items()
    found: Values = {f"answers.{question}": answer.value for question, answer in answers}
    for (where, form), values in record.forms.items():
        if where == place:
            found |= flat(values, f"form.{form}.")
    return found


def _names(rules: Rulebook) -> Iterator[str]:
    """Give the names of all values: what the engine reads, every field of every form, every answer."""
    machines = (rules.main, *rules.tracks.values())
    yield from rules.beginning_reads.union(*(one.reads for machine in machines for one in machine.actions.values()))
    for form in rules.forms:
        for placed in placed_fields(rules.module.forms[form]):
            yield f"form.{form}.{placed.name}"
            if form == rules.procedure.subject:
                yield f"{SUBJECT}.{placed.name}"
    yield from (f"answers.{question}" for question in rules.questions)


def _rows(linked: Linked, record: Record, names: Mapping[str, None]) -> dict[tuple[str, str], TrackRow]:
    """Return the rows with what was written in each; those in which nothing was written share one mapping."""
    written = {place for place, _ in record.forms} | record.answers.keys()
    return {
        key: replace(
            row,
            facts={**names, **_written_at(record, row.place)} if row.place in written else names,
            answered=record.answered(row.place),
        )
        for key, row in linked.situation.rows.items()
    }
