"""Tables of facts: what happened, for whoever is to know of it after the commit."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Fact(models.Model):
    """What happened, without personal values; `seq` is given after the commit by the one sequencer."""

    seq = models.BigIntegerField(null=True, unique=True)
    at = models.DateTimeField()
    type = models.TextField()
    v = models.SmallIntegerField()
    stream = models.UUIDField()
    n = models.IntegerField()
    dims = models.JSONField()

    class Meta:
        """The name of the table; the index holds only what has no number yet."""

        db_table = "foundation_fact"
        indexes = [models.Index(fields=["id"], name="foundation_fact_unnumbered", condition=Q(seq__isnull=True))]


class Consumer(models.Model):
    """How far a reader of facts has come; moved in the transaction of its own work.

    A fact that it cannot digest is tried again at `next_at`; after the last try the consumer is held, and goes on when
    an operator says so. `error` says what kind of error it was and where in the program, never with which values.
    """

    name = models.TextField(primary_key=True)
    seq = models.BigIntegerField()
    seen_at = models.DateTimeField(null=True)
    tries = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    error = models.TextField(null=True)

    class Meta:
        """The name of the table."""

        db_table = "foundation_consumer"


class Delivery(models.Model):
    """Something that leaves the system, or waits for the room that does it; retried for days, then shown as failed.

    `fact_id` and `target` make it unique: whatever is done twice makes one delivery. `body` holds refs and names of
    the definition, never values.
    """

    fact_id = models.BigIntegerField()
    channel = models.SmallIntegerField()
    target = models.TextField()
    body = models.JSONField(default=dict)
    attempts = models.IntegerField(default=0)
    next_at = models.DateTimeField()
    state = models.SmallIntegerField()
    error = models.TextField(null=True)
    tried_at = models.DateTimeField(null=True)
    request_id = models.UUIDField(null=True)

    class Meta:
        """The name of the table."""

        db_table = "foundation_delivery"
        constraints = [
            models.UniqueConstraint(fields=["fact_id", "channel", "target"], name="foundation_delivery_once")
        ]
        indexes = [models.Index(fields=["state", "next_at"], name="foundation_delivery_due")]
