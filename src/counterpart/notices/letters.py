"""What a mail says, in its reader's language: number, policy area, procedure, what to do, by when, whose move.

Never the subject of a case, never the name of a person or an authority: a mail passes through many hands. Sentences are
the interface's own (`foundation.words`); titles, states and messages come from the policy area (`Said`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from counterpart.foundation.words import Words, date_words, words_of
from counterpart.notices.about import About
from counterpart.notices.kinds import DESK, OF_NETWORK, NoticeKind
from counterpart.notices.network import (
    NOTHING_MORE,
    Details,
    facts_of,
    foot_of,
    head_of,
    link_of,
    link_words_of,
    sentences_of,
)
from counterpart.notices.tokens import token_of

MOST_IN_SUMMARY = 50


@dataclass(frozen=True, slots=True)
class Said:
    """What the policy area says of a notice, in one language; empty where it says nothing.

    `actions` are what the reader's party may do now; `other` and `mover` the names of members; `subject` and `body` the
    module's own message, its placeholders filled.
    """

    area: str
    procedure: str
    state: str = ""
    actions: tuple[str, ...] = ()
    other: str = ""
    mover: str = ""
    subject: str = ""
    body: str = ""


Say = Callable[[About, str, Mapping[str, str]], Said]
"""Texts of a notice in a language; the values fill `{number}`, `{due}` and `{link}` of a message."""


@dataclass(frozen=True, slots=True)
class MailedNotice:
    """A notice as a mail needs it."""

    kind: NoticeKind
    number: str
    about: About
    authority_id: int
    for_user_ref: UUID | None = None
    details: Details = NOTHING_MORE


@dataclass(frozen=True, slots=True)
class Item:
    """One notice in a letter: sentences, then facts as label and value, then where to go."""

    heading: str
    sentences: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    link: str
    link_words: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that stands in a mail. `stop` is the address by which its reader stops such mails, if they may."""

    language: str
    subject: str
    items: tuple[Item, ...]
    footer: tuple[str, ...]
    stop: str = ""
    stop_words: str = ""


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes to whom: the language, whose texts, the base of links, and the reader."""

    language: str
    say: Say
    address: str
    user: UUID

    @property
    def words(self) -> Words:
        """Return the sentences of the interface in the reader's language."""
        return words_of(self.language)


def letter_about(writing: Writing, notice: MailedNotice, *, may_stop: bool) -> Letter:
    """Return the mail about one notice."""
    said = _said(writing, notice)
    item = _item(writing, notice, said)
    return _letter(writing, _subject(writing.words, notice, said), [item], [notice], may_stop=may_stop)


def summary_of(writing: Writing, notices: Sequence[MailedNotice], today: dt.date) -> Letter:
    """Return the mail about many notices; what is more than a mail should hold is counted."""
    words, shown = writing.words, notices[:MOST_IN_SUMMARY]
    items = [_item(writing, notice, _said(writing, notice)) for notice in shown]
    day = date_words(writing.language, today)
    subject = words.ngettext("%(num)s notice, %(day)s", "%(num)s notices, %(day)s", len(notices), day=day)
    letter = _letter(writing, subject, items, shown, may_stop=True)
    if len(notices) == len(shown):
        return letter
    more = words.ngettext(
        "There is %(num)s more: you see it after signing in.",
        "There are %(num)s more: you see them after signing in.",
        len(notices) - len(shown),
    )
    return Letter(letter.language, subject, letter.items, (more, *letter.footer), letter.stop, letter.stop_words)


def link_to(address: str, notice: MailedNotice) -> str:
    """Return where the exchange is, for the authority acted for, as `web/addresses.py` has it."""
    return f"{address}/for/{_acting(notice)}/exchanges/{notice.number}"


def _acting(notice: MailedNotice) -> str:
    """Return the authority acted for, and whose colleague is stood in for, as addresses name them."""
    absent = f"-{str(notice.for_user_ref)[-12:]}" if notice.for_user_ref else ""
    return f"{notice.authority_id}{absent}" if notice.authority_id else ""


def stopping(address: str, user: UUID) -> str:
    """Return where mails that are not new work are stopped."""
    return f"{address}/mail/stop/{token_of(user)}"


def _said(writing: Writing, notice: MailedNotice) -> Said:
    due = notice.about.due
    values = {
        "number": notice.number,
        "due": date_words(writing.language, dt.date.fromisoformat(due)) if due else "",
        "link": link_to(writing.address, notice),
    }
    return writing.say(notice.about, writing.language, values)


