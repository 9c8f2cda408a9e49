"""Drafts as the tests of the pages write them: by people of the cast, at a browser without script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.test import Client

from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.queries.page import exchange_page
from counterpart.exchanges.queries.views import Content, ExchangePage
from counterpart.foundation.clock import clock_of
from tests.network import Network
from tests.web.filling import Fields, fields_of
from tests.web.visitors import at

Typed = Mapping[str, str | Sequence[str]]
WRITINGS = """
select action, facts->'fields' from foundation_log_entry where action in ('open', 'edit', 'ask') order by at, n
"""


def ahead(days: int) -> dt.date:
    """A day that is still to come, by the clock of the tests."""
    return clock_of().now().date() + dt.timedelta(days=days)


def as_typed(day: dt.date) -> str:
    return f"{day.day} {day.month} {day.year}"


def place(people: Network, who: str, draft: Written, page: str = "write") -> str:
    return at(people, who, f"exchanges/{draft.number}/{page}")


def opened(people: Network, client: Client, who: str, draft: Written) -> str:
    """The page of the draft, as somebody opens it."""
    answer = client.get(place(people, who, draft))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def typed_over(page: str, typed: Typed, do: str = "save") -> Fields:
    """What the page sends after somebody typed into it."""
    given = {name: [value] if isinstance(value, str) else list(value) for name, value in typed.items()}
    return {**fields_of(page, "draft"), **given, "do": [do]}


def save(
    people: Network, client: Client, who: str, draft: Written, typed: Typed, *, page: str = "", do: str = "save"
) -> Any:
    """Open the page unless it is open already, type, and press a button."""
    shown = page or opened(people, client, who, draft)
    return client.post(place(people, who, draft), typed_over(shown, typed, do))


def seen(people: Network, who: str, draft: Written) -> ExchangePage:
    return exchange_page(people.actor(who), draft.number, clock_of().now())


def content(people: Network, who: str, draft: Written) -> Content:
    found = seen(people, who, draft).content
    assert found is not None
    return found


def asked(people: Network, who: str, draft: Written) -> set[str]:
    return {one.code for one in content(people, who, draft).questions}
