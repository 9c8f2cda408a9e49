"""A form of a definition, read from what its page sent.

A field is part of the page when its name was sent, empty or not; of the others nothing is said, so what they hold stays
as it is. Rows of a group are counted anew in the order of their numbers, empty ones left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from counterpart.core.definitions.forms import FormField
from counterpart.core.workflow.forms import FormRules, Problem
from counterpart.core.workflow.forms.filling_in import FieldRules
from counterpart.core.workflow.forms.kinds import SEVERAL
from counterpart.web.reading.names import ADD, AMOUNT, CURRENCY, DO, REMOVE, UPLOAD, Command, command_of
from counterpart.web.reading.posted import Posted, clean, first, one_line
from counterpart.web.reading.singles import money_read, single_read
from counterpart.web.reading.writer import Writer

MOST_ROWS = 200
"""Rows of one group that are read from a page; more are told as a problem."""
MOST_TOLD = 20
_LONGEST_NUMBER = 6
FILE = "file"
"""The type of a field that holds one file."""


@dataclass(frozen=True, slots=True)
class FormRead:
    """What a page sent of a form.

    `values` are nested as `check_form` wants them, without what is empty; `sent` hold None for what was sent empty, so
    that laid over stored values they take it away. `typed` keeps the raw texts of fields that could not be read, by
    dotted name (money: two of them). `added` are groups to which an empty row is wanted, `command` what a button asked
    for. `unknown` are names that the form does not have (the first 20).
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    sent: Mapping[str, Any] = field(default_factory=dict)
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    added: frozenset[str] = frozenset()
    command: Command | None = None
    unknown: tuple[str, ...] = ()

    def all_problems(self, checked: Sequence[Problem]) -> tuple[Problem, ...]:
        """Return these problems and those that `check_form` found where all could be read."""
        here = {problem.field for problem in self.problems}
        return (*self.problems, *(problem for problem in checked if problem.field not in here))


def read_form(rules: FormRules, fields: Posted, writer: Writer, *, prefix: str = "f") -> FormRead:
    """Return the values of a form. Raises nothing, whatever was sent."""
    reader = _Reader(fields, writer, prefix)
    sent = reader.group(rules.fields, "", "")
    return FormRead(
        values=_without_nothing(sent),
        sent=sent,
        typed=reader.typed,
        problems=tuple(reader.problems),
        added=frozenset(reader.added),
        command=reader.command,
        unknown=reader.unknown(),
    )


