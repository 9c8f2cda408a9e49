"""Tells Django of this room's tables, and the foundation which refs are users."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.apps import AppConfig

from counterpart.accounts.queries import refs_of_users
from counterpart.foundation.asks import refs_in_use
from counterpart.foundation.database.acting import as_actor


class AccountsConfig(AppConfig):
    """Officials and how they sign in."""

    name = "counterpart.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.AutoField"

    def ready(self) -> None:
        """Answer what the foundation asks."""
        refs_in_use.answered(self.label, users_in_use)


def users_in_use(refs: Sequence[UUID]) -> frozenset[UUID]:
    """Return which of these refs are users who were not erased; opens its own transaction."""
    with as_actor([], read_only=True):
        return refs_of_users(refs)
