"""Who can sign in to the demonstration network: the people of a few authorities, with one password for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterpart.operations.demonstration.planned import PlannedAuthority, PlannedUser
from counterpart.operations.demonstration.stories import coordinator_of, main_authorities

PASSWORD = "a demonstration of cooperation"  # noqa: S105  printed at every start; only in a demonstration


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody to sign in as, and what they are."""

    email: str
    what: str


def sign_ins(plan: Sequence[PlannedAuthority], users: Iterable[PlannedUser]) -> Iterator[SignIn]:
    """Yield two people of the authority that each member of the story has, and one who coordinates the first of them.

    Authorities without people, in a network that was laid down otherwise, are passed by.
    """
    people: dict[str, list[PlannedUser]] = {}
    for user in users:
        people.setdefault(user.authority, []).append(user)
    authorities = main_authorities(plan)
    for one in authorities.values():
        for user in people.get(one.key, ())[:2]:
            yield SignIn(user.email, f"{user.name}, {one.title} ({one.member})")
    first = next(iter(authorities.values()))
    above = coordinator_of(first)
    for one in plan:
        if one.key == above:
            user = people[one.key][0]
            yield SignIn(user.email, f"{user.name}, {one.title} ({one.member}), coordinator of {first.title}")
