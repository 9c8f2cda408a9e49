"""What the log and the facts say of each authority of a list: one entry, and the facts of single actions."""

from __future__ import annotations

from typing import Any

from counterpart.directory.bulk.written import Written
from counterpart.directory.events import (
    AccessChanged,
    AuthorityChanged,
    AuthorityRegistered,
    MembersChanged,
    RelationChanged,
)
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind
from counterpart.foundation.log.entries import beginning_of

ACTION = "import_authority"


def say(doing: Doing, one: Written) -> None:
    """Say what was done with one authority."""
    if one.new:
        doing.knows_head(beginning_of(one.ref))
    doing.log(one.ref, EntryKind.ADMINISTRATION, action=ACTION, facts=_facts(one))
    _announce_record(doing, one)
    planned = one.planned
    for granted, roles in ((True, planned.granted), (False, planned.suspended)):
        for module, role in roles:
            doing.announce(one.ref, AccessChanged(module, role, granted=granted, arriving=one.new))
    coordinator = str(doing.actor.authority_ref or "")
    if not one.new and coordinator:
        for module, kind in one.relations:
            doing.announce(one.ref, RelationChanged(module, kind, coordinator, living=True))
    if one.user is not None:
        doing.announce(one.ref, MembersChanged(str(one.user), "add_member"))


def _announce_record(doing: Doing, one: Written) -> None:
    record, planned = one.planned.record, one.planned
    if one.new:
        doing.announce(one.ref, AuthorityRegistered(record.member, int(record.kind)))
        return
    changed = (*planned.changed, *(("competences",) if planned.competences else ()))
    if changed:
        doing.announce(one.ref, AuthorityChanged(changed))


def _facts(one: Written) -> dict[str, Any]:
    planned = one.planned
    facts: dict[str, Any] = {
        "new": one.new,
        "fields": list(planned.changed),
        "granted": [list(role) for role in planned.granted],
        "suspended": [list(role) for role in planned.suspended],
        "competences": [[*name, *codes] for name, codes in planned.competences.items()],
    }
    if one.user is not None:
        facts["user"] = str(one.user)
    return {name: value for name, value in facts.items() if value or name == "new"}
