"""What the server itself writes down while strangers, and the parties, ask for everything: nothing of the matter."""

from __future__ import annotations

import logging

import pytest
from playwright.sync_api import Browser

from tests.exchanges.stories import later
from tests.web.guards.policy import POLICY
from tests.web.guards.story import Story, acting, body_of, names_in, secrets_in
from tests.web.site import Site, sign_in
from tests.web.visitors import visitor


@pytest.mark.slow
def test_the_server_writes_no_number_name_or_value_into_its_log(story: Story, site: Site, browser: Browser) -> None:
    site.move_clock(later(days=1))
    log = site.clock.parent / "web.log"
    before = len(log.read_text(encoding="utf-8"))
    for who in (None, "stoyanova", "taylor"):
        context = browser.new_context()
        if who is not None:
            sign_in(context.new_page(), site, who)
        for name in POLICY:
            place = story.address(name, acting(story.people, who or "kowalska"))
            context.request.get(f"{site.address}{place}", max_redirects=0)
            context.request.post(f"{site.address}{place}", form={"text": "typed"}, max_redirects=0)
        context.close()
    written = log.read_text(encoding="utf-8")[before:]
    assert (secrets_in(written), names_in(written), story.request.number in written) == ([], [], False)


def test_what_our_own_program_logs_holds_nothing_of_the_matter(story: Story, caplog: pytest.LogCaptureFixture) -> None:
    """Django's own log of what was not found names the address; it is not written out in operation."""
    caplog.set_level(logging.DEBUG)
    for who in (None, "stoyanova", "nowak", "taylor"):
        for name in POLICY:
            client, place = visitor(story.people, who), story.address(name, acting(story.people, who or "kowalska"))
            body_of(client.get(place))
            body_of(client.post(place, story.form()))
    ours = "\n".join(one.getMessage() for one in caplog.records if one.name.startswith("counterpart"))
    theirs = "\n".join(one.getMessage() for one in caplog.records)
    assert (secrets_in(ours), names_in(ours), story.request.number in ours) == ([], [], False)
    assert (secrets_in(theirs), names_in(theirs)) == ([], [])
