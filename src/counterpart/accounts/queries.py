"""Reads of users, each one statement. Called before any transaction, or inside one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from counterpart.accounts.addresses import folded
from counterpart.foundation.database.statements import row, rows

SIGN_IN = """
select ref, password from accounts_user
where email_folded = %s and left_at is null and blocked_at is null and erased_at is null
"""
NAMES = "select ref, name from accounts_user where ref = any(%s::uuid[])"
NAMES_BY_NUMBER = "select id, name from accounts_user where id = any(%s::int[])"
IN_USE = "select ref from accounts_user where ref = any(%s::uuid[]) and erased_at is null"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who would sign in under an address, and the hash that their password is compared with."""

    ref: UUID
    password: str


def sign_in_of(email: str) -> SignIn | None:
    """Return who may sign in with an address, None where nobody may: `passwords.verified` is asked either way."""
    found = row(SIGN_IN, [folded(email)])
    return None if found is None else SignIn(*found)


def names_of(refs: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of people for a page; empty for those who were erased, who are to be named by their ref."""
    return dict(rows(NAMES, [list(refs)]))


def names_by_number(numbers: Collection[int]) -> dict[int, str]:
    """Return the names of people by their numbers, as rows of this installation name them."""
    return dict(rows(NAMES_BY_NUMBER, [list(numbers)])) if numbers else {}


def refs_of_users(refs: Sequence[UUID]) -> frozenset[UUID]:
    """Return which of these refs are users whose data are kept: their drafts are sealed under a key of that ref."""
    return frozenset(found for (found,) in rows(IN_USE, [list(refs)]))
