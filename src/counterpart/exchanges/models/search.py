"""Searches that somebody keeps: sealed, because a search may hold what is personal, and so may its name."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Search(models.Model):
    """One search of somebody for an authority, at a random address. Those that are not `saved` go after some days."""

    ref = models.UUIDField(primary_key=True)
    user_ref = models.UUIDField()
    authority_id = models.IntegerField()
    saved = models.BooleanField()
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        """The name of the table; by whose they are, and those that are to go."""

        db_table = "exchanges_search"
        indexes = [
            models.Index(fields=["user_ref", "authority_id"], name="exchanges_search_user"),
            models.Index(fields=["at"], name="exchanges_search_left", condition=Q(saved=False)),
        ]
