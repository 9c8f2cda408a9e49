"""No more mails, by the link in one: a page asks, a button does it, and a wrong link is no link."""

from __future__ import annotations

from tests.network import Network
from tests.web.visitors import visitor


def test_a_wrong_link_is_answered_like_any_page_that_does_not_exist(people: Network) -> None:
    client = visitor(people)
    assert client.post("/mail/stop/not-a-token").status_code == 404
    assert client.get("/mail/stop/not-a-token").status_code == 200
