"""Names, imports and knowledge that have no place in the house."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.guards.files import Source
from tests.architecture.guards.finding import Breach

EMPTY_NAMES = frozenset({"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "service"})
PLAIN = ("django", "psycopg")
KNOWN_BY_DATA = frozenset({"area", "country", "member_state", "module", "procedure"})
PARTS_OF_A_NAME = ("_id", "_key", "_code", "_name")
IMPORTING = frozenset({"__import__", "import_module"})
COMMAND_LINE = "src/counterpart/operations/command_line.py"
COMMANDS = "counterpart.operations."


def empty_name(source: Source) -> list[Breach]:
    """Find a module or room whose name says nothing about its subject."""
    steps = source.path.removesuffix(".py").split("/")
    bad = [step for step in steps if step.lstrip("_").rsplit("_", 1)[-1] in EMPTY_NAMES]
    return [Breach(source.path, 1, f"'{step}' says nothing: name the subject") for step in bad]


def hidden_imports(source: Source) -> list[Breach]:
    """Find imports inside functions, and imports by a name that only the running program knows."""
    found, tree = [], source.tree
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for inner in (inner for function in functions for inner in ast.walk(function)):
        if isinstance(inner, ast.Import | ast.ImportFrom):
            found.append(Breach(source.path, inner.lineno, "an import inside a function hides a circle"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or _last_name(node.func) not in IMPORTING:
            continue
        if not _names_a_library(node) and not _loads_a_command(source, node):
            found.append(Breach(source.path, node.lineno, "an import that the linter of layers cannot see"))
    return sorted(set(found))


def _names_a_library(node: ast.Call) -> bool:
    """Tell whether a library is spelled out: one that is slow to load may be loaded at its first use."""
    match node.args:
        case [ast.Constant(value=str(name)), *_]:
            return name.split(".")[0] not in {"", "counterpart", *PLAIN}
    return False


def _loads_a_command(source: Source, node: ast.Call) -> bool:
    """Tell whether the command line loads one of its commands.

    It may: `--help` must not wait for what only one command needs, and whatever the name, nothing but a part of its own
    room is loaded, so no storey is passed that the linter of layers would have seen.
    """
    match node.args:
        case [ast.JoinedStr(values=[ast.Constant(value=str(beginning)), _])] if not node.keywords:
            return source.path == COMMAND_LINE and beginning == COMMANDS
    return False


def foreign_imports(source: Source) -> list[Breach]:
    """Find Django or a database driver."""
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            from_one = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names = from_one or [alias.name for alias in node.names]
            bad = [name for name in names if name.split(".")[0] in PLAIN]
            found += [Breach(source.path, node.lineno, f"imports {name}") for name in bad]
    return found


def particular_knowledge(source: Source) -> list[Breach]:
    """Find code that compares the name of a module, area, country or procedure with a written one."""
    found = []
    for node in ast.walk(source.tree):
        for subject, written in _comparisons(node):
            if _names_data(subject) and _holds_text(written):
                text = f"{ast.unparse(subject)} against {ast.unparse(written)}: a procedure is data"
                found.append(Breach(source.path, subject.lineno, text))
    return found


def _comparisons(node: ast.AST) -> Iterator[tuple[ast.expr, ast.AST]]:
    """Yield what is compared with what, in both directions; a `match` compares as well."""
    if isinstance(node, ast.Compare):
        for left, right in zip([node.left, *node.comparators], node.comparators, strict=False):
            yield left, right
            yield right, left
    elif isinstance(node, ast.Match):
        for case in node.cases:
            yield node.subject, case.pattern
    match node:
        case ast.Call(func=ast.Attribute(value=subject, attr="startswith" | "endswith"), args=[written, *_]):
            yield subject, written


def _names_data(subject: ast.expr) -> bool:
    """Tell whether this is `module`, `country_code`, `exchange.procedure.id`, `row["area"]` or the like."""
    name = _last_name(subject)
    if name in {"id", "key", "code", "name"} and isinstance(subject, ast.Attribute):
        name = _last_name(subject.value)
    for part in PARTS_OF_A_NAME:
        name = name.removesuffix(part)
    return name in KNOWN_BY_DATA


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
        case ast.Call(func=ast.Attribute(attr="get"), args=[ast.Constant(value=str(name)), *_]):
            return name
    return ""


def _holds_text(node: ast.AST) -> bool:
    """Tell whether a text is written there; a whole dictionary or a call is something else."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return any(_holds_text(part) for part in node.elts)
    if isinstance(node, ast.pattern):
        return any(_holds_text(part) for part in ast.walk(node) if isinstance(part, ast.Constant))
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
