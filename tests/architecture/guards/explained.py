"""Every public name is annotated and explained; every room says what it is for."""

from __future__ import annotations

import ast
import re

from tests.architecture.guards.files import Source
from tests.architecture.guards.finding import Breach

AnyFunction = ast.FunctionDef | ast.AsyncFunctionDef
WITHOUT_DOCSTRING = {"overload", "setter", "deleter"}


def unexplained(source: Source) -> list[Breach]:
    """Find public modules, classes, functions and methods without a docstring."""
    tree = source.tree
    found = [] if ast.get_docstring(tree) else [Breach(source.path, 1, "the module has no docstring")]
    for node in _public(tree):
        if not ast.get_docstring(node) and not WITHOUT_DOCSTRING & _decorators(node):
            found.append(Breach(source.path, node.lineno, f"{node.name} has no docstring"))
    return found


def unannotated(source: Source) -> list[Breach]:
    """Find public functions and methods with an argument or a result without a type."""
    found = []
    for node in _public(source.tree):
        if isinstance(node, AnyFunction):
            bare = [argument.arg for argument in _arguments(node) if argument.annotation is None]
            missing = [*bare, *([] if node.returns else ["the result"])]
            if missing:
                found.append(Breach(source.path, node.lineno, f"{node.name}: no type for {', '.join(missing)}"))
    return found


def silent_room(source: Source) -> list[Breach]:
    """Find a room whose `__init__.py` does not say in more than one sentence what it is for."""
    if not source.path.endswith("__init__.py"):
        return []
    sentences = re.findall(r"\S[.!?](?=\s|$)", ast.get_docstring(source.tree) or "")
    return [] if len(sentences) > 1 else [Breach(source.path, 1, "the room does not say what it is for")]


def _public(node: ast.AST) -> list[AnyFunction | ast.ClassDef]:
    """Return what can be reached by a public name; special methods are left to ruff."""
    found: list[AnyFunction | ast.ClassDef] = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If | ast.Try):
            found += _public(child)
        elif isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and child.name[0] != "_":
            found.append(child)
            if isinstance(child, ast.ClassDef):
                found += _public(child)
    return found


def _arguments(node: AnyFunction) -> list[ast.arg]:
    given = node.args
    plain = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    starred = [argument for argument in (given.vararg, given.kwarg) if argument]
    return [argument for argument in plain if argument.arg not in {"self", "cls"}] + starred


def _decorators(node: AnyFunction | ast.ClassDef) -> set[str]:
    return {ast.unparse(decorator).split("(")[0].rsplit(".", 1)[-1] for decorator in node.decorator_list}
