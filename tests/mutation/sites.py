"""Where a package can be wrong: every name, type, guard, deadline and period in the YAML of the shipped areas."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterpart.core.findings import Findings, Position
from counterpart.core.reading.package import read_package
from counterpart.core.reading.tree import Address, Branch, Row

CONDITIONS = ("when", "check", "offer_if", "follow_if", "show_if", "required")
SCHEMA_KEYS = frozenset(
    {"owner", "remind", "overdue", "from", "label", "type", "personal", "role", "title", "outcome", "due"}
)
TEXTS = ("text", "message", "title", "label", "help", "body")


@dataclass(frozen=True, slots=True)
class Site:
    """One place that can be changed: the kind of thing, its line, and the word on that line."""

    kind: str
    package: str
    position: Position
    address: Address
    word: str


Rule = tuple[str, Callable[[Address, Any], Iterator[str]]]


def sites_of(package: Path) -> list[Site]:
    """Return every site of a package, in reading order."""
    read = read_package(package, Findings(), display=package.parent)
    assert read is not None
    return [
        Site(kind, package.name, position, address, word)
        for address, value, position in _walk(read.root, (), Position(""))
        for kind, words in RULES
        for word in words(address, value)
    ]


def _walk(node: Any, address: Address, position: Position) -> Iterator[tuple[Address, Any, Position]]:
    yield address, node, position
    if isinstance(node, Branch):
        for key, value in node.items():
            yield from _walk(value, (*address, key), node.at(key))
    elif isinstance(node, Row):
        for index, item in enumerate(node):
            yield from _walk(item, (*address, index), node.at(index))


def _last(address: Address) -> tuple[str, str]:
    """Return the last name of an address and the one before, indexes left out."""
    names = [step for step in address if isinstance(step, str)]
    return (names[-1] if names else "", names[-2] if len(names) > 1 else "")


def _named(*keys: str, above: str = "", inside: str = "") -> Callable[[Address, Any], Iterator[str]]:
    """Match a name under one of the keys: a word by itself or an item of a list."""

    def words(address: Address, value: Any) -> Iterator[str]:
        last, before = _last(address)
        fits = last in keys and (not above or before == above) and (not inside or inside in address)
        if fits and isinstance(value, str) and re.fullmatch(r"[a-z][a-z0-9_]{2,}", value):
            yield value

    return words


def _in_condition(pattern: str) -> Callable[[Address, Any], Iterator[str]]:
    """Match words inside conditions."""

    def words(address: Address, value: Any) -> Iterator[str]:
        last, _ = _last(address)
        if last in CONDITIONS and isinstance(value, str):
            yield from re.findall(pattern, value)

    return words


def _in_text(address: Address, value: Any) -> Iterator[str]:
    last, before = _last(address)
    if (last in TEXTS or before == "placeholders") and isinstance(value, str):
        yield from re.findall(r"\{([a-z][a-z_.]+)(?:\|[a-z]+)?\}", value)


def _due(pattern: str) -> Callable[[Address, Any], Iterator[str]]:
    def words(address: Address, value: Any) -> Iterator[str]:
        if _last(address)[0] == "due" and isinstance(value, str):
            yield from re.findall(pattern, value)

    return words


def _statistic(address: Address, value: Any) -> Iterator[str]:
    if (
        address[:1] == ("statistics",)
        and _last(address)[0] in ("count", "duration", "share")
        and isinstance(value, str)
    ):
        yield from (word for word in re.findall(r"[a-z_]{4,}", value) if word not in STATISTIC_WORDS)


STATISTIC_WORDS = frozenset(
    {"entered", "within", "tracks", "exchanges", "exchange", "agreed_on", "working"}
    | {"seconds", "hours", "days", "weeks", "months"}
)


def _schema_key(address: Address, value: Any) -> Iterator[str]:
    """Match keys that the schema knows: those below a named state, action, field or party."""
    last, before = _last(address)
    named_by_people = before in ("fields", "parties", "codelists", "placeholders", "")
    if len(address) > 2 and not named_by_people and address[-1] == last and last in SCHEMA_KEYS:
        yield last


RULES: tuple[Rule, ...] = (
    ("state in to", _named("to", "state", inside="actions")),
    ("state in from", _named("from", inside="actions")),
    ("start", _named("start")),
    ("overdue action", _named("overdue")),
    ("party in by", _named("by", inside="actions")),
    ("party in owner", _named("owner", inside="states")),
    ("party in sees", _named("sees")),
    ("party in escalate", _named("to", above="escalate")),
    ("party in notify", _named("to", above="notify")),
    ("party in of", _named("of", inside="parties")),
    ("role", _named("role", inside="parties")),
    ("form", _named("form", "forms", "subject", "complete", inside="procedures")),
    ("question set", _named("questions", inside="procedures")),
    ("code list", _named("list", "answer")),
    ("message", _named("message", above="notify")),
    ("document", _named("pdf", "snapshot", "sign")),
    ("track", _named("track")),
    ("clock", _named("starts", "pauses", "stops", "runs_out")),
    ("anchor", _due(r"(?:from|clock|with) ([a-z_]+)")),
    ("date behind due", _due(r"(?:by|after) (?:subject|exchange)\.([a-z_]+)")),
    ("field in condition", _in_condition(r"subject\.([a-z_]+)")),
    ("question in condition", _in_condition(r"answers\.([a-z_]+)")),
    ("code in condition", _in_condition(r"(?:==|!=|in \[|, )\s*'([a-z_]{3,})'")),
    ("party in condition", _in_condition(r"([a-z_]+)\.policy")),
    ("switch in condition", _in_condition(r"policy\.([a-z_]+)")),
    ("row state in condition", _in_condition(r"(?:any|all|count|open)\(([a-z_]+)")),
    ("placeholder", _in_text),
    ("statistic", _statistic),
    ("procedure of a statistic", _named("procedure", inside="statistics")),
    ("final state of retention", _named("only", inside="retention")),
    ("key", _schema_key),
)
