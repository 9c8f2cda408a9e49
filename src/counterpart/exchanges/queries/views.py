"""What a page of an exchange is made of: values of the actor's view, codes and addresses of texts, never sentences."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from counterpart.core.deadlines import Basis
from counterpart.core.workflow import Editable, Place, Verdict
from counterpart.core.workflow.situation import ClockRun
from counterpart.core.writing import Answer, Values
from counterpart.directory.queries.players import Participant
from counterpart.foundation.vault import KeyClass
from counterpart.modules.pins import Pinned

Label = tuple[tuple[str, str], ...]
"""What an exchange is about, in a line: names of fields of the subject with their values; the door words them."""


@dataclass(frozen=True, slots=True)
class SeatView:
    """A living seat: which party, which member, which authority (None for somebody outside); `mine` is the actor's."""

    party: str
    member: str
    authority: Participant | None
    mine: bool


@dataclass(frozen=True, slots=True)
class DueView:
    """A deadline: when, in whose time zone, and why."""

    at: dt.datetime
    zone: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a track, as its state; `mine` when the actor's authority owns it."""

    place: Place
    state: str
    entered_at: dt.datetime
    opened_at: dt.datetime
    member: str
    authority: Participant | None
    due: DueView | None
    questions: tuple[str, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class TurnView:
    """Whose move it is somewhere, until when, and to whom in that authority it was given."""

    place: Place
    party: str
    member: str
    authority: Participant | None
    due_at: dt.datetime | None
    since: dt.datetime
    mine: bool
    allocated_to_me: bool


class WrittenView(NamedTuple):
    """Who wrote something and when; the person is known by ref, the language is that of free text in it."""

    at: dt.datetime
    party: str
    authority: Participant | None
    person: UUID | None
    language: str
    version: int


@dataclass(frozen=True, slots=True)
class FormView:
    """A form of an action as it was handed in, as far as the actor sees it."""

    form: str
    place: Place
    values: Values
    written: WrittenView


class QuestionView(NamedTuple):
    """A question that was asked, in which revision of the wording, with its answer where the actor may see one.

    `prepared` when only the actor's authority has chosen it and not asked yet. `comment` and `files` (refs) stand
    beside the answer.
    """

    code: str
    place: Place
    texts_revision: int
    prepared: bool
    answer: Answer | None = None
    written: WrittenView | None = None
    comment: str = ""
    files: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class TextView:
    """A message, a note inside the authority, or the reason of an action.

    `confidential` says why its sender asks to treat it as confidential; nothing where they do not.
    """

    ref: UUID | None
    kind: str
    text: str
    place: Place
    action: str
    written: WrittenView
    confidential: str = ""


@dataclass(frozen=True, slots=True)
class FileView:
    """An attached file: what it is called and how large it is (bytes); `ref` leads to its content.

    `about` names the question that it belongs to, or nothing. `held_back` says that nobody may open it now, and
    `removed` that it is gone, because the virus scanner found something; `language` (nothing where it was not said)
    and `personal` (that there are personal data in it) are what its sender says.
    """

    ref: UUID
    name: str
    media_type: str
    size: int
    held_back: bool
    about: str
    place: Place
    written: WrittenView
    removed: bool = False
    language: str = ""
    personal: bool = True


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry of the history: who did what, and what followed from it (`facts`, as the log has it).

    `absent` is the colleague who was away, and for whom the person stood in.
    """

    n: int
    at: dt.datetime
    kind: int
    actor_kind: int
    person: UUID | None
    authority_ref: UUID | None
    action: str | None
    before: str | None
    after: str | None
    facts: Mapping[str, Any]
    absent: UUID | None = None


@dataclass(frozen=True, slots=True)
class RelativeView:
    """A parent, child or linked exchange that the actor may see: number, kind, state, and the most urgent move.

    `above` is the number of its parent in the file, nothing for a link and for the first of the file.
    """

    number: str
    relation: str
    child: str
    procedure_id: int
    state: str
    closed_at: dt.datetime | None
    turn: TurnView | None = None
    above: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What only those see who may open the content."""

    subject: Values
    subject_fields: frozenset[str]
    versions: Mapping[str, int]
    forms: tuple[FormView, ...]
    questions: tuple[QuestionView, ...]
    copies: Mapping[str, Values]
    texts: tuple[TextView, ...]
    files: tuple[FileView, ...]


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """What a party of the actor has to answer at a place, in the order of the question sets.

    `now`: the party may write answers now. `open` are those that have neither an answer nor a reason why there is none.
    """

    place: Place
    party: str
    questions: tuple[str, ...]
    open: tuple[str, ...]
    now: bool


@dataclass(frozen=True, slots=True)
class ExchangePage:
    """One exchange as one actor sees it at one moment. `content` is None for whoever has the overview only.

    `above` is the number of its parent in the file.

    `mine` are the parties that the actor's authority plays. `refusal` says why content stays closed, as a code.
    `capacities` are the places and parties as which it acts: the main machine, and rows that are its own; `may_write`
    those parties as which the actor holds the right to write. `people` are names, by ref, of those who wrote or did
    something here, `at_work` of colleagues who have it in hand: both for whoever sees the content. `private`: one
    authority's own still, nobody oversees it. `overseers` are authorities that oversee one in it and have no seat,
    where they were asked for. `shut` are kinds of data that nobody reads any more, by their own terms. `runs` are the
    clocks as they went: begun, prolonged, stood still, ended. `counted` says how many seats there are (`seated`).
    """

    ref: UUID
    number: str
    pin: Pinned
    state: str
    entered_at: dt.datetime
    version: int
    created_at: dt.datetime
    closed_at: dt.datetime | None
    outcome: str
    urgent: bool
    wanted_on: dt.date | None
    agreed_on: dt.date | None
    label: Label
    mine: frozenset[str]
    seats: tuple[SeatView, ...]
    rows: tuple[RowView, ...]
    turns: tuple[TurnView, ...]
    due: DueView | None
    clocks: Mapping[str, DueView]
    passed: Mapping[str, dt.datetime]
    history: tuple[EntryView, ...]
    relatives: tuple[RelativeView, ...]
    content: Content | None = None
    refusal: str = ""
    verdicts: tuple[Verdict, ...] = ()
    editable: tuple[tuple[Place, Editable], ...] = field(default=())
    to_answer: tuple[ToAnswer, ...] = ()
    handlers: tuple[int, ...] = ()
    capacities: tuple[tuple[Place, str], ...] = ()
    may_write: frozenset[str] = frozenset()
    people: Mapping[UUID, str] = field(default_factory=dict)
    at_work: tuple[str, ...] = ()
    private: bool = False
    overseers: tuple[Participant, ...] = ()
    shut: frozenset[KeyClass] = frozenset()
    above: str = ""
    runs: Mapping[str, ClockRun] = field(default_factory=dict)
    counted: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def seated(self, party: str) -> Mapping[str, int]:
        """Return how many seats of a party each member has, those among them that are not in `seats`."""
        if self.counted:
            return self.counted.get(party, {})
        return Counter(one.member for one in self.seats if one.party == party)
