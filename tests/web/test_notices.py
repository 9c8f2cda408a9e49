"""What somebody was told, on a page: their own, the newest first, and how many are new in the head of every page."""

from __future__ import annotations

import re

from counterpart.notices.queries import notices_of
from tests.directory.joining.stories import invited, joined
from tests.exchanges.stories import NOW, sent
from tests.network import Network
from tests.notices.post import carried_out
from tests.web.filling import text_of
from tests.web.visitors import at, visitor


def told(people: Network, times: int = 1) -> list[str]:
    """So many requests of kowalska's that taylor was told of."""
    numbers = [sent(people).number for _ in range(times)]
    carried_out(NOW)
    return numbers


def count_of(page: str) -> str:
    found = re.search(r'class="count"[^>]*>([^<]+)<', page)
    return found[1] if found is not None else ""


def test_a_new_task_is_counted_in_the_head_and_stands_on_the_page_in_the_readers_language(people: Network) -> None:
    [number] = told(people)
    taylor = visitor(people, "taylor")
    assert count_of(taylor.get(at(people, "taylor", "work")).content.decode()) == "1"
    page = text_of(taylor.get(at(people, "taylor", "notices")).content.decode())
    for words in (number, "Professional qualifications", "It is your authority's move.", "New", "Your authority's"):
        assert words in page
    greek = visitor(people, "taylor", language="el").get(at(people, "taylor", "notices")).content.decode()
    assert number in greek
    assert "It is your authority's move." not in greek


def test_nobody_sees_what_somebody_else_was_told(people: Network) -> None:
    [number] = told(people)
    page = visitor(people, "ioannou").get(at(people, "ioannou", "notices")).content.decode()
    assert number not in page
    assert count_of(page) == ""


def test_opening_the_exchange_marks_what_was_told_of_it_as_read_and_nothing_else(people: Network) -> None:
    first, second = told(people, 2)
    taylor = visitor(people, "taylor")
    opened = taylor.get(at(people, "taylor", f"exchanges/{first}")).content.decode()
    assert count_of(opened) == "1"
    page = taylor.get(at(people, "taylor", "notices")).content.decode()
    assert count_of(page) == "1"
    unread = [one.number for one in notices_of(people.actor("taylor"), unread_only=True).notices]
    assert unread == [second]


def test_notices_are_marked_as_read_by_a_button_and_only_ones_own(people: Network) -> None:
    told(people, 2)
    mine, theirs = (notices_of(people.actor(key)).notices for key in ("taylor", "patel"))
    taylor, place = visitor(people, "taylor"), at(people, "taylor", "notices")
    sent_along = {"notice": [str(mine[0].id), str(theirs[0].id), "no number", "9" * 30]}
    assert taylor.post(place, sent_along).status_code == 302
    assert count_of(taylor.get(place).content.decode()) == "1"
    assert all(one.read_at is None for one in notices_of(people.actor("patel")).notices)
    assert taylor.post(place, {"notice": [str(one.id) for one in mine]}).status_code == 302
    page = taylor.get(place).content.decode()
    assert count_of(page) == ""
    assert "Mark as read" not in page


def test_many_notices_are_counted_no_further_than_nine_and_read_page_by_page(people: Network) -> None:
    told(people, 10)
    taylor, place = visitor(people, "taylor"), at(people, "taylor", "notices")
    page = taylor.get(place).content.decode()
    assert count_of(page) == "9+"
    middle = notices_of(people.actor("taylor")).notices[4]
    older = text_of(taylor.get(f"{place}?after={middle.id}").content.decode())
    assert middle.number not in older
    assert "The newest notices" in older
    assert "There are no older notices." in taylor.get(f"{place}?after=1").content.decode()
    assert taylor.get(f"{place}?after=nonsense").content.decode().count("<li") == page.count("<li")


def test_what_is_said_of_the_network_itself_leads_to_the_desk_and_names_no_exchange(people: Network) -> None:
    town = joined(invited(people))
    carried_out(NOW)
    page = visitor(people, "garcia").get(at(people, "garcia", "notices")).content.decode()
    said = text_of(page)
    assert "A registration waits for you" in said
    assert "An authority has registered itself." in said
    assert f'href="/for/{people.authority("es_national").id}/desk"' in page
    assert str(town) not in page
    assert "/exchanges/" not in page
