"""Packages for tests: a small library with one template, and modules that use it, written as files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

from counterpart.core.composing import Area, load_area
from counterpart.core.findings import Finding, Findings
from counterpart.core.reading.tree import Address

LIBRARY = """\
format: 2
module: lib
library: true
version: 1.2.0
title: Library
roles:
  authority: {title: Authority, kind: authority}
  coordinator: {title: Coordinator, kind: coordinator}
policies:
  ask_first: {title: The coordinator is asked first, default: 'off', set_by: coordinator}
messages:
  changed: {subject: Changed, body: It has changed.}
  unused: {subject: Unused, body: Nobody sends this.}
codelists:
  grounds: {busy: We are busy, other: Another ground}
forms:
  refusal:
    title: Refusal
    fields:
      ground: {label: Ground, type: code, list: grounds, personal: no}
  person:
    title: Person
    core: http://www.w3.org/ns/person#Person
    fields:
      title: {label: Title, type: text, personal: yes}
      surname: {label: Surname, type: text, required: true, personal: yes}
      born_on: {label: Born on, type: date, max: today, personal: yes}
      died_on: {label: Died on, type: date, min: 1 days after born_on, personal: yes}
      address:
        label: Address
        type: group
        personal: yes
        fields:
          town: {label: Town, type: text, personal: yes}
          street: {label: Street, type: text, show_if: has(address.town), personal: yes}
    placeholders:
      person: "{title} {surname|upper}"
    rules:
      lived: {check: has(born_on) || !has(died_on), message: Say when the person was born.}
procedures:
  talk:
    title: Talk
    pattern: request
    forms: [refusal]
    documents:
      record: {title: Record, of: exchange}
    features:
      approval: [states.approval, actions.approve, actions.send_back]
      help: [tracks.help, actions.ask_help, actions.reply.needs.help_back]
    parties:
      asker: {title: Asker, role: authority, country: any}
      coordinator: {title: Coordinator of the asker, role: coordinator, of: asker, optional: true}
      answerer: {title: Answerer, role: authority, country: other}
      watchers: {title: Watchers, role: authority, country: same as answerer, many: true, optional: true}
    visible_to:
      personal: {asker: always, answerer: always, watchers: [sent, approval, help.open], coordinator: never}
    clocks:
      whole: {title: Whole time, starts: sent, period: 2 months, pauses: [approval, sent], stops: answered}
    start: draft
    states:
      draft:
        title: Draft
        owner: asker
        sees: [asker, coordinator]
        edit: {asker: [subject], coordinator: [subject]}
        due: 10 days
        overdue: drop
      approval: {title: Waiting for approval, owner: coordinator, due: 5 days, overdue: approve}
      sent:
        title: Sent
        owner: [answerer, watchers]
        due: 7 days from sent
        remind: [2 days before]
        escalate: {after: 3 days, to: [watchers, coordinator]}
      answered: {title: Answered, final: true, outcome: success, effects: [{pdf: record}]}
      dropped: {title: Dropped, final: true, outcome: neutral}
    actions:
      send:
        title: Send
        by: asker
        from: draft
        to:
          - {when: asker.policy.ask_first, state: approval}
          - {state: sent}
        effects:
          - {notify: {to: [answerer, watchers], message: changed}}
      approve: {title: Approve, by: coordinator, from: approval, to: sent}
      send_back: {title: Send back, by: coordinator, from: approval, to: draft, reason: required}
      cheer: {title: Cheer, by: watchers, from: sent, to: same, effects: [{notify: {to: [answerer], message: changed}}]}
      reply:
        title: Reply
        by: answerer
        from: sent
        needs:
          help_back: {check: '!open(help)', message: Help is still asked for.}
        to: answered
        effects:
          - {notify: {to: watchers, message: changed}}
          - {snapshot: record}
      refuse: {title: Refuse, by: [answerer, coordinator], from: [sent, approval], to: dropped, form: refusal}
      ask_help: {title: Ask for help, by: answerer, from: sent, to: same, effects: [{open: {track: help, for: choice}}]}
      drop: {title: Drop, by: asker, from: [draft, approval], to: dropped}
    tracks:
      help:
        title: Help
        per: authority
        party: answerer
        start: open
        ends_with_main: ended
        states:
          open: {title: Asked for, owner: answerer, due: 3 days, overdue: give_up}
          done: {title: Given, final: true, outcome: success}
          ended: {title: Ended, final: true, outcome: neutral}
        actions:
          give: {title: Give, by: answerer, from: open, to: done}
          give_up: {title: Give up, by: system, from: open, to: ended}
"""

USES = 'uses: {lib: "^1.0"}\n'
IN_TALK: Address = ("procedures", "talk")


@dataclass(frozen=True, slots=True)
class Composed:
    """A composed module with all that was found in it."""

    area: Area | None
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> Area:
        """Return the area of a module in which nothing was found."""
        assert self.said == []
        assert self.area is not None
        return self.area

    @property
    def there(self) -> Area:
        """Return the area, whatever was found."""
        assert self.area is not None
        return self.area

    @property
    def said(self) -> list[str]:
        """Return code and message of all findings, in reading order."""
        return [f"{finding.code} {finding.message}" for finding in self.findings]

    @property
    def codes(self) -> list[str]:
        """Return the codes of all findings, in reading order."""
        return [finding.code for finding in self.findings]

    def only(self, code: str) -> Finding:
        """Return the one finding of a code."""
        (finding,) = [finding for finding in self.findings if finding.code == code]
        return finding


def write(folder: Path, name: str, text: str) -> Path:
    """Write a one-file package."""
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def module(body: str, *, name: str = "area", uses: str = USES, version: str = "1.0.0") -> str:
    """Return the text of a module: its head and what a test says of it."""
    return f"format: 2\nmodule: {name}\nversion: {version}\ntitle: Area\n{uses}{dedent(body)}"


def talk(body: str = "") -> str:
    """Return the text of a module with one procedure that extends the template."""
    return module("procedures:\n  talk:\n    extends: lib/talk\n" + indent(dedent(body), "    "))


def composed(folder: Path, text: str, *, name: str = "area", library: str | None = LIBRARY) -> Composed:
    """Write a module, and the library beside it, and compose the module."""
    if library is not None:
        write(folder, "lib", library)
    findings = Findings()
    area = load_area(write(folder, name, text), findings, searched=(folder,), display=folder)
    return Composed(area, tuple(findings))


def line_of(text: str, part: str) -> int:
    """Return the number of the only line that holds a part of the text."""
    (line,) = [number for number, line in enumerate(text.splitlines(), start=1) if part in line]
    return line
