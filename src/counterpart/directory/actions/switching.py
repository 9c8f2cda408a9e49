"""What a member chooses where the law leaves a choice, and its history."""

from __future__ import annotations

from uuid import UUID, uuid5

from counterpart.core.errors import Conflict, OutOfTurn
from counterpart.directory.areas import must_be_member, must_have_switch
from counterpart.directory.events import SwitchSet
from counterpart.directory.found import living
from counterpart.directory.permissions import must_coordinate, must_set_for_member
from counterpart.foundation.actions import action
from counterpart.foundation.database.statements import row
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind

MEMBERS = UUID("0f6a5a6c-5d0b-5a39-9d5f-6d2f7f3c1b44")
"""The name space of the streams of members."""

SET = """
insert into directory_switch(module, country, authority_id, key, value, since) select %s, %s, %s, %s, %s, %s
where (select s.value from directory_switch s where s.module = %s and s.country = %s and s.authority_id = %s
       and s.key = %s order by s.since desc limit 1) is distinct from %s
on conflict do nothing returning 1
"""
LATEST = """
select max(since) from directory_switch where module = %s and country = %s and authority_id = %s and key = %s
"""


def stream_of_member(member: str) -> UUID:
    """Return the stream of the log that a member's choices stand in: the same in every installation."""
    return uuid5(MEMBERS, member)


@action("directory.set_switch")
def set_switch(doing: Doing, member: str, module: str, key: str, value: bool | None) -> None:
    """Choose how a switch of a policy area stands in a member from now on; None takes the choice back.

    The national coordinator, or that of the area. What is open follows it from its next step on. Raises Invalid
    `member_unknown`, `module_unknown`, `switch_unknown`; Refused `not_your_member`; OutOfTurn `switch_stands_so`;
    Conflict `switch_later` when it was set for a later moment.
    """
    must_be_member(member)
    must_have_switch(module, key)
    must_set_for_member(doing.actor, member, module)
    _set(doing, member, 0, (module, key), value)
    fact = SwitchSet(module, key, member, None, value)
    _said(doing, stream_of_member(member), fact)


@action("directory.set_switch_of_authority")
def set_switch_of_authority(doing: Doing, authority: UUID, module: str, key: str, value: bool | None) -> None:
    """Choose for one authority, which then wins over its member; None lets the member's count again.

    Whoever coordinates it. Raises as `set_switch`, and NotFound `authority_unknown`.
    """
    must_have_switch(module, key)
    found = living(authority)
    must_coordinate(doing.actor, found, module)
    _set(doing, found.member, found.id, (module, key), value)
    _said(doing, authority, SwitchSet(module, key, found.member, str(authority), value))


def _set(doing: Doing, member: str, authority_id: int, switch: tuple[str, str], value: bool | None) -> None:
    module, key = switch
    place = [module, member, authority_id, key]
    latest = row(LATEST, place)
    if latest and latest[0] is not None and latest[0] >= doing.now:
        raise Conflict("switch_later", member=member, module=module, switch=key)
    if row(SET, [*place, value, doing.now, *place, value]) is None:
        raise OutOfTurn("switch_stands_so", member=member, module=module, switch=key)


def _said(doing: Doing, stream: UUID, fact: SwitchSet) -> None:
    facts = {"module": fact.module, "key": fact.key, "value": fact.value}
    doing.log(stream, EntryKind.ADMINISTRATION, action="set_switch", facts=facts)
    doing.announce(stream, fact)
