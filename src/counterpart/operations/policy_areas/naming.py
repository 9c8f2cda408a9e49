"""Finding what a call names within a module: a procedure, a track, a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from counterpart.core.composing import Area
from counterpart.core.findings import nearest
from counterpart.core.texts import Speaker, speaker_for
from counterpart.operations.usage import UsageError

Thing = TypeVar("Thing")


def named(name: str, things: Mapping[str, Thing], what: str, owner: str) -> Thing:
    """Return the thing of that name. Raises UsageError with the nearest name that there is."""
    if name not in things:
        known = ", ".join(things) or "none"
        raise UsageError(f"{owner} has no {what} '{name}'", nearest(name, things, otherwise=f"{what}s: {known}"))
    return things[name]


def language_of(area: Area, wanted: str | None) -> str:
    """Return the language that is meant. Raises UsageError for one that neither module nor network has."""
    definition = area.definition
    network: Iterable[str] = area.network.languages if area.network else ()
    known = dict.fromkeys((definition.source_language, *definition.languages, *network))
    if wanted is None:
        return definition.source_language
    named(wanted, dict(zip(known, known, strict=True)), "language", area.name)
    return wanted


def speaker_of(area: Area, language: str | None) -> Speaker:
    """Return who says the module's texts in a language (None: the one it was written in)."""
    return speaker_for(area, language_of(area, language))
