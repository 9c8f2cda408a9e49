"""Digests: what an exchange pins, and how a revision of texts is recognised.

The same in every process and on every machine: SHA-256 over canonical JSON (keys sorted, no spaces, UTF-8).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.errors import Invalid
from counterpart.core.versions.closure import used_by
from counterpart.core.versions.structure import structure_of


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """A module and the first two numbers of its version: all patches of a line share exchanges and texts."""

    module: str
    major: int
    minor: int

    def __str__(self) -> str:
        """Return the line as people write it: `pq 1.0`."""
        return f"{self.module} {self.major}.{self.minor}"


@dataclass(frozen=True, slots=True)
class TextsRevision:
    """The texts of a line in one language at one time; `number` grows with each change, beginning with 1."""

    line: Line
    language: str
    number: int
    digest: str


def canonical_json(value: Any) -> str:
    """Return the one way to write a value as JSON."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical_definition(definition: ModuleDefinition) -> str:
    """Return a definition as it is kept with the exchanges that began under it: complete, texts included."""
    return canonical_json(definition.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def structure_digest(definition: ModuleDefinition, procedure: str | None = None) -> str:
    """Return the digest of a module's structure, or of one procedure's with all that it uses.

    Texts, the version and other descriptions take no part, so all patches of a line have the same digest. Raises
    KeyError for a procedure that the module does not have.
    """
    tree = structure_of(definition).tree
    return _digest(tree if procedure is None else used_by(definition, procedure, tree))


def texts_digest(texts: Mapping[str, str]) -> str:
    """Return the digest of the texts of one language, by their addresses."""
    return _digest(dict(texts))


def source_texts(definition: ModuleDefinition) -> dict[str, str]:
    """Return the texts of a definition in its source language, by their paths in its structure."""
    return {".".join(path): text for path, text in structure_of(definition).texts.items()}


def line_of(definition: ModuleDefinition) -> Line:
    """Return the line that a definition belongs to."""
    major, minor, _ = (int(number) for number in definition.version.split("."))
    return Line(definition.module, major, minor)


def next_revision(
    line: Line, language: str, texts: Mapping[str, str], previous: TextsRevision | None = None
) -> TextsRevision:
    """Return the revision that texts make after the previous one: the same when nothing has changed.

    Raises Invalid when the previous one is of another line or language.
    """
    digest = texts_digest(texts)
    if previous is None:
        return TextsRevision(line, language, 1, digest)
    if (previous.line, previous.language) != (line, language):
        raise Invalid("texts.other_line", field="previous", line=str(previous.line), language=previous.language)
    return previous if previous.digest == digest else TextsRevision(line, language, previous.number + 1, digest)


def _digest(value: Any) -> str:
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()
