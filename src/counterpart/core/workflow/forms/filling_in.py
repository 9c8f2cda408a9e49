"""Forms that people fill in: which values are missing, hidden, of the wrong kind, out of bounds, or against a rule.

Pure: the values are given, the problems are returned. `step` checks the forms of the action itself; whoever may read
the subject checks the forms that an action wants `complete` and hands the verdict in (`Move.incomplete`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from counterpart.core.conditions import Condition, FactKind, Facts, parse, reads
from counterpart.core.definitions.forms import Form, FormField, Rule
from counterpart.core.workflow.forms.bounds import beyond
from counterpart.core.workflow.forms.facts import FormFacts
from counterpart.core.workflow.forms.kinds import LONGEST_LINE, SEVERAL, Surroundings, wrong
from counterpart.core.workflow.forms.values import CONVERTED, typed

MOST_ROWS = 1_000
MOST_HIDING = 12

PROBLEMS: Mapping[str, str] = {
    "field_unknown": "The form has no such field.",
    "required": "This is required.",
    "wrong_kind": "This cannot be read as what is asked for.",
    "several_wanted": "Several values are expected here.",
    "too_many": "There are too many entries.",
    "not_in_list": "This is not in the list.",
    "code_ended": "This may no longer be chosen, or not yet.",
    "not_a_member": "This member does not take part.",
    "too_small": "This is less than allowed, or too early.",
    "too_large": "This is more than allowed, or too late.",
    "too_short": "This is too short.",
    "too_long": "This is too long.",
    "pattern": "This is not written as expected.",
    "rule": "A rule of the form is not kept.",
}
"""Codes of problems with their English sentences; for `rule` the module's own text says what is wrong."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a form: where (dotted, rows of a group by number from 1), why, and the text that says so."""

    field: str
    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class FieldRules:
    """A field with its conditions parsed; `fields` and `rules` belong to a group."""

    name: str
    field: FormField
    shown: tuple[Condition, ...]
    required: bool | Condition
    pattern: re.Pattern[str] | None
    fields: tuple[FieldRules, ...] = ()
    rules: tuple[tuple[str, Condition], ...] = ()


@dataclass(frozen=True, slots=True)
class FormRules:
    """A form ready to be checked.

    `kinds` are the dotted fields whose JSON must be converted, with their type; `reads` all names that its conditions
    read; `hides` says whether any field can be hidden.
    """

    name: str
    fields: tuple[FieldRules, ...]
    rules: tuple[tuple[str, Condition], ...]
    kinds: Mapping[str, str] = field(default_factory=dict)
    reads: frozenset[str] = frozenset()
    hides: bool = False


def compile_form(name: str, form: Form) -> FormRules:
    """Return a form ready to be checked; raises ConditionError and re.error for a form that the checker refuses."""
    fields = [_compiled(one, declared, ()) for one, declared in form.fields.items()]
    for section in form.sections.values():
        shown = (parse(section.show_if),) if section.show_if else ()
        fields += [_compiled(one, declared, shown) for one, declared in section.fields.items()]
    kinds = {path: kind for rules in fields for path, kind in _kinds(rules, "")}
    rules = _rules(form.rules)
    conditions = [condition for _, condition in rules] + [found for one in fields for found in _conditions(one)]
    names = frozenset(fact.name for found in conditions for fact in reads(found) if fact.kind is FactKind.NAME)
    return FormRules(name, tuple(fields), rules, kinds, names, any(_can_hide(one) for one in fields))


def check_form(
    form: FormRules, values: Mapping[str, object], around: Surroundings, outer: Facts | None = None
) -> tuple[Problem, ...]:
    """Return everything that is wrong with the values of a form, in the order of its fields.

    `values` are JSON: groups nested, rows of a group as a list. What is hidden is neither required nor checked.
    `outer` answers what conditions ask beyond the form.
    """
    values = visible(form, values, around, outer)
    facts = FormFacts((values,), form.kinds, around.today, outer)
    problems = list(_fields(form.name, form.fields, values, facts, around, ""))
    if not problems:
        problems += _broken(form.name, form.rules, facts, "", "")
    return tuple(problems)


def visible(
    form: FormRules, values: Mapping[str, object], around: Surroundings, outer: Facts | None = None
) -> Mapping[str, object]:
    """Return the values without those of hidden fields, which do not count: somebody typed them and thought again.

    A field that only a hidden field shows is hidden, too.
    """
    if not form.hides:
        return values
    for _ in range(MOST_HIDING):
        shown = _visible(form.fields, values, FormFacts((values,), form.kinds, around.today, outer))
        if shown == values:
            break
        values = shown
    return values


def filled(form: FormRules, values: Mapping[str, object]) -> dict[str, object]:
    """Return visible values by dotted name, dates and numbers converted; rows of a group as they are.

    Raises Invalid for a value of the wrong kind, which `check_form` reports more kindly.
    """
    found: dict[str, object] = {}
    for name, value in values.items():
        _flatten(form, name, value, found)
    return found


def _flatten(form: FormRules, name: str, value: object, found: dict[str, object]) -> None:
    found[name] = typed(form.kinds.get(name, ""), value, name)
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _flatten(form, f"{name}.{key}", inner, found)


