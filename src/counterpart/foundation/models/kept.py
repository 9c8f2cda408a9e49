"""What is kept sealed beside the exchanges: unfinished texts, and files."""

from __future__ import annotations

from django.db import models


class Draft(models.Model):
    """What somebody has typed and not yet sent, at one place; saved by itself, never logged."""

    pk = models.CompositePrimaryKey("user_ref", "place")
    user_ref = models.UUIDField()
    place = models.TextField()
    key_ref = models.UUIDField()
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        """The name of the table."""

        db_table = "foundation_draft"
        indexes = [models.Index(fields=["key_ref"], name="foundation_draft_key_ref")]


class StoredFile(models.Model):
    """A sealed file: where it lies, how large it is, and the digest of what lies there.

    `stream`, `key_class` and `inside` name its key; its name and type are sealed as well. `held` says why the scanner
    has it held back, or why it was removed; `scanned_at` when it was last scanned, or tried to.
    """

    ref = models.UUIDField(unique=True)
    stream = models.UUIDField()
    key_class = models.SmallIntegerField()
    inside = models.UUIDField(null=True)
    format = models.SmallIntegerField()
    size = models.BigIntegerField()
    place = models.TextField()
    state = models.SmallIntegerField()
    at = models.DateTimeField()
    digest = models.BinaryField(null=True)
    meta_sealed = models.BinaryField()
    held = models.TextField(null=True)
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        """The name of the table."""

        db_table = "foundation_file"
        indexes = [
            models.Index(fields=["stream"], name="foundation_file_stream"),
            models.Index(fields=["state", "at"], name="foundation_file_state"),
            models.Index(fields=["scanned_at"], condition=models.Q(held__isnull=False), name="foundation_file_held"),
        ]
