"""Every row of the tables has a test, and every action that a person does in them is played at its page."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.families.tables import TABLES

HERE = Path(__file__).parent


def played(source: str) -> Iterator[tuple[str, int]]:
    """The rows that the tests of a file say they play."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for one in node.decorator_list:
                if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "plays":
                    table, *rows = (ast.literal_eval(value) for value in one.args)
                    yield from ((table, row) for row in rows)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_of_a_table_is_played(table: str) -> None:
    rows = {row for path in HERE.glob("test_*.py") for of, row in played(path.read_text("utf-8")) if of == table}
    missing = {number: text for number, text in enumerate(TABLES[table], 1) if number not in rows}
    assert not missing


def test_a_row_is_played_by_a_test_and_by_nothing_else() -> None:
    assert list(played('@plays("6", 2, 3)\ndef test_it() -> None: ...')) == [("6", 2), ("6", 3)]
    assert not list(played('@plays("6", 2)\ndef helper() -> None: ...'))
    assert not list(played("def test_it() -> None: ..."))
