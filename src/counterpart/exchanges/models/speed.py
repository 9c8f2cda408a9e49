"""How fast exchanges go, summed up as they move: what a coordinator's desk shows without counting anything."""

from __future__ import annotations

from django.db import models


class Speed(models.Model):
    """What a figure of a policy area came to in a month: `n` of `total`, for a member or one authority of it.

    `authority_id` is 0 for the member as a whole. `item` is the bucket of a duration, empty for a share.
    """

    pk = models.CompositePrimaryKey("authority_id", "month", "module", "figure", "member", "item")
    module = models.TextField()
    figure = models.TextField()
    member = models.TextField()
    authority_id = models.IntegerField()
    month = models.DateField()
    item = models.TextField()
    n = models.IntegerField()
    total = models.IntegerField()

    class Meta:
        """The name of the table."""

        db_table = "exchanges_speed"


class Counted(models.Model):
    """That an exchange has gone into a figure: it does once."""

    pk = models.CompositePrimaryKey("exchange_id", "figure")
    exchange_id = models.BigIntegerField()
    figure = models.TextField()

    class Meta:
        """The name of the table."""

        db_table = "exchanges_counted"
