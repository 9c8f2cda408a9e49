"""A card and its transfers: linked exchanges under one file (grammar, section 2), with a clock of the law."""

from __future__ import annotations

from pathlib import Path

from tests.core.simulation.permits import failure_of, told

MODULE = """
format: 2
module: permits
version: 1.0.0
title: Cards
roles:
  authority: {title: Authority, kind: authority}
forms:
  card:
    title: Card
    fields:
      holder: {label: Holder, type: text, required: true, personal: yes}
      until: {label: Until, type: date, personal: no}
  transfer_of:
    title: Transfer
    fields:
      name: {label: Name, type: text, required: true, personal: yes}
procedures:
  card:
    title: Card
    subject: card
    parties:
      keeper: {title: Keeper, role: authority, country: any}
      host: {title: Host, role: authority, country: other}
    start: in_use
    clocks:
      law: {title: The law, starts: in_use, period: 30 days, pauses: waiting, stops: moved, runs_out: lapse, calendar_of: keeper}
    children: {transfer: {procedure: transfer, at_most: 1 open}}
    states:
      in_use: {title: In use, owner: keeper, due: clock law, edit: {keeper: subject}}
      waiting: {title: Waiting, owner: keeper, due: 90 days, overdue: go_on}
      moved: {title: Moved, owner: keeper, due: by subject.until, overdue: end, sees: keeper, edit: subject}
      ended: {title: Ended, final: true, outcome: success}
    actions:
      begin:
        title: Begin a transfer
        by: keeper
        from: in_use
        to: same
        effects: [{start: {child: transfer, parties: {receiver: host, origin: actor}, copy: {subject.name: subject.holder}}}]
      wait: {title: Wait, by: keeper, from: in_use, to: waiting}
      go_on: {title: Go on, by: keeper, from: waiting, to: in_use}
      revoke: {title: Revoke, by: keeper, from: in_use, to: same, effects: [{signal: {child: transfer, action: stop}}]}
      moved: {title: Moved, auto: true, when: 'any(transfer, arrived)', from: in_use, to: moved}
      lapse: {title: Lapsed, by: system, from: [in_use, waiting], to: ended}
      end: {title: End, by: keeper, from: moved, to: ended}
  transfer:
    title: Transfer
    subject: transfer_of
    parties:
      origin: {title: Origin, role: authority, country: any}
      receiver: {title: Receiver, role: authority, country: any}
    start: offered
    states:
      offered: {title: Offered, owner: receiver, due: 5 days, overdue: stop}
      arrived: {title: Arrived, final: true, outcome: success}
      stopped: {title: Stopped, final: true, outcome: failure}
    actions:
      arrive: {title: Arrive, by: receiver, from: offered, to: arrived, when: parent.state == 'in_use', complete: subject}
      stop: {title: Stop, by: system, from: offered, to: stopped}
retention:
  - {data: everything, procedures: card, from: closure, erase_after: 1 years, basis: Rule}
  - {data: everything, procedures: transfer, from: file_closure, erase_after: 1 years, basis: Rule}
"""  # noqa: E501 - braces of YAML

GIVEN = """
  at: "2026-03-02 09:00"
  parties: {keeper: AA, host: BB}
  subject: {holder: Smith, until: "2026-06-30"}
"""
BEGUN = "  - {do: begin, as: keeper}\n"


def test_a_child_is_played_under_its_name_and_comes_back_to_its_parent(tmp_path: Path) -> None:
    steps = BEGUN + """
  - {child: transfer, expect: offered, due: "2026-03-09"}
  - {child: transfer, as: receiver, may: [arrive]}
  - {child: transfer, do: arrive, as: receiver, expect: arrived}
  - {expect: moved, due: "2026-06-30"}
"""  # fmt: skip
    played = told(tmp_path, steps, given=GIVEN, procedure="card", module=MODULE)
    assert played.well, failure_of(played)
    assert {event.exchange for event in played.events} == {"", "transfer/1"}


def test_the_fields_that_a_child_was_given_are_in_its_subject(tmp_path: Path) -> None:
    nameless = GIVEN.replace("holder: Smith, ", "")
    steps = BEGUN + "  - {child: transfer, do: arrive, as: receiver, refused: incomplete}"
    assert told(tmp_path, steps, given=nameless, procedure="card", module=MODULE).well
    steps = BEGUN + "  - {child: transfer, do: arrive, as: receiver}"
    assert told(tmp_path, steps, given=GIVEN, procedure="card", module=MODULE).well


def test_a_child_that_was_not_started_is_not_there(tmp_path: Path) -> None:
    failed = told(tmp_path, "  - {child: transfer, expect: offered}", given=GIVEN, procedure="card", module=MODULE)
    assert "child_missing: There is no 'transfer' yet." in failure_of(failed)


def test_the_second_child_is_named_by_its_number(tmp_path: Path) -> None:
    steps = BEGUN + """
  - {do: begin, as: keeper, refused: child_limit}
  - {do: revoke, as: keeper}
  - {child: transfer, expect: stopped}
  - {do: begin, as: keeper}
  - {child: transfer/2, expect: offered}
  - {child: transfer/1, expect: stopped}
"""  # fmt: skip
    assert told(tmp_path, steps, given=GIVEN, procedure="card", module=MODULE).well


def test_time_passes_for_parent_and_child_alike(tmp_path: Path) -> None:
    steps = BEGUN + "  - {wait: 8 days}\n  - {child: transfer, expect: stopped}\n  - {expect: in_use}"
    assert told(tmp_path, steps, given=GIVEN, procedure="card", module=MODULE).well


def test_a_clock_stands_still_and_its_date_can_be_claimed(tmp_path: Path) -> None:
    steps = """
  - {clock: law, due: "2026-04-01"}
  - {wait: 10 days}
  - {do: wait, as: keeper}
  - {clock: law, due: none}
  - {wait: 20 days}
  - {do: go_on, as: keeper}
  - {clock: law, due: "2026-04-21"}
  - {until: "2026-04-22 09:00"}
  - {expect: ended}
"""
    assert told(tmp_path, steps, given=GIVEN, procedure="card", module=MODULE).well


def test_a_date_behind_a_deadline_counts_as_soon_as_it_is_written(tmp_path: Path) -> None:
    steps = BEGUN + """
  - {child: transfer, do: arrive, as: receiver}
  - {expect: moved, due: "2026-06-30"}
  - {as: keeper, subject: {until: "2026-05-31"}}
  - {expect: moved, due: "2026-05-31"}
  - {until: "2026-06-01 09:00"}
  - {expect: ended}
"""  # fmt: skip
    played = told(tmp_path, steps, given=GIVEN, procedure="card", module=MODULE)
    assert played.well, failure_of(played)


def test_a_child_is_erased_when_the_whole_file_has_ended(tmp_path: Path) -> None:
    steps = BEGUN + """
  - {child: transfer, do: arrive, as: receiver}
  - {child: transfer, erased: never}
  - {until: "2026-07-02 09:00"}
  - {expect: ended}
  - {erased: "2027-07-01"}
  - {child: transfer, erased: "2027-07-01"}
"""  # fmt: skip
    played = told(tmp_path, steps, given=GIVEN, procedure="card", module=MODULE)
    assert played.well, failure_of(played)
