"""Signing in with a password, and how often somebody may try.

Attempts are counted by address and by where they come from, in memory of the process, so that nobody can try out
passwords and nobody can lock somebody else out for long. What is told is the same for an unknown address, a wrong
password and an account that is closed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections import OrderedDict, deque
from typing import Final

from django.http import HttpRequest

from counterpart.accounts.actions import record_sign_in
from counterpart.accounts.passwords import verified
from counterpart.accounts.queries import sign_in_of
from counterpart.core.errors import Invalid, Refused
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.web.session.arriving import LANGUAGE, USER

WITHIN: Final = dt.timedelta(minutes=15)
MOST_BY_ADDRESS: Final = 10
MOST_BY_PLACE: Final = 100
MOST_KEPT: Final = 10_000
NOBODY = ""
"""Compared with instead of a stored hash, so that an unknown address takes as long as a known one."""


class Attempts:
    """Counts failed attempts within the last quarter of an hour."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._failed: OrderedDict[str, deque[dt.datetime]] = OrderedDict()

    def too_many(self, key: str, most: int, now: dt.datetime) -> bool:
        """Say whether there were so many lately."""
        with self._lock:
            times = self._failed.get(key)
            while times and now - times[0] > WITHIN:
                times.popleft()
            return times is not None and len(times) >= most

    def failed(self, key: str, now: dt.datetime) -> None:
        """Count one; the oldest keys are forgotten when there are very many."""
        with self._lock:
            self._failed.setdefault(key, deque(maxlen=MOST_BY_PLACE)).append(now)
            self._failed.move_to_end(key)
            while len(self._failed) > MOST_KEPT:
                self._failed.popitem(last=False)

    def forget(self, key: str) -> None:
        """Forget those of somebody who has got it right."""
        with self._lock:
            self._failed.pop(key, None)


ATTEMPTS = Attempts()


def sign_in(request: HttpRequest, email: str, password: str, now: dt.datetime) -> None:
    """Sign somebody in. Raises Refused `sign_in_too_often` or `sign_in_wrong`, Invalid for what is no address."""
    by_address, by_place = _keys(request, email)
    if ATTEMPTS.too_many(by_address, MOST_BY_ADDRESS, now) or ATTEMPTS.too_many(by_place, MOST_BY_PLACE, now):
        raise Refused("sign_in_too_often", minutes=int(WITHIN.total_seconds() // 60))
    try:
        found = sign_in_of(email)
    except Invalid:
        found = None
    outcome = verified(password, found.password if found is not None else NOBODY)
    if found is None or not outcome.fits:
        for key in (by_address, by_place):
            ATTEMPTS.failed(key, now)
        raise Refused("sign_in_wrong")
    ATTEMPTS.forget(by_address)
    language = request.session.get(LANGUAGE)
    request.session.cycle_key()
    request.session[USER] = str(found.ref)
    if language:
        request.session[LANGUAGE] = language
    record_sign_in(Actor(ActorKind.PERSON, found.ref), Asked(new_ref(now), now), password if outcome.outdated else None)


def sign_out(request: HttpRequest) -> None:
    """End the session; the language stays in a cookie of its own."""
    request.session.flush()


def _keys(request: HttpRequest, email: str) -> tuple[str, str]:
    """Return what attempts are counted by; an address is not kept in clear."""
    folded = hashlib.sha256(email.strip().casefold().encode()).hexdigest()
    return f"address {folded}", f"place {request.META.get('REMOTE_ADDR', '')}"
