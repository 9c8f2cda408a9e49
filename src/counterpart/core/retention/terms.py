"""The terms of one exchange: for each kind of data, from when it is blocked and when it is erased."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from counterpart.core.deadlines.periods import added, parse_period
from counterpart.core.definitions.records import KINDS_OF_DATA, Retention

EVERYTHING = "everything"
NAMED_EVENTS = ("closure", "file_closure", "publication", "expiry", "last_activity")


@dataclass(frozen=True, slots=True)
class Dates:
    """The events that retention counts from; None while it has not happened. Instants are aware, in UTC.

    `fields` holds dates of the subject by their full name (`subject.valid_until`), for rules that count from a field.
    """

    closure: dt.datetime | None = None
    file_closure: dt.datetime | None = None
    publication: dt.datetime | None = None
    expiry: dt.datetime | None = None
    last_activity: dt.datetime | None = None
    fields: Mapping[str, dt.datetime] = field(default_factory=dict)

    def of(self, event: str) -> dt.datetime | None:
        """Return when an event happened: one of the named ones, else a date field."""
        moment: dt.datetime | None = getattr(self, event) if event in NAMED_EVENTS else self.fields.get(event)
        return moment


@dataclass(frozen=True, slots=True)
class Term:
    """What happens to one kind of data: `block_at` and `erase_at` are None when the rule has none or has not begun."""

    data: str
    block_at: dt.datetime | None
    erase_at: dt.datetime | None
    basis: str

    def blocked(self, now: dt.datetime) -> bool:
        """Return whether the data are blocked: nobody reads them except as the law excepts."""
        return self.block_at is not None and now >= self.block_at

    def erased(self, now: dt.datetime) -> bool:
        """Return whether the data must be gone."""
        return self.erase_at is not None and now >= self.erase_at


def rules_for(
    retention: Sequence[Retention], procedure: str, state: str, kinds: Collection[str] = KINDS_OF_DATA
) -> dict[str, tuple[Retention, ...]]:
    """Return the rules that cover each kind of data when an exchange ended in a final state.

    A rule for `everything` covers the kinds that no rule of their own covers. A sound module has exactly one rule a
    kind; none or several are what the checker reports.
    """
    applying = [rule for rule in retention if _applies(rule, procedure, state)]
    own = {data: tuple(rule for rule in applying if rule.data == data) for data in kinds}
    rest = tuple(rule for rule in applying if rule.data == EVERYTHING)
    return {data: rules or rest for data, rules in own.items()}


def terms_of(
    retention: Sequence[Retention], procedure: str, state: str, dates: Dates, kinds: Collection[str] = KINDS_OF_DATA
) -> dict[str, Term]:
    """Return the term of each kind of data that a rule covers; where rules compete, the shortest of them counts."""
    covered = rules_for(retention, procedure, state, kinds).items()
    return {data: min((_term(data, rule, dates) for rule in rules), key=_shortest) for data, rules in covered if rules}


def _applies(rule: Retention, procedure: str, state: str) -> bool:
    return (not rule.procedures or procedure in rule.procedures) and (not rule.only or state in rule.only)


def _term(data: str, rule: Retention, dates: Dates) -> Term:
    start = dates.of(rule.from_)
    return Term(data, _end(start, rule.block_after), _end(start, rule.erase_after), rule.basis)


def _end(start: dt.datetime | None, period: str | None) -> dt.datetime | None:
    return None if start is None or period is None else added(start, parse_period(period))


def _shortest(term: Term) -> tuple[bool, dt.datetime, bool, dt.datetime]:
    """Order terms: erased first, then blocked first; what has no end comes last."""
    never = dt.datetime.max.replace(tzinfo=dt.UTC)
    return (term.erase_at is None, term.erase_at or never, term.block_at is None, term.block_at or never)