def _subject(words: Words, notice: MailedNotice, said: Said) -> str:
    values = {"number": notice.number, "procedure": said.procedure}
    if notice.kind in OF_NETWORK:
        return head_of(words, notice.kind, said.area)
    match notice.kind:
        case NoticeKind.NEW_WORK:
            return words.gettext("%(number)s: new task, %(procedure)s", **values)
        case NoticeKind.ALLOCATED:
            return words.gettext("%(number)s: given to you, %(procedure)s", **values)
        case NoticeKind.REMINDER:
            return words.gettext("%(number)s: reminder, %(procedure)s", **values)
        case NoticeKind.ESCALATION:
            return words.gettext("%(number)s: overdue, %(procedure)s", **values)
        case NoticeKind.WRITTEN:
            return words.gettext("%(number)s: new message, %(procedure)s", **values)
    return said.subject or words.gettext("%(number)s: news, %(procedure)s", **values)


def _item(writing: Writing, notice: MailedNotice, said: Said) -> Item:
    words, link = writing.words, link_to(writing.address, notice)
    if notice.kind in OF_NETWORK:
        return _item_of_network(writing, notice, said)
    if writing.user == DESK:
        link = ""
    link_words = words.gettext("Open %(number)s", number=notice.number) if link else ""
    heading = f"{notice.number}: {said.procedure}"
    return Item(
        heading,
        tuple(sentences_about(words, notice.kind, said)),
        tuple(_facts(writing, notice, said)),
        link,
        link_words,
    )


def _item_of_network(writing: Writing, notice: MailedNotice, said: Said) -> Item:
    words, kind = writing.words, notice.kind
    path = link_of(kind, _acting(notice), notice.details)
    return Item(
        head_of(words, kind, said.area),
        tuple(sentences_about(words, kind, said)),
        tuple(facts_of(words, kind, said.other, said.area, notice.details)),
        f"{writing.address}{path}" if path else "",
        link_words_of(words, kind) if path else "",
    )


def sentences_about(words: Words, kind: NoticeKind, said: Said) -> Iterator[str]:
    """Yield what a notice says, in whole sentences: why somebody is told, and the module's own message."""
    if kind in OF_NETWORK:
        yield from sentences_of(words, kind)
    match kind:
        case NoticeKind.NEW_WORK:
            yield words.gettext("It is your authority's move. Please open the exchange and take the next step.")
        case NoticeKind.ALLOCATED:
            yield words.gettext("A colleague gave this exchange to you.")
        case NoticeKind.REMINDER:
            yield words.gettext("This is a reminder: it is still your authority's move.")
        case NoticeKind.ESCALATION:
            yield words.gettext(
                "The authority whose move it is did not act in time. You see whose move it is, no content."
            )
        case NoticeKind.WRITTEN:
            yield words.gettext("Another authority wrote a message in this exchange.")
        case NoticeKind.MESSAGE if not said.body:
            yield words.gettext("Something changed in this exchange.")
    if said.body:
        yield said.body


def _facts(writing: Writing, notice: MailedNotice, said: Said) -> Iterator[tuple[str, str]]:
    words, about = writing.words, notice.about
    yield words.gettext("Number"), notice.number
    yield words.gettext("Policy area"), said.area
    yield words.gettext("Procedure"), said.procedure
    if said.state:
        yield words.gettext("Where it stands"), said.state
    if about.mine:
        yield words.gettext("Whose move"), words.gettext("Your authority's")
    elif said.mover:
        yield words.gettext("Whose move"), said.mover
    if about.mine and said.actions:
        yield words.gettext("What you can do"), " · ".join(said.actions)
    if about.due:
        yield words.gettext("By when"), date_words(writing.language, dt.date.fromisoformat(about.due))
    if said.other:
        yield words.gettext("The other side"), said.other


def _letter(
    writing: Writing, subject: str, items: Sequence[Item], notices: Sequence[MailedNotice], *, may_stop: bool
) -> Letter:
    words = writing.words
    footer = [words.gettext("This mail holds no details of the case and no names. You see them after signing in.")]
    if all(notice.kind in OF_NETWORK for notice in notices):
        footer = [foot_of(words)]
    if any(notice.for_user_ref for notice in notices):
        footer.append(words.gettext("You receive it because you stand in for a colleague who is away."))
    if not may_stop or writing.user == DESK:
        return Letter(writing.language, subject, tuple(items), tuple(footer))
    stop_words = words.gettext("Stop mails that are not about new tasks")
    stop = stopping(writing.address, writing.user)
    return Letter(writing.language, subject, tuple(items), tuple(footer), stop, stop_words)
