"""The calendar of a notification: how long the others have, what happened meanwhile, and the same as a bar of time."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from counterpart.exchanges.actions.beginning import Capacity, Written
from tests.web.families.notices import examined, notified
from tests.web.families.offices import Offices
from tests.web.families.stage import Stage
from tests.web.families.test_members import page_of, svg_of, words_of

SENDER = Capacity("gatekeeper")


@pytest.fixture
def notice(stage: Stage, services: Offices) -> Stage:
    """The stage with those who notify and are told."""
    stage.door.others.update(services.actors)
    return stage


def facts(page: str) -> list[list[str]]:
    """The lines behind the bar: number, day, what, who."""
    table = page.partition('aria-labelledby="h-term-standstill">')[2].partition('aria-labelledby="h-term-standstill">')
    rows = table[2].partition("<tbody")[2].partition("</tbody>")[0].split("<tr ")[1:]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in rows]


def prolonged(stage: Stage) -> Written:
    """Two comments, and one more month on the twenty-fourth of March."""
    exchange = examined(stage)
    return stage.done("se_coordinator", exchange, "allow_more_time", SENDER, reason="We are revising the districts.")


def test_it_says_until_when_and_who_prolonged_it_from_which_day_to_which(notice: Stage) -> None:
    exchange = prolonged(notice)
    notice.door.clock.move(dt.timedelta(days=2))
    page = page_of(notice, "dk_coordinator", exchange)
    assert "<b>It runs until Thu 2 Jul.</b> Extended by 1 month on Tue 24 Mar." in page
    assert facts(page) == [
        ["1", "Mon 2 Mar", "It begins", ""],
        ["2", "Tue 10 Mar", "Comment: Waiting for an answer", "You"],
        ["3", "Sun 22 Mar", "Comment: Waiting for an answer", "Fi Coordinator"],
        ["4", "Tue 24 Mar", "Extended by 1 month, from Tue 2 Jun to Thu 2 Jul.", "Se Coordinator"],
        ["5", "Thu 26 Mar", "Today", ""],
        ["6", "Thu 2 Jul", "It runs out", ""],
    ]


def test_the_bar_shows_what_the_list_says_and_no_number_covers_another(notice: Stage) -> None:
    exchange = prolonged(notice)
    page = page_of(notice, "se_coordinator", exchange)
    drawn = svg_of(page, "term")
    assert (drawn.get("role"), words_of(drawn, "title")) == ("img", "Calendar: Examination by the European Commission")
    assert "It runs until Thu 2 Jul." in words_of(drawn, "desc")
    numbers = [one for one in drawn if one.tag.endswith("text")]
    assert [one.text for one in numbers] == [number for number, *_ in facts(page)]
    places = [(float(one.get("x") or 0), float(one.get("y") or 0)) for one in numbers]
    near = [(a, b) for n, a in enumerate(places) for b in places[:n] if abs(a[0] - b[0]) < 10 and abs(a[1] - b[1]) < 14]
    assert near == []
    pieces = {one.get("class"): one for one in drawn if one.tag.endswith("rect")}
    assert pieces.keys() == {"whole", "gone", "more"}
    end = {kind: float(one.get("x") or 0) + float(one.get("width") or 0) for kind, one in pieces.items()}
    assert end["more"] == pytest.approx(end["whole"], abs=0.2)
    assert "style=" not in page


def test_a_term_that_ended_early_says_so_and_how_its_date_was_counted(notice: Stage) -> None:
    exchange = notified(notice)
    notice.door.clock.move(dt.timedelta(days=8))
    notice.done("se_coordinator", exchange, "withdraw", SENDER, reason="We begin anew.")
    page = page_of(notice, "fi_coordinator", exchange)
    assert "<b>It ended on Tue 10 Mar, before it ran out.</b>" in page
    assert [line[2] for line in facts(page)] == ["It begins", "It ends early"]
    section = page.partition('id="h-term-standstill"')[2].partition("</section>")[0]
    assert "How this date was calculated" in section
    assert 'aria-current="date"' not in section


def test_a_term_that_ran_out_says_so(notice: Stage) -> None:
    exchange = notified(notice)
    notice.wait(days=95)
    page = page_of(notice, "fi_coordinator", exchange)
    assert "<b>It ran out on Tue 2 Jun.</b>" in page
    assert [line[2] for line in facts(page)] == ["It begins", "It runs out"]


def test_before_it_begins_there_is_no_calendar_and_strangers_never_see_one(notice: Stage) -> None:
    draft = notice.begun("se_board", "services", "establishment_notification", {"name": "Act on chimney sweeping"})
    assert "h-term-" not in page_of(notice, "se_board", draft)
    exchange = notified(notice)
    notice.closed_to(exchange, "se_stranger", "fi_board")
