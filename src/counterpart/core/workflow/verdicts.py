"""Why something may not be done: every code, its English sentence, and whether it means "not you" or "not now".

The sentences are the source texts of the interface's translations; `{…}` are filled from the parameters. A code
whose obstacle carries `texts` shows these (addresses of the module's own texts, e.g. the message of a need).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from counterpart.core.errors import CounterpartError, OutOfTurn, Refused

Parameter = str | int | tuple[str, ...]


class Standing(StrEnum):
    """What may be said of an action: it may be done, its time is not now, or it is refused."""

    ALLOWED = "allowed"
    NOT_NOW = "not_now"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Reason:
    """A kind of refusal: the sentence, and how it counts."""

    sentence: str
    standing: Standing = Standing.REFUSED


_NOT_NOW = Standing.NOT_NOW

REASONS: Mapping[str, Reason] = {
    "action_unknown": Reason("There is no action '{action}' here. {hint}"),
    "row_unknown": Reason("There is no part '{key}' of '{track}'.", _NOT_NOW),
    "not_in_this_state": Reason("This is not possible in the state that the exchange is in.", _NOT_NOW),
    "ended": Reason("The exchange has ended.", _NOT_NOW),
    "window_over": Reason("This was possible until {until}.", _NOT_NOW),
    "blocked": Reason("The data of this exchange have been blocked.", _NOT_NOW),
    "not_yours": Reason("This is for another party to do."),
    "not_seated": Reason("You do not take part as this party."),
    "player_unclear": Reason("Several authorities play this party: say for which one you act."),
    "not_offered": Reason("This is not offered here."),
    "used_up": Reason("This may be done {at_most} times, and it has been."),
    "four_eyes": Reason("Somebody else than the person who prepared it has to do this."),
    "person_unknown": Reason("Four eyes are needed: it must be known which person does this."),
    "needs": Reason("Something is missing first."),
    "incomplete": Reason("The form is not complete."),
    "reason_missing": Reason("Give a reason."),
    "form_missing": Reason("Fill in the form."),
    "form_unknown": Reason("This action has no form '{form}'. {hint}"),
    "form_wrong": Reason("The form is not filled in correctly."),
    "choice_missing": Reason("Choose who."),
    "choice_unfit": Reason("{player} cannot play the party '{party}'."),
    "questions_missing": Reason("Choose the questions."),
    "question_not_asked": Reason("The question '{question}' was not asked here, or is with somebody else."),
    "owner_missing": Reason("Nobody plays the party '{party}' yet, which would have to act next."),
    "child_limit": Reason("No more of '{child}' can be started."),
    "automatic_endless": Reason("Automatic actions of '{procedure}' ('{action}') do not come to an end."),
    "relatives_endless": Reason("Signals between the exchanges of this file do not come to an end ('{procedure}')."),
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way: a code of `REASONS`, addresses of texts that say it, and what fills the sentence."""

    code: str
    texts: tuple[str, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)

    @property
    def standing(self) -> Standing:
        """Say whether it means "not now" or "refused"."""
        return REASONS[self.code].standing

    @property
    def sentence(self) -> str:
        """Return the English sentence, filled."""
        return REASONS[self.code].sentence.format(**self.parameters).strip()

    def error(self) -> CounterpartError:
        """Return what a step raises: `OutOfTurn` for "not now", else `Refused`."""
        kind = OutOfTurn if self.standing is Standing.NOT_NOW else Refused
        parameters = {**self.parameters, "texts": self.texts} if self.texts else self.parameters
        return kind(self.code, **parameters)


class Endless(CounterpartError):
    """Automatic actions or signals went on and on; nothing has happened. A fault of the module (grammar, section 2)."""


class UndeclaredFact(LookupError):
    """A condition asked for a value that the caller did not load: a fault of the program, not of a person."""

    def __init__(self, name: str) -> None:
        """Keep the dotted name."""
        self.name = name
        super().__init__(f"'{name}' is not among the facts of the situation; `Rulebook.reads` says what to load")
