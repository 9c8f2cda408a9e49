"""Codes of invitations: derived from the ref under the installation's secret, stored nowhere.

A code is three times four letters. The first four are a locator, by which the invitation is found; the other eight
(40 bits) are what only the mail tells. No letter looks like another: 0, O, 1 and I are missing.
"""

from __future__ import annotations

import unicodedata
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
BITS = 5
LOCATOR, SECRET = 4, 8
GROUP = 4
_SALTS = {LOCATOR: "counterpart.directory.locator", SECRET: "counterpart.directory.code"}


def code_of(invitation: UUID) -> str:
    """Return the code of an invitation as people read it: XXXX-XXXX-XXXX."""
    letters = locator_of(invitation) + _letters(invitation, SECRET)
    return "-".join(letters[first : first + GROUP] for first in range(0, len(letters), GROUP))


def locator_of(invitation: UUID) -> str:
    """Return the letters by which an invitation is found; no secret, and several may have the same."""
    return _letters(invitation, LOCATOR)


def tidy(written: str) -> str:
    """Return the letters of a code however it was typed, empty for what can be none."""
    said = unicodedata.normalize("NFKC", written).upper()
    letters = "".join(one for one in said if one.isalnum())
    return letters if len(letters) == LOCATOR + SECRET and set(letters) <= set(LETTERS) else ""


def fits(letters: str, invitation: UUID) -> bool:
    """Say whether tidy letters are the code of an invitation; takes as long whether or not."""
    return constant_time_compare(letters[LOCATOR:], _letters(invitation, SECRET))


def _letters(invitation: UUID, how_many: int) -> str:
    """Return so many letters that are this invitation's, five bits of the keyed hash for each."""
    digest = salted_hmac(_SALTS[how_many], invitation.hex, algorithm="sha256").digest()
    number = int.from_bytes(digest[: how_many * BITS // 8 + 1])
    return "".join(LETTERS[(number >> BITS * place) % len(LETTERS)] for place in range(how_many))
