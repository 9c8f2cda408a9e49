"""Question sets: trees of pre-translated questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from counterpart.core.definitions.forms import Personal, VisibleTo
from counterpart.core.definitions.shape import ConditionText, Id, Part, Text

BUILT_IN_ANSWERS = ("free_text", "date", "number", "country", "member", "yes_no", "yes_no_unknown")


class SeveralCodes(Part):
    """An answer that may hold several codes of one list."""

    codes: Id


def _answer(value: Any) -> Any:
    """Let the name of a kind or of a code list stand for itself."""
    return {"kind": value} if isinstance(value, str) else value


class OneAnswer(Part):
    """An answer that holds one value: a built-in kind or one code of a list named by `kind`."""

    kind: Id


class Question(Part):
    """One question.

    `offer_if`: may the asker pick it. `follow_if`: must the answerer fill it in after another answer.
    """

    q: Id
    text: Text
    answer: Annotated[OneAnswer | SeveralCodes, BeforeValidator(_answer)]
    help: Text | None = None
    legal: str | None = None
    comment: Literal["no", "optional", "required"] = "no"
    attachment: Literal["no", "optional", "required"] = "no"
    offer_if: ConditionText | None = None
    follow_if: ConditionText | None = None
    personal: Personal = "no"
    visible_to: VisibleTo | None = None


class QuestionGroup(Part):
    """A heading over questions; an `offer_if` holds for all of them."""

    group: Id
    title: Text
    help: Text | None = None
    offer_if: ConditionText | None = None
    items: tuple[Node, ...]


# Written so that no key of a file can be spelt like them: findings find their place by the keys on the way.
_GROUP, _QUESTION = "<group>", "<question>"


def _kind_of_node(value: Any) -> str:
    has_group = isinstance(value, QuestionGroup) or (isinstance(value, dict) and "group" in value)
    return _GROUP if has_group else _QUESTION


Node = Annotated[
    Annotated[QuestionGroup, Tag(_GROUP)] | Annotated[Question, Tag(_QUESTION)], Discriminator(_kind_of_node)
]


class QuestionSet(Part):
    """A tree of questions, answered by the party `answered_by` (default: whom the exchange is addressed to)."""

    title: Text
    help: Text | None = None
    offer_if: ConditionText | None = None
    answered_by: Id | None = None
    visible_to: VisibleTo | None = None
    tree: tuple[Node, ...]


class PlacedQuestion(Part):
    """A question with its set, the groups above it, the conditions it inherits, and its address in the tree."""

    question: Question
    question_set: str
    groups: tuple[str, ...] = ()
    offer_if: tuple[ConditionText, ...] = ()
    address: tuple[str | int, ...] = Field(default=())


def placed_questions(name: str, question_set: QuestionSet) -> list[PlacedQuestion]:
    """Return every question of the set in the order of writing."""
    inherited = (question_set.offer_if,) if question_set.offer_if else ()
    return list(_placed(name, question_set.tree, (), inherited, ("tree",)))


def _placed(
    name: str,
    nodes: tuple[Any, ...],
    groups: tuple[str, ...],
    offer_if: tuple[str, ...],
    address: tuple[str | int, ...],
) -> Iterator[PlacedQuestion]:
    for index, node in enumerate(nodes):
        offered = (*offer_if, node.offer_if) if node.offer_if else offer_if
        here = (*address, index)
        if isinstance(node, QuestionGroup):
            yield from _placed(name, node.items, (*groups, node.group), offered, (*here, "items"))
        else:
            yield PlacedQuestion(question=node, question_set=name, groups=groups, offer_if=offered, address=here)
