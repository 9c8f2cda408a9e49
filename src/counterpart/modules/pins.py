"""The procedures that exchanges pin, ready to run.

An exchange keeps the number of a procedure of a version. Its rules are those of the newest patch of that line, which
have the same structure; they are compiled once and kept, and a pin that is at hand costs no statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import orjson

from counterpart.core.composing import members_named
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.errors import Conflict, NotFound, Refused
from counterpart.core.workflow import FORMAT, Profile, Rulebook, Rulebooks, profile_of
from counterpart.foundation.database.statements import Row, row, rows
from counterpart.modules.memory import Kept, edition, known_edition, learn
from counterpart.modules.standing import State
from counterpart.modules.stored import module_from, network_from

ENGINES: Mapping[int, Callable[[ModuleDefinition, Profile], Rulebooks]] = {FORMAT: Rulebooks}
"""What runs exchanges, by the format that they began with. A new format is added, and none is ever taken away."""

MOST_PINS = 2_048
MOST_LINES = 64

_PIN = """
select p.id, p.key, v.id, v.module, v.version, v.line, v.format, encode(v.structure_digest, 'hex'),
  (select n.definition from modules_version n
   where n.module = v.module and n.line = v.line and n.structure_digest = v.structure_digest and n.format = v.format
   order by string_to_array(n.version, '.')::int[] desc limit 1),
  (select definition from modules_network order by revision desc limit 1),
  (select n from modules_edition where id = 1)
from modules_procedure p join modules_version v on v.id = p.version_id
"""
BY_ID = f"{_PIN} where p.id = %s"
BY_NAME = f"{_PIN} where v.module = %s and p.key = %s order by string_to_array(v.version, '.')::int[] desc limit 1"
BY_VERSION = f"{_PIN} where p.version_id = %s and p.key = %s"
NEWEST_STATE = """
select v.version, v.state, encode(v.structure_digest, 'hex') from modules_version v
where v.module = (select o.module from modules_version o join modules_procedure p on p.version_id = o.id
                  where p.id = %s)
order by string_to_array(v.version, '.')::int[] desc limit 1
"""
INSTALLED = """
select distinct on (v.module) v.module, v.version, v.line, v.state,
  (select json_object_agg(p.key, p.id order by p.id) from modules_procedure p where p.version_id = v.id)::text
from modules_version v where not v.library
order by v.module, string_to_array(v.version, '.')::int[] desc
"""
NEWEST_NETWORK = """
select definition, (select n from modules_edition where id = 1) from modules_network order by revision desc limit 1
"""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A procedure of an installed version, ready to run; `rules.module` is the whole definition."""

    procedure_id: int
    version_id: int
    module: str
    procedure: str
    version: str
    line: str
    structure_digest: str
    rules: Rulebook


@dataclass(frozen=True, slots=True)
class InstalledModule:
    """A policy area at its newest version; `procedures` leads from names to the numbers that exchanges pin."""

    module: str
    version: str
    line: str
    retired: bool
    procedures: Mapping[str, int]


_PINS: Kept[tuple[int, int], Pinned] = Kept(MOST_PINS)
_NEWEST: Kept[tuple[str, str, int], Pinned] = Kept(MOST_PINS)
_BESIDE: Kept[tuple[int, str, int], Pinned] = Kept(MOST_PINS)
_RULES: Kept[tuple[str, str, str, int, int], Rulebooks] = Kept(MOST_LINES)
_INSTALLED: Kept[int, tuple[InstalledModule, ...]] = Kept(2)
_NETWORKS: Kept[int, NetworkDefinition] = Kept(2)


def pinned(procedure_id: int) -> Pinned:
    """Return the procedure with that number: one statement when it is not in memory, else none.

    Raises NotFound for a number that is none, Conflict for a definition that was changed in the store or needs an
    engine that this program does not have.
    """
    known = known_edition()
    kept = None if known is None else _PINS.get((procedure_id, known))
    return kept or _loaded(row(BY_ID, [procedure_id]), NotFound("procedure_unknown", procedure=procedure_id))[0]


