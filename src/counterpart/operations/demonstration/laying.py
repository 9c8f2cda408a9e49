"""Lays the demonstration down: policy areas, the network of 2011, people, and exchanges in all states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from counterpart.accounts.passwords import hashed
from counterpart.core.errors import Conflict, NotFound
from counterpart.core.reading.locate import installed_areas
from counterpart.directory.actions.laying import LaidAuthority, LaidDown, LaidPast, LaidPerson, lay_network
from counterpart.directory.kinds import RelationKind
from counterpart.directory.queries.finding import find_authorities
from counterpart.foundation.actor import Right
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from counterpart.operations.demonstration.entering import KEEPERS, KEEPING, enter_registers
from counterpart.operations.demonstration.exchanging import exchange_some
from counterpart.operations.demonstration.furnishing import furnish
from counterpart.operations.demonstration.pasts import Past, pasts
from counterpart.operations.demonstration.people import PASSWORD
from counterpart.operations.demonstration.planned import PlannedAuthority, PlannedUser
from counterpart.operations.demonstration.planning import network_plan
from counterpart.operations.demonstration.recording import record_of
from counterpart.operations.demonstration.staffing import all_users, few_users
from counterpart.operations.demonstration.stories import main_authorities, story_authorities
from counterpart.operations.operator import asked_now, operator

SEED = 2011
RIGHTS = ("handler", "allocator", "alert_handler", "notification_handler")
OF_COORDINATORS = (*RIGHTS, "referral_handler", "alert_disseminator", "notification_broadcaster")


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was laid down."""

    network: LaidDown
    exchanges: int


def plan_of_demonstration() -> tuple[list[PlannedAuthority], list[PlannedUser]]:
    """Return the plan and its people: the same each time."""
    plan = list(network_plan(SEED))
    also = {one.key for one in story_authorities(plan)}
    return plan, list(all_users(plan, SEED, also))


def awake_of(plan: Sequence[PlannedAuthority]) -> frozenset[str]:
    """Return the keys of those for whom people have signed in for sure: who takes part in the stories."""
    return frozenset(user.authority for user in few_users(plan, SEED, {one.key for one in story_authorities(plan)}))


def lay_down(tell: Callable[[str], None]) -> Demonstration | None:
    """Lay everything down; None when there is a network already: then nothing is touched."""
    install_areas(tell)
    if find_authorities(operator(), limit=1).found:
        return None
    tell("drawing up the network")
    plan, users = plan_of_demonstration()
    tell(f"registering {len(plan)} authorities")
    asked = asked_now()
    awake = awake_of(plan)
    behind = pasts(plan, awake, SEED, asked.at)
    network = lay_network(operator(), asked, list(laid(plan, users, behind)))
    made = exchange_some(plan, users, tell)
    tell("filling the desks of the coordinators")
    furnish(plan, awake, asked.at)
    enter_registers(plan, asked.at)
    return Demonstration(network, made)


def install_areas(tell: Callable[[str], None]) -> None:
    """Install the areas that ship, where they are not."""
    tell("installing the policy areas")
    folder = installed_areas()
    if folder is None:
        raise NotFound("areas_missing")
    paths = [path for path in sorted(folder.iterdir()) if (path / "module.yaml").is_file()]
    try:
        install(operator(), asked_now(), trusted_consignment(*paths, folder / "network.yaml"))
    except Conflict as conflict:
        if conflict.code != "already_installed":
            raise


def laid(
    plan: Sequence[PlannedAuthority], users: Sequence[PlannedUser], behind: Mapping[str, Past] | None = None
) -> Iterator[LaidAuthority]:
    """Yield the authorities as the directory lays them down; all people share one prepared hash.

    `behind` is what lies behind them; who never signed in has not chosen a password either.
    """
    password = hashed(PASSWORD)
    keepers = {one.key for one in main_authorities(plan).values()}
    people: defaultdict[str, list[PlannedUser]] = defaultdict(list)
    for user in users:
        people[user.authority].append(user)
    for one in plan:
        past = (behind or {}).get(one.key)
        relations = [
            (relation.kind, relation.module, relation.coordinator, _chosen(relation.kind, chosen=relation.chosen))
            for relation in one.relations
        ]
        also = [KEEPING] if one.key in keepers else []
        staff = [_person(one, user, password, past, also) for user in people[one.key]]
        lived = LaidPast(past.registered_at, past.confirmed_at, past.mail_failed_at) if past else None
        yield LaidAuthority(record_of(one), (*one.roles, *also), one.competences, relations, staff, lived)


def _person(
    one: PlannedAuthority, user: PlannedUser, password: str, past: Past | None, also: Sequence[tuple[str, str]]
) -> LaidPerson:
    rights = _rights(one, user) + [Right(module, name) for module, _ in also for name in KEEPERS]
    known = LaidPerson(user.name, user.email, user.language, rights, password)
    if past is None:
        return known
    if past.asleep:
        return replace(known, password="")
    return replace(known, signed_in=(past.registered_at, past.last_seen))


def _chosen(kind: RelationKind, *, chosen: bool) -> bool:
    return chosen and kind is RelationKind.REQUEST


def _rights(authority: PlannedAuthority, user: PlannedUser) -> list[Right]:
    names = OF_COORDINATORS if authority.coordinates else RIGHTS
    given = [Right(module, name) for module in authority.areas for name in names]
    return [*given, Right("", "data_administrator")] if user.administrator else given
