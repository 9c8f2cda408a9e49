"""Facts of this room, in the past tense, and the streams of the log that they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID, uuid5

NETWORK_STREAM = UUID("6f1d3c52-0c0e-8c8b-9d53-0b6a1f2a7e01")
"""The stream of the network profile, and the name space of the streams of modules."""


def stream_of(module: str) -> UUID:
    """Return the stream of the log that a module's installations stand in: the same in every installation."""
    return uuid5(NETWORK_STREAM, module)


@dataclass(frozen=True, slots=True)
class ModuleInstalled:
    """A version was installed; the step from the version before (empty: there was none) is told."""

    TYPE: ClassVar[str] = "modules.installed"
    V: ClassVar[int] = 1
    module: str
    version: str
    before: str
    step: str
    structure_digest: str


@dataclass(frozen=True, slots=True)
class ModuleRetired:
    """No new exchanges begin under this module; running ones go on."""

    TYPE: ClassVar[str] = "modules.retired"
    V: ClassVar[int] = 1
    module: str
    version: str


@dataclass(frozen=True, slots=True)
class TextsRevised:
    """The texts of a line were revised in one language."""

    TYPE: ClassVar[str] = "modules.texts_revised"
    V: ClassVar[int] = 1
    module: str
    line: str
    language: str
    revision: int


@dataclass(frozen=True, slots=True)
class NetworkRevised:
    """The network profile has a new revision."""

    TYPE: ClassVar[str] = "modules.network_revised"
    V: ClassVar[int] = 1
    network: str
    revision: int
