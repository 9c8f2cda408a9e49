"""Passwords: Argon2id, the rules for a new one, and no more than two verified at once in a process.

Parameters: 19 MiB, two passes, one lane (OWASP's second choice): some 20 ms here. More memory would not fit beside
the budget of a small server when many sign in at once, and the two at a time keep a flood of attempts from taking all
of it. A hash with other parameters is made anew when its owner signs in.
"""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass

from django.contrib.auth import password_validation
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, is_password_usable, make_password
from django.core.exceptions import ValidationError

from counterpart.core.errors import Invalid

LEAST_LETTERS = 12
MOST_LETTERS = 200
"""Longer ones only make the server work."""
AT_ONCE = 2

_RULES: list[password_validation.PasswordValidator] = [
    password_validation.MinimumLengthValidator(LEAST_LETTERS),
    password_validation.CommonPasswordValidator(),
    password_validation.NumericPasswordValidator(),
]
_SLOTS = threading.BoundedSemaphore(AT_ONCE)


class Argon2(Argon2PasswordHasher):
    """Argon2id with the parameters of this room; named in the settings."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether a password fits; `outdated` when its hash has to be made anew by today's parameters."""

    fits: bool
    outdated: bool = False


def hashed(password: str) -> str:
    """Return the hash to be stored."""
    with _SLOTS:
        return make_password(_normal(password))


def verified(password: str, stored: str) -> Verified:
    """Say whether a password fits a stored hash; takes as long when nothing is stored (nobody of that name).

    Waits while two others are being verified in this process.
    """
    outdated = False

    def remember(_: str) -> None:
        nonlocal outdated
        outdated = True

    with _SLOTS:
        if len(password) > MOST_LETTERS or not is_password_usable(stored) or not stored:
            make_password(_normal(password[:MOST_LETTERS]))
            return Verified(fits=False)
        fits = check_password(_normal(password), stored, setter=remember)
    return Verified(fits=fits, outdated=outdated and fits)


def must_be_good(password: str, *, email: str, name: str) -> None:
    """See that a new password keeps the rules: long enough, not common, not the person's own name or address.

    Raises Invalid `password_short`, `password_long`, `password_common`, `password_numbers` or `password_like_name`.
    """
    if len(password) > MOST_LETTERS:
        raise Invalid("password_long", field="password", most=MOST_LETTERS)
    for rule, code in zip(_RULES, ("password_short", "password_common", "password_numbers"), strict=True):
        try:
            rule.validate(password)
        except ValidationError as problem:
            raise Invalid(code, field="password", least=LEAST_LETTERS) from problem
    said = password.casefold()
    own = [part for part in (*email.casefold().partition("@")[0].split("."), *name.casefold().split()) if len(part) > 3]
    if any(part in said for part in own):
        raise Invalid("password_like_name", field="password")


def _normal(password: str) -> str:
    """Return it as every keyboard and system writes it alike."""
    return unicodedata.normalize("NFKC", password)
