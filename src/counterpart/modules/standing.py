"""What is installed, as the database has it: read where something is going to be installed, and by the queries.

The functions run one statement each in the transaction that is open, or by themselves when none is: definitions and
texts are no secret, and no row-level security guards them.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from counterpart.foundation.database.statements import row, rows
from counterpart.modules.packages import Texts, Wording, digest_of

VERSIONS = """
select id, module, version, line, library, state, encode(structure_digest, 'hex'), origins, libraries
from modules_version
where module = any(%s) or %s
order by module, string_to_array(version, '.')::int[] desc
"""
DEFINITION = "select definition from modules_version where id = %s"
WORDINGS = """
select distinct on (language) language, revision, encode(digest, 'hex'), catalogue, untranslated
from modules_texts where module = %s and line = %s
order by language, revision desc
"""
NETWORK = """
select revision, network, encode(digest, 'hex'), definition, texts
from modules_network order by revision desc limit 1
"""


class State(enum.IntEnum):
    """Whether new exchanges may begin under a version; the numbers are stored."""

    ACTIVE = 1
    RETIRED = 2


@dataclass(frozen=True, slots=True)
class StandingVersion:
    """An installed version, without its definition."""

    id: int
    module: str
    version: str
    line: str
    library: bool
    state: State
    structure_digest: str
    origins: Mapping[str, tuple[str, str]]
    libraries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Revision:
    """The newest revision of a line's texts in one language."""

    number: int
    digest: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class StandingNetwork:
    """The newest revision of the network profile."""

    revision: int
    network: str
    digest: str
    definition: str
    texts: Mapping[str, Texts]


def versions(modules: Collection[str] | None = None) -> dict[str, tuple[StandingVersion, ...]]:
    """Return the installed versions of modules (None: of all), the newest first."""
    found: dict[str, tuple[StandingVersion, ...]] = {}
    for each in rows(VERSIONS, [list(modules or ()), modules is None]):
        one = _version(each)
        found[one.module] = (*found.get(one.module, ()), one)
    return found


def definition_of(version: StandingVersion) -> str:
    """Return the definition of an installed version, as JSON."""
    found = row(DEFINITION, [version.id])
    return str(found[0]) if found else "{}"


def revisions(module: str, line: str) -> dict[str, Revision]:
    """Return the newest revision of a line's texts in each language."""
    return {
        language: Revision(number, digest, Wording(orjson.loads(catalogue), tuple(orjson.loads(untranslated))))
        for language, number, digest, catalogue, untranslated in rows(WORDINGS, [module, line])
    }


def network() -> StandingNetwork | None:
    """Return the network profile, None before one is installed."""
    found = row(NETWORK)
    if found is None:
        return None
    revision, name, digest, definition, texts = found
    return StandingNetwork(revision, name, digest, definition, orjson.loads(texts))


def changed_languages(wordings: Mapping[str, Wording], before: Mapping[str, Revision]) -> tuple[str, ...]:
    """Return the languages that read otherwise than their newest revision, or have none."""
    return tuple(
        language
        for language, wording in sorted(wordings.items())
        if language not in before or before[language].digest != digest_of(wording)
    )


def numbers(version: str) -> tuple[int, ...]:
    """Return a version as numbers, to be compared."""
    return tuple(int(number) for number in version.split("."))


def line_of(version: str) -> str:
    """Return the first two numbers of a version."""
    return version.rpartition(".")[0]


def _version(each: tuple[Any, ...]) -> StandingVersion:
    number, module, version, line, library, state, digest, origins, libraries = each
    said = {address: (owner, there) for address, (owner, there) in orjson.loads(origins).items()}
    return StandingVersion(number, module, version, line, library, State(state), digest, said, orjson.loads(libraries))
