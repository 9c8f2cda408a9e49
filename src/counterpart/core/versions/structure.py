"""A definition taken apart: its structure without texts, its texts by address, and what merely describes it.

Two definitions with the same structure move every exchange in the same way. The structure leaves out what people only
read (texts, act names, the languages) and what has no meaning (the order of keys and of names in a list, under which
heading a field or question stands, a default that is written out). Entries are plain dicts and lists, ready for JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from counterpart.core.definitions.effects import Effect
from counterpart.core.definitions.forms import Form, FormField, PlacedField, placed_fields
from counterpart.core.definitions.module import CodeEntry, ModuleDefinition
from counterpart.core.definitions.procedures import Escalation, Procedure
from counterpart.core.definitions.questions import PlacedQuestion, Question, QuestionSet, placed_questions
from counterpart.core.definitions.records import Retention
from counterpart.core.definitions.shape import Translatable
from counterpart.core.reading.tree import Address

Path = tuple[str, ...]
"""An address in a structure: fields and questions by name, whatever section or group they stand in."""

DESCRIPTIVE: Mapping[type[BaseModel], frozenset[str]] = {
    ModuleDefinition: frozenset({"version", "status", "legal_basis", "source_language", "languages", "uses"}),
    Form: frozenset({"core"}),
    FormField: frozenset({"core"}),
    Question: frozenset({"legal"}),
    Retention: frozenset({"basis"}),
}
"""What nobody acts on: it is shown or filed. A change is a patch."""

ORDERED: frozenset[tuple[type[BaseModel], str]] = frozenset({(Escalation, "to"), (Effect, "set")})
"""Lists of names in which the first that is there counts; in all others the order means nothing."""


@dataclass(frozen=True, slots=True)
class Structure:
    """A definition taken apart. `addresses` leads from paths to addresses of the definition where they differ."""

    tree: dict[str, Any]
    texts: dict[Path, str]
    notes: dict[Path, Any]
    addresses: dict[Path, Address]

    def address(self, path: Path) -> Address:
        """Return the address in the definition of something in the structure."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.addresses:
                return self.addresses[path[:length]] + path[length:]
        return path


def structure_of(definition: ModuleDefinition) -> Structure:
    """Take a definition apart."""
    taking = _TakingApart()
    tree = taking.module(definition)
    return Structure(tree, taking.texts, taking.notes, taking.addresses)


