"""An invented area, written to disk: members AA, BB and CC ask one another about permits."""

from __future__ import annotations

from pathlib import Path

from counterpart.core.composing import Area, load_area
from counterpart.core.findings import Findings
from counterpart.core.simulation import Played, play, stories_of

NETWORK = """
format: 2
network: three
title: Three
languages: [en, pl]
words: {member: Member, members: Members, supervisor: Board}
counting: {reference: Rule 1}
members:
  AA: {name: Aland, time_zone: Europe/Warsaw, languages: [en], holidays: [{on: 03-10, name: Founding day}]}
  BB: {name: Beland, time_zone: Europe/London, languages: [en]}
  CC: {name: Celand, time_zone: Europe/Warsaw, languages: [pl]}
  OLD: {name: Oldland, time_zone: UTC, languages: [en], membership: {until: 2020-12-31}}
"""

MODULE = """
format: 2
module: permits
version: 1.0.0
title: Permits
languages: [en, pl]
roles:
  authority: {title: Authority, kind: authority}
  coordinator: {title: Coordinator, kind: coordinator}
  board: {title: Board, kind: supervisor}
policies: {via_coordinator: {title: Through the coordinator, default: off}}
codelists: {kinds: {work: Work, study: Study}}
messages: {news: {subject: News, body: There is news.}}
forms:
  person:
    title: Person
    fields:
      name:
        label: Name
        type: text
        required: true
        personal: yes
        visible_to: {requester: always, helpers: always, responder: [sent]}
      kind: {label: Kind, type: code, list: kinds, personal: no}
      school: {label: School, type: text, personal: no, required: true, show_if: kind == 'study'}
      valid_until: {label: Valid until, type: date, personal: no}
      address:
        label: Address
        type: group
        personal: no
        fields: {town: {label: Town, type: text, personal: no}}
    placeholders: {person: "{name|upper}"}
    rules: {named: {check: size(name) > 2, message: The name is too short.}}
  note:
    title: Note
    fields: {text: {label: Text, type: text, required: true, personal: no}}
questionsets:
  main:
    title: Questions
    tree:
      - {q: valid, text: "Is the permit of {person} valid?", answer: yes_no, personal: yes}
      - {q: since, text: Since when?, answer: date, follow_if: answers.valid == 'yes'}
      - {q: at_school, text: Where?, answer: free_text, offer_if: subject.kind == 'study'}
      - {q: which, text: Which?, answer: {codes: kinds}}
procedures:
  enquiry:
    title: Enquiry
    subject: person
    questions: [main]
    forms: [note]
    parties:
      requester: {title: Requester, role: authority, country: any}
      responder: {title: Responder, role: authority, country: other}
      coordinator: {title: Coordinator, role: coordinator, of: requester, optional: true}
      helpers: {title: Helpers, role: authority, country: same as responder, many: true, optional: true}
      board: {title: Board, role: board, country: none, optional: true}
    start: draft
    states:
      draft:
        title: Draft
        owner: requester
        sees: [requester]
        edit: [subject, questions]
        due: 60 days
        overdue: drop
      checked: {title: Checked, owner: coordinator, due: 2 days, overdue: pass_on}
      sent:
        title: Sent
        owner: responder
        edit: {requester: [subject]}
        due: 7 days from sent
        remind: [2 days before]
        escalate: {after: 1 days, to: [board]}
        effects: [{notify: {to: [board], message: news}}]
      answered: {title: Answered, owner: requester, due: 30 days, overdue: close}
      closed: {title: Closed, final: true, outcome: success}
      dropped: {title: Dropped, final: true, outcome: neutral}
    actions:
      send:
        title: Send
        by: requester
        from: draft
        complete: [subject]
        needs: {a_question: {check: any_asked(), message: Ask something.}}
        to: [{when: requester.policy.via_coordinator, state: checked}, {state: sent}]
      drop: {title: Drop, by: requester, from: [draft], to: dropped}
      pass_on: {title: Pass on, by: coordinator, from: checked, to: sent, four_eyes: true}
      amend: {title: Amend, by: requester, from: sent, to: same, complete: [subject], reason: required}
      ask_help:
        title: Ask for help
        by: responder
        from: sent
        to: same
        effects: [{open: {track: part, for: choice, questions: choice}}]
      extend: {title: More time, by: responder, from: sent, to: same, at_most: 1, effects: [{extend_due: 5 days}]}
      reply:
        title: Reply
        by: responder
        from: sent
        to: answered
        needs:
          answered: {check: all_answered(), message: Answer everything.}
          parts: {check: '!open(part)', message: A part is open.}
      remark: {title: Remark, by: [requester, responder], from: [sent, answered], to: same, form: note}
      close: {title: Close, by: requester, from: answered, to: closed}
      reopen: {title: Reopen, by: requester, from: closed, to: answered, reopens: 30 days}
    tracks:
      part:
        title: Part
        per: authority
        party: helpers
        start: open
        ends_with_main: over
        states:
          open: {title: Open, owner: helpers, due: 3 working days, overdue: give_back}
          done: {title: Done, final: true, outcome: success}
          back: {title: Given back, final: true, outcome: failure}
          over: {title: Over, final: true, outcome: neutral}
        actions:
          deliver:
            title: Deliver
            by: helpers
            from: open
            to: done
            needs: {answered: {check: all_answered(), message: Answer it first.}}
          give_back: {title: Give back, by: helpers, from: open, to: back}
retention:
  - {data: personal, from: closure, block_after: 1 months, erase_after: 1 years, basis: Rule 2}
  - {data: answers, from: closure, erase_after: 2 years, basis: Rule 3}
  - {data: everything, from: closure, erase_after: 3 years, basis: Rule 4}
statistics:
  sent: {title: Sent, procedure: enquiry, count: entered sent}
  quickly: {title: Quickly, procedure: enquiry, share: answered within 2 days of sent}
"""

