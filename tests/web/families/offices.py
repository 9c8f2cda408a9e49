"""More authorities for the families beside requests: those who warn and are warned, keep entries, help citizens.

They are registered once for a run of pytest, in member states of which the cast has nobody, so that lists of the cast
stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from counterpart.accounts.users import NewUser
from counterpart.directory.actions.giving_access import grant_access
from counterpart.directory.actions.people import enter_member
from counterpart.directory.actions.registering import register_authority
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.records import AuthorityRecord
from counterpart.directory.rights import RightName
from counterpart.foundation.actor import Actor, Right
from tests import cast
from tests.network import OPERATOR, Network, asked

Rights = tuple[RightName, ...]
ALERTS: Rights = (RightName.ALERT_HANDLER,)
PASSES_ON: Rights = (RightName.ALERT_HANDLER, RightName.ALERT_DISSEMINATOR)
NOTIFIES: Rights = (RightName.NOTIFICATION_HANDLER,)
BROADCASTS: Rights = (RightName.NOTIFICATION_HANDLER, RightName.NOTIFICATION_BROADCASTER)
HANDLES: Rights = (RightName.HANDLER,)
KEEPS: Rights = (RightName.REPOSITORY_MANAGER,)
COORDINATES: Rights = (*PASSES_ON, RightName.NOTIFICATION_BROADCASTER, RightName.REFERRAL_HANDLER)


def supervisor(network: Network, module: str, rights: Rights) -> tuple[UUID, Actor]:
    """Register a body of the network that supervises a policy area, with somebody who holds these rights."""
    record = AuthorityRecord(
        member="", kind=AuthorityKind.SUPERVISOR, names={"en": f"Supervisor of {module}"}, languages=("en",)
    )
    ref = register_authority(OPERATOR, asked(), record)
    grant_access(OPERATOR, asked(), ref, module, "supervisor")
    number = next(network.numbers)
    new = NewUser(f"supervisor{number}@union.example", f"Supervisor {number}", "en", "Europe/Brussels")
    held = [Right(module, one) for one in rights]
    return ref, actor_for(enter_member(OPERATOR, asked(), ref, new, [cast.ADMINISTRATOR, *held]), ref, cast.NOW)


@dataclass
class Offices:
    """Authorities of a policy area by the names that tests give them, each with one person who holds its rights."""

    people: Network
    refs: dict[str, UUID] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def office(self, name: str, member: str, module: str, role: str, rights: Rights, *, by: str = "") -> UUID:
        """Register an authority with a role in a policy area, by the office that coordinates it or by the member's."""
        registrar = self.actors[by] if by else self.people.administrator_of(self.people.national(member))
        area = role in ("coordinator", "alert_coordinator")
        kind = AuthorityKind.AREA if area else AuthorityKind.AUTHORITY
        titled = name.replace("_", " ").title()
        record = AuthorityRecord(member=member, kind=kind, names={"en": titled}, languages=("en",), city="Newtown")
        ref = self.refs[name] = register_authority(registrar, asked(), record)
        grant_access(registrar, asked(), ref, module, role)
        number = next(self.people.numbers)
        new = NewUser(f"official{number}@newtown.example", f"Official {number}", "en", "Europe/London")
        held = [cast.ADMINISTRATOR, *(Right(module, one) for one in rights)]
        self.actors[name] = actor_for(enter_member(registrar, asked(), ref, new, held), ref, cast.NOW)
        return ref