def _visible(fields: tuple[FieldRules, ...], values: Mapping[str, object], facts: FormFacts) -> dict[str, object]:
    """Return the values of the fields that the facts show, and those that no field knows, which are reported."""
    by_name = {rules.name: rules for rules in fields}
    shown: dict[str, object] = {}
    for name, value in values.items():
        rules = by_name.get(name)
        if rules is None or all(condition.holds(facts) for condition in rules.shown):
            shown[name] = value if rules is None else _visible_inside(rules, value, facts)
    return shown


def _visible_inside(rules: FieldRules, value: object, facts: FormFacts) -> object:
    if isinstance(value, Mapping) and rules.fields:
        return _visible(rules.fields, value, facts)
    if isinstance(value, list | tuple) and rules.fields:
        return [
            _visible(rules.fields, row, facts.inside(rules.name, row)) if isinstance(row, Mapping) else row
            for row in value
        ]
    return value


def _can_hide(rules: FieldRules) -> bool:
    return bool(rules.shown) or any(_can_hide(inner) for inner in rules.fields)


def _conditions(rules: FieldRules) -> Iterator[Condition]:
    yield from rules.shown
    yield from (condition for _, condition in rules.rules)
    if not isinstance(rules.required, bool):
        yield rules.required
    for inner in rules.fields:
        yield from _conditions(inner)


def _compiled(name: str, declared: FormField, shown: tuple[Condition, ...]) -> FieldRules:
    required = declared.required
    return FieldRules(
        name=name,
        field=declared,
        shown=(*shown, parse(declared.show_if)) if declared.show_if else shown,
        required=required if isinstance(required, bool) else parse(required),
        pattern=re.compile(declared.pattern) if declared.pattern else None,
        fields=tuple(_compiled(inner, rules, ()) for inner, rules in declared.fields.items()),
        rules=_rules(declared.rules),
    )


def _rules(rules: Mapping[str, Rule]) -> tuple[tuple[str, Condition], ...]:
    return tuple((name, parse(rule.check)) for name, rule in rules.items())


def _kinds(rules: FieldRules, prefix: str) -> Iterator[tuple[str, str]]:
    path = f"{prefix}{rules.name}"
    if rules.field.type in CONVERTED:
        yield path, rules.field.type
    for inner in rules.fields:
        yield from _kinds(inner, f"{path}.")


def _fields(
    form: str,
    fields: tuple[FieldRules, ...],
    values: Mapping[str, object],
    facts: FormFacts,
    around: Surroundings,
    prefix: str,
) -> Iterator[Problem]:
    known = {rules.name for rules in fields}
    for name in values:
        if name not in known:
            yield Problem(f"{prefix}{name}", "field_unknown")
    for rules in fields:
        if all(condition.holds(facts) for condition in rules.shown):
            yield from _field(form, rules, values.get(rules.name), facts, around, f"{prefix}{rules.name}")


def _field(
    form: str, rules: FieldRules, value: object, facts: FormFacts, around: Surroundings, path: str
) -> Iterator[Problem]:
    """Yield what is wrong with one shown field."""
    if value is None or value in ("", [], {}):
        needed = rules.required if isinstance(rules.required, bool) else rules.required.holds(facts)
        if needed:
            yield Problem(path, "required")
        elif rules.fields and not rules.field.many:  # an empty group may still hold required fields
            yield from _fields(form, rules.fields, {}, facts, around, f"{path}.")
        return
    several = rules.field.many or rules.field.type in SEVERAL
    if several and not isinstance(value, list | tuple):
        yield Problem(path, "several_wanted")
    elif isinstance(value, list | tuple) and several:
        yield from _several(form, rules, value, facts, around, path)
    elif isinstance(value, list | tuple):
        yield Problem(path, "wrong_kind")
    elif rules.field.type == "group":
        yield from _group(form, rules, value, facts, around, path)
    elif code := _single(rules, value, facts, around):
        yield Problem(path, code)


def _several(
    form: str,
    rules: FieldRules,
    values: list[object] | tuple[object, ...],
    facts: FormFacts,
    around: Surroundings,
    path: str,
) -> Iterator[Problem]:
    if len(values) > MOST_ROWS:
        yield Problem(path, "too_many")
        return
    for number, value in enumerate(values, start=1):
        here = f"{path}.{number}"
        if rules.field.type != "group":
            if code := _single(rules, value, facts, around):
                yield Problem(here, code)
        elif isinstance(value, Mapping):
            yield from _group(form, rules, value, facts.inside(rules.name, value), around, here)
        else:
            yield Problem(here, "wrong_kind")


def _group(
    form: str, rules: FieldRules, value: object, facts: FormFacts, around: Surroundings, path: str
) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield Problem(path, "wrong_kind")
        return
    problems = list(_fields(form, rules.fields, value, facts, around, f"{path}."))
    yield from problems
    if not problems:
        yield from _broken(form, rules.rules, facts, f"{rules.name}.", path)


def _broken(
    form: str, rules: tuple[tuple[str, Condition], ...], facts: FormFacts, inside: str, path: str
) -> Iterator[Problem]:
    for name, condition in rules:
        if not condition.holds(facts):
            yield Problem(path, "rule", f"form.{form}.{inside}rule.{name}")


def _single(rules: FieldRules, value: object, facts: FormFacts, around: Surroundings) -> str:
    """Return what is wrong with one value: its kind, its pattern, its bounds."""
    if code := wrong(rules.field, value, around):
        return code
    if rules.pattern and isinstance(value, str):
        if len(value) > LONGEST_LINE:  # the pattern was judged for values up to there
            return "too_long"
        if not rules.pattern.fullmatch(value):
            return "pattern"
    return beyond(rules.field, value, facts)
