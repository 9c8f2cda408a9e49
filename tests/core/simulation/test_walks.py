from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from counterpart.core.composing import Area
from counterpart.core.findings import Findings
from counterpart.core.simulation import check_walks
from counterpart.core.simulation.walk_facts import Drawn, Pools, drawn_known
from counterpart.core.simulation.walk_rules import distances, for_walking, signalled_actions
from counterpart.core.simulation.walking import BEGINNING, FEWER_WALKS, Walker
from counterpart.core.simulation.walks import WALKS
from counterpart.core.workflow import Rulebook, compile_procedure, profile_of
from tests.core.simulation.permits import MODULE, area_in
from tests.core.simulation.test_children_in_stories import MODULE as CARDS

MEMBERS = ("AA", "BB", "CC")
ROW = """
format: 2
module: permits
version: 1.0.0
title: Permits
languages: [en]
roles: {authority: {title: Authority, kind: authority}}
procedures:
  request:
    title: Request
    parties: {a: {title: A, role: authority}}
    start: s0
    states:
STATES
      e: {title: The end, final: true}
    actions:
"""


def rules_of(area: Area, procedure: str) -> Rulebook:
    assert area.network is not None
    return compile_procedure(area.definition, procedure, profile_of(area.network))


def walked(folder: Path, module: str) -> list[str]:
    findings = Findings()
    check_walks(area_in(folder, module=module), findings)
    return [f"{one.position.line} {one.code} {one.message}" for one in findings]


@pytest.mark.parametrize("module", [MODULE, CARDS])
def test_every_walk_through_a_sound_module_ends(tmp_path: Path, module: str) -> None:
    findings = Findings()
    area = area_in(tmp_path, module=module)
    assert check_walks(area, findings) == WALKS * len(area.definition.procedures)
    assert not list(findings)


