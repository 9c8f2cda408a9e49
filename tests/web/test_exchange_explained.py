"""What the page of an exchange explains: who sees what and by which rule, why a date is that date, what happened."""

from __future__ import annotations

import pytest
from django.test import Client

from counterpart.core.visibility import Viewer, visible_fields
from counterpart.directory.queries.overseeing import overseers_as_json
from counterpart.directory.queries.players import overseers, participants_in
from counterpart.exchanges.actions.talking import message, note
from counterpart.exchanges.queries.sight import sight_of
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.loading import load_handlers
from counterpart.modules.pins import newest
from counterpart.reports.papers import Paper
from counterpart.web.showing.exchange.participants import PEOPLE, _reached
from counterpart.web.views.reporting import written_for
from tests.exchanges.stories import NOW, RESPONDER, accepted, asked, done, drafted, sent, stored
from tests.network import Network
from tests.web.filling import text_of
from tests.web.visitors import at, visitor

load_handlers()
SECRET = "Ask Dilys in the archive, she owes us a favour."
OVERSEES = "See that it exists, whose move it is and the dates. Nothing of what is in it."


def shown(people: Network, who: str, place: str, client: Client | None = None) -> str:
    answer = (client or visitor(people, who)).get(at(people, who, f"exchanges/{place}"))
    return text_of(answer.content.decode())


def parties_of(text: str) -> str:
    return text.partition("Parties")[2].partition("Write a message")[0]


def test_each_party_stands_with_what_it_sees_and_by_which_rule(people: Network) -> None:
    text = parties_of(shown(people, "kowalska", accepted(people).number))
    requester, responder = text.partition("Responding authority")[::2]
    assert "By the rules of this procedure" in requester
    assert "Data about people Always" in requester
    assert "May read everything." in responder.partition("Coordinator")[0]
    assert "Data about people Whenever it opens it" in responder
    coordinator = text.partition("Coordinator of the responding authority")[2]
    assert "Sees dates and states, no personal data." in coordinator
    assert "approval to reply”" in coordinator


def test_who_has_a_part_is_not_said_to_read_the_questions_of_others(people: Network) -> None:
    request = accepted(people, ask=["established", "self_employed"])
    ref, _ = people.newcomer("GB", ("pq", "authority"), name="Register of Wales")
    done(people, "taylor", request, "split", RESPONDER, choose=[ref], questions=["self_employed"])
    part = parties_of(shown(people, "kowalska", request.number)).partition("Register of Wales")[2]
    assert part
    assert "May read everything." not in part.partition("Coordinator")[0]
    assert "Not, or not all of: Questions, answers" in part


def test_who_oversees_an_authority_is_named_once_the_exchange_was_sent(people: Network) -> None:
    assert OVERSEES not in shown(people, "kowalska", drafted(people).number)
    text = parties_of(shown(people, "kowalska", sent(people).number))
    assert OVERSEES in text
    assert "Coordinators and linked authorities" in text
    assert people.authority("gb_national").called("en")[0] in text


def test_those_who_oversee_are_the_same_whoever_asks(people: Network) -> None:
    exchange = sent(people)
    kowalska = people.actor("kowalska")
    assert kowalska.authority_id is not None
    with as_actor([kowalska.authority_id], read_only=True):
        sight = sight_of(kowalska.authority_id, exchange.number, overseen=True)
        assert sight is not None
        seated = {one.authority_id for one in sight.held.seats if one.authority_id is not None}
        known = overseers("pq", seated)
    assert {(a, b) for a, them in known.items() for b in them} == {(a, one.id) for a, one in sight.overseers}
    assert participants_in([]) == {}
    assert "directory_relation" in overseers_as_json("select 1", "'pq'")


