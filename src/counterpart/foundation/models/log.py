"""Tables of the log; what stands in them is told in `counterpart.foundation.log`.

The access log (`foundation_access`) is cut into months, which Django cannot say: it is made by the migration alone.
"""

from __future__ import annotations

from django.db import models


class Stream(models.Model):
    """The head of each stream of the log: its last number and that entry's hash."""

    stream = models.UUIDField(primary_key=True)
    n = models.IntegerField()
    hash = models.BinaryField()

    class Meta:
        """The name of the table."""

        db_table = "foundation_stream"


class LogEntry(models.Model):
    """One entry of a stream; `sealed_digest` is over ciphertext."""

    pk = models.CompositePrimaryKey("stream", "n")
    stream = models.UUIDField()
    n = models.IntegerField()
    at = models.DateTimeField()
    format = models.SmallIntegerField()
    kind = models.SmallIntegerField()
    actor_kind = models.SmallIntegerField()
    actor_ref = models.UUIDField(null=True)
    for_user_ref = models.UUIDField(null=True)
    authority_ref = models.UUIDField(null=True)
    action = models.TextField(null=True)
    track = models.TextField(null=True)
    from_state = models.TextField(null=True)
    to_state = models.TextField(null=True)
    facts = models.JSONField()
    sealed_digest = models.BinaryField(null=True)
    prev = models.BinaryField()
    hash = models.BinaryField()
    request_id = models.UUIDField(null=True)

    class Meta:
        """The name of the table."""

        db_table = "foundation_log_entry"


class Anchor(models.Model):
    """A signed statement about the heads of all streams."""

    n = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    format = models.SmallIntegerField()
    streams = models.BigIntegerField()
    root = models.BinaryField()
    moved_digest = models.BinaryField()
    access_digest = models.BinaryField()
    prev = models.BinaryField()
    key_id = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        """The name of the table."""

        db_table = "foundation_anchor"


class AnchorHead(models.Model):
    """A head that had moved when an anchor was made: so a missing exchange can be named."""

    pk = models.CompositePrimaryKey("anchor_n", "stream")
    anchor_n = models.BigIntegerField()
    stream = models.UUIDField()
    n = models.IntegerField()
    hash = models.BinaryField()

    class Meta:
        """The name of the table; the index finds the head of a stream that was anchored last."""

        db_table = "foundation_anchor_head"
        indexes = [models.Index(fields=["stream", "anchor_n"], name="foundation_anchor_head_last")]
