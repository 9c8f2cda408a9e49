"""Stops new exchanges under a module; running ones go on under the version that they pin."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.core.errors import Conflict, NotFound
from counterpart.foundation.actions import action
from counterpart.foundation.database.statements import run
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind
from counterpart.modules import standing
from counterpart.modules.actions.edition import begin_edition
from counterpart.modules.events import ModuleRetired, stream_of
from counterpart.modules.permissions import must_run_installation
from counterpart.modules.standing import State

RETIRE = "update modules_version set state = %s, retired_at = %s where module = %s and state = %s"


@dataclass(frozen=True, slots=True)
class Retired:
    """The module, and its newest version: the one under which exchanges would have begun."""

    module: str
    version: str


@action("modules.retire")
def retire(doing: Doing, module: str) -> Retired:
    """Retire all versions of a module; a newer version that is installed later is open again.

    Raises Refused `not_operator`; NotFound `module_unknown`, also for a library, under which nothing begins; Conflict
    `already_retired`.
    """
    must_run_installation(doing.actor)
    begin_edition()
    found = standing.versions([module]).get(module, ())
    if not found or found[0].library:
        raise NotFound("module_unknown", module=module)
    newest = found[0].version
    if not run(RETIRE, [State.RETIRED, doing.now, module, State.ACTIVE]):
        raise Conflict("already_retired", module=module, version=newest)
    doing.log(stream_of(module), EntryKind.ADMINISTRATION, action="retire", facts={"version": newest})
    doing.announce(stream_of(module), ModuleRetired(module, newest))
    return Retired(module, newest)
