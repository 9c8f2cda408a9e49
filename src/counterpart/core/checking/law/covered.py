"""Does retention cover what is held, once, and does every rule begin and end? L001, L002, L004 to L007, L009, L010."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.checking.area import Context, suggestion
from counterpart.core.checking.effects.placed import effects_in
from counterpart.core.checking.law.held import data_held
from counterpart.core.checking.mending import meant
from counterpart.core.checking.readable import type_of_field
from counterpart.core.conditions import Kind
from counterpart.core.deadlines import Period, Unit, may_be_longer, parse_period, surely_longer
from counterpart.core.definitions.forms import placed_fields
from counterpart.core.definitions.procedures import Procedure
from counterpart.core.definitions.records import Retention
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address
from counterpart.core.retention import rules_for
from counterpart.core.retention.terms import NAMED_EVENTS

DAYS = frozenset({Kind.DATE, Kind.DATETIME})
SUBJECT = "subject."


def retention_covers_what_is_held(context: Context, findings: Findings) -> None:
    """L001: for every final state, a rule covers each kind of data that the procedure holds (grammar, section 8)."""
    if context.definition.library:
        return
    rules = mended_rules(context)
    for name, procedure in context.definition.procedures.items():
        ends = final_states(procedure)
        covered = {state: rules_for(rules, name, state) for state in ends}
        uncovered: dict[tuple[str, ...], list[str]] = {}
        for kind, example in data_held(context, procedure).items():
            missing = tuple(state for state in ends if not covered[state][kind])
            if missing:
                uncovered.setdefault(missing, []).append(f"{kind} ({example})" if example else kind)
        for missing, kinds in uncovered.items():
            where = "" if len(missing) == len(ends) else f" where it ends in {', '.join(missing)}"
            message = f"{name}: holds {', '.join(kinds)}, but no retention rule covers that{where}"
            hint = "write a rule for each kind, or one 'data: everything'"
            context.error(findings, "L001", ("procedures", name), message, hint)


def nothing_is_covered_twice(context: Context, findings: Findings) -> None:
    """L002: of the rules for one kind of data, no two apply to the same final state."""
    rules = mended_rules(context)
    for name, procedure in context.definition.procedures.items():
        for (first, second), (kinds, states) in _competing(rules, name, procedure).items():
            same = rules[first].data == rules[second].data
            what = "the same data" if same else ", ".join(kinds)
            message = f"{name}: two retention rules for {what} where it ends in {', '.join(states)}"
            line = context.at("retention", first).line
            hint = f"the other stands in line {line}; part them by 'procedures' or 'only'"
            context.error(findings, "L002", ("retention", second, "data"), message, hint)


def _competing(
    rules: tuple[Retention, ...], name: str, procedure: Procedure
) -> dict[tuple[int, int], tuple[dict[str, None], dict[str, None]]]:
    """Return the pairs of rules that cover the same data, with the kinds of data and the final states."""
    place = {id(rule): index for index, rule in enumerate(rules)}
    found: dict[tuple[int, int], tuple[dict[str, None], dict[str, None]]] = {}
    for state in final_states(procedure):
        for kind, applying in rules_for(rules, name, state).items():
            for rule in applying[1:]:
                pair = (place[id(applying[0])], place[id(rule)])
                kinds, states = found.setdefault(pair, ({}, {}))
                kinds[kind] = states[state] = None
    return found


def final_states(procedure: Procedure) -> list[str]:
    """Return the states in which an exchange ends."""
    return [name for name, state in procedure.states.items() if state.final]


def mended_rules(context: Context) -> tuple[Retention, ...]:
    """Return the rules as they are meant: a misspelt name is reported where it stands, and not by what follows."""
    return tuple(_mended(context, rule) for rule in context.definition.retention)


def _mended(context: Context, rule: Retention) -> Retention:
    names = tuple(meant(name, context.definition.procedures) or name for name in rule.procedures)
    ends = [state for _, procedure in procedures_of(context, rule) for state in final_states(procedure)]
    only = tuple(meant(state, ends) or state for state in rule.only)
    if (names, only) == (rule.procedures, rule.only):
        return rule
    return rule.model_copy(update={"procedures": names, "only": only})


def procedures_of(context: Context, rule: Retention) -> Iterator[tuple[str, Procedure]]:
    """Give the procedures that a rule speaks of: those it names (as they are meant), else all."""
    procedures = context.definition.procedures
    named = {meant(name, procedures) for name in rule.procedures}
    yield from ((name, procedure) for name, procedure in procedures.items() if not named or name in named)


def rules_name_what_exists(context: Context, findings: Findings) -> None:
    """R001, L004: a rule names procedures of the module, and under `only` final states of one of them."""
    for index, rule in enumerate(context.definition.retention):
        for at, name in enumerate(rule.procedures):
            if name not in context.definition.procedures:
                hint = suggestion(name, context.definition.procedures, "procedures")
                address: Address = ("retention", index, "procedures", at)
                context.error(findings, "R001", address, f"no procedure '{name}'", hint)
        procedures = dict(procedures_of(context, rule))
        ends = list(dict.fromkeys(state for each in procedures.values() for state in final_states(each)))
        for at, state in enumerate(rule.only if procedures else ()):
            if state not in ends:
                message = f"retention of {rule.data}: '{state}' is not a final state of {' or '.join(procedures)}"
                hint = suggestion(state, ends, "final states")
                context.error(findings, "L004", ("retention", index, "only", at), message, hint)


def terms_begin(context: Context, findings: Findings) -> None:
    """L005: `from` is an event that happens, or a date field that is always filled in."""
    for index, rule in enumerate(context.definition.retention):
        for name, procedure in procedures_of(context, rule):
            for certain, message, hint in _doubts(context, name, procedure, rule.from_):
                say = context.error if certain else context.warning
                said = f"retention of {rule.data}: {message}"
                say(findings, "L005", ("retention", index, "from"), said, hint)


def _doubts(context: Context, name: str, procedure: Procedure, event: str) -> Iterator[tuple[bool, str, str]]:
    """Give what is wrong with an event: whether it is certain, what, and what to do."""
    if event in NAMED_EVENTS:
        if event == "publication" and not _publishes(context, name):
            yield True, f"'{name}' publishes nothing", "count from 'closure', or add the effect 'publish'"
        elif event == "file_closure" and not _linked(context, name, procedure):
            yield False, f"'{name}' shares its file with no other exchange", "count from 'closure'"
        return
    form = context.definition.forms.get(procedure.subject or "")
    if form is None:
        return
    fields = {f"{SUBJECT}{placed.name}": placed for placed in placed_fields(form)}
    placed = fields.get(event)
    if placed is None:
        days = [each for each, found in fields.items() if type_of_field(found.field).kind in DAYS]
        hint = suggestion(event, [*NAMED_EVENTS, *days], "events")
        yield True, f"'{event}' is no event and no field of the subject of '{name}'", hint
        return
    kind = type_of_field(placed.field, in_many=placed.in_many)
    if kind.kind not in DAYS or kind.many:
        yield True, f"'{event}' is {kind.words} and no single date", "name a field of type date"
    elif placed.field.required is not True or placed.show_if:
        yield False, f"'{event}' may be empty, and then nothing is ever erased", "make it 'required: true'"


def _publishes(context: Context, procedure: str) -> bool:
    machines = context.of_procedure(procedure)
    return any(placed.effect.publish for machine in machines for placed in effects_in(machine))


def _linked(context: Context, name: str, procedure: Procedure) -> bool:
    others = context.definition.procedures.values()
    return bool(procedure.children) or any(
        child.procedure == name for each in others for child in each.children.values()
    )


def rules_end(context: Context, findings: Findings) -> None:
    """L006, L007, L010: a rule erases, not before it blocks, and its periods need no calendar."""
    for index, rule in enumerate(context.definition.retention):
        here: Address = ("retention", index)
        said = f"retention of {rule.data}"
        periods = {key: parse_period(text) for key, text in periods_of(rule).items()}
        if "erase_after" not in periods:
            context.error(findings, "L006", here, f"{said}: nothing is ever erased", "write 'erase_after: …'")
        elif "block_after" in periods and not may_be_longer(periods["erase_after"], periods["block_after"]):
            message = f"{said}: blocked after {rule.block_after}, but erased after {rule.erase_after} already"
            context.error(findings, "L007", (*here, "block_after"), message, "exchange the two, or leave one out")
        for key, period in periods.items():
            if period.unit is Unit.WORKING_DAY:
                message = f"{said}: {key} counts working days, but data belong to no office's calendar"
                context.error(findings, "L010", (*here, key), message, "write days, weeks, months or years")


def periods_of(rule: Retention) -> dict[str, str]:
    """Return the periods that a rule says, by their keys."""
    said = {"block_after": rule.block_after, "erase_after": rule.erase_after}
    return {key: text for key, text in said.items() if text is not None}


def what_is_sensitive_goes_first(context: Context, findings: Findings) -> None:
    """L009: sensitive data are not kept longer than the other personal data of the same exchange."""
    rules = mended_rules(context)
    place = {id(rule): index for index, rule in enumerate(rules)}
    for name, procedure in context.definition.procedures.items():
        for state in final_states(procedure):
            found = rules_for(rules, name, state)
            for sensitive in found["sensitive"][:1]:
                for personal in found["personal"][:1]:
                    key = _longer(sensitive, personal)
                    if key:
                        message = f"{name}: sensitive data are kept longer than personal data ({key})"
                        hint = "make the period of sensitive data the shorter one"
                        context.warning(findings, "L009", ("retention", place[id(sensitive)], key), message, hint)


def _longer(rule: Retention, other: Retention) -> str:
    """Return the key by which a rule keeps data surely longer than another that counts from the same event."""
    if rule.from_ != other.from_:
        return ""
    for key in ("block_after", "erase_after"):
        own, others = _end(rule, key), _end(other, key)
        if own is not None and others is not None and surely_longer(own, others):
            return key
    return ""


def _end(rule: Retention, key: str) -> Period | None:
    """Return after what period data are blocked or erased; what is erased without having been blocked is not read."""
    text = getattr(rule, key) or (rule.erase_after if key == "block_after" else None)
    return parse_period(text) if text else None
