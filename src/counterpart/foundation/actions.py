"""`@action`: the one way to write.

An action runs in one transaction in the name of its actor, says at least one thing in the log, and its facts and its
outcome are committed with it or not at all. The same request again gives the same outcome; under another body it is a
Conflict.
"""

from __future__ import annotations

import functools
import hashlib
import inspect
from collections.abc import Callable, Mapping
from typing import Any, Concatenate, ParamSpec, TypeVar, get_type_hints

import orjson
from pydantic import TypeAdapter
from pydantic_core import to_json

from counterpart.core.errors import Conflict, CounterpartError
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.layout import laid_out
from counterpart.foundation.observing import observed
from counterpart.foundation.recording import Repeated, record, who_asks
from counterpart.foundation.secrets import request_key

P = ParamSpec("P")
R = TypeVar("R")

FIND = "select action, body_digest, outcome from foundation_request where actor_ref = %s and key = %s"


class Unlogged(RuntimeError):
    """A mistake in the program: an action changed something and said nothing of it."""


def action(
    name: str,
) -> Callable[[Callable[Concatenate[Doing, P], R]], Callable[Concatenate[Actor, Asked, P], R]]:
    """Make an action of a function that takes a `Doing` and keyword arguments.

    The action itself takes the actor, the `Asked` and the same arguments. Its outcome is what a repetition returns,
    so it is JSON by its annotation and holds refs and numbers, never a value. Raises what the function raises, and
    then nothing has happened; Conflict `request_other_body` for a request id that was used for something else.
    """

    def decorate(function: Callable[Concatenate[Doing, P], R]) -> Callable[Concatenate[Actor, Asked, P], R]:
        kind = _outcome_kind(function)

        @functools.wraps(function)
        def call(actor: Actor, asked: Asked, /, *args: P.args, **kwargs: P.kwargs) -> R:
            digest = None if actor.kind is ActorKind.CLOCK else _digest(name, actor, args, kwargs)
            with observed(name, asked.id) as seen:
                try:
                    with as_actor([] if actor.authority_id is None else [actor.authority_id]):
                        if digest is not None and (earlier := _earlier(actor, asked, name, digest)) is not None:
                            seen.outcome = "repeated"
                            return kind.validate_python(earlier["outcome"])
                        doing = Doing(actor, asked)
                        outcome = function(doing, *args, **kwargs)
                        if not doing.entries:
                            raise Unlogged(f"the action {name} wrote no entry of the log")
                        record(doing, name, digest, kind.dump_python(outcome, mode="json"))
                        return outcome
                except (Repeated, CounterpartError) as problem:
                    # A twin that waited for the first one's lock finds the thing moved: that is no refusal.
                    twin = _of_twin(actor, asked, name, digest)
                    if twin is None:
                        raise _as_refusal(problem) from problem
                    seen.outcome = "repeated"
                    return kind.validate_python(twin["outcome"])

        return call

    return decorate


def was_done(actor: Actor, asked: Asked, name: str) -> bool:
    """Say whether a request of this actor was done before as the action of this name, whatever it asked for then.

    For a door that cannot repeat it: what the actor did may have taken the thing out of their sight.
    """
    with as_actor([], read_only=True):
        found = row(FIND, [who_asks(actor), asked.id])
    return found is not None and found[0] == name


def _outcome_kind(function: Callable[..., R]) -> TypeAdapter[R]:
    return TypeAdapter(get_type_hints(inspect.unwrap(function))["return"])


def _digest(name: str, actor: Actor, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bytes:
    """Return a keyed digest of everything that was asked: nobody can try out what it may have been."""
    body = laid_out(name, actor.authority_ref, to_json([args, dict(sorted(kwargs.items()))]))
    return hashlib.blake2b(body, digest_size=32, key=request_key()).digest()


def _earlier(actor: Actor, asked: Asked, name: str, digest: bytes) -> dict[str, Any] | None:
    """Return the outcome of the same request, if it was done before. Raises Conflict when it was another one."""
    found = row(FIND, [who_asks(actor), asked.id])
    if found is None:
        return None
    action_before, digest_before, outcome = found
    if action_before != name or bytes(digest_before) != digest:
        raise Conflict("request_other_body", request=str(asked.id))
    return {"outcome": orjson.loads(outcome)}


def _of_twin(actor: Actor, asked: Asked, name: str, digest: bytes | None) -> dict[str, Any] | None:
    """Return the outcome of the same request that was committed in the meantime, None where there is none.

    Raises Conflict when the id was used for something else.
    """
    if digest is None:
        return None
    with as_actor([], read_only=True):
        return _earlier(actor, asked, name, digest)


def _as_refusal(problem: Repeated | CounterpartError) -> CounterpartError:
    return Conflict("stream_moved") if isinstance(problem, Repeated) else problem
