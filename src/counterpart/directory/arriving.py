"""What the worker does about those who come into the network; registered in `handlers.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from counterpart.directory.actions.expiring import (
    ask_for_second_users,
    expire_invitations,
    remind_coordinators,
    remind_invitations,
)
from counterpart.directory.telling import TOLD, tellings_of
from counterpart.foundation.facts import FactRow, consumer
from counterpart.foundation.periodic import every
from counterpart.notices.telling import tell

HOUR = 3_600

every(seconds=HOUR, name="directory.expire_invitations")(expire_invitations)
every(seconds=HOUR, name="directory.remind_invitations")(remind_invitations)
every(seconds=HOUR, name="directory.remind_coordinators")(remind_coordinators)
every(seconds=HOUR, name="directory.ask_for_second_users")(ask_for_second_users)


@consumer("directory.notices", *TOLD)
def tell_of_network(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Tell people of invitations, registrations, access and passwords."""
    tell(tellings_of(facts, now), now)