def test_the_rule_that_is_told_is_the_one_that_is_executed() -> None:
    rules = newest("pq", "request").rules
    form = str(rules.procedure.subject)
    for party in rules.procedure.parties:
        opens, reach = _reached(rules, party)
        for state in rules.main.states:
            seen = visible_fields(rules.module, rules.procedure, form, Viewer(frozenset({party}), state))
            assert ("surname" in seen) == (state in opens and state in reach[PEOPLE][0]), (party, state)


def test_the_date_that_follows_from_an_action_is_explained_before_it_is_done(people: Network) -> None:
    draft = drafted(people)
    for page in (f"{draft.number}/do/send?as=requester", f"{draft.number}/check"):
        text = shown(people, "kowalska", page)
        after = text.partition("What happens then")[2]
        assert "How this date was calculated" in after
        assert "Counted by the calendar of" in after


def test_the_whole_history_is_one_page_with_who_did_what_and_the_anchor(people: Network) -> None:
    exchange = accepted(people)
    for number in range(110):
        message(people.actor("taylor"), asked(), exchange.ref, RESPONDER, f"Message {number}")
    client = visitor(people, "kowalska")
    first = shown(people, "kowalska", f"{exchange.number}/history", client)
    assert "began the exchange" not in first
    assert "Earlier entries" in first
    whole = shown(people, "kowalska", f"{exchange.number}/history?all=yes", client)
    assert whole.count("Grace Taylor wrote a message (Pharmacists’ Register of Great Britain)") == 110
    assert "began the exchange" in whole
    assert "Earlier entries" not in whole
    [(digest,)] = stored("select hash from foundation_stream where stream = %s", [exchange.ref])
    assert bytes(digest).hex(" ", 4) in whole
    assert "Printed for" in whole


def test_the_history_of_who_only_oversees_names_no_person_and_opens_nothing(people: Network) -> None:
    exchange = accepted(people)
    text = shown(people, "walker", f"{exchange.number}/history?all=yes")
    assert "Grace Taylor" not in text
    assert "“Accept”" in text
    told = stored("select what, classes from foundation_access where by_right = 3 order by at")
    assert {classes for _, classes in told} == {0}
    assert {6, 1} <= {what for what, _ in told}


def everywhere(people: Network, who: str, number: str) -> str:
    """All that somebody is shown of an exchange: pages, lists, notices, the report."""
    client, actor = visitor(people, who), people.actor(who)
    pages = [at(people, who, f"exchanges/{number}{page}") for page in ("", "/history?all=yes", "/message", "/note")]
    pages += [at(people, who, page) for page in ("work", "work/others", "notices", f"exchanges/{number}/reports")]
    found = "".join(client.get(page).content.decode() for page in pages)
    paper: Paper = written_for(actor, number, NOW).paper
    return found + repr(paper)


def test_a_note_never_leaves_its_authority(people: Network) -> None:
    exchange = accepted(people)
    note(people.actor("taylor"), asked(), exchange.ref, RESPONDER, SECRET)
    sequence_facts(NOW)
    feed_consumers(NOW)
    assert SECRET in shown(people, "patel", exchange.number)
    for who in ("kowalska", "clarke", "walker", "wojcik"):
        found = everywhere(people, who, exchange.number)
        assert SECRET not in found, who
        assert "wrote a note" not in found, who
    assert SECRET not in repr(written_for(people.actor("taylor"), exchange.number, NOW).paper)
    kept = stored("select coalesce(string_agg(dims::text, ''), '') from foundation_fact")
    kept += stored("select coalesce(string_agg(facts::text, ''), '') from foundation_log_entry")
    assert SECRET not in repr(kept)


def test_without_the_rule_for_notes_row_security_still_keeps_them(
    people: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = accepted(people)
    note(people.actor("taylor"), asked(), exchange.ref, RESPONDER, SECRET)
    every = lambda sight, *_: list(sight.pieces.values())  # noqa: E731
    monkeypatch.setattr("counterpart.exchanges.queries.page.visible_pieces", every)
    assert SECRET not in shown(people, "kowalska", exchange.number)
    assert SECRET in shown(people, "taylor", exchange.number)