def newest(module: str, procedure: str) -> Pinned:
    """Return a procedure of the newest version of a module: where new exchanges begin, if it is not retired.

    Statements and errors as for `pinned`; NotFound, too, for a module that is not installed.
    """
    known = known_edition()
    kept = None if known is None else _NEWEST.get((module, procedure, known))
    if kept is not None:
        return kept
    found = row(BY_NAME, [module, procedure])
    loaded, at = _loaded(found, NotFound("procedure_unknown", module=module, procedure=procedure))
    return _NEWEST.keep((module, procedure, at), loaded)


def beside(pin: Pinned, procedure: str) -> Pinned:
    """Return another procedure of the version that a procedure is of: what an exchange starts is of its own version.

    Statements and errors as for `pinned`.
    """
    if procedure == pin.procedure:
        return pin
    known = known_edition()
    kept = None if known is None else _BESIDE.get((pin.version_id, procedure, known))
    if kept is not None:
        return kept
    found = row(BY_VERSION, [pin.version_id, procedure])
    loaded, at = _loaded(found, NotFound("procedure_unknown", module=pin.module, procedure=procedure))
    return _BESIDE.keep((pin.version_id, procedure, at), loaded)


def must_be_open(procedure_id: int) -> None:
    """See that new exchanges may begin under a procedure: one statement, asked inside the transaction that begins one.

    A module is stopped at once, whatever memories hold. Raises Refused `module_retired`, or Conflict
    `module_superseded` when a version with other rules was installed meanwhile; NotFound for a number that is none.
    """
    found = row(NEWEST_STATE, [procedure_id])
    if found is None:
        raise NotFound("procedure_unknown", procedure=procedure_id)
    version, state, digest = found
    pin = pinned(procedure_id)
    if State(state) is State.RETIRED:
        raise Refused("module_retired", module=pin.module, version=version)
    if digest != pin.structure_digest:
        raise Conflict("module_superseded", module=pin.module, version=pin.version, newest=version)


def installed() -> tuple[InstalledModule, ...]:
    """Return all policy areas (no libraries) by name: two statements when they are not in memory, else none."""
    at = edition()
    return _INSTALLED.get(at) or _INSTALLED.keep(at, tuple(_installed()))


def network() -> NetworkDefinition:
    """Return the network profile: one statement when it is not in memory. Raises NotFound before one is installed."""
    known = known_edition()
    kept = None if known is None else _NETWORKS.get(known)
    if kept is not None:
        return kept
    found = row(NEWEST_NETWORK)
    if found is None:
        raise NotFound("network_missing")
    learn(found[1])
    return _NETWORKS.keep(found[1], network_from(found[0]))


def _installed() -> Iterator[InstalledModule]:
    for module, version, line, state, procedures in rows(INSTALLED):
        yield InstalledModule(module, version, line, State(state) is State.RETIRED, orjson.loads(procedures or "{}"))


def _loaded(found: Row | None, missing: NotFound) -> tuple[Pinned, int]:
    """Return the pin that a row holds, with the edition in which it was read, and keep it."""
    if found is None:
        raise missing
    procedure_id, key, version_id, module, version, line, format_, digest, definition, profile, at = found
    learn(at)
    place = (module, line, digest, format_, at)
    rules = _RULES.get(place) or _RULES.keep(place, _compiled(module, definition, digest, format_, profile, at))
    pin = Pinned(procedure_id, version_id, module, key, version, line, digest, rules[key])
    return _PINS.keep((procedure_id, at), pin), at


def _compiled(module: str, stored: str, digest: str, format_: int, profile: str | None, at: int) -> Rulebooks:
    if profile is None:
        raise NotFound("network_missing", module=module)
    if format_ not in ENGINES:
        raise Conflict("engine_format_unknown", module=module, format=format_, known=max(ENGINES))
    definition = module_from(stored, digest)
    network = _NETWORKS.get(at) or _NETWORKS.keep(at, network_from(profile))
    return ENGINES[format_](definition, profile_of(network, members_named(network, definition.countries)))
