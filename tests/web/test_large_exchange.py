"""Three hundred questions, two hundred messages, a hundred files in one exchange: no page takes over ten statements.

How much of a processor they take is measured by `benchmarks/large.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpart.modules.memory import steady
from tests.database.servers import Server
from tests.exchanges.long import FILES, MESSAGES, QUESTIONS, Long, install_long, taking_part
from tests.exchanges.stories import stored
from tests.network import Network
from tests.web.visitors import give_passwords, signed_in

MOST = 10
PAGES = (
    "",
    "/history",
    "/history?all=yes",
    "/message",
    "/note",
    "/reports",
    "/reports/now",
    "/do/withdraw",
    "/files/{file}",
)
OF_WHO_ANSWERS = ("", "/do/forward", "/do/refuse", "/do/reply")
OF_DRAFT = ("", "/write", "/check", "/do/send")

pytestmark = pytest.mark.slow


def taken(client: Client, address: str) -> tuple[list[str], bytes]:
    """The statements of a page that was looked at before, and what it holds."""
    list(client.get(address))
    with steady(), CaptureQueriesContext(connections["default"]) as tables, CaptureQueriesContext(connections["vault"]):
        page = b"".join(client.get(address))
    return [one["sql"] for one in tables.captured_queries], page


@pytest.fixture
def long(network: Network, database: Server, tmp_path: Path) -> Long:
    """The two authorities, able to sign in."""
    install_long(tmp_path)
    found = taking_part(network)
    give_passwords(database)
    return found


def test_no_page_of_a_large_exchange_takes_more_than_ten_statements(long: Long) -> None:
    large, draft = long.exchange(QUESTIONS, MESSAGES, FILES), long.drafted(QUESTIONS)
    [(file,)] = stored("select slot from exchanges_content where kind = 9 limit 1")
    asker, answerer = signed_in(long.asker), signed_in(long.answerer)
    looked = [(asker, long.asker, large.number, page.format(file=file)) for page in PAGES]
    looked += [(answerer, long.answerer, large.number, page) for page in OF_WHO_ANSWERS]
    looked += [(asker, long.asker, draft.number, page) for page in OF_DRAFT]
    found = {}
    for client, actor, number, page in looked:
        statements, content = taken(client, f"/for/{actor.authority_id}/exchanges/{number}{page}")
        assert content, page
        found[actor.authority_id, number, page] = len(statements)
    assert max(found.values()) <= MOST, found
    whole = taken(asker, f"/for/{long.asker.authority_id}/exchanges/{large.number}/history?all=yes")[1].decode()
    assert whole.count("<time ") > MESSAGES
    assert "began the exchange" in whole