def _without_nothing(values: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in values.items():
        kept = _without_nothing(value) if isinstance(value, Mapping) else value
        if isinstance(kept, list):
            kept = [_without_nothing(row) if isinstance(row, Mapping) else row for row in kept]
        if kept is not None and kept not in ({}, []):
            found[name] = kept
    return found


class _Reader:
    """Reads the fields of one page. Paths are those of the values, `at` those of the page: rows are counted anew."""

    def __init__(self, fields: Posted, writer: Writer, prefix: str) -> None:
        self.prefix = f"{prefix}-"
        self.fields = {name[len(self.prefix) :]: fields[name] for name in fields if name.startswith(self.prefix)}
        self.writer = writer
        self.typed: dict[str, tuple[str, ...]] = {}
        self.problems: list[Problem] = []
        self.added: set[str] = set()
        self.read: set[str] = set()
        found = command_of(first(fields, DO))
        self.command = found if found is not None and found.prefix == prefix else None

    def unknown(self) -> tuple[str, ...]:
        """Return names that no field has asked for."""
        rest = (name for name in self.fields if name not in self.read and not name.endswith(UPLOAD))
        return tuple(clean(name)[:100] for name, _ in zip(rest, range(MOST_TOLD), strict=False))

    def group(self, fields: tuple[FieldRules, ...], path: str, at: str) -> dict[str, Any]:
        """Return the fields of a group that were sent."""
        sent: dict[str, Any] = {}
        for rules in fields:
            here, there = f"{path}{rules.name}", f"{at}{rules.name}"
            if rules.field.many and rules.field.type not in SEVERAL:
                if self._any_under(there) or self._asks(ADD, there):
                    sent[rules.name] = self._rows(rules, here, there) or None
            elif rules.field.type == "group":
                inner = self.group(rules.fields, f"{here}.", f"{there}.")
                if inner:
                    sent[rules.name] = inner
            elif self._is_there(rules.field, there):
                sent[rules.name] = self._value(rules.field, here, there)
        return sent

    def _is_there(self, field: FormField, at: str) -> bool:
        return (f"{at}{AMOUNT}" if field.type == "money" else at) in self.fields

    def _any_under(self, at: str) -> bool:
        return at in self.fields or any(name.startswith(f"{at}.") for name in self.fields)

    def _asks(self, kind: str, at: str) -> bool:
        return self.command is not None and (self.command.kind, self.command.path) == (kind, at)

    def _texts(self, at: str) -> tuple[str, ...]:
        self.read.add(at)
        return self.fields.get(at, ())

    def _rows(self, rules: FieldRules, path: str, at: str) -> list[Any]:
        """Return the rows of a repeated field, those without anything left out."""
        self._texts(at)
        found: list[Any] = []
        numbers = sorted(set(self._numbers(at)))
        if len(numbers) > MOST_ROWS:
            self.problems.append(Problem(path, "too_many"))
        for number in numbers[:MOST_ROWS]:
            here, there = f"{path}.{len(found) + 1}", f"{at}.{number}"
            before = len(self.problems)
            row = self._row(rules, here, there)
            gone = self._asks(REMOVE, there)
            if gone or (not self._holds(row) and len(self.problems) == before):
                self._forget(here, before)
            else:
                found.append(row if row is not None or rules.field.type != "group" else {})
        if self._asks(ADD, at):
            self.added.add(path)
        return found

    def _row(self, rules: FieldRules, here: str, there: str) -> Any:
        if rules.field.type == "group":
            return self.group(rules.fields, f"{here}.", f"{there}.")
        return self._value(rules.field, here, there)

    def _holds(self, row: Any) -> bool:
        if isinstance(row, Mapping):
            return any(self._holds(inner) for inner in row.values())
        return bool(row) if isinstance(row, list) else row is not None

    def _forget(self, path: str, before: int) -> None:
        """Let go of what a row left behind that does not count."""
        del self.problems[before:]
        for name in [name for name in self.typed if name == path or name.startswith(f"{path}.")]:
            del self.typed[name]
        self.added = {name for name in self.added if not name.startswith(f"{path}.")}

    def _numbers(self, at: str) -> Iterator[int]:
        for name in self.fields:
            number = (
                name.removeprefix(f"{at}.").partition(".")[0].partition(":")[0] if name.startswith(f"{at}.") else ""
            )
            if number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER and number == str(int(number)):
                yield int(number)

    def _value(self, field: FormField, path: str, at: str) -> Any:
        """Return the value of one field, None where it is empty or cannot be read."""
        if field.type == "money":
            amount, currency = first(self.fields, f"{at}{AMOUNT}"), first(self.fields, f"{at}{CURRENCY}")
            self.read |= {f"{at}{AMOUNT}", f"{at}{CURRENCY}"}
            return self._kept(path, (amount, currency), *money_read(amount, currency, self.writer))
        texts = self._texts(at)
        if field.type in SEVERAL:
            return self._several(field, path, at, texts)
        filled = [one for one in texts if one] or [""]
        text = filled[-1] if field.type == FILE else filled[0]  # a file that is attached takes the place of another
        return self._kept(path, (text,), *single_read(field.type, text, self.writer))

    def _several(self, field: FormField, path: str, at: str, texts: tuple[str, ...]) -> list[Any] | None:
        """Return the values of a field that holds several, sent under one name, each once."""
        if self._asks(ADD, at):
            self.added.add(path)
        filled = [text for text in texts if one_line(text)]
        kept = [text for number, text in enumerate(filled, start=1) if not self._asks(REMOVE, f"{at}.{number}")]
        read = [single_read(field.type, text, self.writer) for text in kept]
        return list(dict.fromkeys(value for value, problem in read if not problem)) or None

    def _kept(self, path: str, texts: tuple[str, ...], value: Any, problem: str) -> Any:
        if problem:
            self.typed[path] = texts
            self.problems.append(Problem(path, problem))
        return value
