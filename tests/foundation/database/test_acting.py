"""Row-level security lets in whom `as_actor` names, and each way around it that was known fails closed."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError
from django.test.utils import CaptureQueriesContext
from psycopg import connect, errors
from psycopg_pool import ConnectionPool

from counterpart.foundation.database.acting import NotActing, acting_for, as_actor, reading_together, row_once
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from tests.database.servers import Server

READ = "select words from trial_content order by id"
SETTING = "select current_setting('app.authorities', true)"


def words() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return [row[0] for row in cursor.fetchall()]


def _write_and_fail() -> None:
    with connection.cursor() as cursor:
        cursor.execute("insert into trial_content(exchange_id, words) values (1, 'more')")
    assert words() == ["ours", "more"]
    raise ZeroDivisionError


def test_an_authority_reads_what_it_has_access_to_and_nothing_else(trial: Server) -> None:
    seen = {}
    for authorities in ([10], [20], [30], [10, 30], [99], []):
        with as_actor(authorities):
            seen[tuple(authorities)] = words()
    assert seen == {
        (10,): ["ours"],
        (20,): ["theirs"],
        (30,): ["theirs"],
        (10, 30): ["ours", "theirs"],
        (99,): [],
        (): [],
    }


def test_the_owner_of_the_tables_sees_everything(trial: Server) -> None:
    with sign_in(trial.parameters(Role.OWNER)) as owner:
        assert [row[0] for row in owner.execute(READ)] == ["ours", "theirs"]


def test_without_an_actor_nothing_is_seen(trial: Server) -> None:
    assert words() == []
    with transaction.atomic():
        assert words() == []


def test_nothing_of_an_actor_is_left_for_the_next_transaction(trial: Server) -> None:
    with as_actor([10]):
        assert words() == ["ours"]
    with transaction.atomic():
        assert words() == []
    with as_actor([30]):
        assert words() == ["theirs"]


def test_nothing_of_an_actor_is_left_after_a_failure(trial: Server) -> None:
    with pytest.raises(ZeroDivisionError), as_actor([10]):
        _write_and_fail()
    assert words() == []
    with as_actor([10]):
        assert words() == ["ours"]


def test_an_overview_gives_no_right_to_write_content(trial: Server) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), as_actor([20]), connection.cursor() as cursor:
        cursor.execute("insert into trial_content(exchange_id, words) values (1, 'not mine')")


def test_a_transaction_that_only_reads_cannot_write(trial: Server) -> None:
    with as_actor([10], read_only=True):
        assert words() == ["ours"]
    with pytest.raises(InternalError, match="read-only"), as_actor([10], read_only=True):
        _write_and_fail()


def test_an_actor_inside_a_transaction_is_refused(server: Server) -> None:
    with as_actor([10]), pytest.raises(NotActing), as_actor([20]):
        pass
    with transaction.atomic(), pytest.raises(NotActing), as_actor([20]):
        pass


def test_the_transaction_says_for_whom_it_acts(server: Server) -> None:
    with as_actor([20, 10]):
        assert acting_for() == (20, 10)
    with as_actor([]):
        assert acting_for() == ()
    with pytest.raises(NotActing):
        acting_for()
    with transaction.atomic(), pytest.raises(NotActing):
        acting_for()


@pytest.mark.parametrize("authority", ["10", "10) or (true", True, 10.0, None])
def test_an_authority_is_a_number(authority: object) -> None:
    with pytest.raises(TypeError), as_actor([authority]):  # type: ignore[list-item]
        pass


def test_unset_is_null_in_a_new_session_and_empty_in_a_used_one(trial: Server) -> None:
    with connect(**trial.parameters(Role.APP), autocommit=True) as session:  # type: ignore[arg-type]
        assert session.execute(SETTING).fetchone() == (None,)
        assert session.execute(READ).fetchall() == []
        with session.transaction():
            session.execute("select set_config('app.authorities', '10', true)")
            assert session.execute(READ).fetchall() == [("ours",)]
        assert session.execute(SETTING).fetchone() == ("",)
        assert session.execute(READ).fetchall() == []


def test_set_local_outside_a_transaction_does_nothing(trial: Server) -> None:
    with connect(**trial.parameters(Role.APP), autocommit=True) as session:  # type: ignore[arg-type]
        session.execute("set local app.authorities = '10'")
        assert session.execute(READ).fetchall() == []


def test_a_setting_of_the_session_would_leak_through_a_pool(trial: Server) -> None:
    pool = ConnectionPool(kwargs=trial.parameters(Role.APP), min_size=1, max_size=1, open=False)
    with pool:
        with pool.connection() as first:
            first.execute("select set_config('app.authorities', '10', true)")
        with pool.connection() as second:
            assert second.execute(READ).fetchall() == []
            second.execute("select set_config('app.authorities', '10', false)")
        with pool.connection() as third:
            assert third.execute(READ).fetchall() == [("ours",)], "this is why as_actor never sets it like that"


def test_a_view_leaks_unless_it_asks_in_the_name_of_its_reader(trial: Server) -> None:
    with sign_in(trial.parameters(Role.OWNER)) as owner:
        owner.execute("create view trial_leak as select words from trial_content")
        owner.execute("create view trial_tight with (security_invoker) as select words from trial_content")
        owner.execute("grant select on trial_leak, trial_tight to counterpart_app")
    with as_actor([10]), connection.cursor() as cursor:
        cursor.execute("select words from trial_leak order by 1")
        assert len(cursor.fetchall()) == 2
        cursor.execute("select words from trial_tight")
        assert cursor.fetchall() == [("ours",)]


@pytest.mark.parametrize(
    "statement",
    [
        "alter table trial_content disable row level security",
        "drop policy sees on trial_content",
        "set role counterpart_owner",
        "create table mine()",
        "create schema mine",
        "delete from trial_content",
        "alter role counterpart_app bypassrls",
    ],
)
def test_the_role_app_cannot_take_the_barrier_away(trial: Server, statement: str) -> None:
    with (
        connect(**trial.parameters(Role.APP), autocommit=True) as session,  # type: ignore[arg-type]
        pytest.raises(errors.InsufficientPrivilege),
    ):
        session.execute(statement)


def test_django_prepares_what_it_says_twice(trial: Server) -> None:
    with as_actor([10]), connection.cursor() as cursor:
        for _ in range(4):
            cursor.execute("select words from trial_content where exchange_id = %s", [1])
        cursor.execute("select count(*) from pg_prepared_statements where statement like '%%trial_content where%%'")
        assert cursor.fetchone() == (1,)


def test_queries_of_several_rooms_read_in_one_transaction_and_each_once(trial: Server) -> None:
    count = "select count(*) from trial_content"
    with reading_together([10]), CaptureQueriesContext(connection) as said:
        for _ in range(2):
            with as_actor([10], read_only=True):
                assert words() == ["ours"]
                assert row_once(count, []) == (1,)
    assert [one["sql"] for one in said.captured_queries] == [READ, count, READ]
    with as_actor([20], read_only=True):
        assert row_once(count, []) == (1,)
        assert words() == ["theirs"]


def test_nobody_else_and_no_writer_joins_what_is_read_together(trial: Server) -> None:
    for authorities, read_only in (([20], True), ([], True), ([10, 20], True), ([10], False)):
        with reading_together([10]), pytest.raises(NotActing), as_actor(authorities, read_only=read_only):
            pass
    with reading_together([10]), pytest.raises(InternalError, match="read-only"), connection.cursor() as cursor:
        cursor.execute("insert into trial_content(exchange_id, words) values (1, 'more')")
    with as_actor([10]):
        assert words() == ["ours"]


def test_what_notes_that_it_reads_joins_where_that_was_said(trial: Server) -> None:
    with reading_together([10], noted=True), as_actor([10]), connection.cursor() as cursor:
        cursor.execute("insert into trial_content(exchange_id, words) values (1, 'noted')")
    with as_actor([10]):
        assert "noted" in words()
    for authorities, read_only in (([20], True), ([20], False), ([], False)):
        with reading_together([10], noted=True), pytest.raises(NotActing), as_actor(authorities, read_only=read_only):
            pass


def test_after_what_was_read_together_a_transaction_is_opened_as_before(trial: Server) -> None:
    with pytest.raises(ZeroDivisionError), reading_together([10]):
        raise ZeroDivisionError
    with as_actor([10], read_only=True), pytest.raises(NotActing), as_actor([10], read_only=True):
        pass
