"""The keyring of this process: the key store on the database, and the masters that lie in the data folder."""

from __future__ import annotations

import functools
import os
import threading
import time
import weakref

from counterpart.foundation.clock import SystemClock
from counterpart.foundation.vault.keyring import Keyring
from counterpart.foundation.vault.masters_at_hand import load_masters
from counterpart.foundation.vault.store import DatabaseKeyStore

FORGET_EVERY = 20.0
"""Seconds between two looks for keys that have been open too long, in a process that nobody asks for any."""


@functools.cache
def keyring() -> Keyring:
    """Return the keyring that all threads of this process share.

    The masters are loaded when they are first needed, and again when the key store tells that there is a newer one.
    What loading them raises, every use of the keyring raises: see `load_masters`.
    """
    ring = Keyring(DatabaseKeyStore(), load=load_masters)
    threading.Thread(target=_forget, args=[weakref.ref(ring)], name="vault-forgets", daemon=True).start()
    return ring


def _forget(reference: weakref.ref[Keyring]) -> None:
    """Have an idle process forget its keys as well; a clock that was moved elsewhere makes it forget all of them."""
    while (ring := reference()) is not None:
        ring.forget(SystemClock().now())
        del ring
        time.sleep(FORGET_EVERY)  # keys grow old by the clock: nothing happens that one could wait for


os.register_at_fork(after_in_child=keyring.cache_clear)  # a lock may have been held, and the thread is not there
