"""Tokens by which somebody stops mails without signing in: from a link in a mail, and in one click (RFC 8058).

A token is the ref of the user under a keyed hash of this installation. Nothing is stored; whoever has it can stop that
person's mails about what is not new work, and nothing else.
"""

from __future__ import annotations

from uuid import UUID

from django.core.signing import BadSignature, Signer

from counterpart.core.errors import NotFound

_SIGNER = Signer(salt="counterpart.notices.unsubscribe", sep=".")


def token_of(user: UUID) -> str:
    """Return the token of a user, fit for an address."""
    return _SIGNER.sign(user.hex)


def user_of(token: str) -> UUID:
    """Return whose token it is. Raises NotFound `unsubscribe_token` for one that this installation did not make."""
    try:
        return UUID(_SIGNER.unsign(token))
    except (BadSignature, ValueError) as problem:
        raise NotFound("unsubscribe_token") from problem
