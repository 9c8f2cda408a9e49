"""Units: the texts of a module, each with its stable address (`question.regulated.text`) and its place in the YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel

from counterpart.core.composing.area import Area
from counterpart.core.definitions.forms import Form, FormField, placed_fields
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.definitions.procedures import Action, Machine, Procedure
from counterpart.core.definitions.questions import Node, QuestionGroup, QuestionSet
from counterpart.core.reading.tree import Address


@dataclass(frozen=True, slots=True)
class Unit:
    """One text: its address in PO files, the English, and where it stands in the definition."""

    address: str
    text: str
    place: Address


class _Titled(Protocol):
    @property
    def title(self) -> str | None: ...


def units_of(module: ModuleDefinition) -> tuple[Unit, ...]:
    """Return every text that the module speaks, inherited ones included, in the order of the definition."""
    return tuple(_all(module))


def own_units(area: Area) -> tuple[Unit, ...]:
    """Return the texts that the module wrote itself: those that its own PO files translate.

    What a template or a library wrote is translated there; a module overrides it by writing the text itself.
    """
    return tuple(unit for unit in units_of(area.definition) if not area.inherited(unit.place))


def network_units(network: NetworkDefinition) -> tuple[Unit, ...]:
    """Return the texts of a network profile; members that have an ISO country are named by CLDR instead."""
    return tuple(_of_network(network))


def _of_network(network: NetworkDefinition) -> Iterator[Unit]:
    yield from _texts("network", (), network, ("title", "summary"))
    for key in ("member", "members", "supervisor"):
        yield Unit(f"word.{key}", getattr(network.words, key), ("words", key))
    for code, member in network.members.items():
        if member.iso is None:
            yield Unit(f"member.{code}", member.name, ("members", code, "name"))
        for index, holiday in enumerate(member.holidays):
            yield Unit(
                f"member.{code}.holiday.{holiday.on}", holiday.name, ("members", code, "holidays", index, "name")
            )
    yield from _titled("group", ("groups",), network.groups)
    for name, field in network.person_form.items():
        yield from _field(f"person_form.{name}", ("person_form", name), field)


def _all(module: ModuleDefinition) -> Iterator[Unit]:
    yield from _texts("module", (), module, ("title", "summary"))
    for name, form in module.forms.items():
        yield from _form(name, form)
    for name, question_set in module.questionsets.items():
        yield from _question_set(name, question_set)
    for name, codes in module.codelists.items():
        for code, entry in codes.items():
            yield Unit(f"code.{name}.{code}", entry.label, ("codelists", name, code, "label"))
    for name, procedure in module.procedures.items():
        yield from _procedure(name, procedure)
    yield from _titled("role", ("roles",), module.roles)
    yield from _titled("policy", ("policies",), module.policies)
    yield from _titled("statistic", ("statistics",), module.statistics)
    yield from _titled("interface", ("interfaces",), module.interfaces)
    for name, interface in module.interfaces.items():
        place: Address = ("interfaces", name, "operations")
        yield from _titled(f"interface.{name}.operation", place, interface.operations)
    for name, message in module.messages.items():
        yield from _texts(f"message.{name}", ("messages", name), message, ("subject", "body"))


def _texts(address: str, place: Address, part: BaseModel, keys: tuple[str, ...]) -> Iterator[Unit]:
    for key in keys:
        text = getattr(part, key, None)
        if text:
            yield Unit(f"{address}.{key}", text, (*place, key))


def _titled(address: str, place: Address, parts: Mapping[str, _Titled]) -> Iterator[Unit]:
    """Yield `<address>.<name>` for each title and `<address>.<name>.help` where there is help."""
    for name, part in parts.items():
        if part.title:
            yield Unit(f"{address}.{name}", part.title, (*place, name, "title"))
        if help_text := getattr(part, "help", None):
            yield Unit(f"{address}.{name}.help", help_text, (*place, name, "help"))


def _form(name: str, form: Form) -> Iterator[Unit]:
    address, place = f"form.{name}", ("forms", name)
    yield from _texts(address, place, form, ("title", "help"))
    yield from _titled(f"{address}.section", (*place, "sections"), form.sections)
    for placed in placed_fields(form):
        yield from _field(f"{address}.{placed.name}", (*place, *placed.address), placed.field)
    for key, pattern in form.placeholders.items():
        yield Unit(f"{address}.placeholder.{key}", pattern, (*place, "placeholders", key))
    for key, rule in form.rules.items():
        yield Unit(f"{address}.rule.{key}", rule.message, (*place, "rules", key, "message"))


def _field(address: str, place: Address, field: FormField) -> Iterator[Unit]:
    yield from _texts(address, place, field, ("label", "hint", "help"))
    for key, rule in field.rules.items():
        yield Unit(f"{address}.rule.{key}", rule.message, (*place, "rules", key, "message"))


def _question_set(name: str, question_set: QuestionSet) -> Iterator[Unit]:
    yield Unit(f"questionset.{name}", question_set.title, ("questionsets", name, "title"))
    if question_set.help:
        yield Unit(f"questionset.{name}.help", question_set.help, ("questionsets", name, "help"))
    yield from _nodes(name, question_set.tree, ("questionsets", name, "tree"))


def _nodes(question_set: str, nodes: tuple[Node, ...], place: Address) -> Iterator[Unit]:
    for index, node in enumerate(nodes):
        here = (*place, index)
        if isinstance(node, QuestionGroup):
            address = f"group.{question_set}.{node.group}"
            yield Unit(address, node.title, (*here, "title"))
            if node.help:
                yield Unit(f"{address}.help", node.help, (*here, "help"))
            yield from _nodes(question_set, node.items, (*here, "items"))
        else:
            yield from _texts(f"question.{node.q}", here, node, ("text", "help"))


def _procedure(name: str, procedure: Procedure) -> Iterator[Unit]:
    address, place = f"procedure.{name}", ("procedures", name)
    yield from _texts(address, place, procedure, ("title", "help"))
    yield from _titled(f"{address}.party", (*place, "parties"), procedure.parties)
    yield from _machine(address, place, procedure)
    for track, rows in procedure.tracks.items():
        yield from _texts(f"{address}.track.{track}", (*place, "tracks", track), rows, ("title", "help"))
        yield from _machine(f"{address}.{track}", (*place, "tracks", track), rows)
    for kind, key in (("clock", "clocks"), ("child", "children"), ("document", "documents"), ("lookup", "lookups")):
        yield from _titled(f"{address}.{kind}", (*place, key), getattr(procedure, key))


def _machine(address: str, place: Address, machine: Machine) -> Iterator[Unit]:
    yield from _titled(f"{address}.state", (*place, "states"), machine.states)
    yield from _titled(f"{address}.action", (*place, "actions"), machine.actions)
    for name, action in machine.actions.items():
        yield from _needs(f"{address}.action.{name}", (*place, "actions", name), action)


def _needs(address: str, place: Address, action: Action) -> Iterator[Unit]:
    for key, need in action.needs.items():
        yield Unit(f"{address}.needs.{key}", need.message, (*place, "needs", key, "message"))
