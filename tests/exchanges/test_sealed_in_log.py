"""A superuser who changes, removes, adds or puts back what is sealed is found by `log verify`; erasing is no breach."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.copying import delete_draft
from counterpart.exchanges.actions.talking import attach, message
from counterpart.exchanges.actions.writing import Answers, answer, edit
from counterpart.exchanges.queries.page import exchange_page
from counterpart.foundation.asks import Unanswered, sealed_within
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.duties import sweep_left_files
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.files import FileMeta, FileOwner, FileState, store_file
from counterpart.foundation.log import BreachKind
from counterpart.foundation.log_keeping import look_at_log
from counterpart.operations.command_line import main
from tests.database.servers import Server
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, accepted, asked, done, drafted, stored
from tests.network import Network

OF = "exchange_id = (select id from exchanges_exchange where ref = %(ref)s)"
MESSAGES = f"exchanges_content where {OF} and kind = 5"
COPY = "exchange_id, kind, place, slot, owner_id, party, lang, key_class, texts_revision, version, written_at, sealed"
"""Columns of a row that a superuser writes once more."""


def breaches() -> list[str]:
    return [str(breach) for breach in look_at_log().breaches]


def as_superuser(server: Server, statement: str, **values: Any) -> None:
    with sign_in(server.superuser) as superuser:
        assert superuser.execute(statement.encode(), values).rowcount, "nothing done"


def entry_of(ref: UUID, kind: int) -> int:
    [(n,)] = stored(
        "select written_n from exchanges_content c join exchanges_exchange e on e.id = c.exchange_id"
        " where e.ref = %s and kind = %s order by c.id desc limit 1", [ref, kind],
    )  # fmt: skip
    return int(n)


@pytest.fixture
def talked(network: Network, database: Server) -> Written:
    """An exchange with a subject that was written twice, a message, an answer and a file."""
    exchange = drafted(network)
    edit(network.actor("kowalska"), asked(), exchange.ref, REQUESTER, "subject", {"surname": "Breathnach"})
    exchange = done(network, "kowalska", Written(exchange.ref, exchange.number, 1, "draft"), "send", REQUESTER)
    exchange = done(network, "taylor", exchange, "accept", RESPONDER)
    taylor = network.actor("taylor")
    message(taylor, asked(), exchange.ref, RESPONDER, "Please look at the diploma of 2009.")
    answer(taylor, asked(), exchange.ref, RESPONDER, Answers({"established": "yes"}))
    file = store_file(taylor, NOW, FileOwner(exchange.ref), [b"%PDF-1.7"], FileMeta("diploma.pdf", "application/pdf"))
    attach(taylor, asked(), exchange.ref, RESPONDER, [file.ref])
    return exchange


def test_everything_that_is_sealed_in_an_exchange_is_compared(talked: Written, database: Server) -> None:
    whole = look_at_log()
    [(content, files)] = stored(
        "select (select count(*) from exchanges_content), (select count(*) from foundation_file)"
    )
    assert whole.breaches == []
    assert whole.sealed == content + files > 5


def test_a_file_that_the_scanner_had_removed_is_no_breach(talked: Written, database: Server) -> None:
    before = look_at_log()
    with sign_in(database.parameters(Role.OWNER)) as owner:
        owner.execute("update foundation_file set state = %s, held = 'Eicar', size = 0", [int(FileState.REMOVED)])
    after = look_at_log()
    assert after.breaches == []
    assert after.sealed == before.sealed


def test_a_sealed_value_that_was_removed_is_named(talked: Written, database: Server) -> None:
    n = entry_of(talked.ref, 5)
    as_superuser(database, f"delete from {MESSAGES}", ref=talked.ref)
    assert breaches() == [f"exchange {talked.ref}: what entry {n} wrote is gone, and was not erased"]


def test_a_room_that_says_nothing_of_what_it_seals_is_no_excuse(talked: Written, database: Server) -> None:
    with sealed_within.answers.only():
        sealed_within.answered("silent", lambda first, last: iter(()))
        assert {breach.kind for breach in look_at_log().breaches} == {BreachKind.SEALED_MISSING}
    with sealed_within.answers.only(), pytest.raises(Unanswered):
        look_at_log()


@pytest.mark.parametrize(
    "change",
    [
        "sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)",
        "sealed = ''",
        "sealed = (select sealed from exchanges_content where kind = 1 limit 1)",
        "slot = 'another'",
        "place = 'examination/1/1'",
        "version = version + 1",
        "kind = 6",
    ],
)
def test_a_sealed_value_that_was_changed_is_named(talked: Written, database: Server, change: str) -> None:
    n = entry_of(talked.ref, 5)
    as_superuser(database, f"update exchanges_content set {change} where {OF} and kind = 5", ref=talked.ref)
    told = f"exchange {talked.ref}: what is stored of entry {n} is not what it wrote: a sealed value was changed,"
    assert breaches() == [f"{told} added or removed"]


def test_an_older_value_that_was_put_back_is_named(talked: Written, database: Server) -> None:
    """The cipher opens it, as it is bound to that place: only the log knows."""
    subject = f"select sealed from exchanges_content where {OF} and kind = 1 order by version"
    as_superuser(
        database,
        f"update exchanges_content set sealed = ({subject} limit 1) where {OF} and kind = 1 and ended_n is null",
        ref=talked.ref,
    )
    assert [breach.n for breach in look_at_log().breaches] == [entry_of(talked.ref, 1)]


def test_a_value_that_was_added_is_named(talked: Written, database: Server) -> None:
    added = COPY.replace("slot", "'added'", 1)
    as_superuser(
        database,
        f"insert into exchanges_content({COPY}, written_n) select {added}, 99 from {MESSAGES}",
        ref=talked.ref,
    )
    assert breaches() == [f"exchange {talked.ref}: a sealed value is stored as written by entry 99, which wrote none"]


def test_a_value_that_was_moved_to_another_exchange_is_named_in_both(
    talked: Written, network: Network, database: Server
) -> None:
    other = accepted(network)
    as_superuser(
        database,
        f"update exchanges_content set exchange_id = (select id from exchanges_exchange where ref = %(other)s)"
        f" where {OF} and kind = 5", ref=talked.ref, other=other.ref,
    )  # fmt: skip
    assert {breach.stream for breach in look_at_log().breaches} == {talked.ref, other.ref}


@pytest.mark.parametrize(
    "harm", ["update foundation_file set digest = sha256('another')", "delete from foundation_file"]
)
def test_a_file_that_was_changed_or_removed_is_named(talked: Written, database: Server, harm: str) -> None:
    as_superuser(database, f"{harm} where stream = %(ref)s", ref=talked.ref)
    assert [breach.n for breach in look_at_log().breaches] == [entry_of(talked.ref, 9)]


def test_an_exchange_whose_rows_were_removed_is_named(talked: Written, database: Server) -> None:
    as_superuser(database, f"delete from exchanges_content where {OF}", ref=talked.ref)
    wrote = stored(
        "select n from foundation_log_entry where stream = %s and sealed_digest is not null order by n", [talked.ref]
    )
    assert [(breach.n,) for breach in look_at_log().breaches] == wrote


def test_a_draft_that_was_thrown_away_is_no_breach_but_its_return_is(network: Network, database: Server) -> None:
    exchange, kowalska = drafted(network), network.actor("kowalska")
    file = store_file(kowalska, NOW, FileOwner(exchange.ref), [b"%PDF-1.7"], FileMeta("diploma.pdf", "application/pdf"))
    attach(kowalska, asked(), exchange.ref, REQUESTER, [file.ref])
    as_superuser(database, "create table trial_kept as select * from exchanges_content")
    try:
        delete_draft(kowalska, asked(), exchange.ref, REQUESTER)
        assert breaches() == []
        sequence_facts(NOW)
        feed_consumers(NOW)
        sweep_left_files(NOW)
        assert breaches() == []
        as_superuser(database, "insert into exchanges_content overriding system value select * from trial_kept")
    finally:
        as_superuser(database, "drop table trial_kept", ref=None)
    assert f"exchange {exchange.ref}: what entry 1 wrote was erased, and is stored again" in breaches()


def test_the_operator_is_told_on_the_command_line(
    talked: Written, database: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["log", "verify"]) == 0
    assert "sealed values" in capsys.readouterr().out
    as_superuser(database, f"delete from {MESSAGES}", ref=talked.ref)
    assert main(["log", "verify"]) == 1
    assert "wrote is gone, and was not erased" in capsys.readouterr().out


def test_who_reads_the_exchange_sees_no_difference_in_what_only_the_log_finds(
    talked: Written, network: Network, database: Server
) -> None:
    """A message that was removed is simply not there: nobody but the log would ever know."""
    as_superuser(database, f"delete from {MESSAGES}", ref=talked.ref)
    page = exchange_page(network.actor("kowalska"), talked.number, NOW)
    assert page.content is not None
    assert [one for one in page.content.texts if one.kind == "message"] == []
    assert len(breaches()) == 1