def test_the_same_seed_goes_the_same_way_and_another_goes_elsewhere(tmp_path: Path) -> None:
    rules = rules_of(area_in(tmp_path), "enquiry")
    first, again, other = (Walker(rules, MEMBERS).walks(20, seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_walks_come_to_every_state_and_take_every_branch(tmp_path: Path) -> None:
    rules = rules_of(area_in(tmp_path), "enquiry")
    paces = [pace for walk in Walker(rules, MEMBERS).walks(WALKS, 1) for pace in walk.paces]
    assert {pace.state for pace in paces} == set(rules.main.states)
    assert {"reopen", "ask_help", "deliver", "extend"} <= {pace.what for pace in paces}
    after_send = {pace.state for pace in paces if pace.what == "send"}
    assert after_send == {"checked", "sent"}
    assert {"give_back (overdue)", "close (overdue)", "pass_on (overdue)"} <= {pace.what for pace in paces}


def row_of(number: int, last: str) -> str:
    """Return a module of so many states in a row; `last` says where the action of the last one leads."""
    states = "".join(f"      s{each}: {{title: S, owner: a, due: 5 days}}\n" for each in range(number))
    ways = "".join(
        f"      a{each}: {{title: Do, by: a, from: s{each}, to: s{each + 1}}}\n" for each in range(number - 1)
    )
    head, _, rest = ROW.partition("STATES\n")
    return f"{head}{states}{rest}{ways}      z: {{title: End, by: a, from: s{number - 1}, to: {last}}}\n"


def test_the_further_the_end_may_be_the_longer_a_walk_goes_home(tmp_path: Path) -> None:
    findings = Findings()
    assert check_walks(area_in(tmp_path, module=row_of(200, "e")), findings) == WALKS
    assert not list(findings)


def test_of_a_very_large_module_the_rest_is_walked_a_few_times(tmp_path: Path) -> None:
    findings = Findings()
    area = area_in(tmp_path, module=CARDS)
    assert check_walks(area, findings, most_paces=1) == FEWER_WALKS * len(area.definition.procedures)
    assert not list(findings)
    trapped = area_in(tmp_path, module=row_of(200, "s0"))
    check_walks(trapped, findings, most_paces=50)
    [said] = findings
    assert said.message.startswith("request: 3 of 3 random walks do not end: s0 —")


def test_a_circle_without_a_way_out_is_told_by_its_shortest_trace(tmp_path: Path) -> None:
    trapped = MODULE.replace(
        "close: {title: Close, by: requester, from: answered, to: closed}",
        "close: {title: Close, by: requester, from: answered, to: sent}",
    ).replace(
        "drop: {title: Drop, by: requester, from: [draft], to: dropped}",
        "drop: {title: Drop, by: requester, from: [draft], to: sent}",
    )
    [said] = walked(tmp_path, trapped)
    assert "M030 enquiry: 60 of 60 random walks do not end: draft —" in said
    assert "; then round and round: " in said
    assert len(said) < 300


def test_a_guard_that_is_never_met_is_a_trap_that_no_static_check_sees(tmp_path: Path) -> None:
    trapped = MODULE.replace(
        "close: {title: Close, by: requester, from: answered, to: closed}",
        "close: {title: Close, by: requester, from: answered, to: closed, when: 'any(part, open) && !open(part)'}",
    ).replace(
        "answered: {title: Answered, owner: requester, due: 30 days, overdue: close}",
        "answered: {title: Answered, owner: requester, due: 30 days}",
    )
    [said] = walked(tmp_path, trapped)
    assert (
        "random walks do not end: draft —send→ sent —reply→ answered; "
        "then round and round: answered —remark→ answered" in said
    )
    state = next(
        number for number, line in enumerate(trapped.split("\n"), start=1) if line.startswith("      answered:")
    )
    assert said.startswith(f"{state} M030 ")


def test_automatic_actions_that_never_rest_are_told(tmp_path: Path) -> None:
    restless = MODULE.replace(
        "      drop: {title",
        "      hop: {title: Hop, auto: true, from: answered, to: sent}\n"
        "      hip: {title: Hip, auto: true, from: sent, to: answered}\n      drop: {title",
    )
    [said] = walked(tmp_path, restless)
    assert "automatic actions (" in said
    assert "go on and on" in said


def test_nobody_needs_a_network_to_walk(tmp_path: Path) -> None:
    area = area_in(tmp_path)
    (tmp_path / "network.yaml").unlink()
    alone = Area(area.definition, area.tree, area.package)
    assert check_walks(alone, Findings()) == WALKS


def test_distances_count_the_moves_to_the_nearest_end(tmp_path: Path) -> None:
    rules = rules_of(area_in(tmp_path), "enquiry")
    far = distances(rules.main)
    assert far == {"closed": 0, "dropped": 0, "answered": 1, "sent": 2, "draft": 1, "checked": 3}


def test_for_a_walk_nothing_is_filled_in_and_no_day_is_a_holiday(tmp_path: Path) -> None:
    rules = for_walking(rules_of(area_in(tmp_path), "enquiry"), MEMBERS)
    assert not any(action.forms or action.complete or action.four_eyes for action in rules.main.actions.values())
    assert not any(state.reminders or state.escalate_after for state in rules.main.states.values())
    assert rules.profile.calendar("AA") is rules.profile.operator
    in_state = rules.main.states["sent"].actions
    assert all(rules.main.actions[action.name] is action for action in in_state)


def test_what_relatives_signal_is_done_by_the_system(tmp_path: Path) -> None:
    area = area_in(tmp_path, module=CARDS)
    assert signalled_actions(area.definition, "transfer") == {"stop"}
    assert signalled_actions(area.definition, "card") == frozenset()


def test_values_are_drawn_from_what_guards_compare_them_with(tmp_path: Path) -> None:
    guarded = MODULE.replace("state: checked}", "state: checked}, {when: subject.kind == 'study', state: sent}")
    rules = for_walking(rules_of(area_in(tmp_path, module=guarded), "enquiry"), MEMBERS)
    pools, rng = Pools(rules, MEMBERS), Random(1)
    drawn = {repr(pools.draw("subject.kind", rng, BEGINNING.date())) for _ in range(60)}
    assert drawn == {"'study'", "'another'", "None"}
    dates = {pools.draw("subject.valid_until", rng, BEGINNING.date()) for _ in range(60)}
    assert {None, "2026-03-01", "2026-03-02", "2026-03-22"} <= dates


def test_a_value_stays_the_same_until_all_are_drawn_anew(tmp_path: Path) -> None:
    rules = for_walking(rules_of(area_in(tmp_path), "enquiry"), MEMBERS)
    facts = Drawn(Pools(rules, MEMBERS), Random(1), BEGINNING.date())
    assert "anything" in facts
    assert [facts["subject.kind"]] * 20 == [facts["subject.kind"] for _ in range(20)]
    drawn = [drawn_known(rules, Pools(rules, MEMBERS), Random(seed), MEMBERS, BEGINNING) for seed in range(40)]
    assert {bool(known.asked) for known in drawn} == {True, False}
    assert {known.switches["AA"]["via_coordinator"] for known in drawn} == {True, False}
