"""Whom a coordinator may invite and register: members, regions, kinds of authorities, and roles in policy areas."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.core.errors import CounterpartError, Refused
from counterpart.directory.areas import area_names, role_kinds
from counterpart.directory.kinds import BY_OPERATOR, POWERS, AuthorityKind
from counterpart.directory.queries.players import participants, roles_of
from counterpart.directory.rights import RightName
from counterpart.modules.pins import network
from counterpart.web.showing.options import Option
from counterpart.web.showing.reasons import reason
from counterpart.web.showing.registering.fields import kinds_said, member_name
from counterpart.web.showing.sorting import alphabet
from counterpart.web.visit import ActingFor, Visit

GIVEN = frozenset({"authority", "coordinator", "register"})
"""Kinds of roles that authorities of a member can be given."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be chosen. `region` is fixed for a coordinator of a region; `members` has one entry for most."""

    members: tuple[str, ...]
    kinds: tuple[AuthorityKind, ...]
    region: str | None
    roles: tuple[tuple[str, str], ...]


def desk_of(visit: Visit) -> ActingFor:
    """Return the authority of a desk. Raises Refused `not_a_coordinator` for one that looks after no others."""
    acting = visit.acting
    if acting is None or not acting.has_desk:
        raise Refused("not_a_coordinator")
    return acting


def not_registering(visit: Visit) -> CounterpartError | None:
    """Return why the reader invites and registers nobody, None where they do."""
    acting = desk_of(visit)
    right = RightName.DATA_ADMINISTRATOR
    if acting.kind is AuthorityKind.SUPERVISOR:
        right = RightName.NETWORK_ADMINISTRATOR
    return None if visit.who.may(right, module="") else Refused("needs_right", right=str(right))


def why_not(visit: Visit) -> str:
    """Return the sentence of that, nothing where the reader may."""
    problem = not_registering(visit)
    return reason(visit.words, problem.code, problem.parameters) if problem is not None else ""


def reach_of(visit: Visit) -> Reach:
    """Return whom the reader may invite; two statements. Raises Refused."""
    acting = desk_of(visit)
    problem = not_registering(visit)
    if problem is not None:
        raise problem
    if acting.kind is AuthorityKind.SUPERVISOR:
        return Reach(
            tuple(network().members), tuple(sorted(BY_OPERATOR, key=_order)), None, _roles(frozenset(area_names()))
        )
    given = roles_of(acting.id)
    modules = area_names() if given.every_area else {module for module, _ in given.given}
    powers = POWERS[acting.kind]
    if not powers.registers:
        raise Refused("not_a_coordinator")
    here = participants([acting.id])[acting.id]
    region = None if powers.whole_member else here.region
    return Reach((acting.member,), tuple(sorted(powers.registers, key=_order)), region, _roles(frozenset(modules)))


def kind_options(visit: Visit, reach: Reach, chosen: str) -> tuple[Option, ...]:
    """Return the kinds to choose from; a competent authority where nothing was chosen and one may be."""
    said = kinds_said(visit.words)
    usual = AuthorityKind.AUTHORITY if AuthorityKind.AUTHORITY in reach.kinds else reach.kinds[0]
    return tuple(
        Option(str(int(one)), said[one], chosen=str(int(one)) == (chosen or str(int(usual)))) for one in reach.kinds
    )  # fmt: skip


def member_options(visit: Visit, reach: Reach, chosen: str) -> tuple[Option, ...]:
    """Return the members to choose from, in the reader's alphabet."""
    order = alphabet(visit.words.language)
    named = ((code, member_name(visit.words, code)) for code in reach.members)
    return tuple(
        Option(code, name, chosen=code == chosen) for code, name in sorted(named, key=lambda one: order(one[1]))
    )  # fmt: skip


def _order(kind: AuthorityKind) -> tuple[bool, int]:
    """What is registered most often comes first."""
    return kind is not AuthorityKind.AUTHORITY, int(kind)


def _roles(modules: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (module, role)
        for module in sorted(modules)
        for role, kind in role_kinds(module).items()
        if kind in GIVEN
    )  # fmt: skip
