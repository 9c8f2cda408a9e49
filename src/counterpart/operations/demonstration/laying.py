"""Lays the demonstration down: policy areas, the network of 2011, people, and exchanges in all states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from counterpart.accounts.passwords import hashed
from counterpart.core.errors import Conflict, NotFound
from counterpart.core.reading.locate import installed_areas
from counterpart.directory.actions.laying import LaidAuthority, LaidDown, LaidPerson, lay_network
from counterpart.directory.kinds import RelationKind
from counterpart.directory.queries.finding import find_authorities
from counterpart.directory.records import AuthorityRecord
from counterpart.foundation.actor import Right
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment
from counterpart.operations.demonstration.exchanging import exchange_some
from counterpart.operations.demonstration.people import PASSWORD
from counterpart.operations.demonstration.planned import PlannedAuthority, PlannedUser
from counterpart.operations.demonstration.planning import network_plan
from counterpart.operations.demonstration.staffing import few_users
from counterpart.operations.demonstration.stories import story_authorities
from counterpart.operations.operator import asked_now, operator

SEED = 2011
RIGHTS = ("handler", "allocator", "alert_handler")
OF_COORDINATORS = ("handler", "allocator", "referral_handler", "alert_handler", "alert_disseminator")


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was laid down."""

    network: LaidDown
    exchanges: int


def plan_of_demonstration() -> tuple[list[PlannedAuthority], list[PlannedUser]]:
    """Return the plan and its people: the same each time."""
    plan = list(network_plan(SEED))
    also = {one.key for one in story_authorities(plan)}
    return plan, list(few_users(plan, SEED, also))


def lay_down(tell: Callable[[str], None]) -> Demonstration | None:
    """Lay everything down; None when there is a network already: then nothing is touched."""
    install_areas(tell)
    if find_authorities(operator(), limit=1).found:
        return None
    tell("drawing up the network")
    plan, users = plan_of_demonstration()
    tell(f"registering {len(plan)} authorities")
    network = lay_network(operator(), asked_now(), list(laid(plan, users)))
    made = exchange_some(plan, users, tell)
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


def laid(plan: Sequence[PlannedAuthority], users: Sequence[PlannedUser]) -> Iterator[LaidAuthority]:
    """Yield the authorities as the directory lays them down; all people share one prepared hash."""
    password = hashed(PASSWORD)
    people: defaultdict[str, list[PlannedUser]] = defaultdict(list)
    for user in users:
        people[user.authority].append(user)
    for one in plan:
        yield LaidAuthority(
            _record(one),
            one.roles,
            one.competences,
            [(relation.kind, relation.module, relation.coordinator, _chosen(relation.kind, chosen=relation.chosen))
             for relation in one.relations],
            [LaidPerson(user.name, user.email, user.language, _rights(one, user), password)
             for user in people[one.key]],
        )  # fmt: skip


def _record(one: PlannedAuthority) -> AuthorityRecord:
    return AuthorityRecord(
        member=one.member,
        kind=one.kind,
        names=dict(one.names),
        titles={"en": one.title},
        languages=one.languages,
        region=one.region,
        postcode=one.postcode,
        city=one.city,
        email=one.email,
        external_id=one.key,
    )


def _chosen(kind: RelationKind, *, chosen: bool) -> bool:
    return chosen and kind is RelationKind.REQUEST


def _rights(authority: PlannedAuthority, user: PlannedUser) -> list[Right]:
    names = OF_COORDINATORS if authority.coordinates else RIGHTS
    given = [Right(module, name) for module in authority.areas for name in names]
    return [*given, Right("", "data_administrator")] if user.administrator else given
