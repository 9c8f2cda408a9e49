"""How the forms of a procedure are cut into sealed slots, so that a hidden field is not even fetched.

All fields of a slot are of one section, one class of keys, and seen by the same people; so a slot is read as a whole
or not at all. Slots are versioned apart: colleagues who write in different ones never collide. The cut follows from
the definition alone, which an exchange pins, and `core.visibility` says who sees a field.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import orjson

from counterpart.core.conditions import FactKind, parse, reads
from counterpart.core.definitions.forms import PlacedField, placed_fields
from counterpart.core.visibility.seeing import FILES
from counterpart.core.workflow import Rulebook
from counterpart.core.writing import SUBJECT, Values
from counterpart.core.writing.editing import placed_of
from counterpart.foundation.vault import KeyClass
from counterpart.modules.pins import Pinned

MOST_LAYOUTS = 512


class Slot(NamedTuple):
    """Fields (dotted names, without the form) that lie sealed together, under a name that never changes."""

    name: str
    key_class: KeyClass
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """The slots of a procedure by form; the subject stands under its own name and under `subject`.

    `sensitive` are the questions whose answers lie under the key of sensitive data.
    """

    pin: Pinned
    slots: Mapping[str, tuple[Slot, ...]]
    sensitive: frozenset[str] = frozenset()
    shown_by: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def rules(self) -> Rulebook:
        """Return the rules of the procedure."""
        return self.pin.rules

    def form(self, name: str) -> str:
        """Return the name of a form as slots have it: that of the subject is `subject`."""
        return SUBJECT if name == self.rules.procedure.subject else name

    def holding(self, form: str, fields: Iterable[str]) -> Iterator[Slot]:
        """Yield the slots that hold any of these fields, or of the fields below or above them."""
        wanted = set(fields)
        for slot in self.slots.get(form, ()):
            if any(one == name or one.startswith(f"{name}.") or name.startswith(f"{one}.")
                   for one in slot.fields for name in wanted):  # fmt: skip
                yield slot

    def with_what_shows(self, fields: Iterable[str]) -> set[str]:
        """Return fields of the subject with those that decide whether they are shown, however far that goes."""
        found: set[str] = set()
        waiting = list(fields)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.shown_by.get(name, ())
        return found

    def unknown(self, form: str, values: Mapping[str, Any]) -> list[str]:
        """Return the names in some values that the form does not have."""
        known = frozenset[str]().union(*(slot.fields for slot in self.slots.get(form, ())))
        return sorted(_leaves(values, known, ""))

    @property
    def key_classes(self) -> frozenset[KeyClass]:
        """Return the classes of keys that an exchange of this procedure needs from the beginning."""
        of_forms = {slot.key_class for slots in self.slots.values() for slot in slots}
        answers = {self.class_of_answer(code) for code in self.rules.questions}
        return frozenset({KeyClass.PERSONAL, KeyClass.MESSAGES, KeyClass.DRAFTS, *of_forms, *answers})

    def class_of_answer(self, question: str) -> KeyClass:
        """Return the class of data that the answer to a question is."""
        return KeyClass.SENSITIVE if question in self.sensitive else KeyClass.ANSWERS


_LAYOUTS: OrderedDict[int, Layout] = OrderedDict()


def layout_of(pin: Pinned) -> Layout:
    """Return how a procedure's forms are cut; kept, as long as its rules are the same."""
    kept = _LAYOUTS.get(pin.procedure_id)
    if kept is not None and kept.rules is pin.rules:
        return kept
    sensitive = (code for code, placed in placed_of(pin.rules).items() if placed.question.personal == "sensitive")
    layout = Layout(pin, _slots(pin.rules), frozenset(sensitive), _shown_by(pin.rules))
    _LAYOUTS[pin.procedure_id] = layout
    while len(_LAYOUTS) > MOST_LAYOUTS:
        _LAYOUTS.popitem(last=False)
    return layout


def part_of(values: Mapping[str, Any], fields: frozenset[str], prefix: str = "") -> Values:
    """Return those of some nested values that belong to these fields; rows of a group keep their number."""
    found: Values = {}
    for name, value in values.items():
        path = f"{prefix}{name}"
        if path in fields:
            found[name] = value
        elif isinstance(value, Mapping):
            inner = part_of(value, fields, f"{path}.")
            if inner:
                found[name] = inner
        elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
            rows = [part_of(one, fields, f"{path}.") if isinstance(one, Mapping) else {} for one in value]
            if any(rows):
                found[name] = rows
    return found


