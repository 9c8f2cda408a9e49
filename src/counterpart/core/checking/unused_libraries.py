"""Which libraries does a module name and not use? U008."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterpart.core.checking.area import Context
from counterpart.core.checking.unused import lists_used, messages_used, roles_named, switches_read
from counterpart.core.findings import Findings

WHOLE = frozenset({"procedures", "forms", "questionsets"})
"""Sections of which nothing is inherited that is not named."""


def libraries_are_used(context: Context, findings: Findings) -> None:
    """U008: of each library under `uses`, something is extended, named, or needed by a library that is used."""
    area = context.area
    used = set(_used(context))
    for library in reversed(area.libraries):
        if library.name in used:
            used.update(library.definition.uses)
    for name in context.definition.uses:
        if area.library(name) is not None and name not in used:
            message = f"nothing of the library '{name}' is used"
            context.warning(findings, "U008", ("uses", name), message, "take it out of 'uses'")


def _used(context: Context) -> Iterator[str]:
    """Give the libraries from which something comes that is used."""
    area, definition = context.area, context.definition
    for address, source in area.provenance.sources.items():
        if source.library is not None and address[0] in WHOLE:
            yield source.library
    shared: dict[str, Iterable[str]] = {
        "codelists": lists_used(context),
        "messages": messages_used(context),
        "policies": switches_read(context),
        "roles": roles_named(context),
    }
    for section, names in shared.items():
        for name in set(names) & getattr(definition, section).keys():
            source = area.source((section, name))
            if source.library is not None:
                yield source.library
