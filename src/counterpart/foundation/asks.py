"""What a room has to ask the rooms above it, at once: they register their answers in their `apps.py`.

    class ExchangesConfig(AppConfig):
        def ready(self) -> None:
            refs_in_use.answered("exchanges", refs_of_exchanges)

A question that nobody answers is an error when the web server starts (`must_be_answered`), and to ask it is a
mistake in the program: "nobody needs this key" must never be what silence means.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID
from weakref import WeakSet

from counterpart.foundation.log import StoredPiece
from counterpart.foundation.registry import Registry

P = ParamSpec("P")
R = TypeVar("R")


class Unanswered(RuntimeError):
    """A mistake in the program: no room answers a question that the foundation asks."""


_DECLARED: WeakSet[Question[..., Any]] = WeakSet()


class Question(Generic[P, R]):
    """A question that one or several rooms answer, each for what is its own."""

    def __init__(self, name: str) -> None:
        """Begin without answers."""
        self.name = name
        self.answers: Registry[Callable[P, R]] = Registry(f"answers to {name}")
        _DECLARED.add(self)

    def answered(self, room: str, answer: Callable[P, R]) -> None:
        """Register the answer of a room. Raises ValueError for a second one of the same room."""
        self.answers.add(room, answer)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """Return the answers of all rooms. Raises Unanswered when there is none."""
        answers = self.answers.all()
        if not answers:
            raise Unanswered(f"no room answers {self.name}")
        return [answer(*args, **kwargs) for answer in answers.values()]


refs_in_use: Question[[Sequence[UUID]], Collection[UUID]] = Question("refs_in_use")
"""Which of these refs are yours: those of your exchanges, users …, whatever state they are in, but for those erased.

The keys of a ref that no room calls its own, that has no stream in the log, no draft and no file, are destroyed. Asked
outside of transactions, in the role worker: open `as_actor([], read_only=True)`.
"""

sealed_within: Question[[UUID, UUID], Iterator[StoredPiece]] = Question("sealed_within")
"""What is stored sealed of your streams between two refs, both included: by stream, with the digests of ciphertexts.

Only what entries of the log hold a digest of. Asked in the role worker and inside a transaction, in which all tables
stand still; read it as it flows (`log.store.flowing`).
"""


def unanswered() -> tuple[str, ...]:
    """Return the names of the questions that no room answers, of all rooms that were loaded."""
    return tuple(sorted(question.name for question in _DECLARED if not question.answers.all()))


def must_be_answered() -> None:
    """See, before a process serves, that every question has an answer. Raises Unanswered with their names."""
    names = unanswered()
    if names:
        raise Unanswered(f"no room answers {', '.join(names)}: is its app in INSTALLED_APPS?")
