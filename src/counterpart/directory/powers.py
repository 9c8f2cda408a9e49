"""What a kind of authority may do in the network, as codes for pages to say in plain words (`of_powers` of the web).

Told from the tables that decide it, `kinds.POWERS` and `policy.TABLE`: whoever changes these changes what is said.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

from counterpart.directory.kinds import POWERS, AuthorityKind
from counterpart.directory.policy import TABLE, Deed, Extent, Post, When


class Power(enum.StrEnum):
    """A thing that a kind of authority may do; in the order in which they are told."""

    REGISTERS_NATIONAL = "registers_national"
    REGISTERS_COORDINATORS = "registers_coordinators"
    REGISTERS_AUTHORITIES = "registers_authorities"
    IN_WHOLE_MEMBER = "in_whole_member"
    """What it does for others it does in the whole member."""
    IN_ITS_REGION = "in_its_region"
    """In its own region, if it was given one."""
    EVERY_AREA = "every_area"
    """It takes part in every policy area without being given it."""
    GIVES_ACCESS = "gives_access"
    GIVES_ACCESS_IN_ITS_AREAS = "gives_access_in_its_areas"
    CHANGES_OFFICIAL_NAMES = "changes_official_names"
    """Of those that it validated: official name, region, territory."""
    SETS_SWITCHES = "sets_switches"
    """Chooses for the whole member where the law leaves a choice."""
    SEES_OVERVIEW = "sees_overview"
    """Whose move it is and by when: no content, nothing personal."""
    APPROVES = "approves"
    """And settles disputes, where approval is switched on or something was referred."""
    ACTS_AS_AUTHORITY = "acts_as_authority"
    """Like any other authority, with the same rights (Regulation (EU) No 1024/2012, Art. 6(4))."""
    DEFINES = "defines"
    """Policy areas, question sets, retention."""
    STATISTICS_ONLY = "statistics_only"
    """Of exchanges in which it does not take part it sees figures and nothing else."""


def powers_in_words(kind: AuthorityKind) -> tuple[Power, ...]:
    """Return what a kind of authority may do, in the order in which it is told."""
    found = set(_of_kind(kind)) | set(_of_table(kind))
    return tuple(power for power in Power if power in found)


def _of_kind(kind: AuthorityKind) -> Iterator[Power]:
    powers = POWERS[kind]
    if powers.of_member:
        yield Power.ACTS_AS_AUTHORITY
    if powers.registers:
        yield Power.REGISTERS_AUTHORITIES
    if any(POWERS[other].coordinates for other in powers.registers):
        yield Power.REGISTERS_COORDINATORS
    if not powers.coordinates:
        return
    yield Power.IN_WHOLE_MEMBER if powers.whole_member else Power.IN_ITS_REGION
    yield Power.CHANGES_OFFICIAL_NAMES
    yield Power.GIVES_ACCESS if powers.every_area else Power.GIVES_ACCESS_IN_ITS_AREAS
    if powers.every_area:
        yield Power.EVERY_AREA
    if powers.whole_member or kind is AuthorityKind.AREA:
        yield Power.SETS_SWITCHES


def _of_table(kind: AuthorityKind) -> Iterator[Power]:
    if POWERS[kind].coordinates:
        yield Power.SEES_OVERVIEW
        if Post.REFERRAL_HANDLER in TABLE[Deed.APPROVE]:
            yield Power.APPROVES
    if kind is not AuthorityKind.SUPERVISOR:
        return
    rules = {deed: cells.get(Post.NETWORK_ADMINISTRATOR) for deed, cells in TABLE.items()}
    if (register := rules[Deed.REGISTER]) is not None and register.when is When.NATIONALS_ONLY:
        yield Power.REGISTERS_NATIONAL
    if rules[Deed.DEFINE] is not None:
        yield Power.DEFINES
    if (lists := rules[Deed.LIST]) is not None and lists.extent is Extent.STATISTICS:
        yield Power.STATISTICS_ONLY
