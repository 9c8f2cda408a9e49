"""That somebody looked something up: who, for whom, when, why, and whether there was a hit; never what they asked."""

from __future__ import annotations

from django.db import models


class LookedUp(models.Model):
    """One lookup. It is counted against the limit of its authority, and told of in the authority's log."""

    module = models.TextField()
    procedure = models.TextField()
    lookup = models.TextField()
    authority_id = models.IntegerField()
    user_ref = models.UUIDField(null=True)
    at = models.DateTimeField()
    purpose = models.TextField(default="")
    hit = models.BooleanField()

    class Meta:
        """The name of the table; by what the limit counts."""

        db_table = "repositories_lookup"
        indexes = [
            models.Index(
                fields=["authority_id", "module", "procedure", "lookup", "at"], name="repositories_lookup_limit"
            )
        ]
