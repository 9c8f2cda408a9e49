"""Does every statistic say what it counts, of what exists, and grouped by nothing personal? T001 to T007."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from counterpart.core.checking.area import Context, suggestion
from counterpart.core.checking.visibility.sight import sight_of
from counterpart.core.conditions import Kind, ValueType
from counterpart.core.deadlines import Unreadable, parse_period, surely_longer
from counterpart.core.definitions.forms import PlacedField, placed_fields
from counterpart.core.definitions.procedures import Procedure
from counterpart.core.definitions.records import Statistic
from counterpart.core.findings import Findings
from counterpart.core.statistics import (
    TIMES,
    Exclusion,
    Measure,
    ReachedBy,
    StateName,
    located,
    parse_count,
    parse_duration,
    parse_exclusion,
    parse_share,
    parse_top,
)
from counterpart.core.statistics.figures import KEYS, states_of
from counterpart.core.statistics.places import MEMBER, STATE

PARSERS: Mapping[str, Callable[[str], Measure | Exclusion]] = {
    "count": parse_count,
    "duration": parse_duration,
    "share": parse_share,
    "top": parse_top,
    "exclude": parse_exclusion,
}
GROUPABLE = frozenset({Kind.CODE, Kind.YES_NO, Kind.MEMBER, Kind.COUNTRY, Kind.LANGUAGE})
"""What a figure may be grouped by: few values, the same for many cases."""

DAYS = frozenset({Kind.DATE, Kind.DATETIME})
ANSWERS = "answers."


def statistics_say_one_thing(context: Context, findings: Findings) -> None:
    """T006, T001: a statistic says exactly one of count, duration, share and top, and it can be read."""
    for name, statistic in context.definition.statistics.items():
        said = [key for key in KEYS if getattr(statistic, key) is not None]
        address = ("statistics", name)
        if not said:
            message = f"statistic {name}: does not say what it counts"
            context.error(findings, "T006", address, message, f"say one of {', '.join(KEYS)}")
        for key in said[1:]:
            message = f"statistic {name}: says both '{said[0]}' and '{key}'"
            context.error(findings, "T006", (*address, key), message, "make two statistics of it")
        for key, parse in PARSERS.items():
            text = getattr(statistic, key)
            try:
                if text is not None:
                    parse(text)
            except Unreadable as error:
                message = f"statistic {name}: '{text}' cannot be read as '{key}'"
                context.error(findings, "T001", (*address, key), message, error.advice)


def statistics_name_procedures(context: Context, findings: Findings) -> None:
    """R001: what is counted belongs to a procedure of the module."""
    for name, statistic in context.definition.statistics.items():
        if statistic.procedure not in context.definition.procedures:
            hint = suggestion(statistic.procedure, context.definition.procedures, "procedures")
            message = f"no procedure '{statistic.procedure}'"
            context.error(findings, "R001", ("statistics", name, "procedure"), message, hint)


def _counted(context: Context) -> Iterator[tuple[str, Statistic, Procedure]]:
    for name, statistic in context.definition.statistics.items():
        if statistic.procedure in context.definition.procedures:
            yield name, statistic, context.definition.procedures[statistic.procedure]


def _parsed(statistic: Statistic) -> Iterator[tuple[str, Measure | Exclusion]]:
    """Give what can be read, by its key."""
    for key, parse in PARSERS.items():
        text = getattr(statistic, key)
        if text is None:
            continue
        try:
            yield key, parse(text)
        except Unreadable:  # said by T001
            continue


def statistics_count_what_exists(context: Context, findings: Findings) -> None:
    """T002: states and tracks that a statistic names exist, all rows are of one track, and dates are dates."""
    for name, statistic, procedure in _counted(context):
        for key, read in _parsed(statistic):
            states = (read.state,) if isinstance(read, Exclusion) else states_of(read)
            wrong = _wrong_states(states, statistic.procedure, procedure)
            if not wrong and isinstance(read, ReachedBy):
                wrong = _wrong_date(context, statistic.procedure, read.date)
            if wrong:
                message = f"statistic {name}: {wrong[0]}"
                context.error(findings, "T002", ("statistics", name, key), message, wrong[1])
        if statistic.top is not None and not procedure.questions and not context.definition.library:
            message = f"statistic {name}: '{statistic.procedure}' asks no questions"
            context.error(findings, "T002", ("statistics", name, "top"), message, "count something else")


def _wrong_states(states: tuple[StateName, ...], name: str, procedure: Procedure) -> tuple[str, str] | None:
    tracks = set[str]()
    for state in states:
        place = located(state, procedure)
        if place is None:
            return _unknown_state(state, name, procedure)
        tracks.update([place.track] if place.track else [])
    if len(tracks) > 1:
        return "names states of two tracks", "compare states of one track, or of one track and the exchange"
    return None


def _unknown_state(state: StateName, name: str, procedure: Procedure) -> tuple[str, str]:
    in_tracks = [f"{track}.{each}" for track, machine in procedure.tracks.items() for each in machine.states]
    several = [each for each in in_tracks if state.track is None and each.endswith(f".{state.state}")]
    if several:
        return f"several tracks of '{name}' have a state '{state}'", f"write {' or '.join(several)}"
    if state.track is not None and state.track not in procedure.tracks:
        return f"procedure '{name}' has no track '{state.track}'", suggestion(state.track, procedure.tracks, "tracks")
    known = in_tracks if state.track else [*procedure.states, *in_tracks]
    return f"procedure '{name}' has no state '{state}'", suggestion(str(state), known, "states")


def _wrong_date(context: Context, procedure: str, name: str) -> tuple[str, str] | None:
    values = context.names.of_procedure(procedure).values
    if context.names.in_doubt(procedure, name) and name not in values:
        return None
    days = [each for each, kind in values.items() if kind.kind in DAYS and not kind.many]
    if name not in values:
        return f"'{name}' does not exist in '{procedure}'", suggestion(name, days, "dates")
    return None if name in days else (f"'{name}' is {values[name].words} and no date", suggestion(name, days, "dates"))


def statistics_are_grouped_by_few_values(context: Context, findings: Findings) -> None:
    """T003, T004: figures are grouped by times, members, codes and the like, and never by personal data."""
    for name, statistic, procedure in _counted(context):
        fields = _fields(context, procedure)
        for index, by in enumerate(statistic.by):
            address = ("statistics", name, "by")
            placed = fields.get(by)
            if placed is not None and placed.field.personal in ("yes", "sensitive"):
                message = f"statistic {name}: '{by}' is personal data"
                context.error(findings, "T004", address, message, "group by something that is 'personal: no'")
                continue
            wrong = _wrong_dimension(context, statistic.procedure, procedure, by)
            if wrong:
                message = f"statistic {name}: cannot group by '{by}'{wrong[0]}"
                context.error(findings, "T003", (*address, index), message, wrong[1])


def _wrong_dimension(context: Context, name: str, procedure: Procedure, by: str) -> tuple[str, str] | None:
    rows = {f"{track}.{MEMBER}" for track in procedure.tracks}
    if by in TIMES or by == STATE or by in rows:
        return None
    values = context.names.of_procedure(name).values
    kind = values.get(by)
    if kind is None:
        if context.names.in_doubt(name, by):
            return None
        party = by.partition(".")[0]
        if party in procedure.parties:
            return "", f"write '{party}.{MEMBER}'"
        known = [each for each, found in values.items() if _groups(each, found)]
        return "", suggestion(by, [*TIMES, STATE, *known, *rows], "dimensions")
    if by.startswith(ANSWERS):
        return ", because answers are sealed", "group by a field that is 'personal: no'"
    if not _groups(by, kind):
        return f", which is {kind.words}", "group by times, members, codes, countries, languages, or yes and no"
    return None


def _groups(name: str, kind: ValueType) -> bool:
    return kind.kind in GROUPABLE and not name.startswith((ANSWERS, "parent."))


def _fields(context: Context, procedure: Procedure) -> dict[str, PlacedField]:
    forms = {"subject": procedure.subject, **{f"form.{form}": form for form in procedure.forms}}
    return {
        f"{prefix}.{placed.name}": placed
        for prefix, form in forms.items()
        if form in context.definition.forms
        for placed in placed_fields(context.definition.forms[form])
    }


def buckets_are_in_order(context: Context, findings: Findings) -> None:
    """T005: buckets belong to a duration, and each is longer than the one before."""
    for name, statistic in context.definition.statistics.items():
        address = ("statistics", name, "buckets")
        if statistic.buckets and statistic.duration is None:
            message = f"statistic {name}: 'buckets' without 'duration' have no effect"
            context.error(findings, "T005", address, message, "count a duration, or remove them")
        periods = [parse_period(bucket) for bucket in statistic.buckets]
        for index, (shorter, longer) in enumerate(pairwise(periods), start=1):
            if not surely_longer(longer, shorter):
                message = f"statistic {name}: '{longer}' is not longer than '{shorter}' before it"
                context.error(findings, "T005", (*address, index), message, "write the shortest first")


def figures_tell_nothing_hidden(context: Context, findings: Findings) -> None:
    """T007: a figure is not grouped by a field that some party may never see: everybody reads figures.

    An error for public figures, a doubt for those of authorities.
    """
    for name, statistic, procedure in _counted(context):
        fields, sight = _fields(context, procedure), sight_of(context.definition, statistic.procedure)
        for index, by in enumerate(statistic.by):
            if by not in fields:
                continue
            form, field = _form_and_field(procedure, by)
            hidden = [party for party in procedure.parties if field not in sight.ever_seen_by(party, form)]
            if hidden and sight.restricted(form):
                say = context.error if statistic.public else context.warning
                message = f"statistic {name}: '{by}' is hidden from '{hidden[0]}', but the figure shows it"
                hint = "group by something else, or let all parties see the field"
                say(findings, "T007", ("statistics", name, "by", index), message, hint)


def _form_and_field(procedure: Procedure, name: str) -> tuple[str, str]:
    first, _, rest = name.partition(".")
    if first == "subject":
        return procedure.subject or "", rest
    form, _, field = rest.partition(".")
    return form, field
