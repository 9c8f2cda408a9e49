from __future__ import annotations

import pytest

from tests.architecture.guards import explained
from tests.architecture.guards.files import parsed, python_sources
from tests.architecture.guards.finding import told

SOURCES = python_sources("src")


def test_every_public_name_has_a_docstring() -> None:
    found = [breach for source in SOURCES for breach in explained.unexplained(source)]
    assert not found, told(found)


@pytest.mark.parametrize(
    ("snippet", "name"),
    [
        ("x = 1", "module"),
        ('"""M."""\ndef f(): ...', "f"),
        ('"""M."""\nasync def f(): ...', "f"),
        ('"""M."""\nclass C:\n    x = 1', "C"),
        ('"""M."""\nclass C:\n    """C."""\n    def m(self): ...', "m"),
        ('"""M."""\nclass C:\n    """C."""\n    @property\n    def p(self): ...', "p"),
        ('"""M."""\nif True:\n    def f(): ...', "f"),
    ],
)
def test_a_public_name_without_docstring_is_found(snippet: str, name: str) -> None:
    [breach] = explained.unexplained(parsed(snippet))
    assert name in breach.what


def test_private_names_overloads_and_inner_functions_need_no_docstring() -> None:
    snippet = '"""M."""\ndef _f(): ...\n@overload\ndef g(): ...\ndef h():\n    """H."""\n    def inner(): ...\n'
    assert not explained.unexplained(parsed(snippet))


def test_every_public_function_is_annotated() -> None:
    found = [breach for source in SOURCES for breach in explained.unannotated(source)]
    assert not found, told(found)


@pytest.mark.parametrize(
    "snippet",
    [
        "def f(x) -> int: ...",
        "def f(x: int): ...",
        "def f(*, x) -> int: ...",
        "def f(x, /) -> int: ...",
        "def f(*x) -> int: ...",
        "def f(**x) -> int: ...",
        "class C:\n    def m(self, x) -> int: ...",
    ],
)
def test_an_argument_or_result_without_a_type_is_found(snippet: str) -> None:
    assert explained.unannotated(parsed(snippet))


def test_self_and_cls_need_no_type() -> None:
    assert not explained.unannotated(
        parsed("class C:\n    def m(self, x: int) -> int: ...\n    def n(cls) -> int: ...")
    )


def test_every_room_says_what_it_is_for() -> None:
    found = [breach for source in SOURCES for breach in explained.silent_room(source)]
    assert not found, told(found)


@pytest.mark.parametrize("docstring", ["", '"""Deadlines."""', '"""Deadlines and calendars, in one sentence."""'])
def test_a_room_with_one_sentence_or_none_is_found(docstring: str) -> None:
    assert explained.silent_room(parsed(docstring, "src/counterpart/core/deadlines/__init__.py"))


def test_a_room_that_explains_itself_is_left_alone_and_so_is_a_plain_module() -> None:
    room = '"""Deadlines: what is due when.\n\nMay import findings. Start at `due.py`.\n"""'
    assert not explained.silent_room(parsed(room, "src/counterpart/core/deadlines/__init__.py"))
    assert not explained.silent_room(parsed('"""One sentence."""', "src/counterpart/core/deadlines/due.py"))
