"""Table of imports that were handed in at a page: what became of each, and what was found."""

from __future__ import annotations

from django.db import models

from counterpart.directory.models.authorities import Authority


class Import(models.Model):
    """A list that somebody handed in; its file lies sealed under `ref` until it was imported, or a day.

    `request` is the request that handed it in. `tally` and `findings` are those of `bulk.importing.Report`; `problem`
    is the code of what stopped it, if something did. Nothing in it is personal but who handed it in.
    """

    ref = models.UUIDField(unique=True)
    request = models.UUIDField()
    user_ref = models.UUIDField()
    authority = models.ForeignKey(Authority, models.RESTRICT, related_name="+", db_index=False)
    file_ref = models.UUIDField()
    dry_run = models.BooleanField()
    state = models.SmallIntegerField()
    stage = models.SmallIntegerField(default=0)
    rows_done = models.IntegerField(default=0)
    rows_total = models.IntegerField(default=0)
    tally = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    errors = models.IntegerField(default=0)
    notes = models.IntegerField(default=0)
    problem = models.TextField(default="")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """The name of the table; the same request again hands in nothing new."""

        db_table = "directory_import"
        constraints = [models.UniqueConstraint(fields=["user_ref", "request"], name="directory_import_request")]
        indexes = [models.Index(fields=["authority", "-id"], name="directory_import_authority")]
