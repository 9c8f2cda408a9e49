"""Arrays as text come to the server as the values that they were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

import pytest

from counterpart.foundation.database.statements import Element, array, row
from counterpart.foundation.vault import KeyClass
from tests.database.servers import Server

AT = dt.datetime(2026, 3, 2, 9, 0, 0, 123_456, tzinfo=dt.UTC)
ODD = ("", "NULL", "null", "{a,b}", 'a "quote"', "back\\slash", "\\x00", "new\nline", "ŻÓŁĆ, ελληνικά", " blank ", "\t")


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ((1, -7, 9_000_000_000, None), "bigint[]"),
        ((KeyClass.ANSWERS, KeyClass.INSIDE), "smallint[]"),
        ((*ODD, None), "text[]"),
        ((UUID(int=7), None), "uuid[]"),
        ((b"", b"\x00\xff\\\"'", None), "bytea[]"),
        ((AT, None), "timestamptz[]"),
        ((), "text[]"),
    ],
)
def test_every_value_arrives_as_it_was(database: Server, values: Sequence[Element], kind: str) -> None:
    found = row(f"select %s::{kind}", [array(values)])
    assert found is not None
    assert [bytes(one) if isinstance(one, memoryview) else one for one in found[0]] == list(values)


def test_json_in_an_array_stays_json(database: Server) -> None:
    said = '{"name": "O\'Neill \\"Ned\\"", "back": "\\\\"}'
    found = row("select x->>'name', x->>'back' from unnest(%s::jsonb[]) as x", [array([said])])
    assert found == ('O\'Neill "Ned"', "\\")
