"""Jobs hold refs and nothing else, run for the request that caused them, and are not lost with their worker."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from uuid import UUID, uuid4

import orjson
import pytest

from counterpart.foundation.clock import SystemClock
from counterpart.foundation.correlation import current_request, on_behalf_of_request
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.statements import row
from counterpart.foundation.job_running import run_jobs
from counterpart.foundation.jobs import PAUSES, job, requeue_stalled_jobs
from counterpart.foundation.refs import new_ref
from tests.database.servers import Server
from tests.foundation.events import NOW, stored

did: list[tuple[object, ...]] = []
trouble: list[Exception] = []


@job("trial.print")
def print_letter(now: dt.datetime, exchange: UUID, page: int, copies: list[UUID]) -> None:
    did.append((now, exchange, page, copies, current_request()))


@job("trial.whoami")
def whoami(exchange: UUID) -> None:
    if trouble:
        raise trouble[0]
    with as_actor([], read_only=True):
        did.append((exchange, *(row("select current_user") or ())))


@pytest.fixture(autouse=True)
def _nothing_done(database: Server) -> None:
    did.clear()
    trouble.clear()
    with sign_in(database.superuser) as superuser:
        superuser.execute("truncate procrastinate_jobs, procrastinate_workers restart identity cascade")


def run() -> None:
    run_jobs(threading.Event(), wait=False)


def statuses() -> list[tuple[str, int]]:
    return [(status, attempts) for status, attempts in stored("select status::text, attempts from procrastinate_jobs")]


def test_a_job_is_there_when_its_transaction_commits_and_runs_with_its_refs(database: Server) -> None:
    exchange, copy, request = new_ref(NOW), new_ref(NOW), new_ref(NOW)
    before = SystemClock().now()
    with as_actor([]):
        print_letter.later(request=request, exchange=exchange, page=3, copies=[copy])
    run()
    [(now, *rest)] = did
    assert rest == [exchange, 3, [copy], request]
    assert isinstance(now, dt.datetime)
    assert now >= before


def test_a_job_of_a_transaction_that_is_undone_never_was(database: Server) -> None:
    def put_off_and_fail() -> None:
        with as_actor([]):
            whoami.later(exchange=new_ref(NOW))
            raise LookupError

    with pytest.raises(LookupError):
        put_off_and_fail()
    assert statuses() == []


def test_a_job_carries_the_request_that_its_thread_works_for(database: Server) -> None:
    request = new_ref(NOW)
    with as_actor([]), on_behalf_of_request(request):
        print_letter.later(exchange=new_ref(NOW), page=1, copies=[])
    [(args,)] = stored("select args from procrastinate_jobs")
    assert orjson.loads(args)["request"] == str(request)


def test_a_job_runs_as_the_role_worker(database: Server) -> None:
    exchange = new_ref(NOW)
    with as_actor([]):
        whoami.later(exchange=exchange)
    run()
    assert did == [(exchange, "counterpart_worker")]


def takes_text(title: str) -> None:
    """Take what somebody typed."""


def takes_bytes(letter: bytes) -> None:
    """Take a whole letter."""


def takes_anything(letter: dict[str, str]) -> None:
    """Take more than one can know."""


@pytest.mark.parametrize("work", [takes_text, takes_bytes, takes_anything])
def test_a_function_that_takes_values_cannot_become_a_job(work: Callable[..., None]) -> None:
    with pytest.raises(TypeError, match="refs and numbers only"):
        job(f"trial.{work.__name__}")(work)


@pytest.mark.parametrize("value", ["Zofia Nowak", b"letter", True, 1.5, {"a": 1}, [uuid4()], None])
def test_a_job_is_not_put_off_with_anything_but_a_ref(database: Server, value: object) -> None:
    with as_actor([]), pytest.raises(TypeError, match="refs and numbers only") as raised:
        whoami.later(exchange=value)  # type: ignore[arg-type]
    assert "Nowak" not in str(raised.value)


def test_a_job_is_put_off_with_exactly_its_arguments() -> None:
    with pytest.raises(TypeError, match="takes"):
        whoami.later(page=1)


def test_a_job_that_fails_is_tried_again_later(database: Server) -> None:
    trouble.append(ValueError())
    with as_actor([]):
        whoami.later(exchange=new_ref(NOW))
    run()
    assert statuses() == [("todo", 1)]
    [(wait,)] = stored("select scheduled_at - (select min(at) from procrastinate_events) from procrastinate_jobs")
    assert dt.timedelta(seconds=PAUSES[0] - 5) < wait <= dt.timedelta(seconds=PAUSES[0] + 5)
    assert sorted(PAUSES) == list(PAUSES)


def test_a_job_is_given_up_after_its_last_pause(database: Server) -> None:
    trouble.append(ValueError())
    with as_actor([]):
        whoami.later(exchange=new_ref(NOW))
    with sign_in(database.superuser) as superuser:
        superuser.execute("update procrastinate_jobs set attempts = %s", [len(PAUSES)])
    run()
    assert statuses() == [("failed", len(PAUSES) + 1)]


def test_a_job_whose_worker_is_gone_is_queued_again(database: Server) -> None:
    with as_actor([]):
        whoami.later(exchange=new_ref(NOW))
    with sign_in(database.superuser) as superuser:
        superuser.execute("insert into procrastinate_workers(last_heartbeat) values (now() - interval '1 hour')")
        superuser.execute(
            "update procrastinate_jobs set status = 'doing', worker_id = (select id from procrastinate_workers)"
        )
    run()
    assert did == []
    assert requeue_stalled_jobs(NOW) == 1
    run()
    assert len(did) == 1


def test_called_directly_a_job_runs_at_once(database: Server) -> None:
    print_letter(NOW, UUID(int=1), 2, [])
    assert did == [(NOW, UUID(int=1), 2, [], None)]