@dataclass(slots=True)
class _TakingApart:
    """Collects texts and descriptions while it makes the structure."""

    texts: dict[Path, str] = field(default_factory=dict)
    notes: dict[Path, Any] = field(default_factory=dict)
    addresses: dict[Path, Address] = field(default_factory=dict)

    def module(self, definition: ModuleDefinition) -> dict[str, Any]:
        tree = self.model(definition, (), leave_out=frozenset({"forms", "questionsets", "procedures", "retention"}))
        sections: dict[str, dict[str, Any]] = {
            "forms": {name: self.form(form, ("forms", name)) for name, form in definition.forms.items()},
            "questionsets": {
                name: self.question_set(name, each, ("questionsets", name))
                for name, each in definition.questionsets.items()
            },
            "procedures": {
                name: self.procedure(each, ("procedures", name), library=definition.library)
                for name, each in definition.procedures.items()
            },
            "retention": self.retention(definition.retention),
        }
        if "countries" in tree:
            tree["countries"] = dict.fromkeys(tree["countries"], True)
        return tree | {key: value for key, value in sections.items() if value}

    def procedure(self, procedure: Procedure, path: Path, *, library: bool) -> dict[str, Any]:
        # Features are for those who extend a template; nobody extends a module's procedure from outside.
        return self.model(procedure, path, leave_out=frozenset() if library else frozenset({"features"}))

    def form(self, form: Form, path: Path) -> dict[str, Any]:
        tree = self.model(form, path, leave_out=frozenset({"fields", "sections"}))
        for name, section in form.sections.items():
            self.model(section, (*path, "sections", name), leave_out=frozenset({"fields"}))
        above = 0 if form.visible_to is None else 1
        fields = {placed.name: self.placed_field(placed, path, above) for placed in placed_fields(form)}
        return tree | ({"fields": fields} if fields else {})

    def placed_field(self, placed: PlacedField, path: Path, above: int) -> dict[str, Any]:
        here = (*path, "fields", placed.name)
        self.addresses[here] = (*path, *placed.address)
        tree = self.model(placed.field, here, leave_out=frozenset({"fields", "show_if", "visible_to"}))
        conditions = [*placed.show_if]
        readers = [*placed.visible_to[above:]]
        return tree | _if_any("show_if", conditions) | _if_any("visible_to", self.value(readers, here, ordered=True))

    def question_set(self, name: str, questions: QuestionSet, path: Path) -> dict[str, Any]:
        tree = self.model(questions, path, leave_out=frozenset({"tree"}))
        self.headings(questions.tree, path, path)
        above = 0 if questions.offer_if is None else 1
        placed = {each.question.q: self.question(each, path, above) for each in placed_questions(name, questions)}
        return tree | {"questions": placed}

    def question(self, placed: PlacedQuestion, path: Path, above: int) -> dict[str, Any]:
        here = (*path, "questions", placed.question.q)
        self.addresses[here] = (*path, *placed.address)
        tree = self.model(placed.question, here, leave_out=frozenset({"q", "offer_if"}))
        return tree | _if_any("offer_if", [*placed.offer_if[above:]])

    def headings(self, nodes: tuple[Any, ...], path: Path, at: Address) -> None:
        """Note the titles of groups; a group is only a heading, its condition is noted with its questions."""
        key = "tree" if at == path else "items"
        for index, node in enumerate(nodes):
            if not isinstance(node, Question):
                here = (*path, "groups", node.group)
                self.addresses[here] = (*at, key, index)
                self.model(node, here, leave_out=frozenset({"items"}))
                self.headings(node.items, path, (*at, key, index))

    def retention(self, rules: tuple[Retention, ...]) -> dict[str, Any]:
        """Return the rules by what they are about, so that a change is seen as one."""
        found: dict[str, Any] = {}
        about = frozenset({"data", "procedures", "only", "from_"})
        for index, rule in enumerate(rules):
            name = _subject_of(rule)
            while name in found:
                name += " (again)"
            path = ("retention", name)
            self.addresses[path] = ("retention", index)
            found[name] = self.model(rule, path, leave_out=about)
        return found

    def model(self, part: BaseModel, path: Path, *, leave_out: frozenset[str] = frozenset()) -> dict[str, Any]:
        """Return what a part says, without texts, descriptions and defaults."""
        kind = type(part)
        tree: dict[str, Any] = {}
        for name, info in kind.model_fields.items():
            value = getattr(part, name)
            key = info.alias or name
            if name in leave_out or (not info.is_required() and value == info.get_default(call_default_factory=True)):
                continue
            if name in DESCRIPTIVE.get(kind, ()):
                self.notes[(*path, key)] = self.value(value, (*path, key), ordered=True)
            elif name in _texts_of(kind):
                self.texts[(*path, key)] = value
                # An optional text is left out altogether: a help that is added is no new structure.
                tree |= {key: _address_of_text((*path, key))} if info.is_required() else {}
            else:
                ordered = (kind, name) in ORDERED
                tree[key] = self.value(value, (*path, key), ordered=ordered, texts=name in _maps_of_texts(kind))
        if isinstance(part, CodeEntry) and part.model_extra:
            self.notes[(*path, "columns")] = dict(sorted(part.model_extra.items()))
        return tree

    def value(self, value: Any, path: Path, *, ordered: bool, texts: bool = False) -> Any:
        """Return a value as JSON can write it."""
        if isinstance(value, BaseModel):
            return self.model(value, path)
        if isinstance(value, dict):
            if texts:
                self.texts.update({(*path, str(key)): each for key, each in value.items()})
                return {str(key): _address_of_text((*path, str(key))) for key in value}
            return {str(key): self.value(each, (*path, str(key)), ordered=ordered) for key, each in value.items()}
        if isinstance(value, list | tuple):
            if not ordered and all(isinstance(each, str) for each in value):
                return sorted(value)
            return [self.value(each, (*path, str(index)), ordered=ordered) for index, each in enumerate(value)]
        return value


def _subject_of(rule: Retention) -> str:
    """Return what a retention rule is about: which data, of which procedures, ended how, counted from when."""
    procedures, states = (", ".join(sorted(names)) for names in (rule.procedures, rule.only))
    scope = [str(rule.data)]
    if procedures:
        scope.append(f"of {procedures}")
    if states:
        scope.append(f"ended in {states}")
    return " ".join([*scope, f"from {rule.from_}"])


def _if_any(key: str, values: list[Any]) -> dict[str, Any]:
    return {key: values} if values else {}


def _address_of_text(path: Path) -> str:
    return "text " + ".".join(path)


@lru_cache(maxsize=128)
def _texts_of(kind: type[BaseModel]) -> frozenset[str]:
    """Return the names of the fields of a model that hold a text for people."""
    return frozenset(name for name, info in kind.model_fields.items() if _is_text(info))


@lru_cache(maxsize=128)
def _maps_of_texts(kind: type[BaseModel]) -> frozenset[str]:
    """Return the names of the fields of a model that hold texts by name."""
    return frozenset(
        name
        for name, info in kind.model_fields.items()
        if len(get_args(info.annotation)) == 2 and _is_marked(get_args(info.annotation)[1])
    )


def _is_text(info: FieldInfo) -> bool:
    marked = any(isinstance(each, Translatable) for each in info.metadata)
    return marked or any(_is_marked(choice) for choice in get_args(info.annotation)[:1])


def _is_marked(annotation: Any) -> bool:
    return any(isinstance(each, Translatable) for each in getattr(annotation, "__metadata__", ()))
