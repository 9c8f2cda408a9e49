"""A list is handed in at a page: a worker looks at it or imports it, in the name of who handed it in."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from uuid import UUID

import pytest

from counterpart.core.errors import Invalid, NotFound, OutOfTurn, Refused
from counterpart.directory.bulk.importing import Tally, imported
from counterpart.directory.bulk.progress import Stage
from counterpart.directory.bulk.reading import MOST_BYTES, ListFile
from counterpart.directory.bulk.running import Upload, begin_import, carry_out, forget_imports, run_import
from counterpart.directory.bulk.states import ImportStanding, import_state, imports_of
from counterpart.directory.bulk.telling import told_in_table
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.doing import Asked
from counterpart.foundation.serving import as_worker
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import stored
from tests.directory.bulk.lists import as_csv, town
from tests.network import Network, asked


@pytest.fixture(autouse=True)
def forgotten(database: Server) -> Iterator[None]:
    yield
    with sign_in(database.parameters(Role.OWNER)) as owner:
        owner.execute("delete from directory_import")


def hand_in(actor: Actor, file: ListFile, *, dry_run: bool = False) -> UUID:
    """Hand a list in, and let a worker work."""
    content = file.content
    pieces = (content[at : at + 100] for at in range(0, len(content), 100))
    ref = begin_import(actor, asked(), Upload(file.name, "text/csv", pieces), dry_run=dry_run)
    assert import_state(actor, ref).state is ImportStanding.WAITING
    work(ref)
    return ref


def work(ref: UUID, at: dt.datetime = NOW) -> None:
    """Do what a worker does with the job."""
    with as_worker():
        run_import(ref, at)


def test_a_list_is_imported_by_the_worker(coordinator: Actor) -> None:
    state = import_state(coordinator, hand_in(coordinator, as_csv([town(1), town(2)])))
    assert (state.state, state.ended, state.tally) == (ImportStanding.DONE, True, Tally(new=2, granted=2))
    [(actor,)] = stored(
        "select distinct e.actor_ref from foundation_log_entry e join directory_authority a on a.ref = e.stream "
        "where a.external_id like 'lu-%%'"
    )
    assert actor == coordinator.ref


def test_a_list_that_was_looked_at_is_carried_out_without_another_upload(coordinator: Actor) -> None:
    ref = hand_in(coordinator, as_csv([town(1)]), dry_run=True)
    assert import_state(coordinator, ref).state is ImportStanding.LOOKED_AT
    assert stored("select 1 from directory_authority where external_id = 'lu-1'") == []
    carry_out(coordinator, asked(), ref)
    work(ref)
    assert import_state(coordinator, ref).state is ImportStanding.DONE
    assert stored("select 1 from directory_authority where external_id = 'lu-1'") == [(1,)]
    with pytest.raises(OutOfTurn, match="import_not_looked_at"):
        carry_out(coordinator, asked(), ref)


def test_what_is_found_is_kept_for_the_page(coordinator: Actor) -> None:
    ref = hand_in(coordinator, as_csv([town(number, languages="xx") for number in range(600)]))
    state = import_state(coordinator, ref)
    assert (state.state, state.errors, len(state.findings), state.more) == (ImportStanding.REFUSED, 600, 500, 100)
    assert (state.findings[0].row, state.findings[0].column) == (2, "languages")


def test_a_job_that_runs_twice_imports_once(coordinator: Actor) -> None:
    ref = hand_in(coordinator, as_csv([town(1)]))
    before = stored("select count(*) from foundation_log_entry")
    work(ref)
    assert stored("select count(*) from foundation_log_entry") == before


def test_a_worker_that_was_killed_after_the_commit_finds_what_it_did(coordinator: Actor) -> None:
    file = as_csv([town(1)])
    ref = begin_import(coordinator, asked(), Upload("a.csv", "text/csv", [file.content]), dry_run=False)
    imported(coordinator, Asked(ref, NOW), file, dry_run=False)
    work(ref)
    state = import_state(coordinator, ref)
    assert (state.state, state.tally) == (ImportStanding.DONE, Tally(new=1, granted=1))


def test_the_same_request_hands_in_once(coordinator: Actor) -> None:
    once, file = asked(), as_csv([town(1)])
    first = begin_import(coordinator, once, Upload("a.csv", "text/csv", [file.content]), dry_run=True)
    again = begin_import(coordinator, once, Upload("a.csv", "text/csv", [file.content]), dry_run=True)
    assert first == again
    assert [one.ref for one in imports_of(coordinator)] == [first]


def test_who_has_left_meanwhile_imports_nothing(coordinator: Actor, database: Server) -> None:
    file = as_csv([town(1)])
    ref = begin_import(coordinator, asked(), Upload("a.csv", "text/csv", [file.content]), dry_run=False)
    with sign_in(database.parameters(Role.OWNER)) as owner:
        owner.execute("update accounts_user set blocked_at = now() where ref = %s", [coordinator.ref])
        try:
            work(ref)
        finally:
            owner.execute("update accounts_user set blocked_at = null where ref = %s", [coordinator.ref])
    state = import_state(coordinator, ref)
    assert (state.state, state.problem) == (ImportStanding.FAILED, "account_closed")


def test_only_the_authority_that_handed_it_in_sees_what_became_of_it(coordinator: Actor, network: Network) -> None:
    ref = hand_in(coordinator, as_csv([town(1)]), dry_run=True)
    other = network.administrator_of("gb_national")
    with pytest.raises(NotFound, match="import_unknown"):
        import_state(other, ref)
    with pytest.raises(NotFound, match="import_unknown"):
        carry_out(other, asked(), ref)
    with pytest.raises(Refused, match="needs_right"):
        carry_out(network.actor("kowalska"), asked(), ref)


def test_a_file_that_is_too_large_is_not_taken_in(coordinator: Actor) -> None:
    pieces = (b"a,b\n" * (1 << 18) for _ in range((MOST_BYTES >> 20) + 1))
    with pytest.raises(Invalid, match="file_too_large"):
        begin_import(coordinator, asked(), Upload("a.csv", "text/csv", pieces), dry_run=True)
    assert imports_of(coordinator) == ()


def test_the_file_goes_when_it_was_imported_or_a_day_later(coordinator: Actor) -> None:
    done = hand_in(coordinator, as_csv([town(1)]))
    looked_at = hand_in(coordinator, as_csv([town(2)]), dry_run=True)
    kept = "select state from foundation_file where stream = %s"
    assert (stored(kept, done), stored(kept, looked_at)) == ([(5,)], [(3,)])
    with as_worker():
        forget_imports(NOW + dt.timedelta(hours=25))
        assert stored(kept, looked_at) == [(5,)]
        assert import_state(coordinator, looked_at).state is ImportStanding.REFUSED
        forget_imports(NOW + dt.timedelta(days=31))
    assert imports_of(coordinator) == ()


@pytest.mark.slow
def test_how_far_it_has_come_is_seen_while_it_goes_on(coordinator: Actor) -> None:
    ref = hand_in(coordinator, as_csv([town(1)]), dry_run=True)
    with told_in_table(ref) as tell:
        tell(Stage.CHECKING, 500, 13_000)
        until = time.monotonic() + 10
        while import_state(coordinator, ref).done != 500 and time.monotonic() < until:
            time.sleep(0.05)  # another thread writes it down when it likes
    state = import_state(coordinator, ref)
    assert (state.stage, state.total) == (Stage.CHECKING, 13_000)


def test_an_import_that_no_worker_ended_is_given_up(coordinator: Actor) -> None:
    file = as_csv([town(1)])
    ref = begin_import(coordinator, asked(), Upload("a.csv", "text/csv", [file.content]), dry_run=False)
    with as_worker():
        forget_imports(NOW + dt.timedelta(days=2))
        assert import_state(coordinator, ref).state is ImportStanding.WAITING
        forget_imports(NOW + dt.timedelta(days=4))
    assert import_state(coordinator, ref).problem == "import_broken_off"
    work(ref)
    assert stored("select 1 from directory_authority where external_id = 'lu-1'") == []
