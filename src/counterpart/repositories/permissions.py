"""Who may search a repository, and by which of its lookups: the roles that a policy area names, and nobody else.

`answer: entry` opens a repository to a role: its people search and read what is published to participants. A lookup
that answers hit or no hit opens nothing. A lookup that is public is for the pages of everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterpart.core.definitions.lookups import Lookup
from counterpart.core.errors import NotFound, Refused
from counterpart.directory.policy import Deed, may, posts_of
from counterpart.directory.queries.players import Roles, roles_of
from counterpart.foundation.actor import Actor
from counterpart.modules.memory import Kept, edition
from counterpart.modules.pins import Pinned, installed, newest

ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository as somebody may use it: `lookups` are those open to their authority, by name."""

    pin: Pinned
    lookups: dict[str, Lookup]

    @property
    def is_open(self) -> bool:
        """Say whether its entries may be searched and read."""
        return any(one.answer == ENTRY for one in self.lookups.values())

    @property
    def asked(self) -> dict[str, Lookup]:
        """Return the lookups that answer hit or no hit."""
        return {name: one for name, one in self.lookups.items() if one.answer != ENTRY}

    @property
    def states(self) -> tuple[str, ...]:
        """Return the states in which entries are found by whoever may read them, in the order of the lookups."""
        found = (state for one in self.lookups.values() if one.answer == ENTRY for state in one.within)
        return tuple(dict.fromkeys(found))


_CONSULTED: Kept[int, frozenset[str]] = Kept(2)


def may_consult(actor: Actor) -> bool:
    """Say whether somebody has a right in a policy area that keeps a repository: no statement, once it is known."""
    at = edition()
    kept = _CONSULTED.get(at)
    areas = kept if kept is not None else _CONSULTED.keep(at, frozenset(_areas()))
    return any(right.module in areas for right in actor.rights)


def repositories_of(actor: Actor) -> tuple[Repository, ...]:
    """Return the repositories that somebody may use for their authority: one statement, and those for definitions."""
    roles = roles_of(actor.authority_id or 0)
    found = (
        repository
        for module in installed()
        for procedure in module.procedures
        if (repository := _repository(actor, roles, newest(module.module, procedure))) is not None
    )
    return tuple(found)


def repository_of(actor: Actor, module: str, procedure: str) -> Repository:
    """Return one repository. Raises NotFound `repository_unknown` where there is none, or none for this actor."""
    try:
        pin = newest(module, procedure)
    except NotFound as problem:
        raise NotFound("repository_unknown") from problem
    found = _repository(actor, roles_of(actor.authority_id or 0), pin)
    if found is None:
        raise NotFound("repository_unknown")
    return found


def _areas() -> Iterator[str]:
    for module in installed():
        for procedure in module.procedures:
            lookups = newest(module.module, procedure).rules.procedure.lookups.values()
            if any(not one.public for one in lookups):
                yield module.module


def must_be_open(repository: Repository) -> None:
    """See that entries of a repository may be read. Raises Refused `lookup_not_yours`."""
    if not repository.is_open:
        raise Refused("lookup_not_yours")


def _repository(actor: Actor, roles: Roles, pin: Pinned) -> Repository | None:
    lookups = pin.rules.procedure.lookups
    if not lookups or not may(posts_of(actor, pin.module), Deed.SEARCH):
        return None
    mine = {
        name: one for name, one in lookups.items() if not one.public and any(roles.plays(pin.module, r) for r in one.by)
    }
    return Repository(pin, mine) if mine else None
