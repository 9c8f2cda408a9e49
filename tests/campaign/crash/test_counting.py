"""What is counted after a campaign would tell of a loss: each kind of it is made here, and found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest

from counterpart.exchanges.actions.copying import delete_draft
from counterpart.exchanges.actions.expiring import keep_terms
from counterpart.exchanges.actions.ringing import fire_deadlines
from counterpart.foundation.actor import ActorKind
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from tests.campaign.crash.clients import Left
from tests.campaign.crash.counting import (
    STEPS,
    Calm,
    Told,
    calm,
    deadlines_are_kept_once,
    everybody_is_told_once,
    keys_are_where_exchanges_are,
    keys_of,
    mails_are_sent,
    steps_are_entries_and_facts,
    terms_are_kept_once,
)
from tests.database.servers import Server
from tests.exchanges.stories import NOW, REQUESTER, asked, done, drafted, later, sent, stored
from tests.network import Network
from tests.notices.post import Post, carried_out, post_office

pytestmark = pytest.mark.slow


@dataclass
class Played:
    """What was done, and what is expected after it."""

    server: Server
    post: Post
    left: dict[UUID, Left]
    expected: Calm
    after: dt.datetime

    def count(self) -> None:
        told = Told()
        told.gather()
        received = [(mail["Message-ID"], address) for address, mail in self.post.mails]
        everybody_is_told_once(told, self.expected)
        deadlines_are_kept_once(self.left, self.expected, self.after)
        mails_are_sent(told, received)
        keys = keys_of(self.server)
        keys_are_where_exchanges_are(self.left, keys)
        terms_are_kept_once(keys, self.after)


@pytest.fixture
def played(network: Network, database: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    """One draft that was thrown away, a request that waited until a deadline fired, and one whose data went."""
    with post_office(monkeypatch) as post:
        gone, waits, over = drafted(network), sent(network), sent(network)
        done(network, "kowalska", over, "withdraw", REQUESTER, reason="The wrong person.")
        delete_draft(network.actor("kowalska"), asked(), gone.ref, REQUESTER)
        [(first,)] = stored("select min(fire_at) from exchanges_deadline")
        carried_out(NOW)
        fire_deadlines(first)
        carried_out(first)
        keep_terms(later(weeks=20))
        carried_out(later(weeks=20))
        left = {gone.ref: Left("deleted", NOW), waits.ref: Left("sent", NOW), over.ref: Left("withdrawn", NOW)}
        told = Told()
        told.gather()
        yield Played(database, post, left, calm(left, told), later(weeks=20))


def steps() -> dict[UUID, UUID]:
    return dict(stored(STEPS, [ActorKind.PERSON]))


def test_when_nothing_was_lost_nothing_is_said(played: Played) -> None:
    played.count()
    steps_are_entries_and_facts(steps())
    assert len(steps()) == 7


@pytest.mark.parametrize(
    "harm",
    [
        "delete from foundation_log_entry where action = 'send'",
        "delete from foundation_fact where type = 'exchange.moved' and dims ->> 'action' = 'send'",
        (
            "insert into foundation_fact(at, type, v, stream, n, dims) select at, type, v, stream, n, dims"
            " from foundation_fact where dims ->> 'action' = 'send'"
        ),
        "update foundation_log_entry set request_id = gen_random_uuid() where action = 'send'",
    ],
)
def test_a_step_that_lacks_its_entry_or_its_one_fact_is_found(played: Played, harm: str) -> None:
    before = steps()
    harmed(played.server, harm)
    with pytest.raises(AssertionError):
        steps_are_entries_and_facts(before)


@pytest.mark.parametrize(
    "harm",
    [
        "delete from notices_notice where id = (select min(id) from notices_notice)",
        "update notices_notice set user_ref = gen_random_uuid() where id = (select min(id) from notices_notice)",
        "delete from foundation_fact where dims ->> 'action' = 'ring'",
        (
            "insert into foundation_fact(at, type, v, stream, n, dims) select at, type, v, stream, n + 1, dims"
            " from foundation_fact where dims ->> 'action' = 'ring'"
        ),
        "update notices_mail set state = 1 where id = (select min(id) from notices_mail)",
        "update notices_mail set message_id = 'another' where id = (select min(id) from notices_mail)",
        "delete from vault.key where ref = (select ref from vault.key limit 1)",
        (
            "insert into vault.key select gen_random_uuid(), key_class, inside, master, wrapped, created_at"
            " from vault.key limit 1"
        ),
        "delete from foundation_log_entry where action = 'foundation.erase'",
        "delete from foundation_log_entry where action = 'expire'",
        "update exchanges_exchange set erase_at = now() - interval '10 years' where state = 'withdrawn'",
        (
            "update vault.key set key_class = 6 where key_class = 5"
            " and ref = (select ref from exchanges_exchange where state = 'withdrawn')"
        ),
    ],
)
def test_what_is_lost_or_happened_twice_after_a_step_is_found(played: Played, harm: str) -> None:
    harmed(played.server, harm)
    with pytest.raises(AssertionError):
        played.count()


def harmed(server: Server, harm: str) -> None:
    with sign_in(server.parameters(Role.OWNER)) as owner:
        assert owner.execute(harm.encode()).rowcount > 0
