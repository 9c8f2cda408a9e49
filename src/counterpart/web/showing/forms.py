"""A form of a definition as a page shows it: its fields with what stands in them, what is wrong, what is hidden.

Whether a field is shown, and whether it must be filled in, is decided by the same conditions as in
`core.workflow.forms`, from the values that are shown. Nothing typed is lost: what could not be read stands there as it
was typed, and what stands in hidden fields goes along (`FormShown.carried`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterpart.core.conditions import Facts
from counterpart.core.definitions.forms import FormField
from counterpart.core.workflow.forms import FormRules, Problem, visible
from counterpart.core.workflow.forms.facts import FormFacts
from counterpart.core.workflow.forms.filling_in import FieldRules
from counterpart.core.workflow.forms.kinds import SEVERAL, Surroundings
from counterpart.web.reading import FormRead
from counterpart.web.reading.names import ADD, AMOUNT, CURRENCY, REMOVE, Command, field_name
from counterpart.web.showing.controls import drawn_by, echo_of, language_of, needs_rows, text_of, texts_of
from counterpart.web.showing.fields import FieldShown, FormShown, RowShown, SectionShown
from counterpart.web.showing.problems import problem_said
from counterpart.web.showing.saying import Saying

NOTHING_READ = FormRead()


@dataclass(frozen=True, slots=True)
class FormState:
    """What is in a form: stored or typed `values`, what was `read` of a page that is shown again, what is wrong.

    `problems` are those of `FormRead.all_problems`. `outer` answers what conditions ask beyond the form.
    `text_language` is the language of people's own words in it.
    """

    values: Mapping[str, Any]
    read: FormRead = NOTHING_READ
    problems: tuple[Problem, ...] = ()
    outer: Facts | None = None
    text_language: str = ""


def form_view(
    saying: Saying,
    rules: FormRules,
    state: FormState,
    around: Surroundings,
    *,
    prefix: str = "f",
    only: Collection[str] | None = None,
) -> FormShown:
    """Return a form to be drawn. `only` are the top fields that the reader may fill in; None stands for all.

    Raises KeyError for a form that the speaker's module does not have.
    """
    form = saying.speaker.area.definition.forms[rules.name]
    shown = visible(rules, state.values, around, state.outer)
    drawer = _Drawer(saying, rules, state, around, prefix)
    facts = FormFacts((shown,), rules.kinds, around.today, state.outer)
    address = f"form.{rules.name}"
    named = [("", form.fields), *((name, section.fields) for name, section in form.sections.items())]
    sections = tuple(
        SectionShown(
            id=f"{prefix}-section-{name}" if name else f"{prefix}-section",
            title=saying.text(f"{address}.section.{name}") if name else "",
            help=saying.text(f"{address}.section.{name}.help") if name else "",
            fields=tuple(
                drawer.fields([one for one in rules.fields if one.name in fields and _may(one, only)], shown, facts)
            ),
        )
        for name, fields in named
    )
    return FormShown(
        id=f"{prefix}-form",
        prefix=prefix,
        title=saying.text(f"{address}.title"),
        help=saying.text(f"{address}.help"),
        sections=tuple(section for section in sections if section.fields),
        carried=tuple(drawer.carried),
        errors=tuple(drawer.errors()),
        hides=rules.hides,
    )


def _may(rules: FieldRules, only: Collection[str] | None) -> bool:
    return only is None or rules.name in only


class _Drawer:
    """Draws the fields of one form.

    A path is where a value stands (`rows.2.share`), an address where its texts do (`rows.share`).
    """

    def __init__(self, saying: Saying, rules: FormRules, state: FormState, around: Surroundings, prefix: str) -> None:
        self.saying, self.rules, self.state, self.around, self.prefix = saying, rules, state, around, prefix
        self.problems: dict[str, Problem] = {}
        for problem in state.problems:
            self.problems.setdefault(problem.field, problem)
        self.said: dict[str, tuple[str, str]] = {}
        self.carried: list[tuple[str, str]] = []
        self.numbered: set[str] = set()
        self.covered: set[str] = set()

    def fields(
        self, fields: Sequence[FieldRules], values: Mapping[str, Any], facts: FormFacts, path: str = "", at: str = ""
    ) -> Iterator[FieldShown]:
        """Yield the fields that are shown; of the others, what stands in them is carried along."""
        for rules in fields:
            here = f"{path}{rules.name}"
            if all(condition.holds(facts) for condition in rules.shown):
                yield self._field(rules, values.get(rules.name), facts, here, f"{at}{rules.name}")
            else:
                self._carry(rules, _at(self.state.values, here), here)

    def errors(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong in the order of the page, and what belongs to no field at its end."""
        yield from self.said.values()
        for path, problem in self.problems.items():
            if path not in self.said and path not in self.covered:
                yield (
                    field_name(self.prefix, path) if path else f"{self.prefix}-form",
                    problem_said(self.saying, problem, None),
                )

    def _field(self, rules: FieldRules, value: Any, facts: FormFacts, path: str, at: str) -> FieldShown:
        field = rules.field
        label = self._text(at, "label") or field.label
        if field.type in SEVERAL and needs_rows(self.saying, field, self.around):
            self.numbered.add(path)
        error = self._error(path, label, field)
        needed = rules.required if isinstance(rules.required, bool) else rules.required.holds(facts)
        parts = self._parts(rules, value, facts, path, at)
        return FieldShown(
            id=field_name(self.prefix, path),
            name=field_name(self.prefix, path),
            label=label,
            hint=self._text(at, "hint"),
            help=self._text(at, "help"),
            error=error,
            required=needed,
            personal=field.personal or "no",
            language=language_of(self.saying, field, self.state.text_language),
            live=self.rules.hides and at in self.rules.reads,
            **parts,
        )

    def _parts(self, rules: FieldRules, value: Any, facts: FormFacts, path: str, at: str) -> dict[str, Any]:
        """Return what hangs on the type of a field."""
        if needs_rows(self.saying, rules.field, self.around):
            add = Command(ADD, self.prefix, path).value
            return {"control": "rows", "rows": tuple(self._rows(rules, value, facts, path, at)), "add": add}
        if rules.field.type == "group":
            inner = value if isinstance(value, Mapping) else {}
            return {
                "control": "group", "inside": tuple(self.fields(rules.fields, inner, facts, f"{path}.", f"{at}."))
            }  # fmt: skip
        return self._single(rules.field, value, path)

    def _single(self, field: FormField, value: Any, path: str) -> dict[str, Any]:
        typed = self.state.read.typed.get(path)
        texts = texts_of(self.saying, field, value) if typed is None else typed
        parts = drawn_by(self.saying, field, texts, self.around, Command("", self.prefix, path))
        echo = echo_of(self.saying, field, value) if typed is None else ""
        return {"echo": echo, **parts}

    def _rows(self, rules: FieldRules, value: Any, facts: FormFacts, path: str, at: str) -> Iterator[RowShown]:
        """Yield the rows that hold something, one more where one was asked for, and at least one."""
        label = self._text(at, "label") or rules.field.label
        values: list[Any] = list(value) if isinstance(value, list | tuple) else []
        if path in self.state.read.added or not values:
            values.append(None)
        for number, row in enumerate(values, start=1):
            here = f"{path}.{number}"
            yield RowShown(
                number=number,
                id=field_name(self.prefix, here),
                fields=tuple(self._row(rules, row, facts, here, at)),
                remove=Command(REMOVE, self.prefix, here).value,
                error=self._error(here, label, rules.field) if rules.field.type == "group" else "",
            )

    def _row(self, rules: FieldRules, row: Any, facts: FormFacts, path: str, at: str) -> Iterator[FieldShown]:
        if rules.field.type == "group":
            values = row if isinstance(row, Mapping) else {}
            yield from self.fields(rules.fields, values, facts.inside(rules.name, values), f"{path}.", f"{at}.")
            return
        label = self._text(at, "label") or rules.field.label
        together = rules.field.type in SEVERAL  # sent under one name
        yield FieldShown(
            id=field_name(self.prefix, path),
            name=field_name(self.prefix, path.rpartition(".")[0] if together else path),
            label=label,
            error=self._error(path, label, rules.field),
            language=language_of(self.saying, rules.field, self.state.text_language),
            of_row=True,
            **self._single(_one_of(rules.field), row, path),
        )

    def _error(self, path: str, label: str, field: FormField) -> str:
        problem = self._problem(path, field)
        if problem is None:
            return ""
        sentence = problem_said(self.saying, problem, field)
        whole = sentence
        if not problem.text:
            whole = self.saying.words.gettext("%(field)s: %(problem)s", field=label, problem=sentence)
        self.said[problem.field] = (field_name(self.prefix, path), whole)
        return sentence

    def _problem(self, path: str, field: FormField) -> Problem | None:
        """Return what is wrong with a field, or with one of several values that it holds."""
        found = self.problems.get(path)
        if field.type in SEVERAL and path not in self.numbered:
            inside = [place for place in self.problems if place.rpartition(".")[0] == path]
            self.covered |= set(inside)
            found = found or next((self.problems[place] for place in inside), None)
        return found

    def _text(self, at: str, key: str) -> str:
        return self.saying.text(f"form.{self.rules.name}.{at}.{key}")

    def _carry(self, rules: FieldRules, value: Any, path: str) -> None:
        """Keep what stands in a hidden field, as it would be sent from there."""
        name = field_name(self.prefix, path)
        typed = self.state.read.typed.get(path)
        if rules.field.type == "money" and (value or typed):
            amount, currency = typed or texts_of(self.saying, rules.field, value)
            self.carried += [(f"{name}{AMOUNT}", amount), (f"{name}{CURRENCY}", currency)]
        elif rules.fields and isinstance(value, Mapping):
            for inner in rules.fields:
                self._carry(inner, value.get(inner.name), f"{path}.{inner.name}")
        elif rules.field.many and isinstance(value, list | tuple):
            self._carry_rows(rules, value, path)
        else:
            self.carried += [(name, text) for text in typed or texts_of(self.saying, rules.field, value)]

    def _carry_rows(self, rules: FieldRules, values: Sequence[Any], path: str) -> None:
        for number, row in enumerate(values, start=1):
            if isinstance(row, Mapping) and rules.fields:
                for inner in rules.fields:
                    self._carry(inner, row.get(inner.name), f"{path}.{number}.{inner.name}")
            else:
                self.carried.append(
                    (field_name(self.prefix, f"{path}.{number}"), text_of(self.saying, rules.field, row))
                )


def _one_of(field: FormField) -> FormField:
    """Return a field that holds one of the values of a field that holds several."""
    single = {"codes": "code", "countries": "country", "members": "member", "files": "file"}
    return field.model_copy(update={"type": single.get(field.type, field.type), "many": False})


def _at(values: Mapping[str, Any], path: str) -> Any:
    """Return the value at a path in which rows stand by number, None where there is none."""
    here: Any = values
    for part in path.split("."):
        if isinstance(here, Mapping):
            here = here.get(part)
        elif isinstance(here, list | tuple) and part.isdigit() and 0 < int(part) <= len(here):
            here = here[int(part) - 1]
        else:
            return None
    return here
