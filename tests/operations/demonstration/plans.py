"""The plans that the tests of this folder look at, drawn once."""

from __future__ import annotations

from functools import lru_cache

from counterpart.operations.demonstration.growing import scaled
from counterpart.operations.demonstration.planned import PlannedAuthority, PlannedUser
from counterpart.operations.demonstration.planning import network_plan
from counterpart.operations.demonstration.staffing import many_users

SEED = 7
LARGE = 13_000
OFFICIALS = 35_000


@lru_cache(maxsize=4)
def network(seed: int = SEED) -> tuple[PlannedAuthority, ...]:
    return tuple(network_plan(seed))


@lru_cache(maxsize=1)
def large_network() -> tuple[PlannedAuthority, ...]:
    return tuple(scaled(network(), LARGE, SEED))


@lru_cache(maxsize=1)
def by_key() -> dict[str, PlannedAuthority]:
    return {one.key: one for one in large_network()}


@lru_cache(maxsize=1)
def officials() -> tuple[PlannedUser, ...]:
    return tuple(many_users(large_network(), OFFICIALS, SEED))
