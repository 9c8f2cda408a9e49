"""The pages of repositories in a real browser: axe has nothing to say, and nothing is cut."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from counterpart.foundation.actor import Actor
from tests.database.servers import Server
from tests.exchanges.stories import later
from tests.network import Network
from tests.web.guards.gallery import Look
from tests.web.guards.gallery_of_repositories import WHO, repositories
from tests.web.guards.test_accessible import AXE, Reader, wrong_with
from tests.web.site import Site
from tests.web.visitors import give_passwords, signed_in

pytestmark = pytest.mark.slow


def test_axe_has_nothing_to_say_and_nothing_is_cut(
    people: Network, database: Server, site: Site, browser: Browser
) -> None:
    site.move_clock(later(days=1))
    context = browser.new_context(locale="en")
    context.add_init_script(AXE)
    reader, met, found, shown = Reader(site, context, people), dict[str, Actor](), [], 0
    for look in repositories(people, Look, met):
        if look.who == WHO and WHO not in reader.clients:
            give_passwords(database)
            reader.clients[WHO] = signed_in(met[WHO])
        found += wrong_with(reader, look)
        shown += 1
    context.close()
    assert (found, reader.complaints) == ([], [])
    assert shown > 15
