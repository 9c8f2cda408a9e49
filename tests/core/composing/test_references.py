from __future__ import annotations

from typing import Any

import pytest

from counterpart.core.composing.fields import fields_of, mentions_of_fields
from counterpart.core.composing.references import Kind, Mention, Thing, mentions, things
from counterpart.core.reading.tree import Address, Branch, value_at
from tests.core.trees import tree_of

IN_HELP: Address = ("tracks", "help")


def named(data: dict[str, Any]) -> set[tuple[str, str]]:
    """Return what a procedure names, each with the dotted place."""
    return {(str(mention.thing), ".".join(map(str, mention.address))) for mention in mentions(tree_of(data))}


def test_all_things_of_a_procedure_have_an_address() -> None:
    tree = tree_of(
        {
            "parties": {"asker": {}},
            "states": {"sent": {}},
            "tracks": {"help": {"states": {"open": {}}, "actions": {"give": {}}}},
            "clocks": {"whole": {}},
            "children": {"transfer": {}},
            "documents": {"record": {}},
        }
    )
    found = things(tree)
    assert {thing.kind for thing in found} == set(Kind) - {Kind.FIELD}
    assert all(isinstance(value_at(tree, address), Branch) for address in found.values())
    assert found[Thing(Kind.STATE, "open", IN_HELP)] == ("tracks", "help", "states", "open")


@pytest.mark.parametrize(
    ("state", "thing"),
    [
        ({"owner": ["asker"]}, "party 'asker'"),
        ({"sees": "asker"}, "party 'asker'"),
        ({"edit": {"asker": ["subject"]}}, "party 'asker'"),
        ({"escalate": {"after": "1 days", "to": ["asker"]}}, "party 'asker'"),
        ({"overdue": "drop"}, "action 'drop'"),
        ({"standing": {"review": "every 1 months", "missed": "drop"}}, "action 'drop'"),
        ({"due": "7 days from sent"}, "state 'sent'"),
        ({"due": "clock whole"}, "clock 'whole'"),
        ({"due": "with help.open"}, "state 'open' of track 'help'"),
        ({"due": "earliest of [1 days from sent, with help]"}, "track 'help'"),
        ({"effects": [{"pdf": "record"}]}, "document 'record'"),
    ],
)
def test_a_state_names_things(state: dict[str, Any], thing: str) -> None:
    assert thing in {what for what, where in named({"states": {"draft": state}}) if where.startswith("states.draft.")}


@pytest.mark.parametrize(
    ("action", "thing"),
    [
        ({"by": ["asker"]}, "party 'asker'"),
        ({"from": ["sent"]}, "state 'sent'"),
        ({"to": "sent"}, "state 'sent'"),
        ({"to": [{"state": "sent"}]}, "state 'sent'"),
        ({"to": [{"state": "same", "when": "open(help)"}]}, "track 'help'"),
        ({"when": "any(help, done)"}, "state 'done' of track 'help'"),
        ({"when": "reaches(vote, yes, '2/3')"}, "state 'yes' of track 'vote'"),
        ({"when": "!has(asker.member)"}, "party 'asker'"),
        ({"needs": {"back": {"check": "open(help)", "message": "No."}}}, "child 'help'"),
        ({"effects": [{"open": {"track": "help", "for": "watchers"}}]}, "party 'watchers'"),
        ({"effects": [{"open": {"track": "help", "for": "vote.yes"}}]}, "state 'yes' of track 'vote'"),
        ({"effects": [{"start": {"child": "transfer", "parties": {"origin": "asker"}}}]}, "party 'asker'"),
        ({"effects": [{"signal": {"child": "transfer", "action": "stop"}}]}, "child 'transfer'"),
        ({"effects": [{"assign": {"party": "asker", "from": "transfer.lead"}}]}, "child 'transfer'"),
        ({"effects": [{"call": {"operation": "a.b", "on": "asker"}}]}, "party 'asker'"),
        ({"effects": [{"extend_due": {"by": "1 days", "clock": "whole"}}]}, "clock 'whole'"),
        ({"effects": [{"snapshot": "record", "when": "open(help)"}]}, "track 'help'"),
    ],
)
def test_an_action_names_things(action: dict[str, Any], thing: str) -> None:
    assert thing in {what for what, _ in named({"actions": {"send": action}})}


