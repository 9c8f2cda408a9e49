"""What people wrote about a person lies nowhere in clear: not in the tables, the log of the server, mails or drafts."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpart.exchanges.actions.talking import attach, message, note
from counterpart.exchanges.actions.writing import Answers, answer, edit
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.loading import password_variable, place_words
from counterpart.foundation.database.programs import environment, our_programs
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.drafts import save_draft
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.files import FileMeta, FileOwner, store_file
from tests.database.servers import OWN_SERVER, Server
from tests.exchanges.clear_text import disguises, found_in
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, accepted, asked, done, sent
from tests.network import Network

SUBJECT = {
    "given_names": "Quillibrand",
    "surname": "Öxentharrow",
    "birth_place": "Vrzhdebnitsa",
    "nationality": "IE",
    "profession": "pharmacist",
    "justification": "doubt_right",
}
SAID = {
    "message": "The parchment smells of brimwater.",
    "note": "Ask Yorrick Wexlemann in the archive.",
    "draft": "Perhaps the Zwickelbauer stamp is false.",
    "answer comment": "Only under supervision of Dr Hathermole.",
    "file": "zeugnis-oxentharrow-2009.pdf",
    "in the file": "Kwarteljager certifies herewith",
    "working copy": "Öxentharrow-Pimm",
    "reason": "The Gribblestein register was consulted wrongly.",
}
CONTROL = "Plainly-visible-Controlvalue"
VALUES = [SUBJECT["given_names"], SUBJECT["surname"], SUBJECT["birth_place"], *SAID.values()]


def written(network: Network) -> None:
    """A request in which everything that can be written is written."""
    exchange = accepted(network, subject=SUBJECT)
    taylor, kowalska = network.actor("taylor"), network.actor("kowalska")
    message(taylor, asked(), exchange.ref, RESPONDER, SAID["message"])
    note(taylor, asked(), exchange.ref, RESPONDER, SAID["note"])
    save_draft(taylor, f"exchange {exchange.number}", SAID["draft"].encode(), NOW)
    file = store_file(
        taylor,
        NOW,
        FileOwner(exchange.ref),
        [b"%PDF-1.7 ", SAID["in the file"].encode()],
        FileMeta(SAID["file"], "application/pdf"),
    )
    attach(taylor, asked(), exchange.ref, RESPONDER, [file.ref])
    given = answer(
        taylor, asked(), exchange.ref, RESPONDER, Answers({"established": {"cannot": SAID["answer comment"]}})
    )
    replied = done(network, "taylor", given, "reply", RESPONDER)
    done(network, "kowalska", replied, "withdraw", REQUESTER, reason=SAID["reason"])
    sequence_facts(NOW)
    feed_consumers(NOW)
    assert kowalska.ref


@pytest.fixture
def control(database: Server) -> Iterator[None]:
    """A value that somebody has written in clear."""
    with sign_in(database.parameters(Role.OWNER)) as owner:
        owner.execute("create table trial_clear(words text)")
        owner.execute("insert into trial_clear values (%s)", [CONTROL])
        yield
        owner.execute("drop table trial_clear")


def dumped(server: Server, folder: Path) -> Path:
    """Everything that a backup holds, as SQL."""
    owner, target = server.parameters(Role.OWNER), folder / "dump.sql"
    words: list[str] = [
        str(our_programs().path("pg_dump")),
        "--no-password",
        f"--file={target}",
        f"--dbname={place_words(owner)}",
    ]
    subprocess.run(words, env=environment(**password_variable(owner)), check=True)
    return target


def everything(server: Server, folder: Path) -> list[Path]:
    """The dump; the data folder with tables, WAL, sealed files and logs where it is ours."""
    with sign_in(server.superuser) as superuser:
        superuser.execute("checkpoint")
    files = [dumped(server, folder)]
    if not OWN_SERVER:
        data = server.addresses.data
        files += [path for path in data.rglob("*") if path.is_file() and "secrets" not in path.parts]
    return files


@pytest.mark.slow
def test_no_value_of_an_exchange_lies_anywhere_in_clear(
    network: Network, database: Server, control: None, tmp_path: Path
) -> None:
    written(network)
    files = everything(database, tmp_path)
    assert found_in(files, VALUES) == []
    assert {name for value, name in found_in(files, [CONTROL]) if value == CONTROL} >= {"dump.sql"}


def test_a_working_copy_lies_sealed(network: Network, database: Server, tmp_path: Path) -> None:
    exchange = sent(network, subject=SUBJECT)
    edit(network.actor("kowalska"), asked(), exchange.ref, REQUESTER, "subject", {"surname": SAID["working copy"]})
    assert found_in([dumped(database, tmp_path)], [SAID["working copy"]]) == []


@pytest.mark.parametrize(
    "written_as",
    [
        "Öxentharrow".encode(),
        "Öxentharrow".encode("utf-16-le"),
        b"... oxentharrow ...",
        b"w5Z4ZW50aGFycm93",
        "Öxentharrow".encode().hex().encode(),
    ],
)
def test_each_disguise_would_be_found(tmp_path: Path, written_as: bytes) -> None:
    path = tmp_path / "page"
    path.write_bytes(b"\0" * 100 + written_as + b"\0" * 100)
    assert found_in([path], ["Öxentharrow"]) == [("Öxentharrow", "page")]
    assert disguises("Öxentharrow")
