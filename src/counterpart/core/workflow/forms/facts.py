"""What a condition inside a form reads: the form's own fields by bare name, in a row of a group those of the row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from counterpart.core.conditions import ABSENT, Facts, RowFact
from counterpart.core.errors import Invalid
from counterpart.core.workflow.forms.values import typed


class FormFacts:
    """The values of a form as facts. `scopes` are the form and, inside a row of a group, the row, innermost first.

    What the form does not have is asked of `outer`; a value of the wrong kind counts as not given, because it is
    reported where it stands.
    """

    __slots__ = ("_kinds", "_outer", "_prefixes", "_scopes", "_today")

    def __init__(
        self,
        scopes: tuple[Mapping[str, object], ...],
        kinds: Mapping[str, str],
        today: date,
        outer: Facts | None,
        prefixes: tuple[str, ...] = ("",),
    ) -> None:
        """Take the values, innermost first, with the name of the group that each scope is a row of."""
        self._scopes = scopes
        self._kinds = kinds
        self._today = today
        self._outer = outer
        self._prefixes = prefixes

    def inside(self, group: str, row: Mapping[str, object]) -> FormFacts:
        """Return the facts as a row of a group sees them."""
        prefix = f"{self._prefixes[0]}{group}."
        return FormFacts(
            (row, *self._scopes), self._kinds, self._today, self._outer, prefixes=(prefix, *self._prefixes)
        )

    @property
    def today(self) -> date:
        """Return the date of today."""
        return self._today

    def value(self, name: str) -> object:
        """Return the value of a field, or `ABSENT`."""
        for scope, prefix in zip(self._scopes, self._prefixes, strict=True):
            own = name.removeprefix(prefix)
            found = _found(scope, own)
            if found is not ABSENT:
                return self._converted(f"{prefix}{own}", found)
        if self._outer is not None and "." in name:
            return self._outer.value(name)
        return ABSENT

    def _converted(self, path: str, value: object) -> object:
        try:
            return typed(self._kinds.get(path, ""), value, path)
        except Invalid:
            return ABSENT

    def asked(self, question: str) -> bool:
        """Say whether a question was asked, where the form belongs to an exchange."""
        return self._outer is not None and self._outer.asked(question)

    def any_asked(self) -> bool:
        """Say whether any question was asked."""
        return self._outer is not None and self._outer.any_asked()

    def all_answered(self, question_set: str | None) -> bool:
        """Say whether all questions have an answer."""
        return self._outer is not None and self._outer.all_answered(question_set)

    def rows(self, machine: str) -> Sequence[RowFact]:
        """Return the rows of a track."""
        return self._outer.rows(machine) if self._outer is not None else ()

    def consulted(self, procedure: str) -> bool:
        """Say whether a procedure was consulted."""
        return self._outer is not None and self._outer.consulted(procedure)


def _found(scope: Mapping[str, object], name: str) -> object:
    """Return what a dotted name leads to; None for a field that is there and empty."""
    here: object = scope
    for part in name.split("."):
        if not isinstance(here, Mapping) or part not in here:
            return ABSENT
        here = here[part]
    return here