def together(parts: Iterable[Mapping[str, Any]]) -> Values:
    """Return the values of several slots as one; rows of a group are put together by their number."""
    found: Values = {}
    for part in parts:
        found = _both(found, part)
    return found


def _both(one: Mapping[str, Any], other: Mapping[str, Any]) -> Values:
    found = dict(one)
    for name, value in other.items():
        there = found.get(name)
        if isinstance(there, Mapping) and isinstance(value, Mapping):
            found[name] = _both(there, value)
        elif isinstance(there, list) and isinstance(value, list):
            longest = max(len(there), len(value))
            rows = zip([*there, *[{}] * (longest - len(there))], [*value, *[{}] * (longest - len(value))], strict=True)
            found[name] = [_both(left, right) for left, right in rows]
        else:
            found[name] = value
    return found


def _slots(rules: Rulebook) -> dict[str, tuple[Slot, ...]]:
    """Cut every form of the procedure."""
    return {(SUBJECT if form == rules.procedure.subject else form): tuple(_cut(rules, form)) for form in rules.forms}


def _cut(rules: Rulebook, form: str) -> Iterator[Slot]:
    groups: defaultdict[tuple[str, KeyClass, str], set[str]] = defaultdict(set)
    for placed in placed_fields(rules.module.forms[form]):
        if not placed.field.fields:
            groups[placed.section or "", _class_of(placed), _signature(rules, form, placed)].add(placed.name)
    for (section, key_class, signature), fields in groups.items():
        called = SUBJECT if form == rules.procedure.subject else form
        yield Slot(f"{called}/{section}/{key_class.name.lower()}/{signature}", key_class, frozenset(fields))


def _class_of(placed: PlacedField) -> KeyClass:
    if placed.field.type in FILES:
        return KeyClass.ATTACHMENTS
    return KeyClass.SENSITIVE if placed.field.personal == "sensitive" else KeyClass.PERSONAL


def _signature(rules: Rulebook, form: str, placed: PlacedField) -> str:
    """Return a short name of who sees a field, empty for everybody: equal for fields that the same people see."""
    personal = {"yes": ("personal",), "sensitive": ("personal", "sensitive")}.get(placed.field.personal or "no", ())
    kinds = (form, *personal, *(("attachments",) if placed.field.type in FILES else ()))
    of_procedure = [rules.procedure.visible_to[kind] for kind in kinds if kind in rules.procedure.visible_to]
    said = [*placed.visible_to, *of_procedure]
    if not said:
        return ""
    return hashlib.blake2b(orjson.dumps(said, option=orjson.OPT_SORT_KEYS), digest_size=6).hexdigest()


def _shown_by(rules: Rulebook) -> dict[str, frozenset[str]]:
    """Return for each field of the subject the fields that decide whether it is shown."""
    if not rules.procedure.subject:
        return {}
    fields = placed_fields(rules.module.forms[rules.procedure.subject])
    names = {placed.name for placed in fields}
    found: dict[str, frozenset[str]] = {}
    for placed in fields:
        group = placed.name.rpartition(".")[0]
        facts = (fact.name for text in placed.show_if for fact in reads(parse(text)) if fact.kind is FactKind.NAME)
        deciding = {path for name in facts for path in (name, f"{group}.{name}") if path in names}
        if deciding or group:
            found[placed.name] = frozenset(deciding | ({group} if group else set()))
    return found


def _leaves(values: Mapping[str, Any], known: frozenset[str], prefix: str) -> Iterator[str]:
    for name, value in values.items():
        path = f"{prefix}{name}"
        if path in known:
            continue
        rows = [value] if isinstance(value, Mapping) else value if isinstance(value, list) else None
        inside = any(one.startswith(f"{path}.") for one in known)
        if value is None and inside:
            continue
        if rows is None or not inside or not all(isinstance(row, Mapping) for row in rows):
            yield path
            continue
        for row in rows:
            yield from _leaves(row, known, f"{path}.")
