"""What is true on a random walk: every value that a guard reads, drawn so that each of its outcomes comes up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

from counterpart.core.conditions import Condition
from counterpart.core.conditions.nodes import Compare, Items, Literal, Name, Node, Within, walk
from counterpart.core.definitions.forms import placed_fields
from counterpart.core.definitions.questions import SeveralCodes
from counterpart.core.simulation.story_values import questions_of
from counterpart.core.workflow import Known, Rulebook
from counterpart.core.workflow.machine import EffectRules
from counterpart.core.workflow.situation import ChildRow, Json, ParentView

_SEVERAL = frozenset({"codes", "countries", "members", "files"})
_OF_MEMBERS = frozenset({"member", "members", "country", "countries", "authority"})
_OF_ANSWERS = frozenset({"codes", "date", "number", "member", "country"})
_ANY_QUESTION = "any_question"
_DAYS = (-400, -20, -1, 0, 1, 20, 400)
_MOST_QUESTIONS = 3
_OTHER = "another"


class Drawn(dict[str, Json]):
    """Values by dotted name, each drawn when it is first read and then kept until all are drawn anew."""

    def __init__(self, pools: Pools, rng: Random, today: date) -> None:
        """Take the pools to draw from."""
        super().__init__()
        self._pools = pools
        self._rng = rng
        self._today = today

    def __contains__(self, name: object) -> bool:
        """Say yes: whatever a guard asks for has been loaded."""
        return True

    def __missing__(self, name: str) -> Json:
        """Draw a value."""
        value = self[name] = self._pools.draw(name, self._rng, self._today)
        return value

    def get(self, name: str, _default: Json = None) -> Json:  # type: ignore[override]  # nothing is ever missing
        """Return the value."""
        return self[name]


class Pools:
    """What may be drawn for each name: values that the guards of the procedure compare it with, another one, none."""

    def __init__(self, rules: Rulebook, members: tuple[str, ...]) -> None:
        """Read the guards of a procedure."""
        self._members = members
        self._types = dict(_types(rules))
        self._compared: dict[str, list[Json]] = {}
        self.parent_states: list[str] = []
        for condition in _conditions(rules):
            self._read(condition.tree)

    def draw(self, name: str, rng: Random, today: date) -> Json:
        """Return a value of the kind that the name has, or None."""
        kind = self._types.get(name, "")
        if kind in ("date", "datetime"):
            return _drawn_date(kind, rng, today)
        known: list[Json] = list(self._compared.get(name, ()))
        if kind in _OF_MEMBERS:
            known += self._members
        elif kind == "yes_no":
            known += [True, False]
        elif kind == "number":
            known += [0, *(value + 1 for value in known if isinstance(value, int))]
        else:
            known.append(_OTHER)
        if kind in _SEVERAL or kind == "many":
            return [value for value in known if rng.random() < 0.5]
        return rng.choice([*known, None])

    def _read(self, tree: Node) -> None:
        for node in walk(tree):
            match node:
                case Compare(left=Name(name), right=Literal(value)) | Compare(left=Literal(value), right=Name(name)):
                    self._compared.setdefault(name, []).append(value)
                case Within(left=Name(name), right=Items(items)):
                    values = [item.value for item in items if isinstance(item, Literal)]
                    self._compared.setdefault(name, []).extend(values)
                case Within(left=Literal(value), right=Name(name)):
                    self._compared.setdefault(name, []).append(value)
        self.parent_states = [str(value) for value in self._compared.get("parent.state", ())]


def drawn_known(rules: Rulebook, pools: Pools, rng: Random, members: tuple[str, ...], now: datetime) -> Known:
    """Return what is known at random: facts, switches, questions asked and answered, children, the parent."""
    facts = Drawn(pools, rng, now.date())
    names = list(rules.questions) or [_ANY_QUESTION]  # a template has none, but somebody will ask
    asked = rng.sample(names, min(len(names), rng.randrange(_MOST_QUESTIONS + 1)))
    answered = tuple(names) if rng.random() < 0.5 else tuple(asked[: rng.randrange(len(asked) + 1)])
    return Known(
        facts=facts,
        switches={member: {policy: rng.random() < 0.5 for policy in rules.policies} for member in members},
        asked=tuple(asked),
        answered=answered,
        consulted=tuple(name for name in rules.module.procedures if rng.random() < 0.5),
        members=members,
        children={name: tuple(_children(rules, name, rng)) for name in rules.children},
        parent=ParentView(rng.choice(pools.parent_states), facts) if pools.parent_states else None,
    )


def _children(rules: Rulebook, name: str, rng: Random) -> Iterator[ChildRow]:
    declared = rules.module.procedures.get(rules.children[name].procedure)
    states = list(declared.states.items()) if declared else []
    for number in range(rng.randrange(3) if states else 0):
        state, one = rng.choice(states)
        yield ChildRow(str(number), state, one.final)


def _drawn_date(kind: str, rng: Random, today: date) -> Json:
    days = rng.choice((*_DAYS, None))
    if days is None:
        return None
    day = today + timedelta(days)
    return day.isoformat() if kind == "date" else datetime(day.year, day.month, day.day, 12, tzinfo=UTC).isoformat()


def _types(rules: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield the kind of each field and answer by dotted name; `many` for a list of anything."""
    for form in rules.forms:
        prefixes = [f"form.{form}."] + (["subject."] if form == rules.procedure.subject else [])
        for placed in placed_fields(rules.module.forms[form]):
            kind: str = "many" if placed.field.many else placed.field.type
            yield from ((f"{prefix}{placed.name}", kind) for prefix in prefixes)
    for name, question in questions_of(rules.module, rules.procedure).items():
        kind = "codes" if isinstance(question.answer, SeveralCodes) else question.answer.kind
        yield f"answers.{name}", kind if kind in _OF_ANSWERS else ""


def _conditions(rules: Rulebook) -> Iterator[Condition]:
    """Yield every condition that a walk may meet."""
    for machine in (rules.main, *rules.tracks.values()):
        for action in machine.actions.values():
            found = (action.when, *(need.check for need in action.needs), *(way.when for way in action.ways))
            yield from (condition for condition in found if condition is not None)
            yield from _of_effects((*action.first, *action.then))
        for state in machine.states.values():
            yield from _of_effects(state.effects)
    yield from (one.follow_if for one in rules.questions.values() if one.follow_if is not None)


def _of_effects(effects: tuple[EffectRules, ...]) -> Iterator[Condition]:
    yield from (effect.when for effect in effects if effect.when is not None)
