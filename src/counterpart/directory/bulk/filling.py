"""Records in cells, and cells in records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from counterpart.core.errors import Invalid
from counterpart.core.findings import nearest
from counterpart.directory.bulk.cells import NO, YES, as_list, as_phrases, listed, phrases, tidy, truth
from counterpart.directory.bulk.columns import PLAIN, TEXTS, Column, text_column
from counterpart.directory.bulk.found import BulkFindings
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.records import AuthorityRecord, checked

LISTS = frozenset({"languages", "territory"})
FILLER = "en"
"""Stands in for what was found wrong, so that the next field is looked at, too; such a record is never stored."""
_IN_FIELD = re.compile(r"(?P<field>\w+)\.(?P<language>.+)")


def cells_of(record: AuthorityRecord) -> dict[str, str]:
    """Return the texts of a record by heading; headings that are missing would be empty."""
    found: dict[str, str] = {}
    for name in PLAIN[1:]:
        found[name] = _written(name, getattr(record, name))
    for what, name in TEXTS.items():
        said: Mapping[str, str | Sequence[str]] = getattr(record, name)
        for language, text in said.items():
            found[text_column(what, language).heading] = tidy(text) if isinstance(text, str) else as_phrases(text)
    return found


def _written(name: str, value: Any) -> str:
    if name == "kind":
        return str(AuthorityKind(value).name.lower())
    if name in LISTS:
        return as_list(value)
    if name == "public_contact":
        return YES if value else NO
    return tidy(value or "")


def empty_record(member: str) -> AuthorityRecord:
    """Return what a new authority of a member begins with."""
    return AuthorityRecord(member=member, kind=AuthorityKind.AUTHORITY, names={}, languages=())


def filled(
    before: AuthorityRecord, texts: Mapping[str, str], columns: Sequence[Column], row: int, found: BulkFindings
) -> AuthorityRecord | None:
    """Return a record with what the cells say otherwise; as it was where they do not.

    Everything that is wrong with it is found, each by its column; None then.
    """
    said, errors = cells_of(before), found.errors
    values: dict[str, Any] = {}
    for column in columns:
        if column.heading not in texts or (column.field not in PLAIN and column.what not in TEXTS):
            continue
        if column.what == "ref" or texts[column.heading] == said.get(column.heading, ""):
            continue
        try:
            values[column.field] = _read(column, texts[column.heading], values.get(column.field, before))
        except Invalid as problem:
            found.problem(problem, row, column.heading)
    after = replace(before, **values) if values else before
    if after is not before or not before.names:
        after = _checked(after, row, {column.heading for column in columns}, found)
    return after if found.errors == errors else None


def _read(column: Column, text: str, before: Any) -> Any:
    """Return the value of a field; `before` is the record, or what another column has made of the field already."""
    if column.language:
        texts = dict(getattr(before, column.field) if isinstance(before, AuthorityRecord) else before)
        texts.pop(column.language, None)
        if text:
            texts[column.language] = phrases(text) if column.what == "keywords" else text
        return texts
    if column.what == "kind":
        return _kind(text)
    if column.what in LISTS:
        return listed(text)
    if column.what == "public_contact":
        return truth(text)
    return text or (None if column.what in {"region", "external_id"} else "")


def _kind(text: str) -> AuthorityKind:
    names = {str(kind.name).lower(): kind for kind in AuthorityKind}
    said = text.casefold()
    if not said:
        return AuthorityKind.AUTHORITY
    if said not in names:
        raise Invalid("kind_unknown", field="kind", found=text[:40], hint=nearest(said, names))
    return names[said]


def _checked(record: AuthorityRecord, row: int, headings: set[str], found: BulkFindings) -> AuthorityRecord:
    """Return the record as it is stored. What is wrong is found, and replaced for the look at the rest."""
    for _ in PLAIN * 2:
        try:
            return checked(record)
        except Invalid as problem:
            heading, values = _replaced(record, problem)
            found.problem(problem, row, heading if heading in headings else heading.partition(":")[0])
            if not values:
                break
            record = replace(record, **values)
    return record


def _replaced(record: AuthorityRecord, problem: Invalid) -> tuple[str, dict[str, Any]]:
    """Return the heading of what is wrong, and a value that is right."""
    within = _IN_FIELD.fullmatch(problem.field)
    name, language = (within["field"], within["language"]) if within else (problem.field, "")
    what = next((what for what, field in TEXTS.items() if field == name), name)
    if what in TEXTS:
        texts = dict(getattr(record, name))
        language = language or str(problem.parameters.get("found", ""))
        texts.pop(language, None)
        if not texts and name == "names":
            texts = {FILLER: FILLER}
        return (text_column(what, language).heading if language else what), {name: texts}
    return what, dict(_right(what))


def _right(name: str) -> Iterator[tuple[str, Any]]:
    """Yield a value that any record may have, for the fields that can be wrong."""
    fit: dict[str, Any] = {
        "languages": (FILLER,), "region": None, "territory": (), "time_zone": "UTC", "email": "", "website": "",
    }  # fmt: skip
    if name in fit:
        yield name, fit[name]
