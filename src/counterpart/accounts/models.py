"""Table of users. Everything else knows them by `ref`; so erasing one of them is one row."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class User(models.Model):
    """An official: how they sign in, and how they want to be spoken to.

    `email` stands as it was written, `email_folded` as it is compared. Both, the name and the password are emptied when
    the user is erased; the row stays, so that histories stay readable. An empty `password` never fits: the user has
    been entered and has not yet chosen one. `password_at` ends sessions that are older. `link_at`
    is when they were last sent a link to choose one.
    """

    ref = models.UUIDField(unique=True)
    email = models.TextField()
    email_folded = models.TextField(null=True, unique=True)
    email_confirmed_at = models.DateTimeField(null=True)
    name = models.TextField()
    language = models.TextField(db_column="lang")
    time_zone = models.TextField(db_column="tz")
    password = models.TextField()
    password_at = models.DateTimeField(null=True)
    entered_at = models.DateTimeField()
    first_sign_in_at = models.DateTimeField(null=True)
    last_sign_in_at = models.DateTimeField(null=True)
    link_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    blocked_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        """The name of the table; whoever is not erased has an address to sign in with."""

        db_table = "accounts_user"
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | Q(email_folded__isnull=False), name="accounts_user_has_email"
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(email="", name="", password="", email_folded__isnull=True),
                name="accounts_user_erased_is_empty",
            ),
        ]
