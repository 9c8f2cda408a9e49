"""Who may come to play a party, and by whose calendar a state ends (grammar, sections 1 and 4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterpart.core.definitions.network import Membership, NetworkDefinition
from counterpart.core.errors import Refused
from counterpart.core.workflow import Beginning, Player, Rulebook, begin, compile_procedure, profile_of
from tests.core.workflow.definitions import PROFILE, module
from tests.core.workflow.playing import Play, at

TEXT = """
procedures:
  test:
    title: Parties
    start: open
    subject: thing
    parties:
      starter: {title: Starter, role: authority}
      filled: {title: Filled, role: authority, optional: true, %s}
      partner: {title: Partner, role: authority, optional: true}
      helpers: {title: Helpers, role: authority, many: true, optional: true}
    states:
      open: {title: Open, owner: starter, due: 30 days, overdue: end}
      theirs: {title: Theirs, owner: partner, due: 5 working days, overdue: end}
      several: {title: Several, owner: [partner, starter], due: 5 working days, overdue: end}
      many: {title: Many, owner: helpers, due: 5 working days, overdue: end}
      end: {title: End, final: true, outcome: neutral}
    actions:
      choose: {title: Choose, by: starter, from: open, to: same, effects: [{assign: {party: filled, from: choice}}]}
      pass_on:
        title: Pass on
        by: starter
        from: open
        to: same
        effects: [{assign: {party: partner, from: choice, country: same}}]
      help: {title: Help, by: starter, from: open, to: same, effects: [{assign: {party: helpers, from: choice}}]}
      theirs: {title: Theirs, by: starter, from: open, to: theirs}
      several: {title: Several, by: starter, from: open, to: several}
      many: {title: Many, by: starter, from: open, to: many}
      end: {title: End, by: starter, from: '*', to: end}
forms:
  thing: {title: Thing, fields: {host: {label: Host, type: member, personal: no}}}
"""

GROUPS = {"club": {"PL": Membership(), "DE": Membership(until="2026-01-31"), "SE": Membership(since="2026-01-01")}}


def rules(of_filled: str = "country: any") -> Rulebook:
    return compile_procedure(module(TEXT % of_filled), "test", replace(PROFILE, groups=GROUPS))


def play(of_filled: str = "country: any", now: str = "2026-03-02 09:00", **parties: Any) -> Play:
    return Play(rules(of_filled), {"starter": "PL", "partner": "DE", **parties}, now, facts={"subject.host": "SE"})


@pytest.mark.parametrize(
    ("of_filled", "fits", "unfit"),
    [
        ("country: any", "PL", ""),
        ("country: own", "PL", "DE"),
        ("country: other", "DE", "PL"),
        ("country: same as partner", "DE", "SE"),
        ("country: subject.host", "SE", "DE"),
        ("within: club", "SE", "GB"),
        ("within: club", "PL", "DE"),
    ],
)
def test_who_is_chosen_must_fit_what_is_said_of_the_party(of_filled: str, fits: str, unfit: str) -> None:
    play(of_filled).do("choose", "starter", choose=[fits])
    if unfit:
        with pytest.raises(Refused, match="choice_unfit"):
            play(of_filled).do("choose", "starter", choose=[unfit])


def test_a_party_of_many_grows_and_a_single_one_is_replaced() -> None:
    one = play()
    one.do("choose", "starter", choose=["DE"])
    one.do("choose", "starter", choose=["SE"])
    one.do("help", "starter", choose=["DE", "FR"])
    one.do("help", "starter", choose=["FR", "SE"])
    assert [player.member for player in one.situation.players("filled")] == ["SE"]
    assert [player.member for player in one.situation.players("helpers")] == ["DE", "FR", "SE"]


def due(action: str, now: str = "2026-07-10 09:00", **parties: Any) -> tuple[str | None, str]:
    one = play(now=now, **parties)
    one.do(action, "starter")
    assert one.situation.due is not None
    return one.due(), one.situation.due.deadline.basis.zone


def test_a_state_ends_by_the_calendar_of_its_owner() -> None:
    assert due("theirs", partner="FR") == ("2026-07-20", "Europe/Paris")  # 14 July does not count
    assert due("theirs", partner="DE") == ("2026-07-17", "Europe/Berlin")


def test_a_state_of_several_parties_ends_by_the_calendar_of_who_started() -> None:
    assert due("several", partner="FR") == ("2026-07-17", "Europe/Warsaw")


def test_a_state_of_a_party_of_several_members_ends_by_the_calendar_of_who_started() -> None:
    assert due("many", helpers=["FR", "DE"]) == ("2026-07-17", "Europe/Warsaw")
    assert due("many", helpers=["FR/a", "FR/b"]) == ("2026-07-20", "Europe/Paris")


def test_an_authority_may_have_a_time_zone_of_its_own() -> None:
    canaries = Player("DE", "x", "Atlantic/Canary")
    outcome = begin(rules(), Beginning({"starter": [canaries]}), at("2026-03-02 09:00"))
    assert outcome.situation.due is not None
    assert outcome.situation.due.deadline.basis.zone == "Atlantic/Canary"
    assert outcome.situation.due.at.isoformat() == "2026-04-01T22:59:59+00:00"


def test_for_somebody_without_a_member_the_operators_calendar_counts() -> None:
    outcome = begin(rules(), Beginning({"starter": [Player("", "citizen")]}), at("2026-03-02 09:00"))
    assert outcome.situation.due is not None
    assert outcome.situation.due.deadline.basis.calendar == "test"


def test_a_profile_is_made_of_the_network() -> None:
    network = NetworkDefinition.model_validate(
        {
            "format": 2,
            "network": "invented",
            "title": "Invented",
            "languages": ["en"],
            "members": {
                "NORTH": {
                    "name": "North",
                    "time_zone": "Asia/Dubai",
                    "languages": ["en"],
                    "weekend": ["friday", "saturday"],
                    "holidays": [{"on": "03-03", "name": "Day"}, {"on": "2026-03-04", "name": "Once"}],
                },
                "SOUTH": {"name": "South", "time_zone": "UTC", "languages": ["en"]},
            },
            "groups": {"both": {"title": "Both", "members": ["NORTH", "SOUTH"]}},
            "words": {"member": "state", "members": "states", "supervisor": "council"},
            "counting": {"first_day": "included", "end_on_day_off": "stays", "reference": "Act 1"},
        }
    )
    profile = profile_of(network, ("NORTH", "WEST"))
    assert profile.members == ("NORTH",)
    assert profile.counting.reference == "Act 1"
    assert profile.in_group("both", "SOUTH", at("2026-01-01 00:00").date())
    assert not profile.in_group("neither", "SOUTH", at("2026-01-01 00:00").date())
    days = [at(f"2026-03-0{day} 00:00").date() for day in (1, 3, 4, 6)]
    assert [profile.calendar("NORTH").day_off(day) for day in days] == [None, "Day", "Once", "weekend"]


def test_a_part_that_is_passed_on_in_its_member_goes_to_nobody_abroad() -> None:
    one = play(partner="DE/berlin")
    with pytest.raises(Refused, match="choice_unfit"):
        one.do("pass_on", "starter", choose=["FR/lyon"])
    one.do("pass_on", "starter", choose=["DE/bonn"])
    assert one.situation.players("partner") == (Player("DE", "bonn"),)
