"""Does every question make sense? Ids, placeholders, answers, who answers, what follows what (Q001 to Q007)."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.checking.area import Context, suggestion, understood
from counterpart.core.checking.circles import shortest_circles
from counterpart.core.checking.forms.places import PROTECTED
from counterpart.core.conditions import FactKind, reads
from counterpart.core.definitions.forms import placed_fields
from counterpart.core.definitions.procedures import Procedure
from counterpart.core.definitions.questions import (
    BUILT_IN_ANSWERS,
    Node,
    OneAnswer,
    PlacedQuestion,
    QuestionGroup,
    placed_questions,
)
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address
from counterpart.core.texts import holes

ANSWERS = "answers."
WORDS = frozenset({"member", "members", "supervisor"})
"""What the network profile calls things; texts may name them anywhere."""


def questions_in(context: Context) -> Iterator[tuple[PlacedQuestion, Address]]:
    """Give every question with the address at which it stands."""
    for name, question_set in context.definition.questionsets.items():
        for placed in placed_questions(name, question_set):
            yield placed, ("questionsets", name, *placed.address)


def askers_of(context: Context, question_set: str) -> Iterator[tuple[str, Procedure]]:
    """Give the procedures that use a question set."""
    for name, procedure in context.definition.procedures.items():
        if question_set in procedure.questions:
            yield name, procedure


def question_ids_are_used_once(context: Context, findings: Findings) -> None:
    """Q001: an id is used once in the whole module: answers and translations have no other name."""
    first: dict[str, str] = {}
    for placed, address in questions_in(context):
        q = placed.question.q
        if q in first:
            also = f"also in {first[q]}" if first[q] != placed.question_set else "in the same set"
            message = f"question id '{q}' is used twice ({also})"
            context.error(findings, "Q001", (*address, "q"), message, "choose another id")
        first.setdefault(q, placed.question_set)


def question_placeholders_exist(context: Context, findings: Findings) -> None:
    """Q002: what stands in braces is a placeholder of the subject of every procedure that asks the question."""
    forms = context.definition.forms
    for placed, address in questions_in(context):
        named = [hole.name for hole in holes(placed.question.text) if hole.name not in WORDS]
        for _, procedure in askers_of(context, placed.question_set) if named else ():
            if procedure.subject not in forms:
                continue
            known = forms[procedure.subject].placeholders
            for name in named:
                if name not in known and not _lost(context, procedure.subject):
                    message = f"question '{placed.question.q}': no placeholder '{{{name}}}' on form"
                    hint = suggestion(name, known, "placeholders")
                    context.error(findings, "Q002", (*address, "text"), f"{message} '{procedure.subject}'", hint)


def _lost(context: Context, form: str) -> bool:
    return ("forms", form, "placeholders") in context.lost.addresses


def answers_come_from_somewhere(context: Context, findings: Findings) -> None:
    """R001: an answer is of a built-in kind, or comes from a code list that exists."""
    lists = context.definition.codelists
    for placed, address in questions_in(context):
        answer = placed.question.answer
        if isinstance(answer, OneAnswer):
            name, known, place = answer.kind, {*BUILT_IN_ANSWERS, *lists}, (*address, "answer")
        else:
            name, known, place = answer.codes, {*lists}, (*address, "answer", "codes")
        if name not in known:
            hint = suggestion(name, sorted(known), "answers")
            context.error(findings, "R001", place, f"no answer set / code list '{name}'", hint)


def somebody_answers(context: Context, findings: Findings) -> None:
    """Q003: `answered_by` names a party of every procedure that uses the set."""
    for name, question_set in context.definition.questionsets.items():
        for procedure_id, procedure in askers_of(context, name):
            party = question_set.answered_by
            if party is not None and party not in procedure.parties:
                message = f"question set {name}: '{party}' is not a party of '{procedure_id}'"
                hint = suggestion(party, procedure.parties, "parties")
                context.error(findings, "Q003", ("questionsets", name, "answered_by"), message, hint)


def questions_do_not_wait_for_each_other(context: Context, findings: Findings) -> None:
    """Q004: following `follow_if` from question to question never leads back."""
    placed_at = {placed.question.q: (placed, address) for placed, address in questions_in(context)}
    follows = {q: sorted(_answers_read(placed.question.follow_if)) for q, (placed, _) in placed_at.items()}
    for circle in shortest_circles(follows):
        address = (*placed_at[circle[0]][1], "follow_if")
        message = f"question '{circle[0]}' is put only after itself: {' → '.join((*circle, circle[0]))}"
        context.error(findings, "Q004", address, message, "let it follow another question")


def _answers_read(text: str | None) -> frozenset[str]:
    condition = understood(text)
    facts = reads(condition) if condition else frozenset()
    names = (fact.name for fact in facts if fact.kind is FactKind.NAME)
    return frozenset(name.removeprefix(ANSWERS) for name in names if name.startswith(ANSWERS))


def nothing_is_offered_after_an_answer(context: Context, findings: Findings) -> None:
    """Q005: `offer_if` reads no answers; the asker chooses before there are any (modules.md 3)."""
    for name, question_set in context.definition.questionsets.items():
        address: Address = ("questionsets", name)
        _check_offer(context, address, question_set.offer_if, findings)
        for place, node in _nodes(question_set.tree, (*address, "tree")):
            _check_offer(context, place, node.offer_if, findings)


def _check_offer(context: Context, address: Address, text: str | None, findings: Findings) -> None:
    read = sorted(_answers_read(text))
    if read:
        message = f"offer_if reads the answer to '{read[0]}', which is not there when questions are chosen"
        context.error(findings, "Q005", (*address, "offer_if"), message, "write 'follow_if'")


def groups_of_questions_are_distinct(context: Context, findings: Findings) -> None:
    """Q006: a group has questions, and its id is used once in the set."""
    for name, question_set in context.definition.questionsets.items():
        seen: set[str] = set()
        for address, node in _nodes(question_set.tree, ("questionsets", name, "tree")):
            if not isinstance(node, QuestionGroup):
                continue
            if node.group in seen:
                message = f"group '{node.group}' stands twice in question set '{name}'"
                context.error(findings, "Q006", (*address, "group"), message, "choose another id")
            elif not node.items:
                context.error(findings, "Q006", (*address, "items"), f"group '{node.group}' has no questions")
            seen.add(node.group)


def _nodes(nodes: tuple[Node, ...], address: Address) -> Iterator[tuple[Address, Node]]:
    for index, node in enumerate(nodes):
        yield (*address, index), node
        if isinstance(node, QuestionGroup):
            yield from _nodes(node.items, (*address, index, "items"))


def answers_about_people_are_personal(context: Context, findings: Findings) -> None:
    """Q007: whoever asks about a person by a placeholder of personal data gets personal data."""
    for placed, address in questions_in(context):
        if placed.question.personal != "no":
            continue
        for _, procedure in askers_of(context, placed.question_set):
            personal = _personal_placeholders(context, procedure)
            named = [hole.name for hole in holes(placed.question.text) if hole.name in personal]
            if named:
                message = f"question '{placed.question.q}' asks about {{{named[0]}}}, which is personal data"
                context.error(findings, "Q007", (*address, "text"), message, "say 'personal: yes' or 'sensitive'")
                break


def _personal_placeholders(context: Context, procedure: Procedure) -> set[str]:
    """Return the placeholders of the subject that show personal data."""
    form = context.definition.forms.get(procedure.subject or "")
    if form is None:
        return set()
    personal = {placed.name for placed in placed_fields(form) if placed.field.personal in PROTECTED}
    return {
        name for name, pattern in form.placeholders.items() if any(hole.name in personal for hole in holes(pattern))
    }
