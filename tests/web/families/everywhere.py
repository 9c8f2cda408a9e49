"""An alert to every member: Sweden warns thirty others, each with a coordinator of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.moving import Given, act
from counterpart.foundation.actor import Actor, ActorKind, Right
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.refs import new_ref
from tests.database.servers import Server
from tests.exchanges.stories import NOW, asked, stored
from tests.web.families.offices import COORDINATES
from tests.web.families.stage import Stage

OTHERS = (
    "BE", "BG", "CY", "CZ", "DE", "EE", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL",
    "NO", "PL", "PT", "RO", "SI", "SK",
)  # fmt: skip
"""Members in which nobody coordinates services yet."""
WITH_PEOPLE = ("DK", "FI")
EVERY = (*OTHERS, "AT", "ES", *WITH_PEOPLE)
"""The twenty-nine other members of today."""
ALERT = {
    "caused_by_service": True, "risk_is_current": True, "cross_border": True, "provider_kind": "company",
    "company_name": "Rope and Rock", "sector": "leisure", "service": "rafting and climbing tours", "harm": ["safety"],
    "damage": "very_serious", "likelihood": "high",
    "description": "Participants were sent out without safety equipment.", "warned": sorted(EVERY),
}  # fmt: skip
MAKE = """
insert into directory_authority(ref, country, tz, kind, state, names, titles, acronym, langs, street, postcode, city,
  phone, email, website, opening, description, keywords, territory, public_contact, record_version,
  registered_at, changed_at)
select gen_random_uuid(), one, 'Europe/Berlin', 5, 1, jsonb_build_object('en', 'Alert desk of ' || one), '{}', '',
  '{en}', '', '', '', '', '', '', '{}', '{}', '{}', '{}', false, 1, %s, %s from unnest(%s::text[]) one
returning id
"""
ACCESS = """
insert into directory_access(module, role, authority_id, state, since)
select 'services', %s, one, 1, %s from unnest(%s::bigint[]) one
"""
AT_THE_DESK = """
select a.id, a.ref from exchanges_track t join exchanges_exchange e on e.id = t.exchange_id
join directory_authority a on a.id = t.authority_id where e.ref = %s and t.member = %s limit 1
"""


@contextmanager
def desks(server: Server, members: Sequence[str], role: str = "coordinator") -> Iterator[list[int]]:
    """Add an authority for each member (one named twice gets two), and take them out in the end; their numbers."""
    with sign_in(server.parameters(Role.OWNER)) as owner:
        ids = [int(str(id_)) for (id_,) in owner.execute(MAKE, [NOW, NOW, list(members)]).fetchall()]
        owner.execute(ACCESS, [role, NOW, ids])
        owner.execute("analyze directory_authority, directory_access")
    yield ids
    with sign_in(server.parameters(Role.OWNER)) as owner:
        owner.execute("delete from directory_access where authority_id = any(%s)", [ids])
        owner.execute("delete from directory_authority where id = any(%s)", [ids])


def desk_of(exchange: Written, member: str) -> Actor:
    """Somebody at the desk to which the alert went in a member."""
    [(id_, ref)] = stored(AT_THE_DESK, [exchange.ref, member])
    rights = frozenset(Right("services", one) for one in COORDINATES)
    return Actor(ActorKind.PERSON, new_ref(NOW), ref, id_, user_id=1, rights=rights)


def does(stage: Stage, exchange: Written, member: str, action: str, track: str = "delivery", **given: Any) -> Written:
    """A member does something in its own row, without its page."""
    handed = Given(choose=[str(one) for one in given.pop("choose", ())], **given)
    capacity = Capacity("recipients", track, member)
    now = stage.door.clock.now()
    return act(desk_of(exchange, member), asked(now), exchange.ref, action, capacity, handed)


def warned(stage: Stage) -> Written:
    """The alert, sent to all of them."""
    draft = stage.begun("se_board", "services", "alert", ALERT)
    submitted = stage.done("se_board", draft, "submit", Capacity("initiator"))
    return stage.done("se_coordinator", submitted, "broadcast", Capacity("gatekeeper"))
