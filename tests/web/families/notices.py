"""A requirement on establishment that Sweden notifies, and Denmark, Finland and the Commission read."""

from __future__ import annotations

import datetime as dt

from counterpart.exchanges.actions.beginning import Capacity, Written
from tests.web.families.stage import Stage

READER = Capacity("readers")
REQUIREMENT = {
    "name": "Act on chimney sweeping", "kinds": ["territorial", "tariffs"], "sectors": ["crafts"], "stage": "draft",
    "text": "act.pdf", "summary": "One district for each chimney sweep, with fixed prices.",
    "non_discrimination": "It makes no difference where the provider comes from.", "necessity": "Safety from fire.",
    "proportionality": "Inspections alone were not enough.",
}  # fmt: skip


def notified(stage: Stage) -> Written:
    """The notification, sent on the second of March: the term for examining it begins."""
    draft = stage.begun("se_board", "services", "establishment_notification", REQUIREMENT)
    submitted = stage.done("se_board", draft, "submit", Capacity("notifier"))
    return stage.done("se_coordinator", submitted, "broadcast", Capacity("gatekeeper"))


def examined(stage: Stage) -> Written:
    """Denmark comments on the tenth of March, Finland on the twenty-second; it is the twenty-fourth."""
    exchange = notified(stage)
    for who, days, text in (("dk_coordinator", 8, "Why are prices fixed?"), ("fi_coordinator", 12, "As we had it.")):
        stage.door.clock.move(dt.timedelta(days=days))
        exchange = stage.done(who, exchange, "comment", READER, forms={"comment": {"text": text}})
    stage.door.clock.move(dt.timedelta(days=2))
    return exchange
