"""What leaves the system leaves it at least once; what does not is tried for days and then shown."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator

import pytest

from counterpart.core.errors import Refused
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.advisory import OwnConnection
from counterpart.foundation.correlation import current_request
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.deliveries import (
    CHANNELS,
    PAUSES,
    ChannelKind,
    Delivery,
    DeliveryState,
    Parcel,
    Undeliverable,
    channel,
    counts,
    deliver_due,
    deliver_on,
    listed,
    queue,
    release,
    replay,
)
from counterpart.foundation.refs import new_ref
from tests.database.servers import Server
from tests.foundation.events import BRENNAN, NOW, asked, stored

OPERATOR = Actor(ActorKind.OPERATOR, new_ref(NOW))
REQUEST = new_ref(NOW)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _own_channels() -> Iterator[None]:
    with CHANNELS.only():
        yield


class Post:
    """A way out that may be closed."""

    def __init__(self) -> None:
        self.sent: list[Delivery] = []
        self.attempts: list[str] = []
        self.requests: list[object] = []
        self.trouble: Exception | None = None

    def __call__(self, delivery: Delivery, now: dt.datetime) -> None:
        self.attempts.append(delivery.key)
        self.requests.append(current_request())
        if self.trouble:
            raise self.trouble
        self.sent.append(delivery)


def parcel(fact: int = 1, target: str = "an authority", kind: ChannelKind = ChannelKind.MAIL) -> Parcel:
    return Parcel(fact, kind, target, {"step": "answered"}, REQUEST)


def queued(*parcels: Parcel) -> int:
    with as_actor([]):
        return queue(parcels, NOW)


def states() -> list[int]:
    return [state for (state,) in stored("select state from foundation_delivery order by id")]


def test_a_delivery_is_sent_once_with_what_it_was_queued_with(database: Server) -> None:
    post = Post()
    channel(ChannelKind.MAIL)(post)
    assert queued(parcel(), parcel(target="another")) == 2
    assert deliver_due(NOW) == 2
    assert deliver_due(NOW + DAY) == 0
    assert [one.target for one in post.sent] == ["an authority", "another"]
    assert (post.sent[0].body, post.sent[0].attempts, post.sent[0].request) == ({"step": "answered"}, 1, REQUEST)
    assert post.requests == [REQUEST, REQUEST]
    assert states() == [DeliveryState.SENT, DeliveryState.SENT]


def test_what_is_queued_twice_is_one_delivery(database: Server) -> None:
    channel(ChannelKind.MAIL)(Post())
    assert [queued(parcel()), queued(parcel(), parcel(fact=2)), queued()] == [1, 1, 0]


def test_a_delivery_waits_for_its_room_and_is_due_when_the_room_has_come(database: Server) -> None:
    queued(parcel(kind=ChannelKind.SIGNATURE), parcel())
    assert states() == [DeliveryState.WAITING] * 2
    assert deliver_due(NOW) == 0
    post = Post()
    channel(ChannelKind.SIGNATURE)(post)
    assert deliver_due(NOW) == 0
    assert release(NOW) == 1
    assert deliver_due(NOW) == 1
    assert states() == [DeliveryState.SENT, DeliveryState.WAITING]


def test_a_failed_delivery_is_tried_for_days_with_growing_pauses_and_then_dead(database: Server) -> None:
    post, now = Post(), NOW
    post.trouble = TimeoutError("mail.example.org")
    channel(ChannelKind.MAIL)(post)
    queued(parcel())
    deliver_due(now)
    for pause in PAUSES:
        assert states() == [DeliveryState.FAILED]
        assert deliver_due(now + pause - dt.timedelta(seconds=1)) == 0
        now += pause
        assert deliver_due(now) == 1
    assert states() == [DeliveryState.DEAD]
    assert deliver_due(now + 99 * DAY) == 0
    assert now - NOW > 4 * DAY
    assert list(PAUSES) == sorted(PAUSES)
    assert len(set(post.attempts)) == 1


def test_what_no_attempt_would_help_is_dead_at_once(database: Server) -> None:
    post = Post()
    post.trouble = Undeliverable("user_left")
    channel(ChannelKind.MAIL)(post)
    queued(parcel())
    assert deliver_due(NOW) == 1
    assert states() == [DeliveryState.DEAD]


def test_one_that_fails_does_not_hold_up_the_others(database: Server) -> None:
    post, tried = Post(), []

    def send(delivery: Delivery, now: dt.datetime) -> None:
        tried.append(delivery.target)
        if delivery.target == "an authority":
            raise ConnectionRefusedError

    channel(ChannelKind.MAIL)(send)
    channel(ChannelKind.CALL)(post)
    queued(parcel(), parcel(target="another"), parcel(kind=ChannelKind.CALL))
    assert deliver_due(NOW) == 3
    assert tried == ["an authority", "another"]
    assert len(post.sent) == 1


def test_each_attempt_is_made_at_its_own_time_however_long_the_queue(database: Server) -> None:
    seen: list[dt.datetime] = []
    moments = (NOW + hour * dt.timedelta(hours=1) for hour in range(100))
    channel(ChannelKind.MAIL)(lambda _, now: seen.append(now))
    queued(parcel(1), parcel(2), parcel(3))
    with OwnConnection() as locks:
        assert deliver_on(CHANNELS.all()["mail"], lambda: next(moments), locks, lambda: False) == 3
    assert len(set(seen)) == 3


def test_what_another_worker_is_sending_is_passed_by(database: Server) -> None:
    post = Post()
    channel(ChannelKind.MAIL)(post)
    queued(parcel())
    [(id_,)] = stored("select id from foundation_delivery")
    with OwnConnection() as other, other.lock(f"delivery.{id_}"):
        assert deliver_due(NOW) == 0
    assert deliver_due(NOW) == 1


def test_an_attempt_is_counted_before_it_is_made(database: Server) -> None:
    seen = []

    def send(delivery: Delivery, now: dt.datetime) -> None:
        seen.append(stored("select attempts, tried_at from foundation_delivery"))

    channel(ChannelKind.MAIL)(send)
    queued(parcel())
    deliver_due(NOW)
    assert seen == [[(1, NOW)]]


def test_an_error_is_kept_without_its_message(database: Server, caplog: pytest.LogCaptureFixture) -> None:
    post = Post()
    post.trouble = ConnectionError("no mailbox zofia.nowak@example.org")
    channel(ChannelKind.MAIL)(post)
    queued(parcel())
    with caplog.at_level(logging.ERROR):
        deliver_due(NOW)
    [one] = listed(OPERATOR, [DeliveryState.FAILED], 10)
    assert one.error is not None
    assert one.error.startswith("ConnectionError at ")
    assert (one.channel, one.attempts, one.next_at) == ("mail", 1, NOW + PAUSES[0])
    assert [record.message for record in caplog.records] == ["a delivery failed"]
    assert "zofia" not in one.error + repr([vars(record) for record in caplog.records])


def test_an_operator_has_dead_deliveries_sent_again_and_the_log_says_so(database: Server) -> None:
    post = Post()
    post.trouble = Undeliverable("user_left")
    channel(ChannelKind.MAIL)(post)
    queued(parcel(), parcel(fact=2))
    deliver_due(NOW)
    post.trouble = None
    assert replay(OPERATOR, asked(), dead=True) == 2
    assert deliver_due(NOW) == 2
    assert states() == [DeliveryState.SENT] * 2
    assert stored("select action, facts from foundation_log_entry") == [("replay_deliveries", '{"deliveries": 2}')]


def test_an_operator_has_one_failed_delivery_sent_again_before_its_time(database: Server) -> None:
    post = Post()
    post.trouble = TimeoutError()
    channel(ChannelKind.MAIL)(post)
    queued(parcel(), parcel(fact=2))
    deliver_due(NOW)
    [(first,), _] = stored("select id from foundation_delivery order by id")
    assert replay(OPERATOR, asked(), (first,)) == 1
    assert deliver_due(NOW) == 1
    assert len(post.attempts) == 3


def test_nobody_but_an_operator_sees_deliveries_or_has_them_sent_again(database: Server) -> None:
    with pytest.raises(Refused):
        replay(BRENNAN, asked(), dead=True)
    with pytest.raises(Refused):
        listed(BRENNAN, [DeliveryState.DEAD], 1)


def test_what_is_not_sent_is_counted_by_channel_and_state(database: Server) -> None:
    channel(ChannelKind.MAIL)(Post())
    queued(parcel(), parcel(fact=2), parcel(kind=ChannelKind.CHARGE))
    with as_actor([], read_only=True):
        assert counts() == {
            (ChannelKind.MAIL, DeliveryState.DUE): 2,
            (ChannelKind.CHARGE, DeliveryState.WAITING): 1,
        }
