"""Links in entries are looked at: what does not answer is marked, and nothing inside the house is ever called."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from counterpart.foundation.actor import Actor
from counterpart.foundation.serving import as_worker
from counterpart.repositories import linking
from counterpart.repositories.linking import check_links, is_public, look
from counterpart.repositories.permissions import repository_of
from counterpart.repositories.queries.reading import entry_page
from tests.database.servers import Server
from tests.exchanges.stories import NOW, later, stored
from tests.network import Network
from tests.repositories.registers import followed, moved, published

LINKS = "select url, fails, said from repositories_link order by url"
AUTHORITY = ("registers", "authority")


class Answers(BaseHTTPRequestHandler):
    """Answers by the path: 404 for /gone, a redirect into the house for /moved."""

    asked: ClassVar[list[str]] = []

    def do_HEAD(self) -> None:
        self.asked.append(f"{self.path} {self.headers.get('Cookie', '')}".strip())
        self.send_response({"/gone": 404, "/moved": 302, "/closed": 403}.get(self.path, 200))
        self.send_header("Location", "http://127.0.0.1:1/secret")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def web() -> Iterator[str]:
    """A web server on this machine; its address."""
    Answers.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def keeper(network: Network, database: Server) -> Actor:
    return network.newcomer("PL", AUTHORITY)[1]


def anywhere(_: str) -> bool:
    """The server of the tests is on this machine, too."""
    return True


def looked(at: dt.datetime = NOW) -> int:
    with as_worker():
        return check_links(at, anywhere)


def test_a_link_that_does_not_answer_for_three_days_is_marked(web: str, keeper: Actor) -> None:
    good = published(keeper, link=f"{web}/there")
    bad = published(keeper, link=f"{web}/gone")
    repository = repository_of(keeper, "registers", "entry")
    for day in range(3):
        assert entry_page(keeper, repository, bad.number, NOW).broken == ()
        assert looked(later(days=day)) == (2 if day == 0 else 1)
    assert entry_page(keeper, repository, bad.number, NOW).broken == (f"{web}/gone",)
    assert entry_page(keeper, repository, good.number, NOW).broken == ()
    assert stored(LINKS) == [(f"{web}/gone", 3, "404"), (f"{web}/there", 0, "200")]


def test_what_is_there_for_others_only_is_there_and_no_redirect_is_followed(web: str, keeper: Actor) -> None:
    for path in ("closed", "moved"):
        assert look(f"{web}/{path}", anywhere).there
    assert Answers.asked == ["/closed", "/moved"]


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost:5432/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/latest",
     "ftp://example.org/", "http://user:secret@example.org/", "http:///nothing", "file:///etc/passwd"],
)  # fmt: skip
def test_nothing_inside_is_called(url: str) -> None:
    assert look(url, is_public).said in (linking.NOT_CALLED, linking.SILENT)
    assert not look(url, is_public).there


def test_without_that_rule_a_server_inside_would_be_called(web: str) -> None:
    assert look(f"{web}/there", is_public).said == linking.NOT_CALLED
    assert look(f"{web}/there", anywhere).said == "200"


def test_a_machine_that_is_cut_off_counts_nothing(keeper: Actor) -> None:
    for port in (1, 2):
        published(keeper, link=f"http://127.0.0.1:{port}/")
    assert looked() == 0
    assert {fails for _, fails, _ in stored(LINKS)} == {0}


def test_an_entry_that_changes_its_link_or_goes_is_looked_at_no_more(web: str, keeper: Actor) -> None:
    exchange = published(keeper, link=f"{web}/there")
    moved(keeper, exchange, "archive")
    followed()
    assert stored(LINKS) == []


def test_a_machine_that_may_not_call_out_looks_at_nothing(
    web: str, keeper: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(keeper, link=f"{web}/there")
    monkeypatch.setenv(linking.SWITCH, "0")
    assert looked() == 0
    assert Answers.asked == []
