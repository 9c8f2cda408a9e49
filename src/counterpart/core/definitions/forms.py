"""Forms: the records that people fill in (subject, acceptance, refusal …), field by field."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from counterpart.core.definitions.remembering import by_identity
from counterpart.core.definitions.shape import ConditionText, Id, Names, Part, Text

FieldType = Literal[
    "text", "longtext", "code", "codes", "yes_no", "date", "datetime", "number", "money", "country", "countries",
    "member", "members", "region", "language", "identifier", "url", "email", "phone", "file", "files", "authority",
    "group", "entry", "exchange",
]  # fmt: skip
Personal = Literal["no", "yes", "sensitive"]
VisibleTo = dict[str, Literal["always", "never"] | list[str]]


class Rule(Part):
    """Something that must hold, and the sentence that says so when it does not."""

    check: ConditionText
    message: Text


class FormField(Part):
    """One field. `personal` has no default: blocking, masking, statistics and retention all depend on it (F003)."""

    label: Text
    type: FieldType
    list: Id | None = None
    required: bool | ConditionText = False
    min: str | int | float | None = None
    max: str | int | float | None = None
    pattern: str | None = None
    scheme: str | None = None
    hint: Text | None = None
    help: Text | None = None
    show_if: ConditionText | None = None
    personal: Personal | None = None
    visible_to: VisibleTo | None = None
    public: bool = False
    search: bool = False
    many: bool = False
    fields: dict[Id, FormField] = Field(default_factory=dict)
    rules: dict[Id, Rule] = Field(default_factory=dict)
    core: str | None = None
    of: Id | None = None
    within: Names = Field(default=(), alias="in")
    fill: dict[str, str] = Field(default_factory=dict)


class Section(Part):
    """A group of fields under a heading; `visible_to` and `show_if` are inherited by its fields."""

    title: Text | None = None
    help: Text | None = None
    show_if: ConditionText | None = None
    visible_to: VisibleTo | None = None
    fields: dict[Id, FormField]


class Form(Part):
    """A form with its fields, the placeholders that texts may use, and rules over several fields."""

    title: Text
    help: Text | None = None
    core: str | None = None
    visible_to: VisibleTo | None = None
    sections: dict[Id, Section] = Field(default_factory=dict)
    fields: dict[Id, FormField] = Field(default_factory=dict)
    placeholders: dict[Id, Text] = Field(default_factory=dict)
    rules: dict[Id, Rule] = Field(default_factory=dict)


class PlacedField(Part):
    """A field with its dotted name in the form and what it inherits from its section and groups."""

    name: str
    field: FormField
    section: str | None = None
    show_if: tuple[ConditionText, ...] = ()
    visible_to: tuple[VisibleTo, ...] = ()
    address: tuple[str, ...] = ()
    in_many: bool = False


def placed_fields(form: Form) -> list[PlacedField]:
    """Return every field of a form, groups followed by their own fields, in the order of writing.

    Names are dotted inside groups (`address.town`) and carry no section. What hides a section or a group hides its
    fields too (SurveyJS #887 is the mistake not to repeat).
    """
    inherited = (form.visible_to,) if form.visible_to is not None else ()
    found = _placed(form.fields, "", None, (), inherited, ("fields",), in_many=False)
    for name, section in form.sections.items():
        shown = (section.show_if,) if section.show_if else ()
        seen = (*inherited, section.visible_to) if section.visible_to is not None else inherited
        found += _placed(section.fields, "", name, shown, seen, ("sections", name, "fields"), in_many=False)
    return found


@by_identity(1_024)
def fields_by_name(form: Form) -> Mapping[str, PlacedField]:
    """Return every field of a form by its dotted name."""
    return MappingProxyType({placed.name: placed for placed in placed_fields(form)})


def _placed(
    fields: dict[str, FormField],
    prefix: str,
    section: str | None,
    show_if: tuple[str, ...],
    visible_to: tuple[VisibleTo, ...],
    address: tuple[str, ...],
    *,
    in_many: bool,
) -> list[PlacedField]:
    found: list[PlacedField] = []
    for name, field in fields.items():
        shown = (*show_if, field.show_if) if field.show_if else show_if
        seen = (*visible_to, field.visible_to) if field.visible_to is not None else visible_to
        here = (*address, name)
        found.append(
            PlacedField(
                name=prefix + name, field=field, section=section, show_if=shown, visible_to=seen, address=here,
                in_many=in_many,
            )
        )  # fmt: skip
        many = in_many or field.many
        found += _placed(field.fields, f"{prefix}{name}.", section, shown, seen, (*here, "fields"), in_many=many)
    return found
