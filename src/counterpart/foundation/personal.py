"""What each column of a room's tables tells about people: said in `PERSONAL` of its `retention.py`, for every column.

Nothing is assumed: a column that nobody has thought about is named by a test of the architecture.

    PERSONAL: Tables = {
        "accounts_user": columns(no="id entered_at", ref="ref", clear={"name": "emptied when the user is erased"}),
    }
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass


class Personal(enum.Enum):
    """In what way a column tells about people."""

    NO = "no"
    """Not at all."""
    REF = "ref"
    """It points at somebody: a user, an applicant. It says nothing any more once what it points at is erased."""
    SEALED = "sealed"
    """Ciphertext: it ends with its key."""
    KEYED = "keyed"
    """A keyed or slow hash of something personal: it can be tried out by whoever has the key, so it is deleted."""
    CLEAR = "clear"
    """In clear: the declaration says how it ends."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column tells about people, and, in clear or hashed, how it ends."""

    personal: Personal
    ends: str = ""


Tables = Mapping[str, Mapping[str, Column]]
"""By table and column."""

Ends = Mapping[str, str]


def columns(
    *, no: str = "", ref: str = "", sealed: str = "", keyed: Ends | None = None, clear: Ends | None = None
) -> Mapping[str, Column]:
    """Return the declaration of one table: names with blanks between, or names with how their content ends.

    Raises ValueError for a column that is declared twice, or whose end is not said.
    """
    declared: dict[str, Column] = {}
    plain = {Personal.NO: no, Personal.REF: ref, Personal.SEALED: sealed}
    said = [(name, Column(kind)) for kind, names in plain.items() for name in names.split()]
    for kind, ends in ((Personal.KEYED, keyed or {}), (Personal.CLEAR, clear or {})):
        said += [(name, Column(kind, end)) for name, end in ends.items()]
    for name, column in said:
        if name in declared:
            raise ValueError(f"the column {name} is declared twice")
        if column.personal in {Personal.KEYED, Personal.CLEAR} and not column.ends:
            raise ValueError(f"it is not said how the column {name} ends")
        declared[name] = column
    return declared
