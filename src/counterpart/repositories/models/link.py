"""Links in published entries, and whether they lead anywhere."""

from __future__ import annotations

from django.db import models


class Link(models.Model):
    """One address on the web in one field of one entry.

    `fails` counts the checks in a row that found nothing there; `said` is the last answer: a status, or a code of ours.
    """

    exchange_ref = models.UUIDField()
    field = models.TextField()
    url = models.TextField()
    fails = models.SmallIntegerField(default=0)
    said = models.TextField(default="")
    checked_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField()

    class Meta:
        """The name of the table; each link of an entry once; those that are to be looked at next."""

        db_table = "repositories_link"
        constraints = [models.UniqueConstraint(fields=["exchange_ref", "field", "url"], name="repositories_link_once")]
        indexes = [models.Index(fields=["next_at"], name="repositories_link_next")]
