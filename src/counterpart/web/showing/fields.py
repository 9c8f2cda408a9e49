"""What a template needs to draw a form: sections, fields, options, rows. Plain values; nothing here decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from counterpart.web.showing.options import Option

WIDE = 80
"""Letters of options that still stand beside each other."""


class FieldShown(NamedTuple):
    """One field, ready to be drawn.

    `control` is what draws it: line, text, date, moment, number, money, buttons (radio), list (select), boxes
    (checkboxes), file, files, reference (somebody or something that is looked for), group, rows. `name` is its name on
    the page, `id` its id, which is the same but where several are sent under one name. `value` is the text that stands
    in it, `currency` the options of an amount of money. `echo` says how it was understood. `language` is that of its
    text where it is not the page's. `live` says that others appear or vanish with it. `inside` are the fields of a
    group; `add`, `choose` and `upload` name buttons and the field for a file.
    """

    id: str
    name: str
    label: str
    control: str
    value: str = ""
    options: tuple[Option, ...] = ()
    currency: tuple[Option, ...] = ()
    inside: tuple[FieldShown, ...] = ()
    rows: tuple[RowShown, ...] = ()
    hint: str = ""
    help: str = ""
    echo: str = ""
    error: str = ""
    required: bool = False
    personal: str = "no"
    language: str = ""
    keyboard: str = ""
    short: bool = False
    live: bool = False
    add: str = ""
    choose: str = ""
    upload: str = ""
    of_row: bool = False

    @property
    def simple(self) -> bool:
        """Whether it is one short control that may stand beside another."""
        return self.short and not (self.hint or self.help) and self.control not in ("group", "rows")

    @property
    def is_described(self) -> bool:
        """Whether anything beside it is to be read with it."""
        return bool(self.hint or self.error or self.echo)

    @property
    def is_wide(self) -> bool:
        """Whether its options are too long to stand beside each other."""
        return sum(len(one.label) for one in self.options) > WIDE

    @property
    def lines(self) -> tuple[tuple[FieldShown, ...], ...]:
        """Return the fields of a group line by line."""
        return lines_of(self.inside)


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row of a repeated field: what stands in it, the button that takes it away, what is wrong with the whole."""

    number: int
    id: str
    fields: tuple[FieldShown, ...]
    remove: str
    error: str = ""

    @property
    def lines(self) -> tuple[tuple[FieldShown, ...], ...]:
        """Return the fields of the row line by line."""
        return lines_of(self.fields)


@dataclass(frozen=True, slots=True)
class SectionShown:
    """Fields under a heading; without a title where they stand in none."""

    id: str
    title: str
    help: str
    fields: tuple[FieldShown, ...]

    @property
    def lines(self) -> tuple[tuple[FieldShown, ...], ...]:
        """Return the fields, two short ones that follow each other on one line."""
        return lines_of(self.fields)


@dataclass(frozen=True, slots=True)
class FormShown:
    """A form, ready to be drawn.

    `carried` are names and texts of fields that are hidden now: what was typed in them is kept. `errors` are what is
    wrong, each with the id of its field and a sentence that names it. `hides` says that fields appear and vanish.
    """

    id: str
    prefix: str
    title: str
    help: str
    sections: tuple[SectionShown, ...]
    carried: tuple[tuple[str, str], ...] = ()
    errors: tuple[tuple[str, str], ...] = field(default=())
    hides: bool = False

    @property
    def takes_files(self) -> bool:
        """Whether files may be sent with it."""
        return any(_takes_files(one) for section in self.sections for one in section.fields)


def _takes_files(shown: FieldShown) -> bool:
    inside = (*shown.inside, *(one for row in shown.rows for one in row.fields))
    return bool(shown.upload) or any(_takes_files(one) for one in inside)


def lines_of(fields: tuple[FieldShown, ...]) -> tuple[tuple[FieldShown, ...], ...]:
    """Return fields line by line: two short ones that follow each other share one."""
    found: list[tuple[FieldShown, ...]] = []
    for one in fields:
        if one.simple and found and len(found[-1]) == 1 and found[-1][0].simple:
            found[-1] = (*found[-1], one)
        else:
            found.append((one,))
    return tuple(found)
