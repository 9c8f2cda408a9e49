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
    """A sealed file: where it lies and how large it is. Its name and type are sealed as well."""

    ref = models.UUIDField(unique=True)
    stream = models.UUIDField()
    key_class = models.SmallIntegerField()
    format = models.SmallIntegerField()
    size = models.BigIntegerField()
    place = models.TextField()
    state = models.SmallIntegerField()
    at = models.DateTimeField()
    meta_sealed = models.BinaryField()

    class Meta:
        """The name of the table."""

        db_table = "foundation_file"
        indexes = [
            models.Index(fields=["stream"], name="foundation_file_stream"),
            models.Index(fields=["state", "at"], name="foundation_file_state"),
        ]
