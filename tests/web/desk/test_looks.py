"""The pages of the desk, of joining and of passwords in a real browser: axe has nothing to say, and nothing is cut."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.exchanges.stories import sent
from tests.network import Network
from tests.web.desk.stories import now
from tests.web.guards.gallery import Look
from tests.web.guards.gallery_of_the_desk import the_desk
from tests.web.guards.test_accessible import AXE, Reader, wrong_with
from tests.web.site import Site

pytestmark = pytest.mark.slow


def test_axe_has_nothing_to_say_and_no_policy_is_broken(people: Network, site: Site, browser: Browser) -> None:
    sent(people)
    context = browser.new_context(locale="en")
    context.add_init_script(AXE)
    reader = Reader(site, context, people)
    found, shown = [], 0
    for look in the_desk(people, Look):
        site.move_clock(now())
        found += wrong_with(reader, look)
        shown += 1
    context.close()
    assert (found, reader.complaints) == ([], [])
    assert shown > 30
