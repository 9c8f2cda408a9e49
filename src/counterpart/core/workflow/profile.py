"""What the engine needs of the network profile: calendars, the rule of counting, members and groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from counterpart.core.deadlines import Calendar, CountingRule, calendar_of
from counterpart.core.definitions.network import Member, Membership, NetworkDefinition

_MOST_ZONED = 512


@dataclass(frozen=True, slots=True)
class Profile:
    """Calendars by member, how periods are counted, who the members are and which groups they form.

    `operator` is the calendar that counts where no member has one: for a citizen, or for nobody.
    """

    calendars: Mapping[str, Calendar]
    counting: CountingRule
    operator: Calendar
    members: tuple[str, ...] = ()
    groups: Mapping[str, Mapping[str, Membership]] = field(default_factory=dict)
    _zoned: dict[tuple[str, str], Calendar] = field(default_factory=dict, init=False, repr=False, compare=False)

    def calendar(self, member: str, zone: str = "") -> Calendar:
        """Return the calendar of a member, in the time zone of an authority where that is another."""
        calendar = self.calendars.get(member, self.operator)
        if not zone or zone == calendar.zone:
            return calendar
        zoned = self._zoned.get((member, zone))
        if zoned is None:
            if len(self._zoned) >= _MOST_ZONED:
                self._zoned.clear()
            zoned = self._zoned[member, zone] = replace(calendar, zone=zone)
        return zoned

    def in_group(self, group: str, member: str, on: date) -> bool:
        """Say whether a member belonged to a group on a day; both days of a membership count."""
        membership = self.groups.get(group, {}).get(member)
        return membership is not None and _covers(membership, on)


def profile_of(network: NetworkDefinition, members: Iterable[str] = ()) -> Profile:
    """Return the profile of a network, for a module in which only some `members` take part (none named: all)."""
    taking_part = tuple(members) or tuple(network.members)
    return Profile(
        calendars={code: _calendar(code, member) for code, member in network.members.items()},
        counting=CountingRule(
            network.counting.first_day,
            network.counting.end_on_day_off,
            network.counting.least_working_days,
            network.counting.reference,
        ),
        operator=calendar_of(network.network, "UTC"),
        members=tuple(code for code in taking_part if code in network.members),
        groups={name: group.members for name, group in network.groups.items()},
    )


def _calendar(code: str, member: Member) -> Calendar:
    return calendar_of(
        code,
        member.time_zone,
        weekend=member.weekend,
        library=member.calendar,
        holidays=[(holiday.on, holiday.name) for holiday in member.holidays],
    )


def _covers(membership: Membership, on: date) -> bool:
    since = date.fromisoformat(membership.since) if membership.since else date.min
    until = date.fromisoformat(membership.until) if membership.until else date.max
    return since <= on <= until
