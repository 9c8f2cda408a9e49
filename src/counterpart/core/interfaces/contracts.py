"""The contract of an interface: every operation with the shapes of question and answer, its time and its old name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterpart.core.deadlines import Period, parse_period
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.records import Operation
from counterpart.core.errors import NotFound
from counterpart.core.interfaces.rates import Rate, parse_rate
from counterpart.core.interfaces.schema import schema_of_form


@dataclass(frozen=True, slots=True)
class OperationContract:
    """One operation: what is asked and answered (JSON Schemas), how long it may take, how often it may be asked.

    `legacy` is the name that an adapter for an older system uses.
    """

    name: str
    title: str
    request: Mapping[str, Any]
    response: Mapping[str, Any]
    within: Period
    rate: Rate | None = None
    legacy: str | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """All operations of one interface, in the order of writing."""

    name: str
    title: str
    operations: tuple[OperationContract, ...]


def contract_of(definition: ModuleDefinition, interface: str, members: tuple[str, ...] = ()) -> Contract:
    """Return the contract of an interface; `members` are the codes of the network, when they are known.

    Raises NotFound for an interface or a form that the module does not have.
    """
    found = definition.interfaces.get(interface)
    if found is None:
        raise NotFound("interface_unknown", interface=interface)
    operations = (_operation(definition, name, each, members) for name, each in found.operations.items())
    return Contract(interface, found.title, tuple(operations))


def legacy_names(definition: ModuleDefinition) -> dict[str, tuple[str, str]]:
    """Return which interface and operation each legacy name stands for."""
    return {
        operation.legacy: (name, each)
        for name, interface in definition.interfaces.items()
        for each, operation in interface.operations.items()
        if operation.legacy is not None
    }


def _operation(
    definition: ModuleDefinition, name: str, operation: Operation, members: tuple[str, ...]
) -> OperationContract:
    return OperationContract(
        name=name,
        title=operation.title,
        request=_schema(definition, operation.request, members),
        response=_schema(definition, operation.response, members),
        within=parse_period(operation.within),
        rate=parse_rate(operation.rate) if operation.rate else None,
        legacy=operation.legacy,
    )


def _schema(definition: ModuleDefinition, form: str, members: tuple[str, ...]) -> Mapping[str, Any]:
    if form not in definition.forms:
        raise NotFound("form_unknown", form=form)
    return schema_of_form(definition, definition.forms[form], members)
