"""The columns of a list: fields of the record, texts with their language, roles and competences with their area.

ref  member  kind  external_id  name:pl  title:en  keywords:pl  roles:pq  competences:pq.professions  user_email …
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from counterpart.core.errors import Invalid
from counterpart.core.findings import closest
from counterpart.directory.areas import area, area_names, must_be_languages, must_have_codes
from counterpart.directory.bulk.found import BulkFindings

PLAIN = (
    *("ref", "member", "kind", "external_id", "region", "time_zone", "acronym", "languages"),
    *("street", "postcode", "city", "phone", "email", "website", "public_contact", "territory"),
)
"""Fields of the record, called as they are there, and the ref under which the network knows an authority."""
TEXTS = {"name": "names", "title": "titles", "opening": "opening", "description": "description", "keywords": "keywords"}
"""Columns that take a language, and the fields of the record that they are part of."""
USER = ("user_name", "user_email", "user_language")
"""The first person, who administers the authority's data; taken for authorities that have nobody."""
ROLES, COMPETENCES = "roles", "competences"
KEYS = ("ref", "external_id")
FIRST_ROW = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `what` stands before the colon of its heading; `language`, `module` and `list` come after it."""

    heading: str
    what: str
    language: str = ""
    module: str = ""
    list: str = ""

    @property
    def field(self) -> str:
        """The field of the record that it is, or is part of."""
        return TEXTS.get(self.what, self.what)


def text_column(what: str, language: str) -> Column:
    """Return the column of a text in a language."""
    return Column(f"{what}:{language}", what, language=language)


def role_column(module: str) -> Column:
    """Return the column of the roles in a policy area."""
    return Column(f"{ROLES}:{module}", ROLES, module=module)


def competence_column(module: str, list_name: str) -> Column:
    """Return the column of the codes of a list."""
    return Column(f"{COMPETENCES}:{module}.{list_name}", COMPETENCES, module=module, list=list_name)


def columns_of(header: Sequence[str], found: BulkFindings) -> dict[int, Column]:
    """Return the columns that the headings mean, by their place; what they do not mean is found."""
    columns: dict[int, Column] = {}
    seen: set[str] = set()
    for place, heading in enumerate(header):
        if not heading:
            continue
        try:
            column = _column(heading)
        except Invalid as problem:
            found.problem(problem, FIRST_ROW, heading)
            continue
        if column.heading in seen:
            found.add("column_twice", FIRST_ROW, column.heading)
        seen.add(column.heading)
        columns[place] = column
    if columns and not found.errors and seen.isdisjoint(KEYS):
        found.add("column_key_missing", FIRST_ROW)
    if "external_id" in seen and "member" not in seen:
        found.add("column_member_missing", FIRST_ROW)
    return columns


def _column(heading: str) -> Column:
    what, colon, of = heading.strip().partition(":")
    what, of = what.strip().casefold(), of.strip()
    if what in {*PLAIN, *USER} and not colon:
        return Column(what, what)
    if what in TEXTS:
        if not of:
            raise Invalid("column_needs_language", field="column", example=f"{what}:en")
        must_be_languages([of], what)
        return text_column(what, of)
    if what == ROLES and of:
        area(of)
        return role_column(of)
    if what == COMPETENCES and "." in of:
        module, _, list_name = of.partition(".")
        must_have_codes(module, list_name, ())
        return competence_column(module, list_name)
    near = closest(heading, _known())
    if near is not None:
        raise Invalid("column_misspelt", field="column", found=heading[:60], near=near)
    raise Invalid("column_unknown", field="column", found=heading[:60])


def _known() -> Collection[str]:
    return [*PLAIN, *USER, *(f"{what}:en" for what in TEXTS), *area_columns()]


def area_columns() -> Iterator[str]:
    """Yield the headings of all policy areas that are installed: roles, and competences by list."""
    for module in area_names():
        yield role_column(module).heading
        lists = {role.competence for role in area(module).roles.values() if role.competence}
        yield from (competence_column(module, name).heading for name in sorted(lists))