GIVEN = """
  at: "2026-03-02 09:00"
  parties: {requester: AA, responder: BB, coordinator: AA}
  subject: {name: Smith}
  ask: [valid]
"""


def area_in(folder: Path, *, module: str = MODULE, network: str = NETWORK) -> Area:
    """Write module and network, and compose them."""
    folder.mkdir(exist_ok=True)
    (folder / "network.yaml").write_text(network, encoding="utf-8")
    (folder / "permits.yaml").write_text(module, encoding="utf-8")
    findings = Findings()
    area = load_area(folder / "permits.yaml", findings, searched=(folder,))
    assert area is not None, list(findings)
    assert not findings.errors, findings.errors
    return area


def told(folder: Path, steps: str, *, given: str = GIVEN, procedure: str = "enquiry", module: str = MODULE) -> Played:
    """Play one scenario with these steps; its names must be right."""
    area = area_in(folder, module=module)
    findings = write_story(area, steps, given=given, procedure=procedure)
    stories = stories_of(load_again(folder), findings)
    assert not findings.errors, findings.errors
    return play(area, stories[0])


def found(folder: Path, steps: str, *, given: str = GIVEN, procedure: str = "enquiry") -> list[str]:
    """Return what the names of a scenario are reported for: `line code message hint`."""
    area = area_in(folder)
    findings = write_story(area, steps, given=given, procedure=procedure)
    stories_of(load_again(folder), findings)
    return [f"{one.position.line} {one.code} {one.message} {one.hint}".strip() for one in findings]


def write_story(area: Area, steps: str, *, given: str = GIVEN, procedure: str = "enquiry") -> Findings:
    """Write a scenario beside the module; the first step stands on line 10."""
    scenarios = area.package.folder / "scenarios"
    scenarios.mkdir(exist_ok=True)
    lines = given.strip("\n").split("\n")
    padded = "\n".join([*lines, *["  # "] * (5 - len(lines))])
    text = f"scenario: A story\nprocedure: {procedure}\ngiven:\n{padded}\nsteps:\n{steps.strip(chr(10))}\n"
    (scenarios / "permits-story.yaml").write_text(text, encoding="utf-8")
    return Findings()


def load_again(folder: Path) -> Area:
    """Compose the module again, now with its scenarios."""
    findings = Findings()
    area = load_area(folder / "permits.yaml", findings, searched=(folder,))
    assert area is not None
    return area


def failure_of(played: Played) -> str:
    """Return in one line how a scenario failed."""
    assert played.failure is not None, "it went well"
    failure = played.failure
    return f"{failure.position.line}: expected {failure.expected} but {failure.found}"
