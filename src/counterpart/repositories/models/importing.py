"""Lists of entries that somebody handed in, and how far each is."""

from __future__ import annotations

from django.db import models


class EntryImport(models.Model):
    """A list of entries; its values lie sealed in a file under `ref` until all are entered.

    `request` is the request that handed it in. `refused` counts rows that could not be entered, `problem` is the code
    of the last reason.
    """

    ref = models.UUIDField(unique=True)
    request = models.UUIDField()
    module = models.TextField()
    procedure = models.TextField()
    authority_id = models.IntegerField()
    user_ref = models.UUIDField()
    file_ref = models.UUIDField()
    publish = models.BooleanField()
    total = models.IntegerField()
    done = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    problem = models.TextField(default="")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """The name of the table; the same request again hands in nothing new."""

        db_table = "repositories_import"
        constraints = [models.UniqueConstraint(fields=["user_ref", "request"], name="repositories_import_request")]
