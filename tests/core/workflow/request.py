"""A small request for tests: approval by a switch, a form, needs, and every kind of refusal."""

from __future__ import annotations

from tests.core.workflow.definitions import rules

REQUEST = rules(
    """
procedures:
  test:
    title: Request
    start: draft
    subject: person
    questions: [life]
    parties:
      asker: {title: Asker, role: authority}
      answerer: {title: Answerer, role: authority, country: other}
      asker_coordinator: {title: Coordinator, role: coordinator, of: asker, optional: true}
    states:
      draft: {title: Draft, owner: asker, due: 60 days, overdue: discard, sees: [asker], edit: [subject, questions]}
      approval: {title: With the coordinator, owner: asker_coordinator, due: 5 working days, overdue: release}
      sent: {title: Sent, owner: answerer, due: 7 days from sent, edit: {asker: [subject]}, overdue: discard}
      referred: {title: Referred, owner: asker_coordinator, due: 10 days, overdue: discard}
      closed: {title: Closed, final: true, outcome: success}
      discarded: {title: Discarded, final: true, outcome: neutral}
    actions:
      send:
        title: Send
        by: asker
        from: draft
        complete: [subject]
        needs:
          a_question: {check: any_asked(), message: Choose a question.}
          a_date: {check: has(exchange.wanted_on), message: Say by when.}
        to:
          - {when: asker.policy.via_coordinator, state: approval}
          - {state: sent}
      release: {title: Release, by: asker_coordinator, from: approval, to: sent, four_eyes: true}
      refer: {title: Refer, by: asker, from: sent, to: referred}
      hand_on: {title: Forward, by: answerer, from: sent, to: sent,
        effects: [{assign: {party: answerer, from: choice}}]}
      urge: {title: Urge, by: asker, from: sent, to: same, at_most: 2, reason: required}
      rush: {title: Rush, by: asker, from: sent, to: same, when: exchange.urgent}
      reply: {title: Reply, by: answerer, from: sent, form: verdict, to: closed,
        needs: {sure: {check: form.verdict.sure, message: Be sure.}}}
      discard: {title: Discard, by: asker, from: [draft, sent, referred], to: discarded}
      reopen: {title: Reopen, by: asker, from: closed, to: sent, reopens: 30 days}
forms:
  person: {title: Person, fields: {name: {label: Name, type: text, required: true, personal: 'yes'}}}
  verdict:
    title: Verdict
    fields:
      sure: {label: Sure, type: yes_no, required: true, personal: 'no'}
      days: {label: Days, type: number, min: 1, max: 9, personal: 'no'}
    rules: {short: {check: '!has(days) || days < 9', message: Too many days.}}
questionsets:
  life: {title: Life, tree: [{q: born, text: Was it so, answer: yes_no}]}
policies:
  via_coordinator: {title: Through the coordinator, default: 'off'}
"""
)

PARTIES = {"asker": "PL/a", "answerer": "GB/b"}
