"""The tree of questions from which somebody chooses: by group, with counts; what cannot be asked, with the reason."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from counterpart.core.conditions import ABSENT, FactKind, Facts, parse, reads
from counterpart.core.definitions.questions import Node, Question, QuestionGroup, QuestionSet
from counterpart.core.workflow.forms import FormRules, Surroundings
from counterpart.core.workflow.forms.facts import FormFacts
from counterpart.web.showing.saying import Saying
from counterpart.web.showing.wording import Asking, question_text

SUBJECT = "subject."


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that has to be filled in before a question can be asked: its id on the page, and its label."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One question of the tree. `off`: it cannot be asked now, for want of `missing` where that is known.

    `follows` are the questions that are asked as well, after some answers.
    """

    code: str
    text: Markup
    chosen: bool
    off: bool
    missing: tuple[Missing, ...] = ()
    follows: tuple[Markup, ...] = ()
    help: str = ""
    legal: str = ""
    personal: str = "no"

    @property
    def has_box(self) -> bool:
        """Whether it can be ticked: also for want of a field, which may be filled in on the same page by now."""
        return not self.off or self.chosen or bool(self.missing)


@dataclass(frozen=True, slots=True)
class Branch:
    """A heading with its questions and smaller headings; `open` when it is shown unfolded."""

    id: str
    title: str
    help: str
    count: int
    chosen: int
    open: bool
    items: tuple[Choice | Branch, ...]


@dataclass(frozen=True, slots=True)
class TreeShown:
    """The whole tree. `searched` is what was looked for and `found` how many questions have it."""

    branches: tuple[Branch, ...]
    count: int
    chosen: int
    searched: str = ""
    found: int = 0

    @property
    def offered(self) -> frozenset[str]:
        """Return the questions that have a box which can be ticked, or is."""
        return frozenset(one.code for one in _choices(self.branches) if one.has_box)


class OfSubject(FormFacts):
    """The facts of a subject as conditions of questions name them (`subject.x`); all else is asked of `outer`."""

    __slots__ = ()

    def __init__(
        self, rules: FormRules | None, values: Mapping[str, object], around: Surroundings, outer: Facts | None = None
    ) -> None:
        """Take the form of the subject, and its values without those of hidden fields."""
        super().__init__((values,), rules.kinds if rules is not None else {}, around.today, outer)

    def value(self, name: str) -> object:
        """Return the value of a field of the subject, or `ABSENT`."""
        return super().value(name.removeprefix(SUBJECT))


@dataclass(frozen=True, slots=True)
class Picking:
    """Who picks questions, and when: what is chosen, what is looked for, and the facts that decide what is offered.

    `label_of` gives the label of a dotted field of the subject, and `anchor_of` its id on the page.
    """

    facts: Facts
    chosen: Collection[str] = ()
    search: str = ""
    prefix: str = "f"


def tree_view(saying: Saying, sets: Mapping[str, QuestionSet], asking: Asking, picking: Picking) -> TreeShown:
    """Return the tree of some question sets. With a search, only questions that have all its words stay."""
    planter = _Planter(saying, sets, asking, picking)
    branches = [branch for name, one in sets.items() for branch in planter.of_set(name, one, alone=len(sets) == 1)]
    kept = tuple(branch for branch in branches if branch.items)
    choices = list(_choices(kept))
    return TreeShown(
        branches=kept,
        count=sum(branch.count for branch in branches),
        chosen=sum(branch.chosen for branch in branches),
        searched=picking.search.strip(),
        found=len(choices) if picking.search.strip() else 0,
    )


def folded(text: str) -> str:
    """Return a text as it is searched: small letters, no accents, final sigma as any other."""
    plain = unicodedata.normalize("NFD", text.casefold()).replace("ς", "σ")
    return "".join(one for one in plain if not unicodedata.combining(one)).replace("ł", "l").replace("ß", "ss")


def _choices(items: Sequence[Choice | Branch]) -> Iterator[Choice]:
    for one in items:
        if isinstance(one, Branch):
            yield from _choices(one.items)
        else:
            yield one


