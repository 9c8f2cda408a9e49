"""What lies behind the authorities: of each member the share for which nobody ever signed in, old records, bounces."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from counterpart.operations.demonstration.names.countries import countries
from counterpart.operations.demonstration.pasts import HALF_YEAR, Past, asleep, pasts, shares
from tests.cast import NOW
from tests.operations.demonstration.plans import SEED, by_key, network

NOBODY_ASLEEP = {"AT", "CY", "FI", "IE", "LI", "LU", "MT", "SI"}
"""Of them the annual report of 2011 says so (section 2.1)."""


def behind() -> dict[str, Past]:
    return pasts(network(), frozenset(), SEED, NOW)


def test_every_member_has_a_share_and_those_of_the_report_have_none() -> None:
    assert set(shares()) == set(countries())
    assert {member for member, share in shares().items() if not share} == NOBODY_ASLEEP


def test_so_many_of_each_member_never_signed_in_as_its_share_says() -> None:
    every = Counter(one.member for one in network())
    sleeping = Counter(by_key()[key].member for key in asleep(network(), frozenset(), SEED))
    of_coordinators = {"HR"}  # there is nobody else
    wanted = {member: round(every[member] * share / 100) for member, share in shares().items()}
    assert {member: sleeping[member] for member in every} == wanted | dict.fromkeys(of_coordinators, sleeping["HR"])
    assert not NOBODY_ASLEEP & set(sleeping)


def test_coordinators_and_those_of_the_stories_are_awake() -> None:
    awake = frozenset(one.key for one in network() if one.member == "NL")
    sleeping = asleep(network(), awake, SEED)
    assert not sleeping & awake
    assert not any(by_key()[key].coordinates for key in sleeping)


def test_nothing_lies_in_the_future_or_is_upside_down() -> None:
    for past in behind().values():
        assert past.registered_at <= past.confirmed_at <= NOW
        assert past.registered_at < past.last_seen < NOW
        assert past.mail_failed_at is None or past.registered_at < past.mail_failed_at < NOW


def test_some_records_are_old_and_some_mails_come_back() -> None:
    half_year = dt.timedelta(days=HALF_YEAR)
    old = sum(NOW - past.confirmed_at > half_year for past in behind().values())
    returned = sum(past.mail_failed_at is not None for past in behind().values())
    assert 0.02 < old / len(network()) < 0.08
    assert 0.005 < returned / len(network()) < 0.03


def test_the_past_is_the_same_each_time() -> None:
    assert behind() == behind()
