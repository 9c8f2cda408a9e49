"""What everybody may have of public entries: the fields that a policy area calls public, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from counterpart.core.errors import NotFound
from counterpart.directory.queries.players import AS_JSON, Participant, participants_in
from counterpart.exchanges.queries.published import public_fields
from counterpart.exchanges.storage.layout import part_of
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row, rows
from counterpart.modules.pins import Pinned, installed, newest

AT_ONCE = 500
"""Entries in one statement."""

SOME = f"""
select e.id, e.number, e.state, e.member, e.shown, e.published_at, e.changed_at, {AS_JSON}
from repositories_entry e left join directory_authority a on a.id = e.keeper_id
where e.module = %s and e.procedure = %s and e.public and e.made_at is not null and e.id > %s order by e.id limit %s
"""  # noqa: S608  text of ours
NEWEST = """
select max(e.made_at) from repositories_entry e where e.module = %s and e.procedure = %s and e.public
"""


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """An entry as everybody may read it; `values` are nested by field."""

    number: str
    state: str
    member: str
    values: Mapping[str, Any]
    published_at: dt.datetime
    changed_at: dt.datetime | None
    keeper: Participant | None


def public_repositories() -> tuple[Pinned, ...]:
    """Return the repositories whose entries are published to everybody by their policy area."""
    found = (newest(module.module, procedure) for module in installed() for procedure in module.procedures)
    return tuple(pin for pin in found if _publishes(pin))


def public_repository(module: str, procedure: str) -> Pinned:
    """Return one of them. Raises NotFound `repository_unknown` for any other."""
    for pin in public_repositories():
        if (pin.module, pin.procedure) == (module, procedure):
            return pin
    raise NotFound("repository_unknown")


def public_entries(pin: Pinned) -> Iterator[PublicEntry]:
    """Yield the public entries of a repository, the oldest first: a statement for each `AT_ONCE`, none held open."""
    fields, last = public_fields(pin.rules), 0
    while True:
        with as_actor([], read_only=True):
            found = rows(SOME, [pin.module, pin.procedure, last, AT_ONCE])
        for last, number, state, member, shown, published_at, changed_at, keeper in found:  # noqa: B007  goes on there
            keepers = participants_in([one]) if (one := orjson.loads(keeper))[0] else {}
            values = part_of(orjson.loads(shown), fields)
            yield PublicEntry(
                number, state, member, values, published_at, changed_at, next(iter(keepers.values()), None)
            )
        if len(found) < AT_ONCE:
            return


def newest_change(pin: Pinned) -> dt.datetime | None:
    """Return when a public entry was made anew last, None where there is none."""
    with as_actor([], read_only=True):
        found = row(NEWEST, [pin.module, pin.procedure])
    return found[0] if found else None


def _publishes(pin: Pinned) -> bool:
    """Say whether a step of the procedure publishes to everybody what lookups keep."""
    if not pin.rules.procedure.lookups:
        return False
    machine = pin.rules.main
    effects = [one.effect for action in machine.actions.values() for one in (*action.first, *action.then)]
    return any(one.publish == "public" for one in effects)