@pytest.mark.parametrize(
    ("procedure", "thing", "where"),
    [
        ({"start": "draft"}, "state 'draft'", "start"),
        ({"clocks": {"c": {"pauses": ["sent"]}}}, "state 'sent'", "clocks.c.pauses.0"),
        ({"clocks": {"c": {"runs_out": "drop"}}}, "action 'drop'", "clocks.c.runs_out"),
        ({"clocks": {"c": {"calendar_of": "asker"}}}, "party 'asker'", "clocks.c.calendar_of"),
        ({"parties": {"c": {"of": "asker"}}}, "party 'asker'", "parties.c.of"),
        ({"parties": {"c": {"country": "same as asker"}}}, "party 'asker'", "parties.c.country"),
        ({"lookups": {"l": {"in": ["sent"]}}}, "state 'sent'", "lookups.l.in.0"),
        ({"lookups": {"l": {"then": {"parties": {"x": "asker"}}}}}, "party 'asker'", "lookups.l.then.parties.x"),
        ({"visible_to": {"personal": {"asker": ["help.open"]}}}, "party 'asker'", "visible_to.personal.asker"),
        (
            {"visible_to": {"personal": {"asker": ["help.open"]}}},
            "state 'open' of track 'help'",
            "visible_to.personal.asker.0",
        ),
        ({"on_start": [{"notify": {"to": ["asker"]}}]}, "party 'asker'", "on_start.0.notify.to.0"),
        ({"tracks": {"help": {"party": "asker"}}}, "party 'asker'", "tracks.help.party"),
        ({"tracks": {"help": {"parties": ["asker"]}}}, "party 'asker'", "tracks.help.parties.0"),
        ({"tracks": {"help": {"start": "open"}}}, "state 'open' of track 'help'", "tracks.help.start"),
    ],
)
def test_a_procedure_names_things(procedure: dict[str, Any], thing: str, where: str) -> None:
    assert (thing, where) in named(procedure)


@pytest.mark.parametrize(
    "malformed",
    [
        {"states": "none"},
        {"states": {"sent": "asker"}},
        {"actions": {"send": {"to": [3, {"state": 4}], "effects": "pdf", "needs": ["x"]}}},
        {"states": {"sent": {"due": "soon", "edit": 7, "escalate": "asker"}}},
        {"actions": {"send": {"when": "open(((", "from": 4, "effects": [3, {"open": "help"}]}}},
        {"visible_to": ["personal"], "clocks": {"whole": 3}, "tracks": 1},
    ],
)
def test_what_is_malformed_names_nothing_and_does_no_harm(malformed: dict[str, Any]) -> None:
    assert list(mentions(tree_of(malformed))) == []


def test_only_names_in_lists_and_ways_can_go_silently() -> None:
    tree = tree_of({"actions": {"send": {"by": ["asker"], "to": "sent", "when": "open(help)"}}})
    silent = {mention.thing.name: mention.leaves for mention in mentions(tree)}
    assert silent == {"asker": True, "sent": False, "help": False}


def test_fields_are_known_by_their_dotted_names_wherever_they_stand() -> None:
    form = tree_of(
        {
            "fields": {"address": {"fields": {"town": {}}}},
            "sections": {"work": {"fields": {"employer": {"fields": {"name": {}}}}}},
        }
    )
    assert {thing.name for thing in fields_of(form)} == {"address", "address.town", "employer", "employer.name"}


def test_a_form_names_its_fields_in_conditions_limits_and_placeholders() -> None:
    form = tree_of(
        {
            "fields": {
                "a": {"show_if": "b", "required": "has(c)", "min": "1 days after d", "rules": {"r": {"check": "e"}}},
            },
            "sections": {"s": {"show_if": "f.g", "fields": {}}},
            "rules": {"r": {"check": "has(h)"}},
            "placeholders": {"p": "{i} {j.k|upper} {not a name}"},
        }
    )
    found = {mention.thing.name for mention in mentions_of_fields(form)}
    assert found == {"b", "c", "d", "e", "f", "f.g", "h", "i", "j", "j.k"}


def test_a_field_that_is_required_always_names_nothing() -> None:
    form = tree_of({"fields": {"a": {"required": True, "min": 3, "show_if": "((("}}, "placeholders": ["x"]})
    assert list(mentions_of_fields(form)) == []


def test_a_mention_of_a_way_leads_to_the_whole_way() -> None:
    tree = tree_of({"actions": {"send": {"to": [{"state": "approval", "when": "a.policy.b"}, {"state": "sent"}]}}})
    ways = [mention for mention in mentions(tree) if mention.thing.kind is Kind.STATE]
    assert ways == [
        Mention(Thing(Kind.STATE, "approval"), ("actions", "send", "to", 0), leaves=True),
        Mention(Thing(Kind.STATE, "sent"), ("actions", "send", "to", 1), leaves=True),
    ]
