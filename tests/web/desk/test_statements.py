"""How many statements the pages of the desk take: a round trip more is noticed here."""

from __future__ import annotations

import pytest

from tests.exchanges.stories import accepted, sent
from tests.network import Network
from tests.web.test_statements import _said, taken
from tests.web.visitors import at, visitor

MOST = 10
OF_THE_DESK = 14
"""Five are the session, the visitor and one transaction around all that is read. Nine questions are asked of three
rooms: who one is, what is late and how much of it, whose names, what waits, what is to be decided, who needs care,
what nobody is competent for, and how fast things went."""
PAGES = {
    "desk": OF_THE_DESK,
    "desk/late/ours": MOST,
    "desk/care/one_user": MOST,
    "desk/authorities": MOST,
    "desk/gaps": MOST,
    "desk/invite": MOST,
    "desk/invitations": MOST,
    "desk/register": MOST,
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_desk_takes_few_statements(people: Network, page: str) -> None:
    accepted(people)
    sent(people)
    found = taken(visitor(people, "clarke"), at(people, "clarke", page))
    assert len(found) <= PAGES[page], _said(found)
