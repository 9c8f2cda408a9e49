"""What is installed, for those who look after it: versions, procedures, languages and how complete they are.

Who may start which procedure is told by the directory.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import orjson

from counterpart.core.errors import NotFound
from counterpart.core.findings import nearest
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows
from counterpart.foundation.serving import as_worker
from counterpart.modules.asks import open_exchanges
from counterpart.modules.standing import StandingNetwork, State, network

MODULES = """
select v.module, v.version, v.line, v.library, v.state, v.installed_at, v.retired_at,
  (v.definition::json)->>'title',
  coalesce((v.definition::json)->>'status', 'draft'),
  (select json_object_agg(p.key, p.id order by p.id) from modules_procedure p where p.version_id = v.id)::text
from modules_version v order by v.module, string_to_array(v.version, '.')::int[] desc
"""
LANGUAGES = """
select distinct on (module, line, language) module, line, language, revision,
  (select count(*) from jsonb_object_keys(catalogue)), jsonb_array_length(untranslated)
from modules_texts order by module, line, language, revision desc
"""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language of a line: the newest revision, and how much of it is translated."""

    language: str
    revision: int
    texts: int
    translated: int

    @property
    def percent(self) -> int:
        """Return whole percent, rounded down: 100 only when nothing is missing."""
        return 100 * self.translated // self.texts if self.texts else 100


@dataclass(frozen=True, slots=True)
class ModuleVersion:
    """A version of a module; `procedures` leads from their names to the numbers that exchanges pin."""

    version: str
    line: str
    state: State
    installed_at: dt.datetime
    retired_at: dt.datetime | None
    procedures: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Module:
    """A policy area or library with all its versions, the newest first; `languages` are those of the newest line."""

    name: str
    title: str
    library: bool
    status: str
    versions: tuple[ModuleVersion, ...]
    languages: tuple[Spoken, ...]

    @property
    def retired(self) -> bool:
        """Return whether no new exchange may begin."""
        return self.versions[0].state is State.RETIRED


def installed_modules(actor: Actor) -> tuple[Module, ...]:
    """Return all modules and libraries by name: two statements, whatever their number."""
    with as_actor([] if actor.authority_id is None else [actor.authority_id], read_only=True):
        found, spoken = rows(MODULES), _languages()
    kept: dict[str, Module] = {}
    for module, version, line, library, state, installed_at, retired_at, title, status, procedures in found:
        numbers = orjson.loads(procedures or "{}")
        one = ModuleVersion(version, line, State(state), installed_at, retired_at, numbers)
        before = kept.get(module)
        if before is None:
            kept[module] = Module(module, title, library, status, (one,), spoken.get((module, line), ()))
        else:
            kept[module] = Module(
                module, before.title, before.library, before.status, (*before.versions, one), before.languages
            )
    return tuple(kept.values())


def installed_network(actor: Actor) -> StandingNetwork | None:
    """Return the network profile as it stands, None before one is installed: one statement."""
    with as_actor([] if actor.authority_id is None else [actor.authority_id], read_only=True):
        return network()


def exchanges_under(actor: Actor, module: str) -> int:
    """Return how many open exchanges pin any version of a module, as the rooms above say.

    Raises NotFound `module_unknown` with the nearest name. Called outside of transactions.
    """
    found = {one.name: one for one in installed_modules(actor) if not one.library}
    if module not in found:
        raise NotFound("module_unknown", module=module, hint=nearest(module, found))
    numbers = [number for version in found[module].versions for number in version.procedures.values()]
    with as_worker():
        return sum(open_exchanges(numbers))


def _languages() -> dict[tuple[str, str], tuple[Spoken, ...]]:
    found: dict[tuple[str, str], tuple[Spoken, ...]] = {}
    for module, line, language, revision, texts, untranslated in rows(LANGUAGES):
        one = Spoken(language, revision, texts, texts - untranslated)
        found[module, line] = (*found.get((module, line), ()), one)
    return found
