"""Table of switches: what a member chose where the law leaves a choice; its history is the table itself."""

from __future__ import annotations

from django.db import models


class Switch(models.Model):
    """From `since` on a switch of a policy area stands so, in a member or (`authority_id`) for one authority of it.

    `value` is empty where the choice was taken back: then the member's counts again, or the default of the definition.
    `authority_id` is 0 for the member as a whole.
    """

    pk = models.CompositePrimaryKey("module", "member", "authority_id", "key", "since")
    module = models.TextField()
    member = models.TextField(db_column="country")
    authority_id = models.IntegerField(default=0)
    key = models.TextField()
    value = models.BooleanField(null=True)
    since = models.DateTimeField()

    class Meta:
        """The name of the table."""

        db_table = "directory_switch"
