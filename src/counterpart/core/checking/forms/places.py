"""Every field of every form with its place, and who uses the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterpart.core.checking.area import Context
from counterpart.core.definitions.forms import Form, FormField, PlacedField, placed_fields
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address

PROTECTED = frozenset({"yes", "sensitive"})
"""The values of `personal` that mean personal data."""

STRENGTH = {"no": 0, "yes": 1, "sensitive": 2}


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field of a form, where it stands in the definition, and what messages call it (`form.field`)."""

    context: Context
    form_id: str
    form: Form
    placed: PlacedField

    @property
    def field(self) -> FormField:
        """Return the field itself."""
        return self.placed.field

    @property
    def address(self) -> Address:
        """Return where the field stands."""
        return ("forms", self.form_id, *self.placed.address)

    @property
    def said(self) -> str:
        """Return what messages call the field."""
        return f"{self.form_id}.{self.placed.name}"

    @property
    def personal(self) -> bool:
        """Whether the field holds personal data."""
        return self.field.personal in PROTECTED

    def error(self, findings: Findings, code: str, key: str | Address, message: str, hint: str = "") -> None:
        """Report a mistake at a key of the field."""
        steps = (key,) if isinstance(key, str) else key
        self.context.error(findings, code, (*self.address, *steps), f"field {self.said}: {message}", hint)

    def warning(self, findings: Findings, code: str, key: str | Address, message: str, hint: str = "") -> None:
        """Report a doubt at a key of the field."""
        steps = (key,) if isinstance(key, str) else key
        self.context.warning(findings, code, (*self.address, *steps), f"field {self.said}: {message}", hint)


def fields_in(context: Context) -> Iterator[FieldPlace]:
    """Give every field of every form, groups followed by their own fields."""
    for name, form in context.definition.forms.items():
        for placed in placed_fields(form):
            yield FieldPlace(context, name, form, placed)
