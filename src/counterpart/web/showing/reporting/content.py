"""What is in an exchange, as parts of a report: the subject, forms, questions with their answers, messages, documents.

Notes inside an authority are left out: a report is given to others, and notes never leave their authority.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterpart.foundation.words import Words
from counterpart.reports.papers import Block, Fact, Facts, Grid, Item, Items, Part, Remark, Said
from counterpart.web.showing.exchange.facts import HandedIn, forms_shown, subject_shown, subject_title
from counterpart.web.showing.exchange.questions import Section, sections_shown
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.exchange.side import MessageShown, files_shown, messages_shown
from counterpart.web.showing.questions import AnswerShown, AskedQuestion
from counterpart.web.showing.values import FactShown, FactsShown, ValueShown


def content_parts(scene: Scene) -> Iterator[Part]:
    """Yield the parts that hold content, each only where there is anything in it."""
    words = scene.words
    subject = tuple(facts_block(group) for group in subject_shown(scene))
    if subject:
        yield Part(subject_title(scene), subject)
    for form in forms_shown(scene):
        yield Part(form.title, tuple(_form(form)))
    for section in sections_shown(scene):
        if section.shown.count:
            yield Part(section.title or words.gettext("Questions"), tuple(_questions(words, section)))
    messages = messages_shown(scene)
    if messages:
        items = tuple(_message(scene, one) for one in reversed(messages))
        yield Part(words.gettext("Messages"), (Items(items),))
    if files_shown(scene):
        yield Part(words.gettext("Documents"), (_documents(scene),))


def facts_block(group: FactsShown) -> Facts:
    """Return the facts of a section as a table."""
    return Facts(tuple(_fact(one) for one in group.facts), title=group.title)


def _fact(one: FactShown) -> Fact:
    return Fact(
        label=one.label,
        values=tuple(_said(one.values)),
        inside=tuple(_fact(inner) for inner in one.inside),
        rows=tuple(tuple(_fact(inner) for inner in row) for row in one.rows),
    )


def _said(values: Iterable[ValueShown]) -> Iterator[Said]:
    return (Said(one.text, one.language) for one in values)


def _form(form: HandedIn) -> Iterator[Block]:
    said = ", ".join(one for one in (form.who, form.at, form.language_title) if one)
    yield Remark(Said(said))
    for group in form.groups:
        yield facts_block(group)


def _questions(words: Words, section: Section) -> Iterator[Items]:
    for title, questions in section.shown.groups:
        yield Items(tuple(_question(words, one) for one in questions), title=title)


def _question(words: Words, one: AskedQuestion) -> Item:
    return Item(
        head=Said(one.text.striptags()),
        mark=one.number,
        texts=() if one.answer is not None else (Said(words.gettext("Not answered yet")),),
        facts=tuple(_answer(words, one)),
        inside=tuple(_question(words, follow) for follow in one.follows),
    )


def _answer(words: Words, one: AskedQuestion) -> Iterator[Fact]:
    """Yield what stands below a question: the answer, or why there is none, who gave it, and what is beside it."""
    answer = one.answer
    if answer is not None:
        if answer.cannot:
            yield Fact(words.gettext("Cannot be answered"), (Said(answer.cannot, answer.language),))
        else:
            yield Fact(words.gettext("Answer"), tuple(_said(answer.values)))
        yield from _beside_answer(words, answer)
    if one.because:
        yield Fact(words.gettext("Asked because the answer above is"), (Said(one.because),))
    if one.legal:
        yield Fact(words.gettext("Legal basis"), (Said(one.legal),))


def _beside_answer(words: Words, answer: AnswerShown) -> Iterator[Fact]:
    if answer.comment:
        yield Fact(words.gettext("Comment"), (Said(answer.comment, answer.language),))
    if answer.files:
        yield Fact(words.gettext("Files with this answer"), tuple(Said(name) for _, name in answer.files))
    if answer.language_title:
        yield Fact(words.gettext("Language of the answer"), (Said(answer.language_title),))
    if answer.by:
        yield Fact(words.gettext("Answered by"), (Said(answer.by),))


def _message(scene: Scene, one: MessageShown) -> Item:
    marks = (scene.words.gettext("Confidential: %(reason)s", reason=one.confidential),) if one.confidential else ()
    head = ", ".join(part for part in (one.who, one.person, one.at, one.language_title) if part)
    return Item(head=Said(head), texts=(*map(Said, marks), Said(one.text, one.language)))


def _documents(scene: Scene) -> Grid:
    words = scene.words
    held = words.gettext("Held back")
    return Grid(
        headers=(words.gettext("Name"), words.gettext("Size"), words.gettext("From"), words.gettext("Since")),
        widths=(4, 1, 3, 2),
        rows=tuple(
            (Said(f"{one.name} ({held})" if one.held_back else one.name), Said(one.size), Said(one.who), Said(one.at))
            for one in files_shown(scene)
        ),
    )
