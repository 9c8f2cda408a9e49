"""What was asked for once: the same request id again gives the same outcome."""

from __future__ import annotations

from django.db import models


class Request(models.Model):
    """One call of an action. `body_digest` is keyed: a digest of "yes" would be the answer. `outcome` holds refs."""

    pk = models.CompositePrimaryKey("actor_ref", "key")
    actor_ref = models.UUIDField()
    key = models.UUIDField()
    action = models.TextField()
    body_digest = models.BinaryField()
    outcome = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        """The name of the table; `at` is for clearing out what is old."""

        db_table = "foundation_request"
        indexes = [models.Index(fields=["at"], name="foundation_request_at")]
