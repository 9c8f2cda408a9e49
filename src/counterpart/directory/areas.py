"""What policy areas say of those who take part: roles, lists of competences, switches; and who the members are.

The one place of this room that asks `modules`. A definition is read once for each edition of what is installed and then
kept, so that nothing here costs a statement while nothing is installed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from babel import Locale

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.network import Member, NetworkDefinition
from counterpart.core.errors import Invalid
from counterpart.core.findings import nearest
from counterpart.modules.memory import Kept, edition
from counterpart.modules.pins import network
from counterpart.modules.standing import definition_of, versions
from counterpart.modules.stored import module_from

MOST = 64
_SPOKEN = frozenset(Locale("en").languages)
"""The languages that the Common Locale Data Repository has a name for."""

_AREAS: Kept[tuple[str, int], ModuleDefinition] = Kept(MOST)
_NAMES: Kept[int, tuple[str, ...]] = Kept(2)


def area(module: str) -> ModuleDefinition:
    """Return the newest definition of a policy area. Raises Invalid `module_unknown` with the nearest name."""
    at = edition()
    kept = _AREAS.get((module, at))
    if kept is not None:
        return kept
    newest = versions([module]).get(module, ())
    if not newest or newest[0].library:
        raise _unknown("module", module, area_names())
    return _AREAS.keep((module, at), module_from(definition_of(newest[0]), newest[0].structure_digest))


def area_names() -> tuple[str, ...]:
    """Return the names of all policy areas that are installed, without libraries."""
    at = edition()
    kept = _NAMES.get(at)
    return (
        kept
        if kept is not None
        else _NAMES.keep(at, tuple(n for n, found in versions().items() if not found[0].library))
    )


def role_kinds(module: str) -> Mapping[str, str]:
    """Return the kind of each role of a policy area: authority, coordinator, supervisor … Raises as `area`."""
    return {name: role.kind for name, role in area(module).roles.items()}


def must_have_role(module: str, role: str) -> None:
    """See that a policy area knows a role. Raises Invalid `role_unknown`."""
    _must_know("role", role, area(module).roles)


def must_have_switch(module: str, key: str) -> None:
    """See that a policy area knows a switch. Raises Invalid `switch_unknown`."""
    _must_know("switch", key, area(module).policies)


def must_have_codes(module: str, list_name: str, codes: Collection[str]) -> None:
    """See that authorities of an area pick competences from this list, and that it holds the codes. Raises Invalid."""
    definition = area(module)
    lists = sorted({role.competence for role in definition.roles.values() if role.competence})
    _must_know("competence_list", list_name, lists)
    for code in codes:
        _must_know("competence", code, definition.codelists[list_name])


def must_be_member(code: str) -> Member:
    """Return a member of the network. Raises Invalid `member_unknown` with the nearest code."""
    members = network().members
    _must_know("member", code, members)
    return members[code]


def must_be_languages(tags: Collection[str], field: str) -> None:
    """See that these are languages: of the network, or any other that people speak (Catalan, Sami).

    Raises Invalid `language_unknown`.
    """
    known = network().languages
    for tag in tags:
        if tag not in known and tag.partition("-")[0] not in _SPOKEN:
            raise Invalid("language_unknown", field=field, found=tag, hint=nearest(tag, known), known=", ".join(known))


def profile() -> NetworkDefinition:
    """Return the network profile. Raises NotFound before one is installed."""
    return network()


def _must_know(what: str, found: str, known: Collection[str]) -> None:
    if found not in known:
        raise _unknown(what, found, known)


def _unknown(what: str, found: str, known: Collection[str]) -> Invalid:
    hint = nearest(found, list(known))
    return Invalid(f"{what}_unknown", field=what, found=found, hint=hint, known=", ".join(sorted(known)))
