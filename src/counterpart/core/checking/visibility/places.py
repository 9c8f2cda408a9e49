"""Every `visible_to` of a module with its place, and the procedures in which it must make sense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterpart.core.checking.area import Context
from counterpart.core.checking.forms.places import fields_in
from counterpart.core.checking.forms.questions import askers_of, questions_in
from counterpart.core.definitions.forms import VisibleTo
from counterpart.core.reading.tree import Address


@dataclass(frozen=True, slots=True)
class Restriction:
    """One `visible_to`: where it stands, what messages call it, what it says, and the procedures that read it."""

    address: Address
    said: str
    visible_to: VisibleTo
    procedures: tuple[str, ...]

    def places(self) -> Iterator[tuple[str, str, Address]]:
        """Give each party with each state in which it may see, and the address of the state."""
        for party, when in self.visible_to.items():
            if not isinstance(when, str):
                for index, place in enumerate(when):
                    yield party, place, (*self.address, party, index)


def restrictions(context: Context) -> Iterator[Restriction]:
    """Give every `visible_to` of forms, sections, fields, question sets, questions and procedures."""
    yield from _of_forms(context)
    for name, question_set in context.definition.questionsets.items():
        using = tuple(procedure for procedure, _ in askers_of(context, name))
        if question_set.visible_to is not None:
            address: Address = ("questionsets", name, "visible_to")
            yield Restriction(address, f"question set {name}", question_set.visible_to, using)
    for placed, place in questions_in(context):
        if placed.question.visible_to is not None:
            using = tuple(procedure for procedure, _ in askers_of(context, placed.question_set))
            said = f"question {placed.question.q}"
            yield Restriction((*place, "visible_to"), said, placed.question.visible_to, using)
    for name, procedure in context.definition.procedures.items():
        for what, visible_to in procedure.visible_to.items():
            yield Restriction(("procedures", name, "visible_to", what), f"{name}.{what}", visible_to, (name,))


def _of_forms(context: Context) -> Iterator[Restriction]:
    using = {
        form: tuple(dict.fromkeys(procedure for procedure, _ in context.names.uses_of_form(form)))
        for form in context.definition.forms
    }
    for name, form in context.definition.forms.items():
        if form.visible_to is not None:
            yield Restriction(("forms", name, "visible_to"), f"form {name}", form.visible_to, using[name])
        for section, found in form.sections.items():
            if found.visible_to is not None:
                address: Address = ("forms", name, "sections", section, "visible_to")
                yield Restriction(address, f"section {name}.{section}", found.visible_to, using[name])
    for place in fields_in(context):
        if place.field.visible_to is not None:
            address = (*place.address, "visible_to")
            yield Restriction(address, f"field {place.said}", place.field.visible_to, using[place.form_id])
