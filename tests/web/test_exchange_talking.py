"""Messages, notes for colleagues, history, and who works on an exchange."""

from __future__ import annotations

import re

from counterpart.foundation.refs import new_ref
from tests.exchanges.stories import NOW, sent, stored
from tests.network import Network
from tests.web.visitors import at, visitor


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(f'name="{name}" value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found[1]


def test_a_message_is_read_by_the_other_side_in_its_language(people: Network) -> None:
    request = sent(people)
    place = at(people, "kowalska", f"exchanges/{request.number}/message")
    kowalska = visitor(people, "kowalska")
    page = kowalska.get(place).content.decode()
    assert "understands: English" in page
    given = {"request": hidden(page, "request"), "text": "Proszę powiększyć pieczęć.", "lang": "pl"}
    answer = kowalska.post(place, given)
    assert (answer.status_code, answer["Location"]) == (
        302,
        at(people, "kowalska", f"exchanges/{request.number}#h-messages"),
    )
    read = visitor(people, "taylor").get(at(people, "taylor", f"exchanges/{request.number}")).content.decode()
    assert '<q class="pre" lang="pl">Proszę powiększyć pieczęć.</q>' in read


def test_a_message_sent_twice_by_a_double_click_is_there_once(people: Network) -> None:
    request = sent(people)
    place = at(people, "kowalska", f"exchanges/{request.number}/message")
    kowalska = visitor(people, "kowalska")
    given = {"request": str(new_ref(NOW)), "text": "Once.", "lang": "en"}
    assert [kowalska.post(place, given).status_code for _ in range(2)] == [302, 302]
    assert stored("select count(*) from exchanges_content where kind = 5") == [(1,)]


def test_another_text_under_the_same_form_is_asked_about_and_kept(people: Network) -> None:
    request = sent(people)
    place = at(people, "kowalska", f"exchanges/{request.number}/message")
    kowalska = visitor(people, "kowalska")
    given = {"request": str(new_ref(NOW)), "text": "First.", "lang": "en"}
    kowalska.post(place, given)
    answer = kowalska.post(place, given | {"text": "Second thoughts."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Second thoughts." in page
    assert hidden(page, "request") != given["request"]


def test_an_empty_message_is_said_in_the_title_and_nothing_is_sent(people: Network) -> None:
    request = sent(people)
    place = at(people, "kowalska", f"exchanges/{request.number}/message")
    answer = visitor(people, "kowalska").post(place, {"request": str(new_ref(NOW)), "text": "  ", "lang": "en"})
    assert answer.status_code == 422
    assert "<title>Error: " in answer.content.decode()


def test_a_note_stays_inside_the_authority(people: Network) -> None:
    request = sent(people)
    taylor = visitor(people, "taylor")
    given = {"request": str(new_ref(NOW)), "text": "Ask Asha first.", "lang": "en"}
    taylor.post(at(people, "taylor", f"exchanges/{request.number}/note"), given)
    pages = {
        who: visitor(people, who).get(at(people, who, f"exchanges/{request.number}")) for who in ("patel", "kowalska")
    }
    assert "Ask Asha first." in pages["patel"].content.decode()
    theirs = pages["kowalska"].content.decode()
    assert "Ask Asha first." not in theirs
    assert "wrote a note" not in theirs


def test_the_history_tells_who_did_what_and_is_not_there_for_strangers(people: Network) -> None:
    request = sent(people)
    page = visitor(people, "taylor").get(at(people, "taylor", f"exchanges/{request.number}/history")).content.decode()
    assert "Anna Kowalska: “Send”" in page
    stranger = visitor(people, "stoyanova").get(at(people, "stoyanova", f"exchanges/{request.number}/history"))
    assert stranger.status_code == 404


def test_a_watching_coordinator_reads_no_names_of_people(people: Network) -> None:
    request = sent(people)
    page = visitor(people, "wojcik").get(at(people, "wojcik", f"exchanges/{request.number}/history")).content.decode()
    assert "Kowalska" not in page
    assert "“Send”" in page


def test_an_exchange_is_given_to_a_colleague(people: Network) -> None:
    request = sent(people)
    hughes = visitor(people, "hughes")
    place = at(people, "hughes", f"exchanges/{request.number}/handlers")
    page = hughes.get(place).content.decode()
    assert "Asha Patel" in page
    user = people.actor("patel").user_id
    answer = hughes.post(place, {"request": hidden(page, "request"), "user": [str(user)]})
    assert answer.status_code == 302
    assert stored("select user_id from exchanges_allocation where until is null") == [(user,)]
    pages = {
        who: visitor(people, who).get(at(people, who, f"exchanges/{request.number}")) for who in ("patel", "taylor")
    }
    assert "Your authority: Asha Patel" in " ".join(pages["patel"].content.decode().split())
    assert "Siobhán" not in pages["taylor"].content.decode()
