"""Scenarios made to do harm: time without end, values of the wrong kind, people and places that there are not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.campaign.fuzz.cases import Case, appended, changed, written
from tests.campaign.fuzz.places import Place

STORY = "scenarios/first.yaml"

TIMES = {
    "a hundred years, thirty times": "  - {wait: 100 years}\n" * 30,
    "a hundred years of working days": "  - {wait: 36500 working days}\n" * 3,
    "more days than there are": "  - {wait: 999999999999 days}\n",
    "a billion seconds": "  - {wait: 1000000000 seconds}\n",
    "no time": "  - {wait: 0 days}\n" * 500,
    "time that runs back": "  - {wait: -3 days}\n",
    "the last day of all": "  - {until: 9999-12-31}\n  - {wait: 2 days}\n",
    "the last second of all": '  - {until: "9999-12-31 23:59:59"}\n',
    "the first day of all": "  - {until: 0001-01-01}\n",
    "a day that there is not": "  - {until: 2026-02-30}\n",
    "an hour that there is not": '  - {until: "2026-03-29 02:30"}\n',
    "an hour that there is twice": '  - {until: "2026-10-25 02:30"}\n',
    "a second too many": '  - {until: "2026-03-29 23:59:60"}\n',
}

STEPS = {
    "nothing": "  - {}\n",
    "null": "  - null\n",
    "a text": "  - send\n",
    "somebody that there is not": "  - {do: send, as: nobody}\n",
    "a member that there is not": "  - {do: close, as: requester, member: XX/board}\n",
    "a member called like a path": "  - {do: close, as: requester, member: ../../etc}\n",
    "a child that there is not": "  - {child: transfer/99999999999999999999, expect: sent}\n",
    "children in children": f"  - {{child: {'a/1/' * 500}b, expect: sent}}\n",
    "a row that there is not": "  - {track: part/999999999999999999999, expect: open}\n",
    "a row with a number of another script": "  - {track: part/١, expect: open}\n",
    "a clock that there is not": "  - {clock: nobody, due: 2026-03-02}\n",
    "a figure that there is not": "  - {counts: {x: 99999999999999999999}}\n",
    "a language that there is not": "  - {lang: xx, question: is_registered, reads: x}\n",
    "a language called like a path": "  - {lang: ../../x, question: is_registered, reads: x}\n",
    "a question that there is not": "  - {ask: [nothing, '', is_registered]}\n",
    "a subject of lists": "  - {as: requester, subject: {title: [[[[]]]], name: {a: {b: c}}}}\n",
    "a subject of numbers": "  - {as: requester, subject: {title: 1.5, name: true, details: null}}\n",
    "a subject with fields of Python": "  - {as: requester, subject: {__class__: x, title.__dict__: y}}\n",
    "a subject without end": f"  - {{as: requester, subject: {{title: '{'x' * 240_000}'}}}}\n",
    "answers of the wrong kind": "  - {as: responder, answer: {is_registered: [yes], since_when: {a: b}}}\n",
    "an answer that cannot be given": "  - {as: responder, answer: {is_registered: {cannot: {cannot: x}}}}\n",
    "a date of the exchange that is none": "  - {as: requester, exchange: {wanted_on: never, urgent: 7, x: y}}\n",
    "a form that the action has not": "  - {do: close, as: requester, form: {a: {b: c}, d: [e]}}\n",
    "a choice of everybody": f"  - {{do: close, as: requester, choose: [{', '.join(['PL'] * 5_000)}]}}\n",
    "a claim about what is kept": "  - {blocked: {x: y}, erased: never}\n",
    "a claim about who was told": "  - {told: [nobody, requester/XX, '', '/']}\n",
    "a claim about why": "  - {basis: ['(a+)+$', '{x}', '']}\n",
    "a claim about what may be done": "  - {as: requester, may: [send, send, '']}\n",
    "what is refused for no reason": "  - {do: close, as: requester, refused: ''}\n",
}

GIVEN = {
    "nobody": "parties: {}",
    "a member that there is not": "parties: {requester: XX, responder: YY}",
    "a member that has left": "parties: {requester: GB, responder: BE}",
    "the same member five thousand times": f"parties: {{requester: [{', '.join(['PL'] * 5_000)}], responder: BE}}",
    "parties of maps": "parties: {requester: {member: {a: b}}, responder: [[BE]]}",
    "a party that there is not": "parties: {requester: AT, responder: BE, everybody: PL}",
    "nobody for a party": "parties: {requester: [], responder: null}",
    "switches for nobody": "switches: {XX: {a: b}, PL/x/y: {c: true}, '': {}}",
    "members that there are not": "members: [XX, pl, '', '*']",
    "what was searched and is not there": "consulted: [nothing, ../x]",
    "the first moment": 'at: "0001-01-01 00:00"',
    "the last moment": 'at: "9999-12-31 23:59"',
    "a moment that there is not": 'at: "2026-03-29 02:30"',
    "a moment in words": "at: tomorrow",
}


def _stories() -> Iterator[Case]:
    for name, steps in {**TIMES, **STEPS}.items():
        yield appended(f"a step with {name}", STORY, steps)
    for name, given in GIVEN.items():
        key = given.partition(":")[0]
        yield Case(f"a beginning with {name}", partial(_begin, key=key, given=given))
    yield written("a scenario of nothing", STORY, "{}\n", "S012")
    yield changed("a scenario without a procedure", STORY, "procedure: request", "procedure: nothing", "S030")
    yield changed("a scenario with a procedure like a path", STORY, "procedure: request", "procedure: ../x", "S030")
    yield appended("three thousand steps", STORY, "  - {as: requester, expect: closed}\n" * 3_000)


def _begin(place: Place, key: str, given: str) -> None:
    """Exchange what a scenario is given under a key."""
    lines = (place.module / STORY).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(f"  {key}:")]
    at = kept.index("given:")
    place.write(STORY, "\n".join([*kept[: at + 1], f"  {given}", *kept[at + 1 :], ""]))


CASES = tuple(_stories())
