"""Who can sign in to the demonstration network: the people of a few authorities, with one password for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterpart.directory.kinds import AuthorityKind
from counterpart.operations.demonstration.planned import PlannedAuthority, PlannedUser

PASSWORD = "a demonstration of cooperation"  # noqa: S105  printed at every start; only in a demonstration
MEMBERS = ("PL", "GB", "DE", "FR", "GR", "BG")
PROFESSION = "pharmacist"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody to sign in as, and what they are."""

    email: str
    what: str


def sign_ins(plan: Sequence[PlannedAuthority], users: Iterable[PlannedUser]) -> Iterator[SignIn]:
    """Yield two people of an authority for pharmacists in each of some members, and the Polish coordinator."""
    people: dict[str, list[PlannedUser]] = {}
    for user in users:
        people.setdefault(user.authority, []).append(user)
    for member in MEMBERS:
        here = [one for one in plan if one.member == member and one.key in people and not one.coordinates]
        chosen = max(here, key=_fitness)
        for user in people[chosen.key][:2]:
            yield SignIn(user.email, f"{user.name}, {chosen.title} ({member})")
    coordinator = next(one for one in plan if one.member == MEMBERS[0] and one.kind is AuthorityKind.NATIONAL)
    user = people[coordinator.key][0]
    yield SignIn(user.email, f"{user.name}, {coordinator.title} ({MEMBERS[0]}), national coordinator")


def _fitness(authority: PlannedAuthority) -> tuple[bool, int]:
    """Return how well an authority fits a first look: one for the profession, or for as many as possible."""
    codes = [code for _, _, code in authority.competences]
    return PROFESSION in codes, len(codes)