class _Planter:
    """Makes branches of groups; conditions are inherited from the set and the groups above."""

    def __init__(self, saying: Saying, sets: Mapping[str, QuestionSet], asking: Asking, picking: Picking) -> None:
        self.saying, self.asking, self.picking = saying, asking, picking
        self.words = [word for word in folded(picking.search).split() if word]
        self.followers = _followers(sets)

    def of_set(self, name: str, question_set: QuestionSet, *, alone: bool) -> list[Branch]:
        """Return the groups of a set; those of several sets stand under the titles of the sets."""
        inherited = (question_set.offer_if,) if question_set.offer_if else ()
        title = self.saying.text(f"questionset.{name}")
        loose = tuple(node for node in question_set.tree if isinstance(node, Question))
        groups = [node for node in question_set.tree if isinstance(node, QuestionGroup)]
        if alone or not loose:
            found = [self._group(name, group, inherited, f"t-{name}") for group in groups]
            return [*found, *([self._branch(f"t-{name}", title, "", loose, name, inherited)] if loose else [])]
        help_text = self.saying.text(f"questionset.{name}.help")
        return [self._branch(f"t-{name}", title, help_text, question_set.tree, name, inherited)]

    def _group(self, name: str, group: QuestionGroup, above: tuple[str, ...], path: str) -> Branch:
        address = f"group.{name}.{group.group}"
        inherited = (*above, group.offer_if) if group.offer_if else above
        title, help_text = self.saying.text(address), self.saying.text(f"{address}.help")
        return self._branch(f"{path}-{group.group}", title, help_text, group.items, name, inherited)

    def _branch(
        self, id: str, title: str, help_text: str, nodes: Sequence[Node], name: str, above: tuple[str, ...]
    ) -> Branch:
        items: list[Choice | Branch] = []
        count = chosen = 0
        wanted: Callable[[Choice], bool] = self._is_found if not self._said(title) else lambda _: True
        for node in nodes:
            if isinstance(node, QuestionGroup):
                branch = self._group(name, node, above, id)
                count, chosen = count + branch.count, chosen + branch.chosen
                items += [branch] if branch.items else []
            elif node.follow_if is None:
                choice = self._choice(node, above)
                count, chosen = count + 1, chosen + choice.chosen
                items += [choice] if wanted(choice) else []
        return Branch(id, title, help_text, count, chosen, bool(chosen or self.words), tuple(items))

    def _choice(self, question: Question, above: tuple[str, ...]) -> Choice:
        conditions = (*above, question.offer_if) if question.offer_if else above
        unmet = [text for text in conditions if not parse(text).holds(self.picking.facts)]
        say = self.saying
        return Choice(
            code=question.q,
            text=question_text(say.speaker, question.q, self.asking),
            chosen=question.q in self.picking.chosen,
            off=bool(unmet),
            missing=tuple(dict.fromkeys(one for text in unmet for one in self._missing(text))),
            follows=tuple(question_text(say.speaker, q, self.asking) for q in self.followers.get(question.q, ())),
            help=say.text(f"question.{question.q}.help"),
            legal=question.legal or "",
            personal=question.personal,
        )

    def _missing(self, condition: str) -> Iterator[Missing]:
        """Yield the fields of the subject that a condition reads and nobody filled in, by the label of each."""
        for fact in sorted(reads(parse(condition)), key=str):
            name = fact.name.removeprefix(SUBJECT)
            label = self.saying.text(f"form.{self.asking.form}.{name}.label")
            if fact.kind is FactKind.NAME and self._is_wanted(fact.name) and label:
                yield Missing(f"{self.picking.prefix}-{name}", label)

    def _is_wanted(self, name: str) -> bool:
        return name.startswith(SUBJECT) and self.picking.facts.value(name) in (ABSENT, None, "")

    def _is_found(self, choice: Choice) -> bool:
        return not self.words or self._said(f"{choice.text.striptags()} {choice.legal}")

    def _said(self, text: str) -> bool:
        """Say whether a text has all the words that were looked for."""
        return bool(self.words) and all(word in folded(text) for word in self.words)


def _followers(sets: Mapping[str, QuestionSet]) -> dict[str, list[str]]:
    """Return for each question those that its answer may make necessary."""
    found: dict[str, list[str]] = {}
    for question_set in sets.values():
        for question in _questions(question_set.tree):
            for fact in reads(parse(question.follow_if)) if question.follow_if else ():
                if fact.name.startswith("answers."):
                    found.setdefault(fact.name.removeprefix("answers."), []).append(question.q)
    return found


def _questions(nodes: Sequence[Node]) -> Iterator[Question]:
    for node in nodes:
        if isinstance(node, QuestionGroup):
            yield from _questions(node.items)
        else:
            yield node
