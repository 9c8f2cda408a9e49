from __future__ import annotations

import pytest

from tests.architecture.guards import shape
from tests.architecture.guards.files import parsed, python_sources
from tests.architecture.guards.finding import told

SOURCES = python_sources("src", "tests", "benchmarks")


def test_modules_and_rooms_are_named_by_their_subject() -> None:
    found = [breach for source in SOURCES for breach in shape.empty_name(source)]
    assert not found, told(found)


@pytest.mark.parametrize("name", ["utils.py", "helpers/__init__.py", "_common.py", "base.py", "case_manager.py"])
def test_a_name_that_says_nothing_is_found(name: str) -> None:
    assert shape.empty_name(parsed("", f"src/counterpart/core/{name}"))


@pytest.mark.parametrize("name", ["services.py", "basis.py", "management.py"])
def test_a_name_that_only_looks_like_one_is_left_alone(name: str) -> None:
    assert not shape.empty_name(parsed("", f"src/counterpart/core/{name}"))


def test_no_import_hides_in_a_function() -> None:
    found = [breach for source in SOURCES for breach in shape.hidden_imports(source)]
    assert not found, told(found)


@pytest.mark.parametrize(
    "snippet",
    [
        "def f():\n    import json",
        "async def f():\n    from counterpart.core import errors",
        "class C:\n    def m(self):\n        if self:\n            import json",
        "import importlib\nx = importlib.import_module('counterpart.core')",
        "x = __import__('counterpart')",
        "x = importlib.import_module(name)",
    ],
)
def test_an_import_that_hides_is_found(snippet: str) -> None:
    assert shape.hidden_imports(parsed(snippet))


def test_an_import_at_the_top_is_left_alone() -> None:
    assert not shape.hidden_imports(parsed("import json\nif True:\n    from json import loads\n"))


def test_a_library_that_is_slow_to_load_may_be_loaded_at_its_first_use() -> None:
    assert not shape.hidden_imports(
        parsed("import importlib\ndef f():\n    return importlib.import_module('holidays')")
    )


DISPATCH = "import importlib\nx = importlib.import_module(f'counterpart.operations.{name}')"


def test_the_command_line_may_load_a_command_when_it_is_called_for() -> None:
    assert not shape.hidden_imports(parsed(DISPATCH, shape.COMMAND_LINE))


@pytest.mark.parametrize(
    ("path", "snippet"),
    [
        ("src/counterpart/operations/new.py", DISPATCH),
        ("src/counterpart/web/command_line.py", DISPATCH),
        ("tests/operations/command_line.py", DISPATCH),
        (shape.COMMAND_LINE, DISPATCH.replace("operations", "exchanges")),
        (shape.COMMAND_LINE, DISPATCH.replace("operations.", "")),
        (shape.COMMAND_LINE, DISPATCH.replace("counterpart.operations.", "")),
        (shape.COMMAND_LINE, DISPATCH.replace("{name}'", "{name}', package=package")),
        (shape.COMMAND_LINE, "x = importlib.import_module(name)"),
        (shape.COMMAND_LINE, "def f():\n    import json"),
    ],
)
def test_nobody_and_nothing_else_is_let_through_with_it(path: str, snippet: str) -> None:
    assert shape.hidden_imports(parsed(snippet, path))


def test_the_core_imports_neither_django_nor_a_database_driver() -> None:
    core = [source for source in SOURCES if source.path.startswith("src/counterpart/core/")]
    found = [breach for source in core for breach in shape.foreign_imports(source)]
    assert core
    assert not found, told(found)


@pytest.mark.parametrize("snippet", ["import django", "from django.db import models", "import psycopg.rows as rows"])
def test_django_in_the_core_is_found(snippet: str) -> None:
    assert shape.foreign_imports(parsed(snippet))


def test_no_code_knows_a_module_procedure_or_country() -> None:
    product = [source for source in SOURCES if source.path.startswith("src/")]
    found = [breach for source in product for breach in shape.particular_knowledge(source)]
    assert not found, told(found)


@pytest.mark.parametrize(
    "snippet",
    [
        "if module == 'pq': ...",
        "if 'pq' != exchange.module.id: ...",
        "if procedure_id in ('request', 'alert'): ...",
        "if row['country'] in {'PL', 'GB'}: ...",
        "if data.get('area') == 'services': ...",
        "if exchange.procedure.key.startswith('alert'): ...",
        "match party.country_code:\n    case 'PL' | 'GB': ...",
        "x = 1 if self.member_state == 'DE' else 2",
    ],
)
def test_code_that_knows_a_particular_one_is_found(snippet: str) -> None:
    assert shape.particular_knowledge(parsed(snippet))


@pytest.mark.parametrize(
    "snippet",
    [
        "if module == other.module: ...",
        "if country in network.countries: ...",
        "if kind == 'request': ...",
        "if module is None: ...",
        "match found:\n    case 'module': ...",
    ],
)
def test_code_that_compares_data_with_data_is_left_alone(snippet: str) -> None:
    assert not shape.particular_knowledge(parsed(snippet))
